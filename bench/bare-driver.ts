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
  unchanged: Rates;
  /** Reading the heads of all, and one in a hundred anew with its former version kept. */
  changed: Rates;
}

/** One page after the other, and several at once, as the engine's streams ask: the embedded server answers those more slowly. */
export interface Rates {
  inTurn: number;
  atOnce: number;
}

/** Streams of the engine that are read side by side. */
const lanesAtOnce = 3;

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

  let pass = 0;
  async function measure(label: string, work: Work, lanes = 1): Promise<number> {
    pass += 1;
    const startedAtMs = performance.now();
    const left = pages.entries();
    const goOn = async (): Promise<void> => {
      for (const [number, page] of left) await work(page, number);
    };
    await Promise.all(Array.from({ length: lanes }, goOn));
    return printRate(label, documents.length, performance.now() - startedAtMs);
  }
  const measureBoth = async (label: string, work: Work): Promise<Rates> => ({
    inTurn: await measure(label, work),
    atOnce: await measure(`${label}, ${lanesAtOnce} at once`, work, lanesAtOnce),
  });
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
    unchanged: await measureBoth('bare driver, the same reads', readHeads),
    changed: await measureBoth('bare driver, 1 % changed', async (page, number) => {
      await readHeads(page);
      await replaceSome(page, { current, former, pass });
      await insertBesides(number);
    }),
  };
}

type Work = (page: Document[], number: number) => Promise<unknown>;

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
  { current, former, pass }: { current: Collection; former: Collection; pass: number },
): Promise<void> {
  const changed = page.filter((_, n) => n % 100 === 0);
  const ids = changed.map(({ _id }) => _id);
  const were = await current.find({ _id: { $in: ids } }).toArray();
  await former.insertMany(
    were.map((was) => ({ _id: `${String(was._id)}.${pass}` as never, key: was._id, v: 1, was })),
  );
  await current.bulkWrite(
    changed.map(({ _id, ...rest }) => ({
      replaceOne: { filter: { _id }, replacement: { ...rest, v: 2 } },
    })),
    { ordered: false },
  );
}
