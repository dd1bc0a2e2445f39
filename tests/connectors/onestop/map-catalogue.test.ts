/** What the one-stop mapping makes of catalogue items. */
import { describe, expect, test } from '@jest/globals';
import { toAdministrativeUnit, toAgency, toProcedure } from '../../../src/connectors/onestop/map.js';
import {
  agencyShape,
  dossierShape,
  placeShape,
  procedureShape,
} from '../../../src/connectors/onestop/wire.js';
import { renderItem } from './sample-items.js';

describe('a catalogue item', () => {
  test('of an agency becomes an agency, blanks null', () => {
    const raw = {
      MADONVI: 'A',
      TENDONVI: 'Sở Mẫu'.normalize('NFD'),
      CAPDONVI: '1',
      MADONVICHA: '',
      MADIABAN: '33',
    };
    const days = {
      NGAYTHIDIEM: '',
      NGAYHIEULUC: '20170101',
      NGAYHETHIEULUC: '',
      NGAYCAPNHAT: '20170101000000',
    };
    const content = {
      code: 'A',
      name: 'Sở Mẫu'.normalize('NFC'),
      level: 'PROVINCE',
      parentCode: null,
      unitCode: '33',
      pilotFrom: null,
      validFrom: '2017-01-01',
      validTo: null,
    };
    expect(toAgency(agencyShape.parse({ ...raw, ...days }))).toEqual([
      { entity: 'agency', id: 'A', content },
    ]);
  });

  test('of a unit that others became one of names them by their ids', () => {
    const raw = {
      MADIABAN: '1',
      TENDIABAN: 'Xã Mẫu',
      CAP: '3',
      LOAI: 'Xã',
      MACHA: '9',
      NGAYHIEULUC: '20250701',
    };
    const rest = { NGAYHETHIEULUC: '', KETHUA: '2@20170101;3@20180101', NGAYCAPNHAT: '20250701000000' };
    const [record] = toAdministrativeUnit(placeShape.parse({ ...raw, ...rest }));
    expect(record).toMatchObject({
      id: '1@2025-07-01',
      content: { kind: 'COMMUNE', predecessorIds: ['2@2017-01-01', '3@2018-01-01'] },
    });
  });

  test.each([
    ['5', 'Ngày làm việc', { amount: 5, unit: 'WORKING_DAYS' }],
    ['3', 'Ngày', { amount: 3, unit: 'CALENDAR_DAYS' }],
    ['8', 'Giờ', { amount: 8, unit: 'WORKING_HOURS' }],
    ['', 'Ngày', null],
    ['5', '', null],
  ])('of a procedure with %j %j has the time limit %j', (THOIGIAN, DONVITINH, timeLimit) => {
    const names = { MATTHC: '1', TENTTHC: 'Mẫu', MALINHVUC: 'L', TENLINHVUC: 'Hộ tịch', CAPTHUCHIEN: '2' };
    const rest = { MUCDO: '4', MADONVI: '', NGAYCAPNHAT: '20170101000000' };
    const [record] = toProcedure(procedureShape.parse({ ...names, ...rest, THOIGIAN, DONVITINH }));
    expect(record?.content).toMatchObject({ serviceLevel: 'LEVEL_4', agencyCode: null, timeLimit });
  });
});
test('an item keeps within its shape what the map needs and no more', () => {
  expect(Object.keys(dossierShape.parse(renderItem())).sort()).toEqual(
    Object.keys(dossierShape.shape).sort(),
  );
});
