/** What the cases of the conformance kit are made with: messages, signatures, and posts to the receiver under test. */
import { randomUUID } from 'node:crypto';
import { toRfc3339 } from '../../calendar/local-time.js';
import type { DeliveryMessage } from '../../delivery/message.js';
import { toCanonicalBytes } from '../../evidence/canonical.js';
import type { SigningKey } from '../../evidence/keys.js';
import { toSignedHeaders } from '../../evidence/signed-body.js';

/** The receiver under test, and whom the kit plays. */
export interface KitOptions {
  /** Where messages are posted. */
  url: string;
  /** Name of the node under test, and of the hub it takes messages from. */
  node: string;
  hub: string;
  /** An agency the receiver serves. */
  agency: string;
  key: SigningKey;
  /** A key the receiver knows, whose period is over. */
  expiredKey: SigningKey;
}

/** An answer of the receiver; status 0 where none came. */
export interface Answer {
  status: number;
  receipt: string | null;
}

/** How a post departs from what is right. */
export interface Post {
  message: DeliveryMessage;
  /** Sent instead of the message's own bytes, under the same signature. */
  bytes?: Uint8Array;
  key?: SigningKey;
  /** The signer's clock. */
  at?: Date;
  /** The client goes away after so long, whatever the receiver does. */
  leaveAfterMs?: number;
}

const timeoutMs = 15_000;

/** A message of a dossier nobody has seen before. */
export function makeMessage({ agency }: KitOptions, more: Partial<DeliveryMessage> = {}): DeliveryMessage {
  const id = randomUUID();
  return {
    message: `trf_${id}.1`,
    transfer: `trf_${id}`,
    from: '000.00.00.H31',
    to: agency,
    sentAt: new Date().toISOString(),
    dueAt: null,
    note: null,
    papers: [],
    dossier: {
      id: `dos_${id}`,
      code: null,
      procedure: 'conformance',
      receivingAgency: '000.00.00.H31',
      receivedAt: null,
      dueAt: null,
      originalDueAt: null,
      remainingMinutes: null,
      epoch: 1,
    },
    slip: [],
    ...more,
  };
}

/** Posts a message; never throws, a receiver that does not answer is an answer too. */
export async function post(options: KitOptions, given: Post): Promise<Answer> {
  const { message, key = options.key, at = new Date(), leaveAfterMs = timeoutMs } = given;
  const signed = toCanonicalBytes(message);
  const address = { to: options.node, id: message.message, at: toRfc3339(at) };
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    ...(await toSignedHeaders(signed, key, address)),
  };
  try {
    const body = Buffer.from(given.bytes ?? signed);
    const signal = AbortSignal.timeout(leaveAfterMs);
    const answer = await fetch(options.url, { method: 'POST', headers, body, signal });
    return { status: answer.status, receipt: toReceipt(await answer.text()) };
  } catch {
    return { status: 0, receipt: null };
  }
}

function toReceipt(text: string): string | null {
  try {
    const { receipt } = JSON.parse(text) as { receipt?: unknown };
    return typeof receipt === 'string' ? receipt : null;
  } catch {
    return null;
  }
}
