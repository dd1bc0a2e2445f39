/** Posts a message to its node and verifies the receipt in the answer. Posted twice, a node gives the same receipt again. */
import { z } from 'zod';
import type { HttpClient } from '../connectors/http.js';
import { HubError } from '../errors.js';
import { toRfc3339 } from '../calendar/local-time.js';
import type { SigningKey } from '../evidence/keys.js';
import { toSignedHeaders } from '../evidence/signed-body.js';
import type { TransferDuty } from '../records/exchange.js';
import { makeMessage, type MessageParts } from './message.js';
import { requireReceipt } from './node-receipt.js';
import type { ExchangeNode, NodeDirectory } from './nodes.js';
import type { Places } from './places.js';

/** What pushing works with. */
export interface PushParts extends MessageParts {
  nodes: NodeDirectory;
  places: Places;
  /** The way to a node, by its name. */
  httpOf(node: ExchangeNode): HttpClient;
  getSigningKey(now: Date): Promise<SigningKey>;
  /** Name of this hub. */
  hub: string;
  now(): Date;
}

const answerShape = z.object({ receipt: z.string().min(1) });

/**
 * Pushes a transfer to the node of its receiver.
 * @returns the node's receipt, a compact JWS; null where all its places are taken
 * @throws HubError SOURCE_UNAVAILABLE to be tried again; SOURCE_REJECTED and SOURCE_INVALID for good.
 */
export async function pushTransfer(transfer: TransferDuty, parts: PushParts): Promise<string | null> {
  const node = parts.nodes.findByAgency(transfer.to);
  if (node?.url == null)
    throw new HubError('INTERNAL', `no node with an address serves agency ${transfer.to}`);
  const { name, url } = node;
  return parts.places.run(name, () => pushTo({ ...node, url }, transfer, parts));
}

async function pushTo(
  node: ExchangeNode & { url: string },
  transfer: TransferDuty,
  parts: PushParts,
): Promise<string> {
  const bytes = await makeMessage(transfer, parts);
  const now = parts.now();
  const { message } = transfer;
  const address = { to: node.name, id: message, at: toRfc3339(now) };
  const headers = await toSignedHeaders(bytes, await parts.getSigningKey(now), address);
  const { json } = await post({ node, headers, bytes }, parts);
  const answer = answerShape.safeParse(json);
  if (!answer.success) {
    const source = node.name;
    throw new HubError('SOURCE_INVALID', `node ${source} answered without a receipt for ${message}`, {
      source,
    });
  }
  const { receipt } = answer.data;
  await requireReceipt(receipt, { node, bytes, message, hub: parts.hub, now: parts.now() });
  return receipt;
}

/** An answer that is no JSON says nothing about the message: half of one, or a page of a proxy. It is asked for again. */
async function post(
  { node, headers, bytes }: Post,
  { httpOf }: Pick<PushParts, 'httpOf'>,
): Promise<{ json: unknown }> {
  const { signal } = new AbortController();
  try {
    return await httpOf(node).postJson({ url: node.url, operation: 'deliver', headers, body: bytes, signal });
  } catch (thrown) {
    if (!(thrown instanceof HubError) || thrown.code !== 'SOURCE_INVALID') throw thrown;
    throw new HubError('SOURCE_UNAVAILABLE', thrown.message, { source: node.name, cause: thrown });
  }
}

interface Post {
  node: ExchangeNode & { url: string };
  headers: Record<string, string>;
  bytes: Uint8Array;
}
