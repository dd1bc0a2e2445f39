/** The catalogues of the demonstration province as the interface hands them out, each sorted by its code. */
import { demoAgencies } from '../../demo/agencies.js';
import { demoFields } from '../../demo/fields.js';
import { demoPlaces } from '../../demo/places.js';
import { demoProcedures, type DemoProcedure } from '../../demo/procedures.js';
import type { AdministrativeUnitContent, UnitKind } from '../../src/records/administrative-unit.js';
import type { AgencyContent } from '../../src/records/agency.js';
import type { LimitUnit, ServiceLevel } from '../../src/records/procedure.js';
import type { Level } from '../../src/records/record.js';
import type { Catalogues, WireItem } from './catalogues.js';
import { toWireDay } from './wire-dates.js';

/** When the catalogues were last entered: all at once, before the first dossier. */
const enteredAt = '20161226080000';

const levelCodes: Readonly<Record<Level, string>> = { PROVINCE: '1', DISTRICT: '2', COMMUNE: '3' };

const kindNames: Readonly<Record<UnitKind, string>> = {
  PROVINCE: 'Tỉnh',
  CITY: 'Thành phố',
  TOWN: 'Thị xã',
  RURAL_DISTRICT: 'Huyện',
  COMMUNE: 'Xã',
  WARD: 'Phường',
  TOWNSHIP: 'Thị trấn',
};

/** The old scale of service levels; the interface has no word for the new one. */
const serviceLevelCodes: Readonly<Record<ServiceLevel, string>> = {
  LEVEL_1: '1',
  LEVEL_2: '2',
  LEVEL_3: '3',
  LEVEL_4: '4',
  PARTIAL: '',
  FULL: '',
};

const limitUnitNames: Readonly<Record<LimitUnit, string>> = {
  WORKING_DAYS: 'Ngày làm việc',
  CALENDAR_DAYS: 'Ngày',
  WORKING_HOURS: 'Giờ',
};

/** All four, made once. */
export const demoCatalogues: Catalogues = {
  LayDanhMucCoQuan: sortBy(demoAgencies.map(toAgencyItem), 'MADONVI'),
  LayDanhMucDiaBan: sortBy(demoPlaces.map(toPlaceItem), 'MADIABAN', 'NGAYHIEULUC'),
  LayDanhMucLinhVuc: demoFields.map(({ code, name, sectorCode }) => ({
    MALINHVUC: code,
    TENLINHVUC: name,
    MANGANH: sectorCode,
  })),
  LayDanhSachTTHC: sortBy(demoProcedures.map(toProcedureItem), 'MATTHC'),
};

function toAgencyItem(agency: AgencyContent): WireItem {
  return {
    MADONVI: agency.code,
    TENDONVI: agency.name,
    CAPDONVI: levelCodes[agency.level],
    MADONVICHA: agency.parentCode ?? '',
    MADIABAN: agency.unitCode ?? '',
    NGAYTHIDIEM: toWireDay(agency.pilotFrom),
    NGAYHIEULUC: toWireDay(agency.validFrom),
    NGAYHETHIEULUC: toWireDay(agency.validTo),
    NGAYCAPNHAT: enteredAt,
  };
}

function toPlaceItem(place: AdministrativeUnitContent): WireItem {
  return {
    MADIABAN: place.code,
    TENDIABAN: place.name,
    CAP: levelCodes[place.level],
    LOAI: kindNames[place.kind],
    MACHA: place.parentCode ?? '',
    NGAYHIEULUC: toWireDay(place.validFrom),
    NGAYHETHIEULUC: toWireDay(place.validTo),
    KETHUA: place.predecessorIds.map(toWireDay).join(';'),
    NGAYCAPNHAT: enteredAt,
  };
}

function toProcedureItem(procedure: DemoProcedure): WireItem {
  const { serviceLevel, timeLimit } = procedure;
  return {
    MATTHC: procedure.code,
    TENTTHC: procedure.name,
    MALINHVUC: procedure.fieldCode,
    TENLINHVUC: procedure.fieldName,
    CAPTHUCHIEN: levelCodes[procedure.level],
    MUCDO: serviceLevel === null ? '' : serviceLevelCodes[serviceLevel],
    MADONVI: procedure.agencyCode ?? '',
    THOIGIAN: timeLimit === null ? '' : String(timeLimit.amount),
    DONVITINH: timeLimit === null ? '' : limitUnitNames[timeLimit.unit],
    TRANGTHAI: '1',
    NGAYCAPNHAT: enteredAt,
  };
}

function sortBy(items: WireItem[], ...names: readonly string[]): WireItem[] {
  const keyOf = (item: WireItem): string => names.map((name) => item[name]).join('\0');
  return items.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}
