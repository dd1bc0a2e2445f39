/** An agency of the province [cơ quan, đơn vị], as the one-stop's catalogue describes it. */
import type { Level, LocalDay } from './record.js';

export interface AgencyContent {
  /** Identification code of its time, such as `000.00.12.H31` (lowest level first until 2020). */
  code: string;
  name: string;
  level: Level;
  /** Code of the agency above it; null at the top. */
  parentCode: string | null;
  /** Code of the administrative unit it serves, in the code list of its time. */
  unitCode: string | null;
  /** First day on the one-stop pilot; null where it was no pilot. */
  pilotFrom: LocalDay | null;
  validFrom: LocalDay | null;
  /** Last day it existed; null while it does. */
  validTo: LocalDay | null;
}
