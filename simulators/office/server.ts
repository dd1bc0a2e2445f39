/** The axis as a hub meets it. Faults of transport are in ../http-node.ts, the protocol in src/connectors/office/README.md. */
import { HubError } from '../../src/errors.js';
import type { Now } from '../clock.js';
import { startHttpNode, type HttpNode, type NodeCall } from '../http-node.js';
import { makeMisbehaviours, type Misbehaviour, type Misbehaviours } from '../misbehave.js';
import { toJson, type Reply } from '../replies.js';
import { makeSessions, type Credentials, type Sessions } from '../sessions.js';
import { toPlace, type Axis, type AxisMessage } from './axis.js';

/** What to play, and where. */
export interface OfficeOptions {
  axis: Axis;
  host: string;
  /** 0 takes a free one. */
  port: number;
  credentials: Credentials;
  /** The moment messages are taken at. */
  now: Now;
  /** Whether there is `POST /control`. */
  control: boolean;
}

/** A running axis. */
export interface OfficeSimulator extends HttpNode {
  /** Replaces its misbehaviours; an empty list ends them. */
  misbehave(specs: readonly Misbehaviour[]): void;
}

interface Parts extends Pick<OfficeOptions, 'axis' | 'now'> {
  sessions: Sessions;
  misbehaviours: Misbehaviours;
}

interface Question {
  username?: string;
  password?: string;
  session?: string;
  kind?: string;
  after?: { updatedAt: string; id: string } | null;
  size?: number;
  inlineBytes?: number;
  id?: string;
  documentId?: string;
  organId?: string;
  name?: string;
}

const sessionTtlMs = 30 * 60_000;

/** Starts it. @throws HubError BAD_INPUT when the port is taken. */
export async function startOffice({
  axis,
  now,
  credentials,
  ...listening
}: OfficeOptions): Promise<OfficeSimulator> {
  const misbehaviours = makeMisbehaviours();
  const sessions = makeSessions({ credentials, ttlMs: sessionTtlMs, ourNowMs: Date.now });
  const parts = { axis, now, sessions, misbehaviours };
  const answer = (call: NodeCall): Promise<string | Reply | null> => Promise.resolve(toAnswer(call, parts));
  const node = await startHttpNode({ ...listening, misbehaviours, answer });
  return { ...node, misbehave: (specs) => misbehaviours.set(specs) };
}

function toAnswer({ path, body, headers }: NodeCall, parts: Parts): string | Reply | null {
  const isSending = path === '/send';
  const question = isSending ? { session: String(headers['session']) } : (JSON.parse(body) as Question);
  const { sessions, misbehaviours } = parts;
  if (path === '/login') {
    const { username = '', password = '' } = question;
    const session = sessions.open({ username, password });
    return toJson(session === null ? { error: 'wrong credentials' } : { session });
  }
  if (misbehaviours.hit('expired') !== null) sessions.forget();
  if (!sessions.isOpen(question.session ?? '')) return toJson({ error: 'session ended' });
  if (isSending) return take(body, parts);
  return answers[path]?.(question, parts) ?? null;
}

const answers: Readonly<Record<string, (question: Question, parts: Parts) => string | Reply | null>> = {
  '/agencies': (_, { axis }) => toJson({ agencies: axis.agencies() }),
  '/register': ({ organId = '', name = '' }, { axis, now }) => {
    axis.register({ organId, name, registeredOn: now().toISOString().slice(0, 10) });
    return toJson({});
  },
  '/remove': ({ organId = '' }, { axis }) => {
    axis.remove(organId);
    return toJson({});
  },
  '/messages': (question, parts) => toJson(findPage(question, parts)),
  '/find': ({ documentId, id, inlineBytes = 0 }, { axis }) => {
    const found = axis.messages().filter((one) => one.id === id || one.documentId === documentId);
    return toJson({ remaining: 0, messages: found.map((one) => toRow(one, inlineBytes)) });
  },
  '/message': ({ id = '' }, { axis }) => {
    const found = axis.find(id);
    if (found === null) return toJson({ error: 'no such message' });
    return {
      status: 200,
      body: found.content,
      headers: { 'content-type': 'application/xml; charset=utf-8' },
    };
  },
  '/inbox': ({ organId = '' }, { axis }) => {
    const own = axis.messages().filter(({ to }) => to.includes(organId));
    return toJson({ remaining: 0, messages: own.map((one) => toRow(one, 0)) });
  },
  '/sent': ({ organId = '' }, { axis }) => {
    const own = axis.messages().filter(({ from }) => from === organId);
    return toJson({ remaining: 0, messages: own.map((one) => toRow(one, 0)) });
  },
};

/** What is taken is answered by the axis's id of it; what cannot be carried by the element that is wrong. */
function take(content: string, { axis, now }: Parts): string {
  try {
    return toJson({ id: axis.send(content, now()).id });
  } catch (fault) {
    if (fault instanceof HubError) return toJson({ error: fault.message });
    throw fault;
  }
}

function findPage(
  { kind, after, size = 100, inlineBytes = 0 }: Question,
  { axis, misbehaviours }: Parts,
): object {
  const from = after == null ? '' : toPlace(after);
  const all = axis.messages();
  const rest = all.filter((one) => one.kind === kind && toPlace(one) > from);
  const served = rest.slice(0, size);
  const [first] = served;
  // As if the last but one were not committed yet.
  if (served.length > 1 && misbehaviours.hit('late-commits') !== null) served.splice(-2, 1);
  const messages = served.map((one) => toRow(one, inlineBytes));
  // What was just served changes, and moves to the end.
  if (first !== undefined && misbehaviours.hit('changing') !== null) {
    const last = Date.parse(all.at(-1)?.updatedAt ?? first.updatedAt);
    axis.put({ ...first, updatedAt: new Date(last + 1_000).toISOString() });
  }
  return { remaining: Math.max(0, rest.length - size), messages };
}

/** The row of a message, its content too where it is small enough. */
function toRow({ content, ...row }: AxisMessage, inlineBytes: number): object {
  const sizeBytes = Buffer.byteLength(content);
  return { ...row, sizeBytes, content: sizeBytes <= inlineBytes ? content : '' };
}
