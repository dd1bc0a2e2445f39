/** A dossier as it lies on the desk on reception, and office time reckoned from that moment. */
import type { AgencyContent } from '../src/records/agency.js';
import { demoCalendar } from './moment.js';
import type { DemoProcedure } from './procedures.js';
import type { Random } from './random.js';

/** What is known of a dossier when it is received; the rest of its life is drawn from `random`. */
export interface Reception {
  random: Random;
  agency: AgencyContent;
  procedure: DemoProcedure;
  /** When it was sent in online; null for other channels. */
  submittedAt: Date | null;
  receivedAt: Date;
}

/** Minutes of office time in a day. */
export const dayMinutes = 480;

/** Minutes of office time from reception to a moment. */
export function toOfficeMinute({ receivedAt }: Reception, at: Date): number {
  return demoCalendar.workingMinutesBetween(receivedAt, at);
}

/** The moment by which so many minutes of office time have passed since reception, in whole seconds. */
export function toOfficeMoment({ receivedAt }: Reception, minute: number): Date {
  return demoCalendar.addWorkingMinutes(receivedAt, Math.round(minute * 60) / 60);
}
