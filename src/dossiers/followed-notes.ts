/** Notes which events were followed, many at a time: it saves a write per event, and a lost note costs a sweep some work. */
import { toMessage } from '../errors.js';
import type { Logger } from '../logger.js';

/** Longest wait of a note; well below the age from which the sweep looks for what was left. */
const waitMs = 1_000;

/** Makes the function that notes; it never rejects, never waits for the store, and keeps no process from ending. */
export function makeFollowedNotes(
  mark: (ids: readonly string[]) => Promise<void>,
  log: Logger,
): (ids: readonly string[]) => Promise<void> {
  let noted: string[] = [];
  const flush = (): void => {
    const ids = noted;
    noted = [];
    mark(ids).catch((error: unknown) => {
      log.warn({ reason: toMessage(error) }, 'events were followed and could not be marked; the sweep will');
    });
  };
  return (ids) => {
    if (noted.length === 0) setTimeout(flush, waitMs).unref();
    noted.push(...ids);
    return Promise.resolve();
  };
}
