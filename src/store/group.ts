/**
 * Group commit: what is asked for while a round trip is under way goes together in the next one. Under load many share one
 * wait for the majority and the journal; alone, nobody waits for anybody. Each hears of its own outcome only.
 */
import type { Connection } from 'mongoose';
import { isDuplicateKey } from './connection.js';

type Collection = ReturnType<Connection['collection']>;

/** Most that go together. */
const mostInGroup = 100;

interface Waiting<Item, Outcome> {
  item: Item;
  resolve(outcome: Outcome): void;
  reject(reason: unknown): void;
}

/** Makes the function that hands items over; `run` gives an outcome for each, in their order, or fails for all. */
export function makeGroup<Item, Outcome>(
  run: (items: readonly Item[]) => Promise<readonly Outcome[]>,
): (item: Item) => Promise<Outcome> {
  const waiting: Waiting<Item, Outcome>[] = [];
  let isUnderWay = false;

  async function runAll(): Promise<void> {
    // What comes in the same turn of the event loop goes along.
    await Promise.resolve();
    while (waiting.length > 0) {
      const group = waiting.splice(0, mostInGroup);
      try {
        const outcomes = await run(group.map(({ item }) => item));
        group.forEach(({ resolve }, n) => resolve(outcomes[n] as Outcome));
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    isUnderWay = false;
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (isUnderWay) return;
      isUnderWay = true;
      void runAll();
    });
}

/**
 * Inserts documents, each for itself. @returns which took place, in their order; false where a key was taken
 * @throws whatever else went wrong: any of them may have taken place or not.
 */
export async function insertEach(
  collection: Pick<Collection, 'insertMany'>,
  documents: readonly object[],
): Promise<boolean[]> {
  if (documents.length === 0) return [];
  try {
    await collection.insertMany(documents, { ordered: false });
    return documents.map(() => true);
  } catch (error) {
    const taken = new Set(toRefused(error));
    return documents.map((_, n) => !taken.has(n));
  }
}

/** Places of the documents whose keys were taken; any other refusal is thrown. */
function toRefused(error: unknown): number[] {
  if (!isDuplicateKey(error)) throw error;
  const refusals = (error as { writeErrors?: readonly { index: number; code: number }[] }).writeErrors ?? [];
  if (refusals.length === 0 || refusals.some(({ code }) => code !== 11000)) throw error;
  return refusals.map(({ index }) => index);
}
