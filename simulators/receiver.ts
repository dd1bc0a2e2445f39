/**
 * A level's own system as the hub hands dossiers to it: takes a signed message once, however often it comes, and answers with
 * its receipt. What a vendor's receiver must do is what this one does; `npm run conformance` holds any receiver to it.
 */
import { toRfc3339 } from '../src/calendar/local-time.js';
import { HubError } from '../src/errors.js';
import { sha256Hex } from '../src/evidence/canonical.js';
import type { PublishedKey, SigningKey } from '../src/evidence/keys.js';
import { signatureHeader, signBody, verifyBody } from '../src/evidence/signed-body.js';
import type { NodeCall } from './http-node.js';
import { toJson, toOk, type Reply } from './replies.js';

/** What a receiver is. */
export interface ReceiverOptions {
  /** Name of the node. */
  name: string;
  /** Name of the hub it takes messages from, and the keys of that hub. */
  hub: string;
  hubKeys(): Promise<readonly PublishedKey[]>;
  /** The key its receipts are signed with. */
  key: SigningKey;
  serves(agency: string): boolean;
  now(): Date;
}

/** A receiver and what it holds. */
export interface Receiver {
  receive(call: NodeCall): Promise<Reply>;
  /** Messages taken, by id: a message is in here once, whatever the hub, the network or a crash did. */
  taken: ReadonlyMap<string, TakenMessage>;
}

/** A message that was taken. */
export interface TakenMessage {
  sha256: string;
  receipt: string;
  body: string;
}

/** Path messages are posted to. */
export const receiverPath = '/exchange/inbox';

const mostBytes = 512 * 1024;
const maxSkewMs = 5 * 60_000;

/** Makes a receiver that holds nothing yet. */
export function makeReceiver(options: ReceiverOptions): Receiver {
  const taken = new Map<string, TakenMessage>();
  // One after the other: of two posts of one message at the same time the second finds the first's receipt.
  let turn: Promise<unknown> = Promise.resolve();
  return {
    taken,
    receive(call) {
      const reply = turn.then(() => take(call, { options, taken })).catch(toRefusal);
      turn = reply;
      return reply;
    },
  };
}

async function take(
  { headers, body }: NodeCall,
  { options, taken }: { options: ReceiverOptions; taken: Map<string, TakenMessage> },
): Promise<Reply> {
  const bytes = Buffer.from(body, 'utf8');
  if (bytes.length > mostBytes)
    return { status: 413, body: toJson({ message: `expected at most ${mostBytes} bytes` }) };
  const now = options.now();
  const signature = String(headers[signatureHeader] ?? '');
  const signed = await verifyBody({ bytes, signature, keys: await options.hubKeys(), now, maxSkewMs });
  const { message, to } = readMessage(body);
  if (signed.to !== options.name) throw new HubError('BAD_INPUT', `expected a message for ${options.name}`);
  if (signed.id !== message || headers['idempotency-key'] !== message)
    throw new HubError('BAD_INPUT', 'expected the same message id in body, signature and idempotency-key');
  if (!options.serves(to)) throw new HubError('NOT_FOUND', `agency ${to} is not served here`);
  const sha256 = sha256Hex(bytes);
  const known = taken.get(message);
  if (known !== undefined && known.sha256 !== sha256)
    throw new HubError('CONFLICT', `message ${message} came before with another body`);
  const receipt =
    known?.receipt ??
    (await signBody(bytes, options.key, { to: options.hub, id: message, at: toRfc3339(now) }));
  taken.set(message, { sha256, receipt, body });
  return toOk({ receipt });
}

function readMessage(body: string): { message: string; to: string } {
  const { message, to } = JSON.parse(body) as Record<string, unknown>;
  if (typeof message === 'string' && typeof to === 'string') return { message, to };
  throw new HubError('BAD_INPUT', 'expected a message with `message` and `to`');
}

const statuses: Partial<Record<HubError['code'], number>> = { BAD_INPUT: 400, NOT_FOUND: 404, CONFLICT: 409 };

function toRefusal(fault: unknown): Reply {
  if (!(fault instanceof HubError))
    return { status: 400, body: toJson({ message: 'expected a JSON message' }) };
  return { status: statuses[fault.code] ?? 400, body: toJson({ code: fault.code, message: fault.message }) };
}
