/** The source newsource as a hub meets it. Faults of transport are in ../http-node.ts, the protocol in src/connectors/newsource/README.md. */
import { startHttpNode, type HttpNode, type NodeCall } from '../http-node.js';
import { makeMisbehaviours, type Misbehaviour, type Misbehaviours } from '../misbehave.js';
import { toJson } from '../replies.js';
import { makeSessions, type Credentials, type Sessions } from '../sessions.js';

/** An item as the source writes it. */
export interface NewsourceEntry {
  code: string;
  name: string;
  status: string;
  agency: string;
  updatedAt: string;
}

/** What to play, and where. */
export interface NewsourceOptions {
  entries: readonly NewsourceEntry[];
  host: string;
  /** 0 takes a free one. */
  port: number;
  credentials: Credentials;
  /** Whether there is `POST /control`. */
  control: boolean;
}

/** A running source. */
export interface NewsourceSimulator extends HttpNode {
  /** Replaces its misbehaviours; an empty list ends them. */
  misbehave(specs: readonly Misbehaviour[]): void;
}

interface Parts {
  entries: NewsourceEntry[];
  sessions: Sessions;
  misbehaviours: Misbehaviours;
}

interface Question {
  username?: string;
  password?: string;
  session?: string;
  after?: { updatedAt: string; code: string } | null;
  size?: number;
  code?: string;
}

const sessionTtlMs = 30 * 60_000;

/** Starts it. @throws HubError BAD_INPUT when the port is taken. */
export async function startNewsource({
  entries,
  credentials,
  ...listening
}: NewsourceOptions): Promise<NewsourceSimulator> {
  const misbehaviours = makeMisbehaviours();
  const sessions = makeSessions({ credentials, ttlMs: sessionTtlMs, ourNowMs: Date.now });
  const parts = { entries: entries.map((entry) => ({ ...entry })), sessions, misbehaviours };
  const answer = (call: NodeCall): Promise<string | null> => Promise.resolve(toAnswer(call, parts));
  const node = await startHttpNode({ ...listening, misbehaviours, answer });
  return { ...node, misbehave: (specs) => misbehaviours.set(specs) };
}

function toAnswer({ path, body }: NodeCall, parts: Parts): string | null {
  const question = JSON.parse(body) as Question;
  const { sessions, misbehaviours } = parts;
  if (path === '/login') {
    const { username = '', password = '' } = question;
    const session = sessions.open({ username, password });
    return toJson(session === null ? { error: 'wrong credentials' } : { session });
  }
  if (path !== '/items' && path !== '/item') return null;
  if (misbehaviours.hit('expired') !== null) sessions.forget();
  if (!sessions.isOpen(question.session ?? '')) return toJson({ error: 'session ended' });
  if (path === '/items') return toJson(findPage(question, parts));
  return toJson({ remaining: 0, items: parts.entries.filter(({ code }) => code === question.code) });
}

function findPage({ after, size = 100 }: Question, { entries, misbehaviours }: Parts): object {
  const placeOf = ({ updatedAt, code }: { updatedAt: string; code: string }): string =>
    `${updatedAt} ${code}`;
  const from = after == null ? '' : placeOf(after);
  const rest = entries
    .sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1))
    .filter((one) => placeOf(one) > from);
  const items = rest.slice(0, size);
  const [first] = items;
  // As if the last but one were not committed yet.
  if (items.length > 1 && misbehaviours.hit('late-commits') !== null) items.splice(-2, 1);
  const answer = { remaining: Math.max(0, rest.length - size), items: structuredClone(items) };
  // What was just served changes, and moves to the end.
  if (first !== undefined && misbehaviours.hit('changing') !== null)
    first.updatedAt = new Date(Date.parse(entries.at(-1)?.updatedAt ?? '') + 1_000).toISOString();
  return answer;
}
