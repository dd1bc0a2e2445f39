/**
 * Recognises items that came as they are stored: a record bears a digest of the raw item it was made of, and an item with the same one is
 * neither validated nor mapped nor sealed again. The digest is keyed, since personal numbers could be guessed from a plain one.
 */
import type { AnyStream, Page } from '../connectors/connector.js';
import type { RecordHead } from '../store/record-store.js';

/** What an item is known by, before anything is made of it. */
export interface Mark {
  key: string;
  /** Of the record it becomes. */
  id: string;
  digest: string;
}

/** Digest of an item, keyed, and of no use to another mapping than the one it was made with. */
export type ToDigest = (item: string | Uint8Array) => string;

/**
 * Marks items, in their order; null where one shows no key, or where the stream does not say which record an item becomes.
 */
export function markItems<Settings>(
  stream: AnyStream<Settings>,
  { items, itemBytes }: Page<unknown>,
  toDigest: ToDigest,
): (Mark | null)[] {
  const { recordId } = stream;
  if (recordId === undefined) return items.map(() => null);
  return items.map((item, position) => {
    try {
      const key = stream.key(item);
      return { key, id: recordId(key), digest: toDigest(itemBytes?.[position] ?? JSON.stringify(item)) };
    } catch {
      // Validation will say what is wrong with it.
      return null;
    }
  });
}

/** Positions of the items that are stored as they came. A key that comes twice in a page is left to be compared. */
export function recognise(
  marks: readonly (Mark | null)[],
  heads: ReadonlyMap<string, RecordHead>,
): Set<number> {
  const counts = new Map<string, number>();
  for (const mark of marks) if (mark !== null) counts.set(mark.id, (counts.get(mark.id) ?? 0) + 1);
  const known = new Set<number>();
  marks.forEach((mark, position) => {
    if (mark === null || counts.get(mark.id) !== 1) return;
    const head = heads.get(mark.id);
    if (head !== undefined && !head.isGone && head.digest === mark.digest) known.add(position);
  });
  return known;
}
