/**
 * The one-stop system [hệ thống một cửa điện tử] as a hub meets it: three nodes, each at its own address, with
 * sessions and the envelope of the interface. The protocol is in README.md; faults of transport are in ../http-node.ts.
 */
import { HubError } from '../../src/errors.js';
import type { DemoNode } from '../../demo/life.js';
import type { Now } from '../clock.js';
import { startHttpNode, type HttpNode, type NodeCall } from '../http-node.js';
import { makeMisbehaviours, type Misbehaviour, type Misbehaviours } from '../misbehave.js';
import { receiverPath, type Receiver } from '../receiver.js';
import { toJson, type Reply } from '../replies.js';
import type { OnestopBook } from './book.js';
import { readParameters, readText, type Parameters } from './parameters.js';
import { makeRenderer } from './render.js';
import { findService } from './services.js';
import { makeSessions, type Credentials, type Sessions } from '../sessions.js';

/** What to play, where, and how badly. */
export interface OnestopOptions {
  /** May still be filling: the nodes listen at once, calls wait for it. */
  book: OnestopBook | Promise<OnestopBook>;
  host: string;
  /** 0 takes a free one. */
  ports: Readonly<Record<DemoNode, number>>;
  credentials: Credentials;
  sessionTtlMs: number;
  /** The simulated moment; a constant for a world that stands still. */
  now: Now;
  /** What every node does wrong from the start; nothing when absent. */
  misbehaviours?: readonly Misbehaviour[];
  /** What each node takes dossiers from the exchange with; no node takes any when absent. */
  receivers?: Readonly<Record<DemoNode, Receiver>>;
  /** Whether each node has `POST /control`; not when absent. */
  control?: boolean;
}

/** A running one-stop. */
export interface Onestop {
  urls: Readonly<Record<DemoNode, string>>;
  /** Replaces the misbehaviours of a node, or of all three; an empty list ends them. */
  misbehave(where: DemoNode | 'all', specs: readonly Misbehaviour[]): void;
  close(): Promise<void>;
}

interface NodeParts {
  node: DemoNode;
  options: OnestopOptions;
  sessions: Sessions;
  misbehaviours: Misbehaviours;
}

const ok = { error_code: '0', message: '' };
const sessionEnded = { error_code: '-1', message: 'Phiên làm việc không hợp lệ hoặc đã hết hạn' };
const wrongCredentials = { error_code: '1', message: 'Sai tên đăng nhập hoặc mật khẩu' };
const unknownService = { error_code: '3', message: 'Dịch vụ không tồn tại' };

/** The nodes, in the order their ports are given. */
export const nodeNames = ['province', 'district', 'commune'] as const satisfies readonly DemoNode[];

/**
 * Starts the three nodes.
 * @throws HubError BAD_INPUT when a port is taken; none is left listening then.
 */
export async function startOnestop(options: OnestopOptions): Promise<Onestop> {
  const parts = nodeNames.map((node) => makeParts(node, options));
  const starts = await Promise.allSettled(parts.map(startNode));
  const nodes = starts.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []));
  const close = async (): Promise<void> => {
    await Promise.all(nodes.map((node) => node.close()));
  };
  const failed = starts.find((start) => start.status === 'rejected');
  if (failed !== undefined) {
    await close();
    throw failed.reason;
  }
  const [province, district, commune] = nodes.map((node) => node.url) as [string, string, string];
  return {
    urls: { province, district, commune },
    misbehave(where, specs) {
      for (const { node, misbehaviours } of parts) {
        if (where === 'all' || where === node) misbehaviours.set(specs);
      }
    },
    close,
  };
}

function makeParts(node: DemoNode, options: OnestopOptions): NodeParts {
  const { credentials, sessionTtlMs } = options;
  const sessions = makeSessions({ credentials, ttlMs: sessionTtlMs, ourNowMs: Date.now });
  return { node, options, sessions, misbehaviours: makeMisbehaviours(options.misbehaviours) };
}

function startNode(parts: NodeParts): Promise<HttpNode> {
  const { node, options, misbehaviours } = parts;
  return startHttpNode({
    host: options.host,
    port: options.ports[node],
    misbehaviours,
    control: options.control ?? false,
    answer: (call) => answer(call, parts),
  });
}

async function answer(call: NodeCall, parts: NodeParts): Promise<string | Reply | null> {
  try {
    if (call.path === receiverPath)
      return (await parts.options.receivers?.[parts.node].receive(call)) ?? null;
    if (call.path === '/login') return toJson(answerLogin(readParameters(call.body), parts));
    if (call.path === '/mapi/g') return await answerService(call, parts);
    return null;
  } catch (fault) {
    if (fault instanceof HubError && fault.code === 'BAD_INPUT')
      return toJson({ error_code: '2', message: fault.message });
    throw fault;
  }
}

function answerLogin(parameters: Parameters, { sessions, options }: NodeParts): object {
  const username = readText(parameters, 'username');
  const session = sessions.open({ username, password: readText(parameters, 'password') });
  if (session === null) return wrongCredentials;
  return { ...ok, session, hethan: String(Math.floor(options.sessionTtlMs / 1000)) };
}

async function answerService(call: NodeCall, parts: NodeParts): Promise<string> {
  const { node, options, sessions, misbehaviours } = parts;
  const parameters = readParameters(call.body);
  if (misbehaviours.hit('expired') !== null) sessions.forget();
  if (!sessions.isOpen(String(parameters['session']))) return toJson(sessionEnded);
  readText({ dstcode: call.headers['dstcode'] }, 'dstcode');
  readText(parameters, 'madonvi');
  const service = findService(node, readText(parameters, 'service'));
  if (service === null) return toJson(unknownService);
  const book = await options.book;
  const render = makeRenderer(book.names);
  const { total, items } = service(parameters, { node, book, render, misbehaviours, now: options.now });
  const envelope = toJson({ ...ok, tongso: String(total) });
  return `${envelope.slice(0, -1)},"data":[${items.join(',')}]}`;
}
