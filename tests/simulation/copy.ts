/** A deep copy of plain data and dates. Not structuredClone, whose objects are of another realm under Jest. */
export function copy<T>(value: T): T {
  // Most of it is no object, and under Jest the name of a global is looked up slowly.
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return new Date(value) as T;
  if (Array.isArray(value)) return value.map((item: unknown) => copy(item)) as T;
  const made: Partial<T> = {};
  for (const name in value) made[name] = copy(value[name]);
  return made as T;
}
