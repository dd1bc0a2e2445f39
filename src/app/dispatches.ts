/** What goes out to the axis of documents, put together: commands for the gateway, the handing over and the matching of answers for the worker. */
import { makeOfficeClient, type OfficeClient } from '../connectors/office/client.js';
import { office } from '../connectors/office/index.js';
import type { OfficeSettings } from '../connectors/office/settings.js';
import { writeDispatch } from '../delivery/dispatch-message.js';
import { dispatchQueue, type GoOutParts } from '../dossiers/dispatches/go-out.js';
import type { MatchParts } from '../dossiers/dispatches/match-answers.js';
import type { DispatchParts } from '../dossiers/dispatches/run-dispatch.js';
import { HubError } from '../errors.js';
import type { ConnectedSource } from '../jobs/sync.js';
import type { Listings } from '../lists/listing.js';
import type { DocumentStatusContent } from '../records/document.js';
import type { ExchangeParts } from '../dossiers/parts.js';
import type { ExchangeMakings } from './exchange.js';

/** How long the axis may take to take a message. */
const sendWithinMs = 60_000;

/** What it is made of. */
export type DispatchMakings = ExchangeMakings & { listings: Pick<Listings, 'agency' | 'officeAgency'> };

/** What of it this file needs, beside the parts of the exchange. */
type Makings = Pick<DispatchMakings, 'store' | 'listings' | 'queues'>;

/** Makes what commands on documents are run with. */
export function makeDispatchParts(
  exchange: ExchangeParts,
  { store, listings, queues }: Makings,
): DispatchParts {
  return {
    ...exchange,
    store: store.exchange,
    isOnAxis: (agency) => listings.officeAgency.get(agency) !== undefined,
    queueDispatch: async ({ dispatch, round }) =>
      queues().add(dispatchQueue, { dispatch, round }, { traceId: `${dispatch}.${round}`, duty: dispatch }),
  };
}

/** Makes what dispatches go out with, and their answers are matched with. */
export function makeOutgoingParts(
  exchange: ExchangeParts,
  makings: Makings & { sources: readonly ConnectedSource[] },
): GoOutParts & MatchParts {
  const { store, listings, sources } = makings;
  const parts = makeDispatchParts(exchange, makings);
  const { papers, deadLetters } = store.exchange;
  const statuses = store.records.documentStatus;
  const nameOf = (agency: string): string | null => listings.agency.get(agency)?.content.name ?? null;
  const getAxis = makeGetAxis(sources);
  return {
    ...parts,
    deadLetters,
    writeMessage: (event) => writeDispatch(event, { ...parts, papers, nameOf }),
    send: async (message) => getAxis().send(message, AbortSignal.timeout(sendWithinMs)),
    async findStatuses(documentIds, matched) {
      const found = await statuses.findBy('content.documentId', documentIds);
      const fresh = found.map(({ _id }) => _id).filter((id) => !matched.has(id));
      return statuses.findByIds<DocumentStatusContent>(fresh);
    },
  };
}

/** Makes the way to the axis as it is configured, one for its session. What it returns throws HubError SOURCE_UNAVAILABLE where none is. */
export function makeGetAxis(sources: readonly ConnectedSource[]): () => OfficeClient {
  const source = sources.find(({ connector }) => connector.name === office.name);
  const settings = source?.settings as OfficeSettings | undefined;
  const isOn = source !== undefined && settings !== undefined && settings.url !== '';
  const client = isOn ? makeOfficeClient(source.http, settings) : null;
  return () => {
    if (client !== null) return client;
    throw new HubError('SOURCE_UNAVAILABLE', 'no axis of documents is configured: set OFFICE_URL', {
      source: office.name,
    });
  };
}
