/**
 * Shape of a working calendar's data. It is input, not code: a new notice of the government is a new row and a new
 * version, loaded without a release. `default-calendar.ts` holds the rows the hub ships with.
 */
import type { LocalDay } from '../records/record.js';

/** One day that departs from the ordinary week of Monday to Friday; one row a date. */
export interface SpecialDay {
  on: LocalDay;
  /** `off`: a weekday nobody works. `worked`: a Saturday or Sunday worked in exchange for a weekday. */
  kind: 'off' | 'worked';
  /** Why, in the words shown to citizens. */
  reason: string;
  /** The law or notice it rests on. */
  source: string;
  /** Set while the official notice of that year is not known. */
  provisional?: true;
}

/** A stretch of office time on every working day, as `HH:mm`; it closes on the day it opens. */
export interface Session {
  opens: string;
  closes: string;
}

/** Office hours with their period of validity, both ends included; seasonal hours are several rows. */
export interface OfficeHours {
  from: LocalDay;
  /** Null while they are in force. */
  to: LocalDay | null;
  /** In order of time, without overlap. */
  sessions: readonly Session[];
}

/** Everything a working calendar is made of. */
export interface CalendarData {
  /** Kept with every due date computed, so that a later change of the calendar never rewrites an appointment. */
  version: string;
  /** The years the rows are complete for, consecutive and rising. */
  years: readonly number[];
  days: readonly SpecialDay[];
  hours: readonly OfficeHours[];
}
