/** What the driver alone takes for what the engine's passes read and write: the same documents, rows,
 * kept pages and books, the same questions, no engine. */
import type { Connection } from '../src/store/connection.js';
import { findByIds } from '../src/store/find-by-ids.js';
import { printRate } from './measure.js';

type Document = Record<string, unknown> & { _id: never };

/** Rates per second of the bare driver. */
export interface BareRates {
  insert: number;
  /** Reading the heads of all. */
  unchanged: number;
  /** Reading the heads of all, and one in a hundred anew with its former version kept. */
  changed: number;
}

/** What of an entity and of the engine's books a load writes, beside the records: one document a page each. */
const besides = ['dossiers_listing', 'raw_pages', 'sync_pages'];

/** Measures over the documents the engine has written, in collections with the same indexes. */
export async function measureBareDriver(connection: Connection, pageSize: number): Promise<BareRates> {
  const readAll = async (name: string): Promise<Document[]> =>
    (await connection.collection(name).find({}).toArray()) as unknown as Document[];
  const documents = await readAll('dossiers');
  const others = await Promise.all(besides.map(readAll));
  const [current, former] = await makeCollections(connection);
  const pages: Document[][] = [];
  for (let start = 0; start < documents.length; start += pageSize)
    pages.push(documents.slice(start, start + pageSize));

  async function measure(
    label: string,
    work: (page: Document[], number: number) => Promise<unknown>,
  ): Promise<number> {
    const startedAtMs = performance.now();
    for (const [number, page] of pages.entries()) await work(page, number);
    return printRate(label, documents.length, performance.now() - startedAtMs);
  }
  const readHeads = (page: Document[]): Promise<unknown> => {
    const ids = page.map(({ _id }) => _id);
    const fields = ['h', 'd', 'sv', 'v', 'gone'] as const;
    return findByIds({ db: connection, collection: current }, ids, fields);
  };
  let writes = 0;
  /** The page as it came, its rows, its line in the books. */
  const insertBesides = async (number: number): Promise<void> => {
    for (const [kind, name] of besides.entries()) {
      const document = others[kind]?.[number];
      writes += 1;
      if (document !== undefined)
        await connection.collection(`bare_${name}`).insertOne({ ...document, _id: writes as never });
    }
  };
  return {
    insert: await measure('bare driver, the same first load', async (page, number) => {
      await readHeads(page);
      await current.insertMany(page, { ordered: false });
      await insertBesides(number);
    }),
    unchanged: await measure('bare driver, the same reads', readHeads),
    changed: await measure('bare driver, 1 % changed', async (page, number) => {
      await readHeads(page);
      await replaceSome(page, { current, former });
      await insertBesides(number);
    }),
  };
}

type Collection = ReturnType<Connection['collection']>;

async function makeCollections(connection: Connection): Promise<[Collection, Collection]> {
  const current = connection.collection('bare');
  const former = connection.collection('bare_versions');
  await current.createIndexes([{ key: { 'content.codes.value': 1 } }]);
  await former.createIndexes([{ key: { key: 1, v: -1 } }]);
  return [current, former];
}

/** One in a hundred anew, with its former version kept. */
async function replaceSome(
  page: Document[],
  { current, former }: { current: Collection; former: Collection },
): Promise<void> {
  const changed = page.filter((_, n) => n % 100 === 0);
  const ids = changed.map(({ _id }) => _id);
  const were = await current.find({ _id: { $in: ids } }).toArray();
  await former.insertMany(
    were.map((was) => ({ _id: `${String(was._id)}.1` as never, key: was._id, v: 1, was })),
  );
  await current.bulkWrite(
    changed.map(({ _id, ...rest }) => ({
      replaceOne: { filter: { _id }, replacement: { ...rest, v: 2 } },
    })),
    { ordered: false },
  );
}
