/**
 * The loaders of one request: what its resolvers ask for in one tick goes to the store as one question. Made anew for
 * every request, so that nothing is remembered longer. The only file that knows dataloader.
 */
import DataLoader from 'dataloader';
import type { EventProof } from '../dossiers/seal-log.js';
import { HubError } from '../errors.js';
import type { DossierReader } from '../lists/dossier-reader.js';
import type { StoredDossier } from '../lists/rows.js';
import type { DossierEvent } from '../records/dossier-event.js';
import type { TransferDuty } from '../records/exchange.js';
import type { EventLog } from '../store/event-log.js';
import type { Transfers } from '../store/transfers.js';
import type { Trace } from '../trace.js';

/** Lookups by key, batched; null where there is nothing under the key. A failed batch is an error, never a null. */
export interface Loaders {
  findDossier(id: string): Promise<StoredDossier | null>;
  /** By any of its codes. */
  findDossierByCode(code: string): Promise<StoredDossier | null>;
  /** Events of a dossier, from the first; none where the exchange has not opened it. */
  findEvents(dossier: string): Promise<readonly DossierEvent[]>;
  findEvent(id: string): Promise<DossierEvent | null>;
  findTransfer(id: string): Promise<TransferDuty | null>;
  /** Once a request, so that a proof and the checkpoint beside it belong together. */
  findEventProof(event: string): Promise<EventProof | null>;
  /** A command of this very request changed the dossier: it is read again. */
  forgetEvents(dossier: string): void;
}

/** What loaders read from. */
export interface LoaderSources {
  dossiers: DossierReader;
  events: Pick<EventLog, 'findByDossiers' | 'findByIds'>;
  transfers: Pick<Transfers, 'findByIds'>;
  findEventProof(event: string): Promise<EventProof | null>;
  trace: Trace;
}

/** Keys in one question: as many as a page may hold. */
const maxBatchSize = 200;

/** Makes the loaders of one request. They throw the store's HubErrors as they are, anything else as INTERNAL. */
export function makeLoaders(sources: LoaderSources): Loaders {
  const { dossiers: reader, events, transfers, findEventProof } = sources;
  const makeLoader = withSpans(sources.trace);
  const dossiers = makeLoader('dossiers', async (ids) => toById(ids, await reader.findByIds(ids)));
  const idsByCode = makeLoader('idsByCode', async (codes) => {
    const found = await reader.findIdsByCodes(codes);
    return codes.map((code) => found.get(code) ?? null);
  });
  const eventsByDossier = makeLoader('eventsByDossier', async (ids) => {
    const found = await events.findByDossiers(ids);
    return ids.map((id) => found.filter(({ core }) => core.dossier === id));
  });
  const eventsById = makeLoader('eventsById', async (ids) => toById(ids, await events.findByIds(ids)));
  const transfersById = makeLoader('transfersById', async (ids) =>
    toById(ids, await transfers.findByIds(ids)),
  );
  const proofs = makeLoader('proofs', (ids) => Promise.all(ids.map(findEventProof)));
  return {
    findDossier: (id) => dossiers.load(id),
    async findDossierByCode(code) {
      const id = await idsByCode.load(code);
      return id === null ? null : dossiers.load(id);
    },
    findEvents: (dossier) => eventsByDossier.load(dossier),
    findEvent: (id) => eventsById.load(id),
    findTransfer: (id) => transfersById.load(id),
    findEventProof: (event) => proofs.load(event),
    forgetEvents: (dossier) => void eventsByDossier.clear(dossier),
  };
}

/** Makes what makes loaders, each batch in a span that tells which loader it is and how many keys it has. */
function withSpans(trace: Trace) {
  return <Value>(
    loader: string,
    find: (keys: readonly string[]) => Promise<readonly Value[]>,
  ): DataLoader<string, Value> =>
    new DataLoader((keys) => trace('load', { loader, keys: keys.length }, () => read(() => find(keys))), {
      maxBatchSize,
    });
}

function toById<Found extends { id: string }>(
  ids: readonly string[],
  found: readonly Found[],
): (Found | null)[] {
  const byId = new Map(found.map((one) => [one.id, one]));
  return ids.map((id) => byId.get(id) ?? null);
}

async function read<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask();
  } catch (thrown) {
    if (thrown instanceof HubError) throw thrown;
    throw new HubError('INTERNAL', 'the store could not be read; ask again later', { cause: thrown });
  }
}
