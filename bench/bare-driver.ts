/** How fast the driver alone is at what the engine's passes ask of the store (bare-work.ts): no engine, no source. */
import type { Connection } from '../src/store/connection.js';
import { makeBareWorks, type BareWork, type Document } from './bare-work.js';
import { printRate } from './measure.js';

/** The bare driver's passes; each gives its rate per second. */
export interface BareDriver {
  load(): Promise<number>;
  /** Reading the heads of all. */
  read(): Promise<number>;
  /** Reading the heads of all, and one in a hundred anew with its former version kept. */
  change(): Promise<number>;
}

/** Makes it over the documents the engine has written. */
export async function makeBareDriver(connection: Connection, pageSize: number): Promise<BareDriver> {
  const found = await connection.collection('dossiers').find({}).toArray();
  const documents = found as unknown as Document[];
  const pages: Document[][] = [];
  for (let start = 0; start < documents.length; start += pageSize)
    pages.push(documents.slice(start, start + pageSize));

  async function measure(label: string, { onPage, atEnd }: BareWork): Promise<number> {
    const startedAtMs = performance.now();
    for (const [number, page] of pages.entries()) await onPage(page, number);
    await atEnd?.();
    return printRate(label, documents.length, performance.now() - startedAtMs);
  }
  const { load, read, change } = await makeBareWorks(connection);
  return {
    load: () => measure('bare driver, the same first load', load),
    read: () => measure('bare driver, the same reads', read),
    change: () => measure('bare driver, 1 % changed', change),
  };
}
