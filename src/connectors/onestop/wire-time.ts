/**
 * Instants and days as the one-stop writes them: `yyyyMMddHHmmss` and `yyyyMMdd` in local time by the book, and two other
 * forms some of its installations use. A day that does not exist is refused, never rolled over.
 */
const packed = /^(?<y>\d{4})(?<mo>\d{2})(?<d>\d{2})(?<h>\d{2})(?<mi>\d{2})(?<s>\d{2})$/;
const slashed = /^(?<d>\d{1,2})\/(?<mo>\d{1,2})\/(?<y>\d{4}) (?<h>\d{2}):(?<mi>\d{2}):(?<s>\d{2})$/;
const rfc3339 =
  /^(?<y>\d{4})-(?<mo>\d{2})-(?<d>\d{2})T(?<h>\d{2}):(?<mi>\d{2}):(?<s>\d{2})(?:\.\d+)?(?<zone>Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;
const packedDay = /^(?<y>\d{4})(?<mo>\d{2})(?<d>\d{2})$/;

/** Asia/Ho_Chi_Minh, all year. */
const localOffsetMs = 7 * 60 * 60 * 1000;

/** The instant a text names; null when it names none. */
export function parseInstant(text: string): Date | null {
  const parts = (packed.exec(text) ?? slashed.exec(text) ?? rfc3339.exec(text))?.groups;
  if (parts === undefined) return null;
  const wallMs = toWallMs(parts);
  return wallMs === null ? null : new Date(wallMs - toOffsetMs(parts['zone']));
}

/** The day a `yyyyMMdd` names, as yyyy-MM-dd; null when it names none. */
export function parseDay(text: string): string | null {
  const parts = packedDay.exec(text)?.groups;
  const wallMs = parts === undefined ? null : toWallMs(parts);
  return wallMs === null ? null : new Date(wallMs).toISOString().slice(0, 10);
}

/** `yyyyMMddHHmmss` of an instant, in local time. */
export function toStamp(at: Date): string {
  return new Date(at.getTime() + localOffsetMs).toISOString().replace(/[-:T]/g, '').slice(0, 14);
}

/** Wall-clock time as if it were UTC; null where a part is out of range. */
function toWallMs(parts: Record<string, string | undefined>): number | null {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = [
    'y',
    'mo',
    'd',
    'h',
    'mi',
    's',
  ].map((part) => Number(parts[part] ?? 0));
  if (hour > 23 || minute > 59 || second > 59) return null;
  const wall = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  // Date rolls the 31st of February over into March: then it was no real day.
  // Of a year before 100 it makes one of the 1900s.
  const isReal =
    wall.getUTCFullYear() === year && wall.getUTCMonth() === month - 1 && wall.getUTCDate() === day;
  return isReal ? wall.getTime() : null;
}

function toOffsetMs(zone: string | undefined): number {
  if (zone === undefined) return localOffsetMs;
  if (zone === 'Z') return 0;
  const sign = zone.startsWith('-') ? -1 : 1;
  return sign * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6))) * 60_000;
}
