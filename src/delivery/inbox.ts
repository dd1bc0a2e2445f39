/**
 * The inbox of a node that fetches for itself: messages are leased, worked on, and acknowledged with the node's receipt. A
 * lease that runs out gives the message again; the same acknowledgement twice is one.
 */
import { toMessage } from '../errors.js';
import { HubError } from '../errors.js';
import { recordDelivery } from '../dossiers/deliver.js';
import type { ExchangeParts } from '../dossiers/parts.js';
import type { TransferDuty } from '../records/exchange.js';
import type { Leases } from '../store/leases.js';
import { makeMessage, type MessageParts } from './message.js';
import { requireReceipt } from './node-receipt.js';
import type { ExchangeNode, NodeDirectory } from './nodes.js';

/** What the inbox works with. */
export interface InboxParts extends ExchangeParts, MessageParts {
  nodes: NodeDirectory;
  leases: Leases;
  /** Name of this hub. */
  hub: string;
}

/** A leased message. */
export interface LeasedMessage {
  message: string;
  leasedUntil: Date;
  bytes: Uint8Array;
}

/** Looked at for each message that is wanted: some are leased already. */
const lookAhead = 4;

/** Leases up to `most` messages of a node, the oldest first. */
export async function leaseInbox(
  node: ExchangeNode,
  { most, leaseMs }: { most: number; leaseMs: number },
  parts: InboxParts,
): Promise<LeasedMessage[]> {
  const agencies = parts.nodes.agenciesOf(node);
  const question = { to: agencies, states: ['IN_TRANSIT'] } as const;
  const waiting = await parts.store.transfers.findOldest(question, most * lookAhead);
  const now = parts.now();
  const leasedUntil = new Date(now.getTime() + leaseMs);
  const leased: LeasedMessage[] = [];
  for (const transfer of waiting) {
    if (leased.length >= most) break;
    if (!(await parts.leases.take(transfer.message, now, leasedUntil))) continue;
    const bytes = await readMessage(transfer, parts);
    if (bytes !== null) leased.push({ message: transfer.message, leasedUntil, bytes });
  }
  return leased;
}

/** The bytes of a message; one that cannot be made must not keep the others from being fetched. */
export async function readMessage(transfer: TransferDuty, parts: InboxParts): Promise<Uint8Array | null> {
  try {
    return await makeMessage(transfer, parts);
  } catch (error) {
    parts.log.error({ transfer: transfer.id, reason: toMessage(error) }, 'a message could not be made');
    return null;
  }
}

/**
 * Takes a node's receipt for a message.
 * @throws HubError NOT_FOUND for a message that is not this node's; SOURCE_INVALID for a receipt that does not fit.
 */
export async function acknowledge(
  node: ExchangeNode,
  { message, receipt }: { message: string; receipt: string },
  parts: InboxParts,
): Promise<void> {
  const [transfer] = await parts.store.transfers.findByIds([toTransferId(message)]);
  const served = transfer === undefined ? null : parts.nodes.findByAgency(transfer.to);
  if (transfer?.message !== message || served?.name !== node.name) {
    throw new HubError('NOT_FOUND', `message: node ${node.name} has no message ${message.slice(0, 64)}`);
  }
  const bytes = await makeMessage(transfer, parts);
  await requireReceipt(receipt, { node, bytes, message, hub: parts.hub, now: parts.now() });
  await recordDelivery(transfer, { node: node.name, nodeReceipt: receipt }, parts);
  await parts.leases.end(message);
}

/** `trf_1.2` → `trf_1`. */
function toTransferId(message: string): string {
  return message.slice(0, Math.max(0, message.lastIndexOf('.')));
}
