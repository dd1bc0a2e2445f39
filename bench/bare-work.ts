/** What the engine's passes ask of the store, asked by the driver alone: the same documents, rows, kept pages and books, the same questions. */
import type { Connection } from '../src/store/connection.js';
import { findByIds } from '../src/store/find-by-ids.js';

/** A document as it is stored. */
export type Document = Record<string, unknown> & { _id: never };

/** One pass over pages of documents. */
export interface BareWork {
  onPage(page: readonly Document[], number: number): Promise<unknown>;
  /** What is left to do when all pages are through. */
  atEnd?(): Promise<unknown>;
}

/** The passes: all new; all as it was; one in a hundred anew, with its former version kept. */
export type BareWorks = Record<'load' | 'read' | 'change', BareWork>;

type Collection = ReturnType<Connection['collection']>;

/** What of an entity and of the engine's books is written beside the records: one document a page each. */
type Kind = 'dossiers_listing' | 'raw_pages' | 'sync_pages';

/** Streams of the engine that are read side by side. */
const streamsAtOnce = 3;

/** Changed records the engine writes at once: it holds them back until all was read. */
const heldAtOnce = 500;

/** Makes the passes over what the engine has written, in collections with the same indexes. */
export async function makeBareWorks(connection: Connection): Promise<BareWorks> {
  const [current, former] = await makeCollections(connection);
  const insertBesides = await makeInsertBesides(connection);
  const readHeads = (page: readonly Document[]): Promise<unknown> => {
    const ids = page.map(({ _id }) => _id);
    return findByIds({ db: connection, collection: current }, ids, ['h', 'd', 'sv', 'v', 'gone']);
  };
  let held: { document: Document; number: number }[] = [];
  let version = 1;
  const writeHeld = async (): Promise<void> => {
    const batch = held.splice(0);
    if (batch.length === 0) return;
    const numbers = [...new Set(batch.map(({ number }) => number))];
    const documents = batch.map(({ document }) => document);
    version += 1;
    await replace(documents, { current, former, version });
    await insertBesides('dossiers_listing', numbers.slice(0, 1));
    await insertBesides('sync_pages', numbers);
  };
  return {
    load: {
      async onPage(page, number) {
        await readHeads(page);
        await current.insertMany([...page], { ordered: false });
        for (const kind of ['dossiers_listing', 'raw_pages', 'sync_pages'] as const)
          await insertBesides(kind, [number]);
      },
    },
    read: { onPage: readHeads },
    change: {
      async onPage(page, number) {
        await readHeads(page);
        await insertBesides('raw_pages', [number]);
        held = [...held, ...page.filter((_, n) => n % 100 === 0).map((document) => ({ document, number }))];
        if (held.length >= heldAtOnce) await writeHeld();
      },
      async atEnd() {
        // The brake asks once a stream how many there are in all, where more has changed than a few.
        for (let stream = 0; stream < streamsAtOnce; stream += 1) await current.estimatedDocumentCount();
        await writeHeld();
      },
    },
  };
}

async function makeCollections(connection: Connection): Promise<[Collection, Collection]> {
  const current = connection.collection('bare');
  const former = connection.collection('bare_versions');
  await current.createIndexes([{ key: { 'content.codes.value': 1 } }]);
  await former.createIndexes([{ key: { key: 1, v: -1 } }]);
  return [current, former];
}

/** Inserts what the engine has written beside the records of some pages. */
async function makeInsertBesides(
  connection: Connection,
): Promise<(kind: Kind, numbers: readonly number[]) => Promise<void>> {
  const readAll = async (kind: Kind): Promise<Document[]> =>
    (await connection.collection(kind).find({}).toArray()) as unknown as Document[];
  const written: Record<Kind, Document[]> = {
    dossiers_listing: await readAll('dossiers_listing'),
    raw_pages: await readAll('raw_pages'),
    sync_pages: await readAll('sync_pages'),
  };
  let count = 0;
  return async (kind, numbers) => {
    const found = numbers.flatMap((number) => written[kind][number] ?? []);
    const documents = found.map((one) => ({ ...one, _id: (count += 1) as never }));
    if (documents.length > 0) await connection.collection(`bare_${kind}`).insertMany(documents);
  };
}

async function replace(
  changed: readonly Document[],
  { current, former, version }: { current: Collection; former: Collection; version: number },
): Promise<void> {
  const ids = changed.map(({ _id }) => _id);
  const were = await current.find({ _id: { $in: ids } }).toArray();
  const kept = were.map((was) => ({ key: was._id, v: 1, was }));
  await former.insertMany(kept);
  const newer = changed.map(({ _id, ...rest }) => ({
    replaceOne: { filter: { _id }, replacement: { ...rest, v: version } },
  }));
  await current.bulkWrite(newer, { ordered: false });
}
