/**
 * Office hours, read from the rows of a calendar's data into milliseconds of the day, and the row in force on a day.
 * Which days are worked at all is the day index's business.
 */
import { HubError } from '../errors.js';
import type { OfficeHours } from './calendar-data.js';
import { fromDayNumber, toDayNumber } from './local-time.js';

/** A stretch of office time, in milliseconds after local midnight. */
export interface SessionMs {
  opensMs: number;
  closesMs: number;
}

/** Office hours by day number and millisecond. */
export interface HoursMs {
  fromDay: number;
  toDay: number;
  sessions: readonly SessionMs[];
}

/** Reads one row of office hours; throws BAD_INPUT for a clock that is none and for sessions out of order. */
export function toHoursMs({ from, to, sessions }: OfficeHours): HoursMs {
  const toDay = to === null ? Infinity : toDayNumber(to);
  const inMs = sessions.map(({ opens, closes }) => ({
    opensMs: toClockMs(opens),
    closesMs: toClockMs(closes),
  }));
  const rising = inMs.flatMap(({ opensMs, closesMs }) => [opensMs, closesMs]);
  if (sessions.length === 0 || rising.some((ms, i) => ms <= (rising[i - 1] ?? -1))) {
    throw new HubError(
      'BAD_INPUT',
      `office hours from ${from}: expected sessions in order of time, without overlap`,
    );
  }
  return { fromDay: toDayNumber(from), toDay, sessions: inMs };
}

function toClockMs(clock: string): number {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(clock);
  if (match === null) throw new HubError('BAD_INPUT', `expected office hours as HH:mm, got '${clock}'`);
  return (Number(match[1]) * 60 + Number(match[2])) * 60_000;
}

/** The sessions in force on a day; throws BAD_INPUT unless exactly one row holds it. */
export function sessionsOn(day: number, hours: readonly HoursMs[]): readonly SessionMs[] {
  const valid = hours.filter(({ fromDay, toDay }) => fromDay <= day && day <= toDay);
  const [only] = valid;
  if (only === undefined || valid.length > 1) {
    throw new HubError(
      'BAD_INPUT',
      `expected one row of office hours for ${fromDayNumber(day)}, got ${valid.length}`,
    );
  }
  return only.sessions;
}
