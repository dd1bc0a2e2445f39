/** What the rules ask of the directory: which agencies there are on a day, and who goes on in place of one that ended. */
import type { Level, LocalDay } from '../records/record.js';

/** An agency as the rules see it. */
export interface DirectoryAgency {
  code: string;
  level: Level;
  /** Null where the directory does not say. */
  validFrom: LocalDay | null;
  /** Last day it existed; null while it does. */
  validTo: LocalDay | null;
}

/** The agencies, of every period. */
export interface AgencyDirectory {
  /** Null for a code the directory does not know. */
  find(code: string): DirectoryAgency | null;
  /**
   * The agency that goes on with a procedure's dossiers on a day in place of `code`, through as many successions as there
   * were; null while `code` itself exists, or where no successor is named.
   */
  findSuccessor(code: string, procedure: string, on: LocalDay): DirectoryAgency | null;
  /** Agencies that had ended before a day. */
  listEnded(on: LocalDay): readonly DirectoryAgency[];
}

/** Whether an agency exists on a day. */
export function existsOn({ validFrom, validTo }: DirectoryAgency, on: LocalDay): boolean {
  return (validFrom === null || validFrom <= on) && (validTo === null || on <= validTo);
}
