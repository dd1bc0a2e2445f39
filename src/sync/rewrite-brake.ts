/** The brake on rewrites of one run: stops it once more is held back than may pass, and writes what was held back when it has ended. */
import type { SyncCounts } from '../store/sync-runs.js';
import { few, stopRun, toAllowed, toOrder, type Held } from './brake.js';
import type { PageRun } from './store-page.js';
import { findOwn } from './set-back.js';
import type { Reading } from './sync-task.js';
import { writeCandidates } from './write-candidates.js';

/** Records written at once when they may pass. */
const batchSize = 500;

/** The brake of a run. */
export interface RewriteBrake {
  /** @throws HubError CONFLICT once more is held back than may pass: the stream is paused then. */
  check(): Promise<void>;
  /** The same once all was read, for what is held back and what the source sets back (set-back.ts). */
  checkAll(): Promise<void>;
  /** Writes what was held back. @returns what became of it, beyond what was counted already */
  letPass(): Promise<Partial<SyncCounts>[]>;
}

/** Makes it; of a run that holds nothing back it never stops anything. */
export function makeRewriteBrake<Settings>(
  { task, parts, run, state }: Reading<Settings>,
  pageRun: PageRun<Settings>,
): RewriteBrake {
  const { hold, setBack } = pageRun;
  const { records, states } = parts.target;
  const pass = (): Promise<void> => Promise.resolve();
  if (hold === null) return { check: pass, checkAll: pass, letPass: () => Promise.resolve([]) };
  let counted: Promise<number> | null = null;
  /** Records before this run. A store may go through all it has to count it: once, and only where the answer depends on it. */
  const countBefore = (): Promise<number> =>
    (counted ??= records.count().then((count) => count - run.counts.fresh));
  const isTooMany = async (count: number): Promise<boolean> =>
    count > few && count > toAllowed('REWRITES', await countBefore(), task.stream.rewriteLimit);
  const judge = async (others: readonly string[]): Promise<void> => {
    if (!(await isTooMany(hold.count + others.length))) return;
    const total = await countBefore();
    const ids = [...hold.held.map(({ candidate }) => candidate.record.id), ...others];
    const about = { kind: 'REWRITES', count: ids.length, total, ids } as const;
    // What was held back was not written, whatever its pages say of it.
    run.counts.changed -= hold.count;
    await stopRun(state, { ...about, order: toOrder(task), runId: run.id, at: parts.now() }, states);
  };
  return {
    check: () => judge([]),
    async checkAll() {
      const ids = setBack?.find() ?? [];
      if (await isTooMany(hold.count + ids.length)) await judge(await findOwn(ids, run, records));
    },
    async letPass() {
      const passed: Partial<SyncCounts>[] = [];
      for (const batch of toBatches(hold.held)) {
        const hashes = new Map(batch.map(({ candidate, pageHash }) => [candidate, pageHash]));
        const { counts } = await writeCandidates({ ...pageRun, hold: null }, [...hashes.keys()], {
          toPageHash: (candidate) => hashes.get(candidate) as string,
          // Their pages were kept when they were held back.
          keepRaw: () => Promise.resolve(),
          heads: null,
        });
        passed.push({ ...counts, changed: counts.changed - batch.length });
      }
      return passed;
    },
  };
}

/** Parts to be written at once; what came of one record more than once is written one after the other. */
function toBatches(held: readonly Held[]): Held[][] {
  const batches: Held[][] = [];
  let ids = new Set<string>();
  for (const one of held) {
    const { id } = one.candidate.record;
    if (batches.length === 0 || ids.size === batchSize || ids.has(id)) {
      batches.push([]);
      ids = new Set();
    }
    ids.add(id);
    batches.at(-1)?.push(one);
  }
  return batches;
}
