/** Has a duty that failed for good done again, by an operator who has seen to its cause. */
import { HubError } from '../errors.js';
import type { DeadLetter, DeadLetters } from '../store/dead-letters.js';
import type { Dispatches } from '../store/dispatches.js';
import type { Notices } from '../store/notices.js';
import type { Transfers } from '../store/transfers.js';
import { deliverQueue } from './deliver.js';
import { dispatchQueue } from './dispatches/go-out.js';

/** What redriving works with. */
export interface RedriveParts {
  transfers: Pick<Transfers, 'noteFailure'>;
  dispatches: Pick<Dispatches, 'noteFailure'>;
  notices: Pick<Notices, 'noteFailure'>;
  deadLetters: Pick<DeadLetters, 'redrive'>;
  now(): Date;
}

/**
 * Makes the duty of a dead letter due at once: the next turn of the worker that sees to such duties does it.
 * @throws HubError NOT_FOUND where no such letter waits.
 */
export async function redrive(
  id: string,
  by: string,
  { transfers, dispatches, notices, deadLetters, now }: RedriveParts,
): Promise<DeadLetter> {
  const letter = await deadLetters.redrive(id, by);
  if (letter === null) throw new HubError('NOT_FOUND', `id: no dead letter waits under ${id.slice(0, 100)}`);
  const duties = { [deliverQueue]: transfers, [dispatchQueue]: dispatches }[letter.queue] ?? notices;
  await duties.noteFailure(letter.subject, { lastError: letter.reason, round: 0, nextAt: now() });
  return letter;
}
