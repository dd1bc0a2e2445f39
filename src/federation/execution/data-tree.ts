/**
 * The answer under construction: what the fetches brought so far, merged, under the keys it was fetched by. What the client
 * sees of it, and under which keys, is complete-result.ts.
 */

/** An object of the answer. */
export type DataNode = Record<string, unknown>;

/** Keys of the answer down to a value, list positions as numbers. */
export type Path = readonly (string | number)[];

/** Whether the value is an object, neither null nor a list. */
export function isNode(value: unknown): value is DataNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Merges `source` into `target`, in place: objects by key, lists of one length item by item. A null never takes the place of
 * a value, for two subgraphs may both answer a field and one of them have failed.
 */
export function mergeInto(target: DataNode, source: DataNode): void {
  for (const key in source) {
    // Nobody asks for it (field-keys.ts), but a subgraph may send it, and it would reach every object of the process.
    if (key === '__proto__') continue;
    const held = target[key];
    const given = source[key];
    if (held === undefined || held === null) target[key] = given;
    else if (given !== undefined && given !== null) target[key] = mergeValues(held, given);
  }
}

function mergeValues(held: unknown, given: unknown): unknown {
  if (held === given) return held;
  if (isNode(held) && isNode(given)) {
    mergeInto(held, given);
    return held;
  }
  if (!Array.isArray(held) || !Array.isArray(given)) return given;
  if (held.length !== given.length) return held;
  given.forEach((item: unknown, index) => {
    const before: unknown = held[index];
    if (item !== null && item !== undefined)
      held[index] = before === null || before === undefined ? item : mergeValues(before, item);
  });
  return held;
}

/** A copy that shares no object with the value. */
export function copyOf<Value>(value: Value): Value;
export function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => copyOf(item));
  if (!isNode(value)) return value;
  const copy: DataNode = {};
  for (const key in value) copy[key] = copyOf(value[key]);
  return copy;
}
