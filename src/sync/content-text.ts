/**
 * A record's content as JSON, letter for letter as `JSON.stringify` writes it, since stored hashes are over that text; in half its time, since
 * it asks every instant for its `toJSON`, and contents are full of instants. Pure.
 */

/** What JSON does not escape: anything but control characters, quotes, backslashes and halves of surrogate pairs. */
const plain = /^[ !#-[\]-\ud7ff\ue000-\uffff]*$/;

/** Numbers below a hundred, in two digits. */
const twoDigits = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, '0'));

/** The text of a content, or of a value in one. Fields bear names of ours (src/records): words, in which nothing is escaped. */
export function toContentText(value: unknown): string {
  if (typeof value === 'string') return toQuoted(value);
  if (value === null) return 'null';
  if (typeof value !== 'object') return toOther(value);
  if (value instanceof Date) return toInstantText(value);
  if (Array.isArray(value)) return `[${value.map(toContentText).join(',')}]`;
  return toObjectText(value);
}

function toObjectText(object: object): string {
  let text = '';
  for (const name in object) {
    const value = (object as Record<string, unknown>)[name];
    if (value !== undefined) text += `${text === '' ? '' : ','}"${name}":${toContentText(value)}`;
  }
  return `{${text}}`;
}

function toQuoted(text: string): string {
  return plain.test(text) ? `"${text}"` : JSON.stringify(text);
}

/** Numbers and truth values; what JSON has no word for stands as null, as it does in lists. */
function toOther(value: unknown): string {
  return Number.isSafeInteger(value) ? String(value) : (JSON.stringify(value) ?? 'null');
}

function toInstantText(at: Date): string {
  const year = at.getUTCFullYear();
  // Other years are written with another number of digits, and what is no instant as null.
  if (!(year >= 1000 && year <= 9999)) return JSON.stringify(at);
  const day = `${year}-${toTwo(at.getUTCMonth() + 1)}-${toTwo(at.getUTCDate())}`;
  const time = `${toTwo(at.getUTCHours())}:${toTwo(at.getUTCMinutes())}:${toTwo(at.getUTCSeconds())}`;
  const ms = at.getUTCMilliseconds();
  return `"${day}T${time}.${ms < 100 ? `0${toTwo(ms)}` : ms}Z"`;
}

function toTwo(n: number): string {
  return twoDigits[n] as string;
}
