/** The parameters of a call, read from its JSON body; what is wrong with one is said by its name on the wire. */
import { HubError } from '../../src/errors.js';
import { parseWireInstant } from './wire-dates.js';

/** The body of a call: strings by name, at least where they are needed. */
export type Parameters = Readonly<Record<string, unknown>>;

/** Which page of a list is asked for. */
export interface PageWish {
  /** From 1. */
  page: number;
  size: number;
}

const maxPageSize = 1000;

/**
 * Reads a body.
 * @throws HubError BAD_INPUT when it is no JSON object.
 */
export function readParameters(body: string): Parameters {
  const parsed = parseJson(body);
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new HubError('BAD_INPUT', 'Nội dung yêu cầu phải là một đối tượng JSON');
  }
  return parsed as Parameters;
}

/**
 * A parameter that must be a string, and not an empty one.
 * @throws HubError BAD_INPUT naming it.
 */
export function readText(parameters: Parameters, name: string): string {
  const value = parameters[name];
  if (typeof value === 'string' && value !== '') return value;
  throw new HubError('BAD_INPUT', `Tham số ${name} phải là chuỗi không rỗng`);
}

/**
 * `trang` and `sobanghi`.
 * @throws HubError BAD_INPUT naming the one that is no number in its range.
 */
export function readPageWish(parameters: Parameters): PageWish {
  return {
    page: readCount(parameters, 'trang', 1_000_000_000),
    size: readCount(parameters, 'sobanghi', maxPageSize),
  };
}

/**
 * An instant, or null where it was left empty.
 * @throws HubError BAD_INPUT naming it.
 */
export function readInstant(parameters: Parameters, name: string): Date | null {
  const value = parameters[name];
  if (value === '') return null;
  const at = typeof value === 'string' ? parseWireInstant(value) : null;
  if (at === null) throw new HubError('BAD_INPUT', `Tham số ${name} phải có dạng yyyyMMddHHmmss hoặc rỗng`);
  return at;
}

function readCount(parameters: Parameters, name: string, max: number): number {
  const value = parameters[name];
  const count = typeof value === 'string' && /^[1-9]\d*$/.test(value) ? Number(value) : NaN;
  if (count <= max) return count;
  throw new HubError('BAD_INPUT', `Tham số ${name} phải là chuỗi số từ 1 đến ${max}`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new HubError('BAD_INPUT', 'Nội dung yêu cầu không phải JSON', { cause });
  }
}
