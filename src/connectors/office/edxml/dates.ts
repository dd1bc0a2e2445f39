/** Days and times as messages write them: year first or last, with strokes or dashes, as the e-office at hand has it. All of Asia/Ho_Chi_Minh. */
import type { LocalDay } from '../../../records/record.js';

const yearFirst = /^(\d{4})[/-](\d{1,2})[/-](\d{1,2})$/;
const yearLast = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$/;

/** A day; null for what is none, such as 2014/02/30. */
export function parseDay(text: string): LocalDay | null {
  const first = yearFirst.exec(text);
  const last = yearLast.exec(text);
  const [year, month, day] =
    first !== null ? first.slice(1) : last !== null ? last.slice(1).toReversed() : [];
  if (year === undefined || month === undefined || day === undefined) return null;
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const at = new Date(`${written}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(written) ? written : null;
}

/** A day with a time of it; null for what is none. */
export function parseTime(text: string): Date | null {
  const [dayText = '', timeText = '', ...more] = text.trim().split(/[ T]+/);
  const day = parseDay(dayText);
  const time = /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,3})?$/.test(timeText);
  if (day === null || !time || more.length > 0) return null;
  return new Date(`${day}T${timeText}+07:00`);
}

/** A day as the standard writes it: yyyy/MM/dd. */
export function formatDay(day: LocalDay): string {
  return day.replaceAll('-', '/');
}
