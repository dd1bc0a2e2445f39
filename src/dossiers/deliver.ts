/**
 * Hands a transfer to its receiver's system. Done twice it is done once: the receiver knows the message by its id and gives
 * the same receipt again, and the hub's event is one command. How a system is spoken to is src/delivery's business.
 */
import { HubError } from '../errors.js';
import type { TransferDuty } from '../records/exchange.js';
import type { DeadLetters } from '../store/dead-letters.js';
import { hubActor, hubCommands } from './command.js';
import type { ExchangeParts } from './parts.js';
import { noteFailedDuty } from './retry.js';
import { runCommand } from './run-command.js';

/** The system an agency's transfers go to, as far as delivering must know it. */
export interface DeliveryRoute {
  /** Name of the node. */
  node: string;
  /** Sends the transfer; PULL nodes fetch for themselves. */
  mode: 'PUSH' | 'PULL';
}

/** What delivering needs beside the exchange itself. */
export interface DeliveryParts extends ExchangeParts {
  deadLetters: Pick<DeadLetters, 'put' | 'settle'>;
  /**
   * The route to an agency; null for one that works on the hub's own screens.
   * @throws HubError for one that cannot be told yet.
   */
  findRoute(agency: string): DeliveryRoute | null;
  /**
   * Sends a transfer to its node and verifies the node's receipt of it, a compact JWS; null, and nothing sent, where the node has as
   * many under way as it may.
   * @throws HubError SOURCE_UNAVAILABLE or RATE_LIMITED to be tried again, anything else for good.
   */
  push(transfer: TransferDuty): Promise<string | null>;
}

/** The queue of deliveries, also in dead letters. */
export const deliverQueue = 'deliver';

/** What became of a delivery; one that is put off was not begun, and is to be asked for again soon. */
export type DeliveryOutcome = 'DONE' | 'PUT_OFF';

/**
 * Takes a turn at delivering a transfer, after `round` that failed; done, quietly, when it is delivered or answered already or its
 * node fetches for itself.
 * @throws HubError of a failure worth trying again soon; failures for good become dead letters.
 */
export async function deliverTransfer(
  id: string,
  parts: DeliveryParts,
  round: number,
): Promise<DeliveryOutcome> {
  const [transfer] = await parts.store.transfers.findByIds([id]);
  if (transfer?.state !== 'IN_TRANSIT') return 'DONE';
  try {
    const route = parts.findRoute(transfer.to);
    // A node that fetches is given its time: nothing to retry, the deadline of the step still stands.
    if (route?.mode === 'PULL') {
      await parts.store.transfers.noteFailure(id, { lastError: 'waits to be fetched', round, nextAt: null });
      return 'DONE';
    }
    const nodeReceipt = route === null ? null : await parts.push(transfer);
    if (route !== null && nodeReceipt === null) return 'PUT_OFF';
    await recordDelivery(transfer, { node: route?.node ?? null, nodeReceipt }, parts);
    if (transfer.lastError !== null) await parts.deadLetters.settle(deliverQueue, id);
  } catch (error) {
    // The job's count, not the transfer's: a job's second try is the same turn.
    const duty = { queue: deliverQueue, subject: id, round };
    if (await noteFailedDuty(duty, error, { ...parts, duties: parts.store.transfers })) throw error;
  }
  return 'DONE';
}

/** Appends the delivery to the chain; a transfer answered or re-routed meanwhile stays as it is. */
export async function recordDelivery(
  { dossier, message, to }: Pick<TransferDuty, 'dossier' | 'message' | 'to'>,
  { node, nodeReceipt }: { node: string | null; nodeReceipt: string | null },
  parts: ExchangeParts,
): Promise<void> {
  try {
    await runCommand(
      {
        type: 'DELIVER',
        command: hubCommands.deliver(message),
        dossier,
        agency: to,
        actor: hubActor,
        claimedAt: null,
        expectedEpoch: null,
        body: { message, node, nodeReceipt },
        attachment: null,
      },
      parts,
    );
  } catch (error) {
    if (!(error instanceof HubError) || error.code !== 'CONFLICT') throw error;
    parts.log.info({ message, reason: error.message }, 'a delivery came too late to count');
  }
}
