/** Closes what was opened, in reverse order, each once, whatever the others do. */

/** Something that runs until it is closed. */
export interface Running {
  close(): Promise<void>;
}

/** A stack of things to close. */
export interface Closers {
  add(close: () => Promise<void>): void;
  /** Closes everything, last opened first. @throws the first failure, after all were tried. */
  closeAll(): Promise<void>;
}

/** Makes an empty stack. */
export function makeClosers(): Closers {
  const stack: (() => Promise<void>)[] = [];
  return {
    add: (close) => void stack.push(close),
    async closeAll() {
      const failures: unknown[] = [];
      for (let close = stack.pop(); close !== undefined; close = stack.pop()) {
        await close().catch((error: unknown) => failures.push(error));
      }
      if (failures.length > 0) throw failures[0];
    },
  };
}
