/** Has a duty that failed for good done again, by an operator who has seen to its cause. */
import { HubError } from '../errors.js';
import type { DeadLetter, DeadLetters } from '../store/dead-letters.js';
import { firstRetryMs } from './follow-event.js';
import type { ExchangeParts } from './parts.js';

/** What redriving works with. */
export interface RedriveParts extends Pick<ExchangeParts, 'store' | 'queueDelivery' | 'now'> {
  deadLetters: Pick<DeadLetters, 'redrive'>;
}

/**
 * Queues the delivery of a dead letter again; should the queue lose it, the sweep finds it.
 * @throws HubError NOT_FOUND where no such letter waits.
 */
export async function redrive(
  id: string,
  by: string,
  { store, queueDelivery, deadLetters, now }: RedriveParts,
): Promise<DeadLetter> {
  const letter = await deadLetters.redrive(id, by);
  if (letter === null) throw new HubError('NOT_FOUND', `id: no dead letter waits under ${id.slice(0, 100)}`);
  const [duty] = await store.transfers.findByIds([letter.subject]);
  if (duty === undefined) return letter;
  const round = await store.transfers.takeRound(duty, new Date(now().getTime() + firstRetryMs));
  if (round !== null) await queueDelivery({ transfer: duty.id, round });
  return letter;
}
