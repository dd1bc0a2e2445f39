/** How fast the driver alone is at what the engine's passes ask of the store (bare-work.ts): no engine, no source. */
import type { Connection } from '../src/store/connection.js';
import { makeBareWorks, streamsAtOnce, type BareWork, type Document } from './bare-work.js';
import { printRate } from './measure.js';

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

/** Measures over the documents the engine has written. */
export async function measureBareDriver(connection: Connection, pageSize: number): Promise<BareRates> {
  const found = await connection.collection('dossiers').find({}).toArray();
  const documents = found as unknown as Document[];
  const pages: Document[][] = [];
  for (let start = 0; start < documents.length; start += pageSize)
    pages.push(documents.slice(start, start + pageSize));

  async function measure(label: string, { onPage, atEnd }: BareWork, lanes = 1): Promise<number> {
    const startedAtMs = performance.now();
    const left = pages.entries();
    const goOn = async (): Promise<void> => {
      for (const [number, page] of left) await onPage(page, number);
    };
    await Promise.all(Array.from({ length: lanes }, goOn));
    await atEnd?.();
    return printRate(label, documents.length, performance.now() - startedAtMs);
  }
  const measureBoth = async (label: string, work: BareWork): Promise<Rates> => ({
    inTurn: await measure(label, work),
    atOnce: await measure(`${label}, ${streamsAtOnce} at once`, work, streamsAtOnce),
  });
  const { load, read, change } = await makeBareWorks(connection);
  return {
    insert: await measure('bare driver, the same first load', load),
    unchanged: await measureBoth('bare driver, the same reads', read),
    changed: await measureBoth('bare driver, 1 % changed', change),
  };
}
