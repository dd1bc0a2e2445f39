/**
 * Who holds the dossiers the exchange has opened, in memory, kept current by polling: lists of dossiers filter by holder
 * over rows that know only what their source said.
 */
import type { HolderOf } from '../lists/dossier-filter.js';
import type { Custodies } from './custodies.js';

/** Views asked for at once. */
const mostViews = 5_000;

/** The holders as of the last refresh. */
export interface FollowedHolders {
  holderOf: HolderOf;
  refresh(): Promise<void>;
}

/** Makes the holders, empty until the first refresh. */
export function makeHolders(custodies: Pick<Custodies, 'findWrittenAfter'>): FollowedHolders {
  const held = new Map<string, { holder: string; seq: number }>();
  let mark: Date | null = null;
  return {
    holderOf: ({ id, holderCode }) => held.get(id)?.holder ?? holderCode,
    async refresh() {
      for (;;) {
        const read = await custodies.findWrittenAfter(mark, mostViews);
        for (const { dossier, holder, seq } of read.views) {
          const known = held.get(dossier);
          if (known === undefined || known.seq < seq) held.set(dossier, { holder, seq });
        }
        const isLast = read.views.length < mostViews || read.mark?.getTime() === mark?.getTime();
        mark = read.mark;
        if (isLast) return;
      }
    },
  };
}
