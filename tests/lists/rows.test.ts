import { describe, expect, test } from '@jest/globals';
import { reviveRecordRow, toDossierRow } from '../../src/lists/rows.js';
import { makeAgency, makeDossier } from './sample-records.js';

describe('a dossier row', () => {
  const dossier = makeDossier('d1', {
    codes: [
      { value: 'NEW-1', issuer: 'portal' },
      { value: 'OLD.1', issuer: 'A1' },
    ],
    applicantName: 'Lê Thị Thử',
    subject: 'Cấp giấy phép',
    citizenId: 'cit_1',
    receivedAt: new Date('2018-03-01T08:00:00+07:00'),
  });

  test('holds what lists filter by, instants in milliseconds and missing ones as null', () => {
    expect(toDossierRow(dossier)).toEqual({
      id: 'd1',
      codes: ['NEW-1', 'OLD.1'],
      statusCode: 4,
      channelCode: 1,
      procedureCode: 'P1',
      agencyCode: 'A1',
      holderCode: 'A1',
      receivedAtMs: Date.parse('2018-03-01T01:00:00Z'),
      dueAtMs: null,
      completedAtMs: null,
      returnedAtMs: null,
      citizenId: 'cit_1',
      text: ' le thi thu cap giay phep new-1 old.1',
    });
  });

  test('is the same after JSON', () => {
    const row = toDossierRow(dossier);
    expect(JSON.parse(JSON.stringify(row))).toEqual(row);
  });
});

describe('a record row', () => {
  test('is itself again when it is revived after JSON', () => {
    const row = makeAgency({ code: '000.01.H31', name: 'Sở Thử Nghiệm' });
    expect(row.text).toBe(' so thu nghiem 000.01.h31');
    expect(reviveRecordRow(JSON.parse(JSON.stringify(row)))).toEqual(row);
  });
});
