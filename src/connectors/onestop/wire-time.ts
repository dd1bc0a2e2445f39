/**
 * Instants and days as the one-stop writes them: `yyyyMMddHHmmss` and `yyyyMMdd` in local time by the book, and two other
 * forms some of its installations use. A day that does not exist is refused, never rolled over.
 */
const packed = /^\d{14}$/;
const slashed = /^(\d{1,2})\/(\d{1,2})\/(\d{4}) (\d{2}):(\d{2}):(\d{2})$/;
const rfc3339 =
  /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.\d+)?(Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;
const packedDay = /^\d{8}$/;

/** Asia/Ho_Chi_Minh, all year. */
const localOffsetMs = 7 * 60 * 60 * 1000;

/** The instant a text names; null when it names none. */
export function parseInstant(text: string): Date | null {
  const { wallMs, zone } = parseWall(text);
  return wallMs === null ? null : new Date(wallMs - toOffsetMs(zone));
}

/** Wall-clock time as if it were UTC, and the offset where the text names one. The form by the book comes first. */
function parseWall(text: string): { wallMs: number | null; zone?: string | undefined } {
  if (packed.test(text)) {
    // By arithmetic: a dozen of these in every dossier, and cutting the text up costs more than all the rest of it.
    const [day, time] = [Math.floor(Number(text) / 1e6), Number(text) % 1e6];
    const date = [Math.floor(day / 1e4), Math.floor(day / 100) % 100, day % 100] as const;
    return { wallMs: toWallMs(date, [Math.floor(time / 1e4), Math.floor(time / 100) % 100, time % 100]) };
  }
  const local = slashed.exec(text);
  if (local !== null) {
    const [day, month, year, ...time] = local.slice(1).map(Number) as Six;
    return { wallMs: toWallMs([year, month, day], time) };
  }
  const zoned = rfc3339.exec(text);
  if (zoned === null) return { wallMs: null };
  const [year, month, day, ...time] = zoned.slice(1, 7).map(Number) as Six;
  return { wallMs: toWallMs([year, month, day], time), zone: zoned[7] };
}

type Three = readonly [number, number, number];
type Six = [number, number, number, number, number, number];

/** The day a `yyyyMMdd` names, as yyyy-MM-dd; null when it names none. */
export function parseDay(text: string): string | null {
  if (!packedDay.test(text)) return null;
  const [year, month, day] = [text.slice(0, 4), text.slice(4, 6), text.slice(6)];
  const isReal = toWallMs([Number(year), Number(month), Number(day)], [0, 0, 0]) !== null;
  return isReal ? `${year}-${month}-${day}` : null;
}

/** `yyyyMMddHHmmss` of an instant, in local time. */
export function toStamp(at: Date): string {
  return new Date(at.getTime() + localOffsetMs).toISOString().replace(/[-:T]/g, '').slice(0, 14);
}

/** Wall-clock time as if it were UTC; null where a part is out of range. */
function toWallMs([year, month, day]: Three, [hour, minute, second]: Three): number | null {
  if (hour > 23 || minute > 59 || second > 59) return null;
  if (day < 1 || day > daysIn(year, month)) return null;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

const daysInMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** Days of a month; none for a month there is not, nor before the year 100, which Date would take for one of the 1900s. */
function daysIn(year: number, month: number): number {
  if (year < 100) return 0;
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && isLeap ? 29 : (daysInMonth[month - 1] ?? 0);
}

function toOffsetMs(zone: string | undefined): number {
  if (zone === undefined) return localOffsetMs;
  if (zone === 'Z') return 0;
  const sign = zone.startsWith('-') ? -1 : 1;
  return sign * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6))) * 60_000;
}
