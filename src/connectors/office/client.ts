/** Speaks to the axis: lists, messages, sending. Knows nothing of records. The protocol is in README.md beside this file. */
import { z } from 'zod';
import { HubError } from '../../errors.js';
import type { HttpClient } from '../http.js';
import type { ByteSink } from './edxml/content.js';
import type { EdxmlAttachment } from './edxml/elements.js';
import { toProblem } from './edxml/problem.js';
import { makeEdxmlReader } from './edxml/read.js';
import { rowShape, type OfficeRow } from './items.js';
import { makeAxisSession, readAnswer, sessionEnded, type AxisSession } from './session.js';
import type { OfficeSettings } from './settings.js';

const source = 'office';

/** Messages up to this size come with the list; larger ones are fetched one by one, their attachments passing by. */
const inlineBytes = 64 * 1024;

/** Where a page begins: behind the message of this id that changed at this moment. */
export interface OfficePlace {
  updatedAt: string;
  id: string;
}

/** One page of a list. */
export interface OfficePage {
  rows: readonly OfficeRow[];
  /** How many messages lie behind this page. */
  remaining: number;
}

/** Where the attachments of a message go while it is read. */
export interface Passing {
  /** Null for one nobody wants. */
  open(attachment: EdxmlAttachment): ByteSink | null;
  /** Waits until what was handed on is taken, so that nothing piles up here. */
  whenReady?(): Promise<unknown> | null;
}

/** The axis. */
export interface OfficeClient {
  logIn(signal: AbortSignal): Promise<void>;
  fetchAgencies(signal: AbortSignal): Promise<{ agencies: readonly unknown[]; bytes: Uint8Array }>;
  fetchPage(
    kind: OfficeRow['kind'],
    wish: { after: OfficePlace | null; size: number },
    signal: AbortSignal,
  ): Promise<OfficePage>;
  /** The messages with this id of their own, or of their document. */
  find(by: { id: string } | { documentId: string }, signal: AbortSignal): Promise<OfficePage>;
  /** A message once more, its attachments going where `open` says. */
  fetchMessage(id: string, passing: Passing, signal: AbortSignal): Promise<void>;
  /** Hands a message to the axis. @returns the axis's id of it; the same message handed over again has the same */
  send(message: Uint8Array, signal: AbortSignal): Promise<string>;
}

const pageShape = z.object({ remaining: z.number().int().min(0), messages: z.array(rowShape) });
const agenciesShape = z.object({ agencies: z.array(z.unknown()) });
const sentShape = z.object({ id: z.string().min(1) });

/** Makes the client. */
export function makeOfficeClient(http: HttpClient, settings: OfficeSettings): OfficeClient {
  const session = makeAxisSession(http, settings);
  const readMessage = makeReadMessage(http, session);

  async function askPage(operation: string, question: object, signal: AbortSignal): Promise<OfficePage> {
    const asked = { operation, question: { ...question, inlineBytes }, signal };
    const { answer } = await session.ask(pageShape, asked);
    const rows: OfficeRow[] = [];
    for (const row of answer.messages) {
      // Too large for the list: its text without the contents of its attachments, and what these measured.
      const isLarge = row.content === '';
      rows.push(isLarge ? { ...row, ...(await readMessage(row, { open: () => null }, signal)) } : row);
    }
    return { rows, remaining: answer.remaining };
  }

  return {
    logIn: (signal) => session.logIn(signal),
    async fetchAgencies(signal) {
      const asked = { operation: 'agencies', question: {}, signal };
      const { answer, bytes } = await session.ask(agenciesShape, asked);
      return { agencies: answer.agencies, bytes };
    },
    fetchPage: (kind, { after, size }, signal) => askPage('messages', { kind, after, size }, signal),
    find: (by, signal) => askPage('find', by, signal),
    async fetchMessage(id, passing, signal) {
      await readMessage({ id, sizeBytes: null }, passing, signal);
    },
    send: (message, signal) =>
      session.within(signal, async (own) => {
        const headers = { 'content-type': 'application/xml; charset=utf-8', session: own };
        const { json } = await http.postJson({
          ...session.toPost('send', {}, signal),
          body: message,
          headers,
        });
        const answer = readAnswer(sentShape, json, 'send');
        return answer === sessionEnded ? answer : answer.id;
      }),
  };
}

/** A message's text without the contents of its attachments, and what these measured. */
type ReadText = Pick<OfficeRow, 'content' | 'measured'>;

/** Makes the reader of single messages; `sizeBytes` is what the list said of it, null where nobody asked the list. */
function makeReadMessage(http: HttpClient, session: AxisSession) {
  return (
    { id, sizeBytes }: { id: string; sizeBytes: number | null },
    passing: Passing,
    signal: AbortSignal,
  ): Promise<ReadText> =>
    session.within(signal, (own) => {
      const asked = session.toPost('message', { session: own, id }, signal);
      return http.postFor(asked, (body) => readBody(body, { sizeBytes, ...passing }));
    });
}

/** Reads a message as it comes. What is wrong with it is found when its item is made; that it came whole is seen here. */
async function readBody(
  body: AsyncIterable<Uint8Array>,
  { sizeBytes, open, whenReady }: Passing & { sizeBytes: number | null },
): Promise<ReadText | typeof sessionEnded> {
  const reader = makeEdxmlReader({ open });
  const beginning: Uint8Array[] = [];
  let [read, isGood] = [0, true];
  for await (const bytes of body) {
    if (read < inlineBytes) beginning.push(bytes);
    read += bytes.length;
    isGood &&= tryReading(() => reader.write(bytes)) !== null;
    await whenReady?.();
  }
  const text = Buffer.concat(beginning).toString('utf8', 0, inlineBytes);
  if (text.startsWith('{')) return readAnswer(z.never(), JSON.parse(text), 'message');
  if (sizeBytes !== null && read !== sizeBytes)
    throw new HubError('SOURCE_INVALID', `${source} broke off a message of ${sizeBytes} bytes at ${read}`, {
      source,
    });
  const whole = isGood ? tryReading(() => reader.end()) : null;
  // What came of a bad one is kept as it came, so that its item says what is wrong with it.
  return whole === null ? { content: text } : { content: whole.outside, measured: [...whole.measured] };
}

/** What is read; null where the message is at fault. */
function tryReading<Read>(read: () => Read): Read | null {
  try {
    return read();
  } catch (thrown) {
    toProblem(thrown);
    return null;
  }
}
