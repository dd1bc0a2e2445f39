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
  const [sent, held] = await Promise.all([
    transfers.findByDossiers(dossiers),
    custodies.findByDossiers(dossiers),
  ]);
  const outgoing = [...happened.values()].flatMap((cores) => foldDispatch(cores) ?? []);
  const views = await dispatches.findByIds(outgoing.map(({ id }) => id));
  const seqs = new Map([
    ...sent.map(({ id, seq }) => [id, seq] as const),
    ...held.map(({ dossier, seq }) => [dossier, seq] as const),
    ...views.map(({ id, seq }) => [id, seq] as const),
  ]);
  const isBehind = ({ id, seq }: { id: string; seq: number }): boolean => (seqs.get(id) ?? 0) < seq;
  const isLagging = (cores: readonly AnyEventCore[]): boolean => {
    const state = fold(cores);
    if (state === null) return outgoing.some((one) => one.id === cores[0]?.dossier && isBehind(one));
    return [{ id: state.dossier, seq: state.custodySeq }, ...state.transfers].some(isBehind);
  };
  return new Set(dossiers.filter((dossier) => isLagging(happened.get(dossier) ?? [])));
}
