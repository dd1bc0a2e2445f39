/** Asks for the next item while the one before is being worked on: one page in hand, one on its way, and no more. */

/** Yields items while the next one is already being made. */
export async function* oneAhead<Item>(items: AsyncIterable<Item>): AsyncIterable<Item> {
  const iterator = items[Symbol.asyncIterator]();
  const ask = (): Promise<IteratorResult<Item>> => {
    const asked = iterator.next();
    // A failure is met when its turn comes, not as an unhandled rejection before.
    asked.catch(() => undefined);
    return asked;
  };
  for (let asked = ask(); ;) {
    const { done, value } = (await asked) as IteratorResult<Item, Item>;
    if (done === true) return;
    asked = ask();
    yield value;
  }
}
