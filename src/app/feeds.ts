/** The streams behind the fields of `Subscription`, and the queries that show their events. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Movement, Movements } from '../dossiers/movements.js';
import { followBounded } from '../gateway/bounded-feed.js';
import type { Feed } from '../gateway/subscription-stream.js';
import type { SyncStates } from '../store/sync-state.js';

/** Every stream of the hub: one line each. */
export function makeFeeds(movements: Movements, states: Pick<SyncStates, 'findAll'>): Record<string, Feed> {
  return { dossierMoved: makeDossierMoved(movements), syncProgress: makeSyncProgress(states) };
}

/** How often the states of the streams are looked at, while somebody listens. */
const progressPollMs = 500;

/** Streams whose run has gone on, of one source or of all; polled, so that it does not matter which process reads them. */
function makeSyncProgress(states: Pick<SyncStates, 'findAll'>): Feed {
  return {
    query: 'progress',
    argument: 'event',
    async *follow(args, signal) {
      const wanted = args['source'] as string | null | undefined;
      const seen = new Map<string, string>();
      for (let isFirst = true; !signal.aborted; isFirst = false) {
        for (const { source, stream, runId, read, running } of await states.findAll()) {
          const [id, mark] = [`${source}.${stream}`, JSON.stringify([runId, read, running])];
          const isNews = seen.get(id) !== mark && (!isFirst || running);
          seen.set(id, mark);
          if (isNews && (wanted == null || wanted === source)) yield id;
        }
        await delay(progressPollMs, undefined, { signal }).catch(() => undefined);
      }
    },
  };
}

/** Moves a slow client may be behind; one batch of a commune's is a few dozen. */
const mostWaiting = 1_000;

/** Moves from, to or at one agency; all of them where none is named. */
function makeDossierMoved(movements: Movements): Feed {
  return {
    query: 'movement',
    argument: 'event',
    async *follow(args, signal) {
      const agency = args['agency'] as string | null | undefined;
      const isWanted = ({ agencies }: Movement): boolean => agency == null || agencies.has(agency);
      const listen = (take: (event: string) => void) =>
        movements.listen((movement) => {
          if (isWanted(movement)) take(movement.event);
        });
      yield* followBounded(listen, { signal, most: mostWaiting });
    },
  };
}
