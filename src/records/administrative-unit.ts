/** A province, district or commune [đơn vị hành chính] during one period of validity: a re-used code is another unit. */
import type { Level, LocalDay } from './record.js';

/** The administration's kinds of unit: tỉnh, thành phố, thị xã, huyện, xã, phường, thị trấn. */
export type UnitKind = 'PROVINCE' | 'CITY' | 'TOWN' | 'RURAL_DISTRICT' | 'COMMUNE' | 'WARD' | 'TOWNSHIP';

export interface AdministrativeUnitContent {
  /** General Statistics Office code: 2, 3 or 5 digits; a string, since leading zeros count. */
  code: string;
  name: string;
  kind: UnitKind;
  level: Level;
  parentCode: string | null;
  validFrom: LocalDay;
  validTo: LocalDay | null;
  /** Ids (`code@validFrom`) of the units this one was made from. */
  predecessorIds: string[];
}

/** The id of a unit: its code and the first day of its period. */
export function toUnitId(code: string, validFrom: LocalDay): string {
  return `${code}@${validFrom}`;
}
