/** Event → the notices that are owed for it. Done twice it owes nothing twice: who is told of what is one id. */
import type { CustodyState } from '../dossiers/custody-state.js';
import type { DossierEvent } from '../records/dossier-event.js';
import type { Notices } from '../store/notices.js';
import { findSubscribers, type Subscriber } from './subscribers.js';

/** Whoever subscribes today is not told of what is past: events older than this owe nothing. */
const oldestMs = 7 * 24 * 3_600_000;

/** Makes what notes the notices owed for events of a dossier; `state` is the dossier after the last of them. */
export function makePlanNotices(
  subscribers: readonly Subscriber[],
  { notices, now }: { notices: Pick<Notices, 'put'>; now(): Date },
): (events: readonly DossierEvent[], state: CustodyState) => Promise<void> {
  return async (events, state) => {
    if (subscribers.length === 0) return;
    const at = now();
    const recent = events.filter(({ core }) => at.getTime() - Date.parse(core.at) < oldestMs);
    const owed = recent.flatMap((event) =>
      findSubscribers(event, state, subscribers).map(({ name }) => ({ event, subscriber: name })),
    );
    await Promise.all(
      owed.map(({ event: { id, core }, subscriber }) =>
        notices.put({ id: `${id}.${subscriber}`, event: id, subscriber, dossier: core.dossier }, at),
      ),
    );
  };
}
