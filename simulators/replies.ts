/**
 * The replies every simulated source can give, whatever it simulates: well, not found, the faults of transport, and
 * the answer of the control address.
 */
import { HubError, toMessage } from '../src/errors.js';
import { parseMisbehaviour, type Misbehaviours } from './misbehave.js';

/** An HTTP reply; JSON unless `headers` say otherwise. */
export interface Reply {
  status: number;
  body: string;
  headers?: Record<string, string>;
}

const errorPage =
  '<!DOCTYPE html><html><body><h1>Hệ thống đang bảo trì</h1><p>Vui lòng quay lại sau.</p></body></html>';

/** The fault this request is hit by: 429, 500 or an error page with status 200; null when none. */
export function toFaultReply(misbehaviours: Misbehaviours): Reply | null {
  const limited = misbehaviours.hit('429');
  if (limited !== null) {
    const seconds = limited.retryAfterSeconds;
    const headers = seconds === undefined ? {} : { 'retry-after': String(seconds) };
    return { status: 429, body: toJson({ message: 'too many requests' }), headers };
  }
  if (misbehaviours.hit('500') !== null) return { status: 500, body: toJson({ message: 'internal error' }) };
  if (misbehaviours.hit('html') === null) return null;
  return { status: 200, body: errorPage, headers: { 'content-type': 'text/html; charset=utf-8' } };
}

/** Switches the misbehaviours to the ones named in `{"misbehave": ["slow:200", …]}`; 400 says what was wrong. */
export function toControlReply(body: string, misbehaviours: Misbehaviours): Reply {
  try {
    const wanted = (JSON.parse(body) as { misbehave?: unknown } | null)?.misbehave;
    if (!Array.isArray(wanted)) throw new HubError('BAD_INPUT', 'expected {"misbehave": ["slow:200", …]}');
    const specs = wanted.map((text) => parseMisbehaviour(String(text)));
    misbehaviours.set(specs);
    return toOk({ misbehave: specs });
  } catch (fault) {
    return { status: 400, body: toJson({ message: toMessage(fault) }) };
  }
}

/** HTTP 200 with a body in JSON. */
export function toOk(body: object): Reply {
  return { status: 200, body: toJson(body) };
}

/** HTTP 404 naming the path. */
export function notFound(path: string): Reply {
  return { status: 404, body: toJson({ message: `nothing at ${path}` }) };
}

/** A body as it is sent. */
export function toJson(body: object): string {
  return JSON.stringify(body);
}
