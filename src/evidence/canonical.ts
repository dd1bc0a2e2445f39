/**
 * Value → the one sequence of bytes that is hashed and signed: JSON Canonicalization Scheme (RFC 8785). What JSON has no
 * word for is refused here, since whatever it were turned into could not be told from the thing itself.
 */
import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { HubError } from '../errors.js';

/**
 * Canonical UTF-8 bytes of an object of text, numbers, booleans, null, arrays and plain objects. A property whose value
 * is undefined counts as absent.
 * @throws HubError INTERNAL naming the place of anything else: a date, undefined in an array, a number without value.
 */
export function toCanonicalBytes(value: object): Buffer {
  requireJson(value, '$');
  try {
    return Buffer.from(canonicalize(value) ?? '', 'utf8');
  } catch (cause) {
    throw new HubError('INTERNAL', 'expected text in well-formed Unicode, without cycles, to canonicalise', {
      cause,
    });
  }
}

/** SHA-256 in lower-case hexadecimal. */
export function sha256Hex(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Whether a text is a SHA-256 as the hub writes it: 64 lower-case hexadecimal digits and nothing else. */
export function isHash(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text);
}

function requireJson(value: unknown, place: string): void {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return;
  if (typeof value === 'number' && Number.isFinite(value)) return;
  if (Array.isArray(value)) {
    // Not forEach, which skips holes.
    for (const [n, item] of value.entries()) requireJson(item, `${place}[${n}]`);
    return;
  }
  if (typeof value === 'object' && isPlain(value)) {
    for (const [name, item] of Object.entries(value)) {
      if (item !== undefined) requireJson(item, `${place}.${name}`);
    }
    return;
  }
  throw new HubError('INTERNAL', `expected JSON to canonicalise at ${place}, got ${toKind(value)}`);
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return (prototype === Object.prototype || prototype === null) && !('toJSON' in value);
}

function toKind(value: unknown): string {
  if (value instanceof Date) return 'a Date; write instants as text first';
  if (typeof value === 'number') return 'a number that is not finite';
  return typeof value === 'object' ? 'an object of a class' : typeof value;
}
