/**
 * A node's receipt: its signature over the very bytes it was handed, under the message's id. Technical: it says that the
 * node's system has the message, not that anybody took the dossier over.
 */
import { HubError } from '../errors.js';
import { verifyBody } from '../evidence/signed-body.js';
import type { ExchangeNode } from './nodes.js';

/** What a receipt is held against. */
export interface ExpectedReceipt {
  node: ExchangeNode;
  bytes: Uint8Array;
  message: string;
  /** Name of this hub: whom the receipt is for. */
  hub: string;
  now: Date;
}

/** How far a node's clock may be off when it signs. */
const maxSkewMs = 24 * 3_600_000;

/**
 * Lets a receipt pass that is this node's, for this message, to this hub.
 * @throws HubError SOURCE_INVALID naming what does not fit, and the node as its source.
 */
export async function requireReceipt(
  receipt: string,
  { node, bytes, message, hub, now }: ExpectedReceipt,
): Promise<void> {
  const fail = (reason: string, cause?: unknown): never => {
    throw new HubError('SOURCE_INVALID', `the receipt of node ${node.name} for ${message}: ${reason}`, {
      source: node.name,
      cause,
    });
  };
  const { keys } = node;
  const signed = await verifyBody({ bytes, signature: receipt, keys, now, maxSkewMs }).catch(
    (cause: unknown) => fail(cause instanceof HubError ? cause.message : 'it cannot be read', cause),
  );
  if (signed.id !== message) fail(`expected it for this message, got one for ${signed.id.slice(0, 64)}`);
  if (signed.to !== hub) fail(`expected it for the hub ${hub}, got one for ${signed.to.slice(0, 64)}`);
}
