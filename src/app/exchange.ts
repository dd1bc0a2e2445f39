/** The exchange of a process: store, directory, calendar, keys and queue put together for commands, deliveries and seals. */
import { defaultCalendar } from '../calendar/default-calendar.js';
import { makeWorkingCalendar } from '../calendar/working-calendar.js';
import type { Config } from '../config.js';
import type { InboxParts } from '../delivery/inbox.js';
import type { NodeDirectory } from '../delivery/nodes.js';
import type { PaperParts } from '../delivery/papers.js';
import { toOpenRecord } from '../delivery/record.js';
import { makePlaces } from '../delivery/places.js';
import { pushTransfer, type PushParts } from '../delivery/push.js';
import { makeAgencyDirectory } from '../dossiers/agency-directory.js';
import { deliverQueue, type DeliveryParts } from '../dossiers/deliver.js';
import { makeFindOpening } from '../dossiers/find-opening.js';
import { identifiers } from '../dossiers/identifiers.js';
import type { ExchangeParts } from '../dossiers/parts.js';
import type { SealParts } from '../dossiers/seal-log.js';
import { makePlanNotices } from '../notices/plan-notices.js';
import type { Subscriber } from '../notices/subscribers.js';
import type { Succession } from '../dossiers/successions.js';
import { signCheckpoint } from '../evidence/checkpoint.js';
import { signReceipt } from '../evidence/receipt.js';
import type { JobQueues } from '../jobs/job.js';
import type { Listing } from '../lists/listing.js';
import type { AgencyRow } from '../lists/rows.js';
import type { Logger } from '../logger.js';
import { makeDossierReader } from '../store/dossier-reader.js';
import { makeSealer } from '../store/seal.js';
import type { Store } from '../store/store.js';
import type { KeyRing } from './key-ring.js';
import { callsAtOnce, makeNodeClients } from './nodes.js';
import { now } from './sources.js';

/** What the exchange is made of. */
export interface ExchangeMakings {
  hub: Config['hub'];
  store: Store;
  agencies: Listing<AgencyRow>;
  keys: KeyRing;
  nodes: NodeDirectory;
  successions: readonly Succession[];
  subscribers: readonly Subscriber[];
  queues(): Pick<JobQueues, 'add'>;
  log: Logger;
}

/** Makes what commands are run with. */
export function makeExchangeParts({
  hub,
  store,
  agencies,
  keys,
  successions,
  subscribers,
  queues,
  log,
}: ExchangeMakings): ExchangeParts {
  const calendar = makeWorkingCalendar(defaultCalendar);
  const { exchange, records } = store;
  return {
    store: exchange,
    directory: makeAgencyDirectory(agencies, successions),
    calendar,
    now,
    identifiers,
    signReceipt: async (claims) =>
      signReceipt({ iss: hub.HUB_NAME, ...claims }, await keys.getSigningKey(now())),
    bodies: exchange.makeDossierKeys(makeSealer(hub.HUB_SECRET)),
    findOpening: makeFindOpening(makeDossierReader(records.dossier), calendar.version),
    queueDelivery: async ({ transfer, round }) =>
      queues().add(deliverQueue, { transfer, round }, { traceId: `${transfer}.${round}`, duty: transfer }),
    planNotices: makePlanNotices(subscribers, { notices: exchange.notices, now }),
    log,
  };
}

/** Makes what transfers are delivered with. */
export function makeDeliveryParts(makings: ExchangeMakings): DeliveryParts {
  const { store, nodes, keys, log } = makings;
  const inbox = makeInboxParts(makings);
  const push: PushParts = {
    ...inbox,
    httpOf: makeNodeClients(log),
    places: makePlaces(callsAtOnce),
    getSigningKey: (at) => keys.getSigningKey(at),
  };
  return {
    ...inbox,
    deadLetters: store.exchange.deadLetters,
    findRoute(agency) {
      const node = nodes.findByAgency(agency);
      return node === null ? null : { node: node.name, mode: node.mode };
    },
    push: (transfer) => pushTransfer(transfer, push),
  };
}

/** Makes what nodes fetch and answer with. */
export function makeInboxParts(makings: ExchangeMakings): InboxParts {
  const { hub, store, nodes } = makings;
  const { leases } = store.exchange;
  return {
    ...makeExchangeParts(makings),
    nodes,
    leases,
    hub: hub.HUB_NAME,
  };
}

/** Makes what events are sealed with. */
export function makeSealParts({
  hub,
  store,
  keys,
}: Pick<ExchangeMakings, 'hub' | 'store' | 'keys'>): SealParts {
  return {
    ...store.exchange,
    signCheckpoint: async (claims) =>
      signCheckpoint({ iss: hub.HUB_NAME, ...claims }, await keys.getSigningKey(now())),
    checkpointEveryMs: hub.CHECKPOINT_EVERY_MS,
    now,
  };
}

/** Makes the look-up of what the source's record says of a dossier, its identity number left out. */
export function makeFindRecord({ records }: Pick<Store, 'records'>): PaperParts['findRecord'] {
  const dossiers = makeDossierReader(records.dossier);
  return async (id) => {
    const [dossier] = await dossiers.findByIds([id]);
    return dossier === undefined ? null : toOpenRecord(dossier.content);
  };
}
