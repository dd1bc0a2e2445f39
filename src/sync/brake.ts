/**
 * The brake: a run that would rewrite, or take for gone, far more records than is usual stops before anybody sees it, and an operator
 * decides. What a source does by mistake, and what we do by a wrong mapping, looks like that.
 */
import type { BrakeLimit } from '../connectors/connector.js';
import { HubError } from '../errors.js';
import type { Brake, ReadingOrder, SyncState, SyncStates } from '../store/sync-state.js';
import type { Candidate } from './diff.js';

/** Where a stream does not say otherwise. */
const usual: Readonly<Record<Brake['kind'], BrakeLimit>> = {
  REWRITES: { share: 0.2, most: 5_000 },
  DELETIONS: { share: 0.02, most: 1_000 },
};

/** So few are never unusual, however many there are in all: a share of little says nothing. */
export const few = 20;

/** Ids an operator is shown. */
const shown = 20;

/** How many of so many records may go the same way in one run. */
export function toAllowed(kind: Brake['kind'], total: number, limit: BrakeLimit = usual[kind]): number {
  return Math.max(few, Math.min(limit.most, Math.floor(limit.share * total)));
}

/**
 * Stops a run: the stream is paused, with what it was about to do.
 * @throws HubError CONFLICT, always.
 */
export async function stopRun(
  state: SyncState,
  brake: Omit<Brake, 'sample'> & { ids: readonly string[] },
  states: Pick<SyncStates, 'advance'>,
): Promise<never> {
  const { ids, ...rest } = brake;
  const what = rest.kind === 'DELETIONS' ? 'are missing at the source' : 'would be rewritten';
  const reason = `${rest.count} of ${rest.total} records ${what}; the run was stopped before it did anything of it, release or refuse it`;
  await states.advance(state, {
    paused: { at: rest.at, reason },
    brake: { ...rest, sample: ids.slice(0, shown) },
  });
  throw new HubError('CONFLICT', reason, { source: state.source });
}

/** How a stopped run was to read, and nothing else of it. */
export function toOrder({ mode, fromRun, slice }: ReadingOrder): ReadingOrder {
  return { mode, fromRun, slice };
}

/** A changed record, kept back, and the page it came in. */
export interface Held {
  candidate: Candidate;
  pageHash: string;
}

/** What a run keeps back until it has ended or has met the limit: changed records only, never more than are allowed and one page. */
export interface Hold {
  readonly held: readonly Held[];
  readonly count: number;
  /** Keeps them back. */
  add(more: readonly Held[]): void;
}

/** Makes an empty hold. */
export function makeHold(): Hold {
  const held: Held[] = [];
  return {
    held,
    get count() {
      return held.length;
    },
    add(more) {
      held.push(...more);
    },
  };
}
