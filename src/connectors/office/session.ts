/** The hub's session at the axis: logged in when first needed and again when it ends; every question is asked within it. */
import { z } from 'zod';
import { HubError } from '../../errors.js';
import type { HttpClient, PostOptions } from '../http.js';
import { requireAnswer } from '../require-answer.js';
import type { OfficeSettings } from './settings.js';

const source = 'office';

/** What an answer is that finds the session ended. */
export const sessionEnded = 'session ended';

/** A question of the axis. */
export interface AxisQuestion {
  operation: string;
  question: object;
  signal: AbortSignal;
}

/** The session. */
export interface AxisSession {
  logIn(signal: AbortSignal): Promise<void>;
  /** Asks for JSON of this form. @throws HubError SOURCE_REJECTED with the axis's own words */
  ask<Answer>(shape: z.ZodType<Answer>, asked: AxisQuestion): Promise<{ answer: Answer; bytes: Uint8Array }>;
  /** Asks in a way of one's own, again after another login where the answer is that the session had ended. */
  within<Answer>(
    signal: AbortSignal,
    ask: (session: string) => Promise<Answer | typeof sessionEnded>,
  ): Promise<Answer>;
  /** How an operation is posted. */
  toPost(operation: string, body: object, signal: AbortSignal): PostOptions;
}

const refusalShape = z.object({ error: z.string() });
const sessionShape = z.object({ session: z.string().min(1) });

/** Makes it; nobody is logged in before the first question. */
export function makeAxisSession(http: HttpClient, settings: OfficeSettings): AxisSession {
  let session: string | null = null;
  const toPost = (operation: string, body: object, signal: AbortSignal): PostOptions => ({
    ...{ url: `${settings.url}/${operation}`, operation, body, signal },
  });

  async function logIn(signal: AbortSignal): Promise<void> {
    const { username, password } = settings;
    const { json } = await http.postJson(toPost('login', { username, password }, signal));
    const answer = readAnswer(sessionShape, json, 'login');
    if (answer !== sessionEnded) ({ session } = answer);
  }

  async function within<Answer>(
    signal: AbortSignal,
    ask: (session: string) => Promise<Answer | typeof sessionEnded>,
  ): Promise<Answer> {
    for (let attempt = 1; attempt <= 2; attempt += 1) {
      if (session === null) await logIn(signal);
      const answer = await ask(session ?? '');
      if (answer !== sessionEnded) return answer;
      session = null;
    }
    throw new HubError('SOURCE_REJECTED', `${source} ends every session at once`, { source });
  }

  return {
    logIn,
    within,
    toPost,
    ask: (shape, { operation, question, signal }) =>
      within(signal, async (own) => {
        const reply = await http.postJson(toPost(operation, { session: own, ...question }, signal));
        const answer = readAnswer(shape, reply.json, operation);
        return answer === sessionEnded ? sessionEnded : { answer, bytes: reply.bytes };
      }),
  };
}

/** An answer in its promised form, or that the session has ended; the axis's own refusals become ours. */
export function readAnswer<Answer>(
  shape: z.ZodType<Answer>,
  json: unknown,
  operation: string,
): Answer | typeof sessionEnded {
  const refusal = refusalShape.safeParse(json);
  if (!refusal.success) return requireAnswer(shape, json, { source, operation });
  const { error } = refusal.data;
  if (error === sessionEnded) return sessionEnded;
  throw new HubError('SOURCE_REJECTED', `${source} refused ${operation}: ${error}`, { source });
}
