/** What the exchange adds to dossiers and agencies: who holds them, and the transfers on their way. */
import { fold, type CustodyState } from '../../dossiers/custody-state.js';
import { readClock, type AgencyHours, type DossierClock } from '../../dossiers/hours.js';
import { toOptionalDate } from '../../dossiers/instants.js';
import { toTimeline, type TimelineStep } from '../../dossiers/timeline.js';
import { toTransfer } from '../../dossiers/views.js';
import type { KeysetPage } from '../../lists/keyset-page.js';
import { eventsInOrder, transfersNewestFirst } from '../../lists/orders.js';
import { toPage, type Page, type PageRequest } from '../../lists/page.js';
import type { DossierEvent } from '../../records/dossier-event.js';
import type { Transfer, TransferDuty } from '../../records/exchange.js';
import { toAgencyReference, type AgencyReference } from '../agency-reference.js';
import type { HubContext } from '../context.js';
import { toTransferPage, type TransferListArgs } from './transfer-page.js';

/** A dossier as the exchange's resolvers see it; with a state where the answer is of a moment, as a command's is. */
export interface DossierParent {
  id: string;
  state?: CustodyState;
}

/** The answer of `Dossier.custody`. */
interface Custody {
  holder: AgencyReference | null;
  since: Date | null;
  epoch: number;
}

const dossier = {
  __resolveReference: ({ id }: DossierParent): DossierParent => ({ id }),
  holder: async (parent: DossierParent, _: unknown, context: HubContext): Promise<AgencyReference | null> =>
    (await findCustody(parent, null, context))?.holder ?? null,
  custody: (
    parent: DossierParent,
    { asOf }: { asOf?: Date | null },
    context: HubContext,
  ): Promise<Custody | null> => findCustody(parent, asOf ?? null, context),
  transfers: async (
    parent: DossierParent,
    args: PageRequest,
    context: HubContext,
  ): Promise<Page<Transfer>> => {
    const state = await findState(parent, context);
    const transfers = state?.transfers.map((folded) => toTransfer(parent.id, folded)) ?? [];
    return toPage(transfers, args, { order: transfersNewestFirst, cursors: context.cursors });
  },
  events: async (
    { id }: DossierParent,
    args: PageRequest,
    { loaders, cursors }: HubContext,
  ): Promise<Page<DossierEvent>> =>
    toPage(await loaders.findEvents(id), args, { order: eventsInOrder, cursors }),
  clock: async (
    { id }: DossierParent,
    { asOf }: { asOf?: Date | null },
    { loaders, calendar, now }: HubContext,
  ): Promise<DossierClock | null> => {
    const events = (await loaders.findEvents(id)).map(({ core }) => core);
    return readClock(events, { at: asOf ?? now(), calendar });
  },
  timeline: async (
    { id }: DossierParent,
    _: unknown,
    { loaders, listings }: HubContext,
  ): Promise<TimelineStep[]> => {
    const events = await loaders.findEvents(id);
    return toTimeline(
      events.map(({ core }) => core),
      (code) => listings.agency.get(code)?.content.name ?? code,
    );
  },
};

const agency = {
  __resolveReference: ({ code }: AgencyReference): AgencyReference => ({ code }),
  inbox: ({ code }: AgencyReference, args: TransferListArgs, context: HubContext): KeysetPage<TransferDuty> =>
    toTransferPage('to', { code, ...args }, context),
  outbox: (
    { code }: AgencyReference,
    args: TransferListArgs,
    context: HubContext,
  ): KeysetPage<TransferDuty> => toTransferPage('from', { code, ...args }, context),
};

async function findState(
  { id, state }: DossierParent,
  { loaders }: HubContext,
): Promise<CustodyState | null> {
  return state ?? fold((await loaders.findEvents(id)).map(({ core }) => core));
}

/** Who holds a dossier at a moment: by its events, and by its source's record for the time before them. */
async function findCustody(
  parent: DossierParent,
  asOf: Date | null,
  context: HubContext,
): Promise<Custody | null> {
  const { id, state } = parent;
  if (state !== undefined && asOf === null) return toCustody(state);
  const events = (await context.loaders.findEvents(id)).map(({ core }) => core);
  const current = fold(asOf === null ? events : events.filter(({ at }) => new Date(at) <= asOf));
  if (current !== null) return toCustody(current);
  const opening = events[0]?.type === 'OPENED' ? events[0].body : null;
  const before = opening === null ? await findRecorded(id, context) : toCustody(opening);
  const isKnown = asOf === null || (before?.since != null && before.since <= asOf);
  return isKnown ? before : null;
}

async function findRecorded(id: string, { loaders }: HubContext): Promise<Custody | null> {
  const record = await loaders.findDossier(id);
  if (record === null) return null;
  const { holderCode, heldSince, handovers } = record.content;
  return { holder: toAgencyReference(holderCode), since: heldSince, epoch: handovers + 1 };
}

function toCustody({ holder, since, epoch }: Pick<CustodyState, 'holder' | 'since' | 'epoch'>): Custody {
  return { holder: { code: holder }, since: toOptionalDate(since), epoch };
}

const toMinutes = (ms: number): number => ms / 60_000;

const dossierClock = {
  waitedMinutes: ({ waitedMs }: DossierClock): number => toMinutes(waitedMs),
  remainingMinutes: ({ remainingMs }: DossierClock): number | null =>
    remainingMs === null ? null : toMinutes(remainingMs),
};

const agencyHours = {
  agency: ({ agency }: AgencyHours): AgencyReference => ({ code: agency }),
  workingMinutes: ({ workingMs }: AgencyHours): number => toMinutes(workingMs),
};

export const dossierTypes = { Dossier: dossier, DossierClock: dossierClock, AgencyHours: agencyHours };
export const agencyTypes = { Agency: agency };
