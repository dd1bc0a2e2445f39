/** Days and moments as people write them in sheets: 5/3/2018, 05/03/2018 08:15, 2018-03-05 08:15:00; local time, the day before the month. */
import { toInstant } from '../../calendar/local-time.js';

const time = '(?:[ T](\\d{1,2}):(\\d{2})(?::(\\d{2}))?)?$';
const dayFirst = new RegExp(`^(\\d{1,2})[/.-](\\d{1,2})[/.-](\\d{4})${time}`);
const yearFirst = new RegExp(`^(\\d{4})-(\\d{1,2})-(\\d{1,2})${time}`);

/** The instant a text names; null when it names none. A day alone is its midnight. */
export function parseLocal(text: string): Date | null {
  const found = dayFirst.exec(text);
  const parts = (found ?? yearFirst.exec(text))?.slice(1).map((part) => Number(part ?? 0));
  if (parts === undefined) return null;
  const [first = 0, month = 0, last = 0, hour = 0, minute = 0, second = 0] = parts;
  const [year, day] = found === null ? [first, last] : [last, first];
  if (hour > 23 || minute > 59 || second > 59) return null;
  const two = (part: number): string => String(part).padStart(2, '0');
  try {
    const at = toInstant(`${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`, hour * 60 + minute);
    return new Date(at.getTime() + second * 1_000);
  } catch {
    // No such day.
    return null;
  }
}
