/** Speaks to the source newsource: session, pages, refusals. Knows nothing of records. The protocol is in README.md beside this file. */
import { z } from 'zod';
import { HubError } from '../../errors.js';
import type { HttpClient, JsonReply } from '../http.js';
import { requireAnswer } from '../require-answer.js';
import type { NewsourceSettings } from './settings.js';

const source = 'newsource';

/** Where a page begins: behind the item of this code that changed at this moment. */
export interface NewsourcePlace {
  updatedAt: string;
  code: string;
}

/** One page of the source's answer. */
export interface NewsourcePage {
  items: readonly unknown[];
  /** How many items lie behind this page. */
  remaining: number;
  bytes: Uint8Array;
}

/** The source, logged in when first needed and again when its session ends. */
export interface NewsourceClient {
  logIn(signal: AbortSignal): Promise<void>;
  fetchPage(after: NewsourcePlace | null, size: number, signal: AbortSignal): Promise<NewsourcePage>;
  fetchOne(code: string, signal: AbortSignal): Promise<NewsourcePage>;
}

const refusalShape = z.object({ error: z.string() });
const sessionShape = z.object({ session: z.string().min(1) });
const pageShape = z.object({ remaining: z.number().int().min(0), items: z.array(z.unknown()) });
const sessionEnded = 'session ended';

/** The items of a page's bytes. @throws where they are no page. */
export function parseItems(bytes: Uint8Array): readonly unknown[] {
  return pageShape.parse(JSON.parse(Buffer.from(bytes).toString('utf8'))).items;
}

/** Makes the client. */
export function makeNewsourceClient(http: HttpClient, settings: NewsourceSettings): NewsourceClient {
  let session: string | null = null;
  const post = (operation: string, body: object, signal: AbortSignal): Promise<JsonReply> =>
    http.postJson({ url: `${settings.url}/${operation}`, operation, body, signal });

  async function logIn(signal: AbortSignal): Promise<void> {
    const { username, password } = settings;
    const reply = await post('login', { username, password }, signal);
    session = parseAnswer(sessionShape, reply, 'login').session;
  }

  async function ask(operation: string, question: object, signal: AbortSignal): Promise<NewsourcePage> {
    if (session === null) await logIn(signal);
    let reply = await post(operation, { session, ...question }, signal);
    if (refusalShape.safeParse(reply.json).data?.error === sessionEnded) {
      await logIn(signal);
      reply = await post(operation, { session, ...question }, signal);
    }
    return { ...parseAnswer(pageShape, reply, operation), bytes: reply.bytes };
  }

  return {
    logIn,
    fetchPage: (after, size, signal) => ask('items', { after, size }, signal),
    fetchOne: (code, signal) => ask('item', { code }, signal),
  };
}

/** An answer in its promised form; the source's own refusals become ours. */
function parseAnswer<Answer>(shape: z.ZodType<Answer>, { json }: JsonReply, operation: string): Answer {
  const refusal = refusalShape.safeParse(json);
  if (refusal.success)
    throw new HubError('SOURCE_REJECTED', `${source} refused ${operation}: ${refusal.data.error}`, {
      source,
    });
  return requireAnswer(shape, json, { source, operation });
}
