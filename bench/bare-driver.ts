/** What the driver alone takes for what the engine's passes read and write: the same documents, the same questions, no engine. */
import type { Connection } from '../src/store/connection.js';
import { inChunks } from '../src/store/in-chunks.js';
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

/** Measures over the documents the engine has written, in collections with the same indexes. */
export async function measureBareDriver(connection: Connection, pageSize: number): Promise<BareRates> {
  const documents = (await connection.collection('dossiers').find({}).toArray()) as unknown as Document[];
  const current = connection.collection('bare');
  const former = connection.collection('bare_versions');
  await current.createIndexes([{ key: { 'content.codes.value': 1 } }]);
  await former.createIndexes([{ key: { key: 1, v: -1 } }]);
  const pages: Document[][] = [];
  for (let start = 0; start < documents.length; start += pageSize)
    pages.push(documents.slice(start, start + pageSize));

  async function measure(label: string, work: (page: Document[]) => Promise<unknown>): Promise<number> {
    const startedAtMs = performance.now();
    for (const page of pages) await work(page);
    return printRate(label, documents.length, performance.now() - startedAtMs);
  }
  const readHeads = (page: Document[]): Promise<unknown> =>
    inChunks(
      page.map(({ _id }) => _id),
      (chunk) =>
        current.find({ _id: { $in: chunk } }, { projection: { h: 1, sv: 1, v: 1, gone: 1 } }).toArray(),
    );
  return {
    insert: await measure('bare driver, the same inserts', (page) =>
      current.insertMany(page, { ordered: false }),
    ),
    unchanged: await measure('bare driver, the same reads', readHeads),
    changed: await measure('bare driver, 1 % changed', async (page) => {
      await readHeads(page);
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
    }),
  };
}
