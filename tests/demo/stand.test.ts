import { describe, expect, test } from '@jest/globals';
import type { DemoDossier, DemoEvent } from '../../demo/life.js';
import { toStand } from '../../demo/stand.js';

const at = (day: number, hour = 9): Date => new Date(Date.UTC(2018, 4, day, hour - 7));

function event(status: number, when: Date, rest: Partial<DemoEvent> = {}): DemoEvent {
  return {
    at: when,
    status,
    agencyCode: 'A',
    officer: 'Cán bộ',
    department: 'Một cửa',
    content: '',
    ...rest,
  };
}

const dossier: DemoDossier = {
  ordinal: 0,
  node: 'district',
  localCode: 'A-180502-0001',
  recoded: { code: 'H31.31-180502-00001', at: at(20) },
  procedureCode: 'P',
  agencyCode: 'A',
  channel: 2,
  applicant: {
    name: 'Nguyễn Văn An',
    kind: 1,
    identityNumber: '990000001',
    phone: '',
    email: '',
    address: '',
  },
  subject: '',
  submittedAt: at(1),
  receivedAt: at(2),
  dueAt: at(9, 17),
  events: [
    event(1, at(1)),
    event(2, at(2)),
    event(4, at(3), { agencyCode: 'B' }),
    event(5, at(4), { agencyCode: 'B' }),
    event(4, at(8), { agencyCode: 'B', dueAt: at(15, 17) }),
    event(9, at(14)),
    event(10, at(16)),
  ],
  supplements: [
    { requestedAt: at(4), answeredAt: at(8), content: '', dueBefore: at(9, 17), dueAfter: at(15, 17) },
  ],
  fee: 0,
  papers: [],
  defects: [],
};

describe('a dossier at a moment', () => {
  test('does not exist before it was sent in', () => {
    expect(toStand(dossier, new Date(at(1).getTime() - 1))).toBeNull();
  });

  test('is registered without reception and appointment until the desk takes it in', () => {
    expect(toStand(dossier, at(1))).toMatchObject({
      status: 1,
      receivedAt: null,
      dueAt: null,
      lastChangedAt: at(1),
    });
    expect(toStand(dossier, at(2))).toMatchObject({
      status: 2,
      receivedAt: at(2),
      dueAt: at(9, 17),
      holderCode: 'A',
    });
  });

  test('waits with its old appointment and an open supplement, held by the other agency', () => {
    const stand = toStand(dossier, at(7));
    expect(stand).toMatchObject({ status: 5, holderCode: 'B', dueAt: at(9, 17), lastChangedAt: at(4) });
    expect(stand?.supplements).toMatchObject([{ requestedAt: at(4), answeredAt: null, dueAfter: null }]);
  });

  test('has its new appointment from the answer on', () => {
    const stand = toStand(dossier, at(8));
    expect(stand).toMatchObject({ status: 4, dueAt: at(15, 17) });
    expect(stand?.supplements).toEqual(dossier.supplements);
  });

  test('is completed once and returned later', () => {
    expect(toStand(dossier, at(15))).toMatchObject({
      status: 9,
      completedAt: at(14),
      returnedAt: null,
      holderCode: 'A',
    });
    expect(toStand(dossier, at(17))).toMatchObject({ status: 10, completedAt: at(14), returnedAt: at(16) });
  });

  test('changes its code and its moment of change when it is re-coded', () => {
    expect(toStand(dossier, at(19))).toMatchObject({
      code: 'A-180502-0001',
      formerCode: null,
      lastChangedAt: at(16),
    });
    expect(toStand(dossier, at(20))).toMatchObject({
      code: 'H31.31-180502-00001',
      formerCode: 'A-180502-0001',
      lastChangedAt: at(20),
    });
  });
});
