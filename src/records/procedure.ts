/** An administrative procedure [thủ tục hành chính] of the province's catalogue. */
import type { Level } from './record.js';

/** Old scale (mức độ 1–4) until 2022-08-14, new scale (một phần, toàn trình) after; never converted into each other. */
export type ServiceLevel = 'LEVEL_1' | 'LEVEL_2' | 'LEVEL_3' | 'LEVEL_4' | 'PARTIAL' | 'FULL';

/** Unit of a time limit: ngày làm việc, ngày, giờ làm việc. */
export type LimitUnit = 'WORKING_DAYS' | 'CALENDAR_DAYS' | 'WORKING_HOURS';

/** A time limit as the catalogue states it. */
export interface TimeLimit {
  amount: number;
  unit: LimitUnit;
}

export interface ProcedureContent {
  code: string;
  name: string;
  level: Level;
  serviceLevel: ServiceLevel | null;
  fieldCode: string;
  fieldName: string;
  /** Agency competent for the procedure; null for one every agency of the level carries out. */
  agencyCode: string | null;
  /** Null where the catalogue states none. */
  timeLimit: TimeLimit | null;
}
