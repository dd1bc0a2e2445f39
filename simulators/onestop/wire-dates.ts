/** How the one-stop writes instants and days: local time of Asia/Ho_Chi_Minh, the empty string for none. */

const offsetMs = 7 * 3_600_000;

/** A way to write an instant, or the lack of one. */
export type WriteInstant = (at: Date | null) => string;

/** `yyyyMMddHHmmss`, the form the interface asks for. */
export const toWireInstant: WriteInstant = (at) => (at === null ? '' : toLocalIso(at).replace(/[-:T]/g, ''));

/** `dd/MM/yyyy HH:mm:ss`, as some screens hand it on. */
export const toSlashInstant: WriteInstant = (at) => {
  if (at === null) return '';
  const [day = '', time = ''] = toLocalIso(at).split('T');
  return `${day.split('-').reverse().join('/')} ${time}`;
};

/** RFC 3339 with the local offset, as newer parts write it. */
export const toIsoInstant: WriteInstant = (at) => (at === null ? '' : `${toLocalIso(at)}+07:00`);

/** A local day `yyyy-MM-dd` as `yyyyMMdd`; '' for none. */
export function toWireDay(day: string | null): string {
  return day === null ? '' : day.replaceAll('-', '');
}

/** Reads `yyyyMMddHHmmss`; null for anything else, impossible dates included. */
export function parseWireInstant(text: string): Date | null {
  const match = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(text);
  if (match === null) return null;
  const [, year, month, day, hour, minute, second] = match;
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}+07:00`);
  return toWireInstant(Number.isNaN(at.getTime()) ? null : at) === text ? at : null;
}

function toLocalIso(at: Date): string {
  return new Date(at.getTime() + offsetMs).toISOString().slice(0, 19);
}
