/** How often each field of the graph is asked for, so that who would take one away knows who would miss it. */

/** Counts of fields. */
export interface FieldUsage {
  /** Counts an operation; the list of its fields is the same object each time, which makes counting one step. */
  count(fields: readonly string[]): void;
  /** Times each field was asked since the start, by `Type.field`. */
  read(): ReadonlyMap<string, number>;
}

/** Operations counted before they are taken apart into their fields. */
const mostOperations = 1_000;

/** Makes the counts. */
export function makeFieldUsage(): FieldUsage {
  const times = new Map<readonly string[], number>();
  const totals = new Map<string, number>();
  const takeApart = (): void => {
    for (const [fields, count] of times)
      for (const field of fields) totals.set(field, (totals.get(field) ?? 0) + count);
    times.clear();
  };
  return {
    count(fields) {
      times.set(fields, (times.get(fields) ?? 0) + 1);
      if (times.size > mostOperations) takeApart();
    },
    read() {
      takeApart();
      return totals;
    },
  };
}
