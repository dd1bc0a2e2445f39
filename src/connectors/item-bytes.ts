/**
 * Finds the bytes of each item within a page of JSON, so that what comes again as it was is known by its bytes and need not be written out anew.
 * Leaves to the connector to say which pages are such lists.
 */

/**
 * The bytes of each item, in their order; null for the first and the last, whose outer ends are not looked for, and null altogether where the
 * items cannot be told apart.
 *
 * Between two items of a list written without spaces stands `},{"K":`, K being the first field of the second. In JSON these letters stand nowhere
 * but between two objects, since a quote inside a string is escaped. Where every item begins with K and they are met exactly as often as there
 * are edges, they are the edges; for a source that writes all its lists alike, with spaces or without.
 */
export function findItemBytes(bytes: Uint8Array, items: readonly unknown[]): (Uint8Array | null)[] | null {
  const name = toFirstName(items[0]);
  if (name === null || items.some((item) => toFirstName(item) !== name)) return null;
  const page = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const edges = findAll(page, `},{"${name}":`);
  if (edges.length !== items.length - 1) return null;
  return items.map((_, position) => {
    const [before, after] = [edges[position - 1], edges[position]];
    return before === undefined || after === undefined ? null : page.subarray(before + 2, after + 1);
  });
}

/** The field an object begins with; null where it is none, or the field is a number, which is moved to the front wherever it stood. */
function toFirstName(item: unknown): string | null {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return null;
  for (const name in item) return /^[A-Za-z_]\w*$/.test(name) ? name : null;
  return null;
}

function findAll(page: Buffer, text: string): number[] {
  const found: number[] = [];
  for (let at = page.indexOf(text); at >= 0; at = page.indexOf(text, at + text.length)) found.push(at);
  return found;
}
