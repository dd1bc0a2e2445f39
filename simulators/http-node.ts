/**
 * One address of a simulated source over plain node:http: reads a request, lets the transport misbehave, answers in
 * JSON. Always there: `GET /health`; on demand `POST /control {"misbehave": ["slow:200"]}`, which is never hit
 * itself. What the source says is left to its `answer`.
 */
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { HubError, toMessage } from '../src/errors.js';
import type { Misbehaviours } from './misbehave.js';
import { notFound, toControlReply, toFaultReply, toJson, toOk, type Reply } from './replies.js';

/** A POST as the simulator sees it. */
export interface NodeCall {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** Where to listen, what to answer, how to misbehave. */
export interface HttpNodeOptions {
  host: string;
  /** 0 takes a free one. */
  port: number;
  misbehaviours: Misbehaviours;
  /** Whether `POST /control` exists. */
  control: boolean;
  /** The reply to a POST, as JSON text where it is a plain 200; null for a path the source does not have. */
  answer(call: NodeCall): Promise<string | Reply | null>;
}

/** A listening address. */
export interface HttpNode {
  /** Without a slash at the end. */
  url: string;
  /** Answers what is under way, then stops listening. */
  close(): Promise<void>;
}

const bodyLimitBytes = 1_000_000;

/** How long requests under way are waited for when a node closes. */
const graceMs = 1_000;

/**
 * Starts listening.
 * @throws HubError BAD_INPUT when the port is taken or may not be used.
 */
export async function startHttpNode(options: HttpNodeOptions): Promise<HttpNode> {
  const closing = new AbortController();
  const server = createServer((request, response) => {
    void serve(request, response, { options, signal: closing.signal });
  });
  await listen(server, options);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${options.host}:${port}`,
    async close() {
      closing.abort();
      const closed = new Promise((done) => server.close(done));
      // Whoever neither finishes its request nor hangs up is not waited for.
      const hangUp = setTimeout(() => server.closeAllConnections(), graceMs);
      await closed;
      clearTimeout(hangUp);
    },
  };
}

async function listen(server: Server, { host, port }: HttpNodeOptions): Promise<void> {
  await new Promise<void>((listening, failed) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const why =
        cause.code === 'EADDRINUSE'
          ? 'is taken: stop what listens there or choose another port'
          : cause.message;
      failed(new HubError('BAD_INPUT', `port ${port} on ${host} ${why}`, { cause }));
    });
    server.listen(port, host, listening);
  });
}

interface Serving {
  options: HttpNodeOptions;
  /** Aborted once the node is closing. */
  signal: AbortSignal;
}

async function serve(request: IncomingMessage, response: ServerResponse, serving: Serving): Promise<void> {
  const reply = await toReply(request, serving).catch((fault: unknown): Reply => ({
    status: 500,
    body: toJson({ message: `fault of the simulator: ${toMessage(fault)}` }),
  }));
  if (reply === null) {
    request.socket.resetAndDestroy();
    return;
  }
  if (serving.signal.aborted) response.setHeader('connection', 'close');
  const bytes = Buffer.from(reply.body, 'utf8');
  response.writeHead(reply.status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': bytes.length,
    ...reply.headers,
  });
  response.end(bytes);
}

async function toReply(request: IncomingMessage, serving: Serving): Promise<Reply | null> {
  const path = request.url ?? '/';
  const { options } = serving;
  if (request.method === 'GET' && path === '/health') return toOk({ status: 'ok' });
  if (request.method !== 'POST') return notFound(path);
  const body = await readBody(request);
  if (body === null) return tooLarge;
  if (path === '/control' && options.control) return toControlReply(body, options.misbehaviours);
  const { misbehaviours } = options;
  const slow = misbehaviours.hit('slow');
  // A closing node does not sit out its delays.
  if (slow !== null) await delay(slow.delayMs ?? 0, null, { signal: serving.signal }).catch(() => null);
  if (misbehaviours.hit('reset') !== null) return null;
  const fault = toFaultReply(misbehaviours);
  if (fault !== null) return fault;
  const answer = await options.answer({ path, headers: request.headers, body });
  if (answer === null) return notFound(path);
  const reply = typeof answer === 'string' ? { status: 200, body: answer } : answer;
  const isTruncated = misbehaviours.hit('truncated') !== null;
  return isTruncated ? { ...reply, body: reply.body.slice(0, reply.body.length / 2) } : reply;
}

const tooLarge: Reply = {
  status: 413,
  body: toJson({ message: `expected a body of at most ${bodyLimitBytes} bytes` }),
  headers: { connection: 'close' },
};

/** The body as text; null for one that is too large, which is read to its end and forgotten. */
async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= bodyLimitBytes) chunks.push(chunk);
  }
  return bytes > bodyLimitBytes ? null : Buffer.concat(chunks).toString('utf8');
}
