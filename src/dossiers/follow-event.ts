/**
 * What follows from an event outside the chain: its views, and the job that delivers. All of it can be done twice, or later
 * by the sweep, and none of it can fail a command: the event stands.
 */
import { toMessage } from '../errors.js';
import type { DossierEvent, EventType } from '../records/dossier-event.js';
import { findOpenTransfer, fold, type CustodyState, type FoldedTransfer } from './custody-state.js';
import type { ExchangeParts } from './parts.js';
import { toCustodyView, toTransfer } from './views.js';

/** When a delivery is tried again if nobody is heard of: soon enough that a dead worker is made good within seconds. */
export const firstRetryMs = 4_000;

/** Events after which something must be handed over to a receiver. */
const handOvers: ReadonlySet<EventType> = new Set(['SENT', 'REROUTED']);

/**
 * Does what follows from an event, `state` being the dossier after it. Never rejects. What follows from a dossier's opening is
 * done together with its first event, which is why that is given it as `opened`.
 */
export async function followEvent(
  { event, state, opened }: { event: DossierEvent; state: CustodyState; opened: DossierEvent | null },
  parts: ExchangeParts,
): Promise<void> {
  try {
    // Views come last of what must not be lost: by them it is told that the rest was done. A delivery is found due by its view.
    await parts.planNotices([event], state);
    await saveViews(state, { isFirst: opened !== null, parts });
    if (handOvers.has(event.core.type)) await queueOpenTransfer(state, parts);
  } catch (error) {
    parts.log.warn(
      { event: event.id, reason: toMessage(error) },
      'what follows from an event is left to the sweep',
    );
  }
}

/** Does what follows from all events of a dossier again: for the sweep, which knows only that something was left. */
export async function followDossier(dossier: string, parts: ExchangeParts): Promise<void> {
  const events = await parts.store.events.findByDossier(dossier);
  const state = fold(events.map(({ core }) => core));
  if (state === null) return;
  await parts.planNotices(events, state);
  await Promise.all([
    ...state.transfers.map((transfer) => saveTransfer(dossier, transfer, parts)),
    parts.store.custodies.save(toCustodyView(state)),
  ]);
}

/** Writes the views the last event touched. */
async function saveViews(
  state: CustodyState,
  { isFirst, parts }: { isFirst: boolean; parts: ExchangeParts },
): Promise<void> {
  const last = state.transfers.at(-1);
  await Promise.all([
    last?.seq === state.seq ? saveTransfer(state.dossier, last, parts) : null,
    isFirst || state.custodySeq === state.seq ? parts.store.custodies.save(toCustodyView(state)) : null,
  ]);
}

async function saveTransfer(
  dossier: string,
  transfer: FoldedTransfer,
  { store, now }: ExchangeParts,
): Promise<void> {
  await store.transfers.save(toTransfer(dossier, transfer), new Date(now().getTime() + firstRetryMs));
}

async function queueOpenTransfer(state: CustodyState, { queueDelivery, log }: ExchangeParts): Promise<void> {
  const open = findOpenTransfer(state);
  if (open === null) return;
  // A queue that is down delays the delivery until the sweep finds it due; the command has succeeded.
  await queueDelivery({ transfer: open.id, round: 0 }).catch((error: unknown) => {
    log.warn({ transfer: open.id, reason: toMessage(error) }, 'a delivery could not be queued');
  });
}
