/**
 * Which dossiers, and dispatches, have views older than their events: whoever appended an event died, or could not reach the store, before what
 * follows from it was done. The views tell by themselves, so that nobody has to note that they were written.
 */
import type { AnyEventCore, DossierEvent } from '../records/dossier-event.js';
import type { Custodies } from '../store/custodies.js';
import type { Dispatches } from '../store/dispatches.js';
import type { EventLog } from '../store/event-log.js';
import type { Transfers } from '../store/transfers.js';
import { fold } from './custody-state.js';
import { foldDispatch } from './dispatches/dispatch-state.js';

/** The events, and the views over them. */
export interface ViewedStore {
  events: Pick<EventLog, 'findByDossiers'>;
  transfers: Pick<Transfers, 'findByDossiers'>;
  custodies: Pick<Custodies, 'findByDossiers'>;
  dispatches: Pick<Dispatches, 'findByIds'>;
}

/** The events among the given whose dossiers have all their views. */
export async function findFollowed(
  events: readonly DossierEvent[],
  store: ViewedStore,
): Promise<DossierEvent[]> {
  const lagging = await findLagging(events, store);
  return events.filter(({ core }) => !lagging.has(core.dossier));
}

/** The dossiers of the given events whose views lag behind. */
export async function findLagging(
  given: readonly DossierEvent[],
  { events, transfers, custodies, dispatches }: ViewedStore,
): Promise<Set<string>> {
  const dossiers = [...new Set(given.map(({ core }) => core.dossier))];
  if (dossiers.length === 0) return new Set();
  // Events first: a view read after them is not older for being read late.
  const happened = new Map<string, AnyEventCore[]>(dossiers.map((dossier) => [dossier, []]));
  for (const { core } of await events.findByDossiers(dossiers)) happened.get(core.dossier)?.push(core);
  const wanted = [...happened].map(([dossier, cores]) => ({ dossier, ...toWanted(cores) }));
  const outgoing = wanted.filter(({ isDispatch }) => isDispatch).map(({ dossier }) => dossier);
  const [sent, held, gone] = await Promise.all([
    transfers.findByDossiers(dossiers),
    custodies.findByDossiers(dossiers),
    dispatches.findByIds(outgoing),
  ]);
  const seqs = new Map([
    ...[...sent, ...gone].map(({ id, seq }) => [id, seq] as const),
    ...held.map(({ dossier, seq }) => [dossier, seq] as const),
  ]);
  const lagging = wanted.filter(({ views }) => views.some(({ id, seq }) => (seqs.get(id) ?? 0) < seq));
  return new Set(lagging.map(({ dossier }) => dossier));
}

/** The views a chain must have, with the seq each must have come to. */
function toWanted(cores: readonly AnyEventCore[]): {
  isDispatch: boolean;
  views: readonly { id: string; seq: number }[];
} {
  const state = fold(cores);
  if (state !== null) {
    const custody = { id: state.dossier, seq: state.custodySeq };
    return { isDispatch: false, views: [custody, ...state.transfers] };
  }
  const dispatch = foldDispatch(cores);
  return { isDispatch: dispatch !== null, views: dispatch === null ? [] : [dispatch] };
}
