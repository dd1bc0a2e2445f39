/** Writes views over the events of a dossier: a newer one replaces an older one, never the other way round; many at a time. */
import type { Connection } from 'mongoose';
import { insertEach, makeGroup } from './group.js';

/** A view to be written. */
export interface ViewWrite {
  id: string;
  /** Seq of the last event that touched it is what it is judged by. */
  view: { seq: number };
  /** What a view that was not there yet begins with besides. */
  atFirst: object;
  /** Whether it is most likely not there yet. */
  isNew: boolean;
}

type Collection = ReturnType<Connection['collection']>;

/** Makes the function that writes views into a collection. */
export function makeViewWriter(collection: Collection): (write: ViewWrite) => Promise<void> {
  /** @returns those that may not be there; all of them where one is not, since nobody is told which. */
  async function update(writes: readonly ViewWrite[]): Promise<readonly ViewWrite[]> {
    if (writes.length === 0) return [];
    const { matchedCount } = await collection.bulkWrite(
      writes.map(({ id, view }) => ({
        updateOne: { filter: { _id: id as never, seq: { $lt: view.seq } }, update: { $set: view } },
      })),
      { ordered: false },
    );
    return matchedCount === writes.length ? [] : writes;
  }

  return makeGroup(async (writes) => {
    const missing = await update(writes.filter(({ isNew }) => !isNew));
    const unsure = [...writes.filter(({ isNew }) => isNew), ...missing];
    const inserted = await insertEach(
      collection,
      unsure.map(({ id, view, atFirst }) => ({ _id: id, ...view, ...atFirst })),
    );
    // Where one is there after all it is older, and replaced now, or as new, and stays.
    await update(unsure.filter((_, n) => inserted[n] !== true));
    return writes.map(() => undefined);
  });
}
