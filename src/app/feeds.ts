/** The streams behind the fields of `Subscription`, and the queries that show their events. */
import { EventEmitter, on } from 'node:events';
import type { Movement, Movements } from '../dossiers/movements.js';
import type { Feed } from '../gateway/subscriptions.js';

/** Every stream of the hub: one line each. */
export function makeFeeds(movements: Movements): Record<string, Feed> {
  return { dossierMoved: makeDossierMoved(movements) };
}

/** Moves from, to or at one agency; all of them where none is named. */
function makeDossierMoved(movements: Movements): Feed {
  return {
    query: 'movement',
    argument: 'event',
    async *follow(args, signal) {
      const agency = args['agency'] as string | null | undefined;
      const emitter = new EventEmitter();
      const end = movements.listen((movement) => emitter.emit('movement', movement));
      try {
        for await (const [movement] of on(emitter, 'movement', { signal }) as AsyncIterable<[Movement]>) {
          if (agency == null || movement.agencies.has(agency)) yield movement.event;
        }
      } catch (thrown) {
        if (!signal.aborted) throw thrown;
      } finally {
        end();
      }
    },
  };
}
