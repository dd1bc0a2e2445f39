/**
 * Speaks to one node of the one-stop system: session, service call, error codes. Knows nothing of records.
 * The protocol is in README.md beside this file.
 */
import { z } from 'zod';
import { HubError } from '../../errors.js';
import type { HttpClient, JsonReply } from '../http.js';
import { findItemBytes } from '../item-bytes.js';
import { requireAnswer } from '../require-answer.js';

const source = 'onestop';

/** What to call and as whom. */
export interface NodeAccess {
  url: string;
  username: string;
  password: string;
  agencyCode: string;
}

/** One page of a service's answer. */
export interface ServiceReply {
  items: readonly unknown[];
  /** Size of the whole selection, as the node counts it. */
  total: number;
  bytes: Uint8Array;
  itemBytes: (Uint8Array | null)[] | null;
}

/** A node, logged in when first needed and again when its session ends. */
export interface OnestopClient {
  fetchPage(service: string, parameters: Record<string, string>, signal: AbortSignal): Promise<ServiceReply>;
  logIn(signal: AbortSignal): Promise<void>;
}

const answerShape = z.object({ error_code: z.string(), message: z.string().default('') });
const sessionShape = answerShape.extend({ session: z.string().min(1) });
const pageShape = answerShape.extend({ tongso: z.string().regex(/^\d+$/), data: z.array(z.unknown()) });

/** Codes of the node: what happened and whether it is the session's end. */
const okCode = '0';
const sessionEndedCode = '-1';

/** The items of a page's bytes. @throws where they are no page. */
export function parseItems(bytes: Uint8Array): readonly unknown[] {
  return pageShape.parse(JSON.parse(Buffer.from(bytes).toString('utf8'))).data;
}

/** Makes the client of one node. */
export function makeOnestopClient(http: HttpClient, access: NodeAccess): OnestopClient {
  let session: string | null = null;

  async function logIn(signal: AbortSignal): Promise<void> {
    const { username, password } = access;
    const reply = await http.postJson({
      url: `${access.url}/login`,
      operation: 'login',
      body: { username, password },
      signal,
    });
    session = parseAnswer(sessionShape, reply, 'login').session;
  }

  async function call(
    service: string,
    parameters: Record<string, string>,
    signal: AbortSignal,
  ): Promise<JsonReply> {
    return http.postJson({
      url: `${access.url}/mapi/g`,
      operation: service,
      headers: { dstcode: access.agencyCode },
      body: { session, madonvi: access.agencyCode, service, ...parameters },
      signal,
    });
  }

  return {
    logIn,
    async fetchPage(service, parameters, signal) {
      if (session === null) await logIn(signal);
      let reply = await call(service, parameters, signal);
      if (hasSessionEnded(reply)) {
        await logIn(signal);
        reply = await call(service, parameters, signal);
      }
      const { data, tongso } = parseAnswer(pageShape, reply, service);
      const { bytes } = reply;
      return { items: data, total: Number(tongso), bytes, itemBytes: findItemBytes(bytes, data) };
    },
  };
}

function hasSessionEnded({ json }: JsonReply): boolean {
  const answer = answerShape.safeParse(json);
  return answer.success && answer.data.error_code === sessionEndedCode;
}

/** An answer in its promised form; the node's own refusals become ours. */
function parseAnswer<Answer>(shape: z.ZodType<Answer>, { json }: JsonReply, operation: string): Answer {
  const answer = answerShape.safeParse(json);
  if (answer.success && answer.data.error_code !== okCode) {
    const { error_code } = answer.data;
    throw new HubError('SOURCE_REJECTED', `${source} refused ${operation} with error_code ${error_code}`, {
      source,
    });
  }
  return requireAnswer(shape, json, { source, operation });
}
