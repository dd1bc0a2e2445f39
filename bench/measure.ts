/** What the benches share: where they work, and how they say a rate. */
import { randomUUID } from 'node:crypto';
import type { Connection } from '../src/store/connection.js';

/** A database of its own on the server MONGODB_URI names. */
export function makeBenchDatabase(): string {
  const given = process.env['MONGODB_URI'];
  if (given === undefined)
    throw new Error('MONGODB_URI is not set: run the bench by `npm run bench:…`, which starts the services');
  const uri = new URL(given);
  uri.pathname = `/bench-${randomUUID().slice(0, 8)}`;
  return uri.toString();
}

/**
 * Drops what a bench has written, where the server stays. One that ends with the bench takes it along, and the embedded one needs 0.7 ms for each
 * document it drops, everybody else waiting meanwhile.
 */
export async function dropBenchDatabase(connection: Connection): Promise<void> {
  if (process.env['MONGODB_ENDS_WITH_COMMAND'] === undefined) await connection.dropDatabase();
}

/** Prints and returns a rate per second. */
export function printRate(label: string, count: number, elapsedMs: number): number {
  const perSecond = (count / elapsedMs) * 1000;
  console.log(
    `${label.padEnd(34)} ${String(count).padStart(7)} in ${(elapsedMs / 1000).toFixed(1)} s = ${perSecond.toFixed(0)}/s`,
  );
  return perSecond;
}

/** The value below which `share` of the samples lie. */
export function toPercentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
