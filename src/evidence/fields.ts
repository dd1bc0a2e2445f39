/** Fields that signed and published shapes share, as they are checked when they come from outside. */
import { z } from 'zod';
import { HubError } from '../errors.js';
import { isHash } from './canonical.js';

/** SHA-256 in lower-case hexadecimal: one way of writing it, so that no byte of a file can be changed unnoticed. */
export const hashText = z.string().refine(isHash, 'expected 64 lower-case hexadecimal digits');

/** An instant as RFC 3339 text with an offset. */
export const instantText = z.iso.datetime({
  offset: true,
  error: 'expected an RFC 3339 instant with offset',
});

/** A count of leaves, events or hand-overs. */
export const count = z.number().int().min(0);

/** Address that is called over the network. */
export const httpAddress = z.url({ protocol: /^https?$/, error: 'expected an http or https address' });

/** Name of another party's system, as files and dead letters write it. */
export const systemName = z
  .string()
  .regex(/^[a-z0-9-]{1,64}$/, 'expected lower-case letters, digits, hyphens');

/** Whether no value comes twice. */
export function isUnique(values: readonly string[]): boolean {
  return new Set(values).size === values.length;
}

/** Text that says something. */
export const filled = z.string().min(1, 'expected text, got none');

/**
 * Text → JSON of a shape; `what` begins the message.
 * @throws HubError BAD_INPUT naming the field; what it holds is not repeated, it may be secret.
 */
export function readJson<T>(text: string, shape: z.ZodType<T>, what: string): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new HubError('BAD_INPUT', `expected ${what} as JSON, got text that is none`);
  }
  return readShape(value, shape, what);
}

/**
 * A value that claims a shape.
 * @throws HubError BAD_INPUT naming every field that breaks it.
 */
export function readShape<T>(value: unknown, shape: z.ZodType<T>, what: string): T {
  const result = shape.safeParse(value);
  if (result.success) return result.data;
  const faults = result.error.issues.map(({ path, message }) => `${toPlace(path, value)}: ${message}`);
  throw new HubError('BAD_INPUT', `${what} breaks its shape: ${faults.join('; ')}`);
}

/** `keys[1] (kid 'b').jwk.x`: an entry of a list is named by its place, and by its kid where it has one. */
function toPlace(path: readonly PropertyKey[], value: unknown): string {
  let [place, at] = ['', value];
  for (const step of path) {
    at = (at as Partial<Record<PropertyKey, unknown>> | null | undefined)?.[step];
    place +=
      typeof step === 'number' ? `[${step}]${toKidNote(at)}` : `${place === '' ? '' : '.'}${String(step)}`;
  }
  return place === '' ? 'the whole' : place;
}

function toKidNote(entry: unknown): string {
  const hasKid =
    typeof entry === 'object' && entry !== null && 'kid' in entry && typeof entry.kid === 'string';
  return hasKid ? ` (kid '${String(entry.kid).slice(0, 64)}')` : '';
}
