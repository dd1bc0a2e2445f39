/**
 * Questions for many values, split: a server may look through the whole list for every document it finds (the embedded one
 * does), so that one question for a thousand costs it ten times what twenty-five for forty do. Any server answers short ones fast.
 */

/** Most values in one question. */
const mostValues = 40;

/** Asks for all values, a chunk each time, all at once. @returns what was found, in the order of the chunks. */
export async function inChunks<Value, Found>(
  values: readonly Value[],
  ask: (chunk: Value[]) => Promise<readonly Found[]>,
): Promise<Found[]> {
  return (await Promise.all(toChunks(values).map(ask))).flat();
}

/** Writes what lies under all values, a chunk each time, all at once. */
export async function writeInChunks<Value>(
  values: readonly Value[],
  write: (chunk: Value[]) => Promise<unknown>,
): Promise<void> {
  await Promise.all(toChunks(values).map(write));
}

function toChunks<Value>(values: readonly Value[]): Value[][] {
  const chunks: Value[][] = [];
  for (let start = 0; start < values.length; start += mostValues)
    chunks.push(values.slice(start, start + mostValues));
  return chunks;
}
