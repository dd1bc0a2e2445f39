/**
 * Reconciles a stream with its source: reads every key the source has and looks for records of ours it no longer has. A record is
 * taken for gone once two scans in a row have missed it, since items move between pages while they are read, and never when so many
 * are missing that the source must be at fault (brake.ts).
 */
import type { AnyStream } from '../connectors/connector.js';
import { stopRun, toAllowed, toOrder } from './brake.js';
import { makeKeySet, type KeySet } from './key-set.js';
import { makeReadContext } from './read-pages.js';
import type { Reading } from './sync-task.js';

/** What a run remarks where an item showed no key: it may be any of those that are missing. */
export const keyless = 'item without a key';

/** What a run remarks where the source could not be read as a whole. */
export const unread = 'page that is not whole';

/** Records made tombstones of in one go. */
const buriedAtOnce = 500;

/** Scans once. @throws what made it stop. */
export async function reconcile<Settings>(reading: Reading<Settings>): Promise<void> {
  const { task, parts, run, state } = reading;
  const { target } = parts;
  const seen = await readKeys(reading);
  // Whatever is missing may be there.
  if ((run.remarks[keyless] ?? 0) + (run.remarks[unread] ?? 0) > 0) return;
  const missing: string[] = [];
  let total = 0;
  for await (const { id, key } of target.records.readKeys(run.source, run.stream)) {
    total += 1;
    if (!seen.has(key)) missing.push(id);
  }
  const before = new Set(await target.missing.find(run.source, run.stream));
  const most = toAllowed('DELETIONS', total, task.stream.deletionLimit);
  if (missing.length > most && !task.isReleased) {
    await target.missing.save(run.source, run.stream, missing);
    const about = { kind: 'DELETIONS', count: missing.length, total, ids: missing } as const;
    await stopRun(state, { ...about, order: toOrder(task), runId: run.id, at: parts.now() }, target.states);
  }
  const agreed = missing.filter((id) => before.has(id));
  for (let start = 0; start < agreed.length; start += buriedAtOnce)
    run.counts.gone += await target.records.bury(agreed.slice(start, start + buriedAtOnce), parts.now());
  const again = missing.filter((id) => !before.has(id));
  await target.missing.save(run.source, run.stream, again);
}

/** Every key the source has. */
async function readKeys<Settings>({ task, parts, run, state }: Reading<Settings>): Promise<KeySet> {
  const seen = makeKeySet();
  const stop = new AbortController();
  try {
    const pages = task.stream.read(makeReadContext(task, parts, stop.signal), null);
    for await (const { items, remaining, isPartial } of pages) {
      task.signal.throwIfAborted();
      const keys = items.map((item) => toKeys(task.stream, item));
      for (const key of keys.flat()) seen.add(key);
      const without = keys.filter(({ length }) => length === 0).length;
      if (without > 0) run.remarks[keyless] = (run.remarks[keyless] ?? 0) + without;
      if (isPartial === true) run.remarks[unread] = (run.remarks[unread] ?? 0) + 1;
      run.counts.read += items.length;
      await parts.target.states.advance(state, { read: run.counts.read, remaining, activeAt: parts.now() });
    }
  } finally {
    stop.abort();
  }
  return seen;
}

/** The key of an item; of one that breaks its contract, as it stands and trimmed: it is there, whatever is wrong with it. */
function toKeys<Settings>(stream: AnyStream<Settings>, item: unknown): string[] {
  const parsed = stream.shape.safeParse(item);
  if (parsed.success) return [stream.key(parsed.data)];
  try {
    const key: unknown = stream.key(item);
    return typeof key === 'string' && key.trim() !== '' ? [key, key.trim()] : [];
  } catch {
    return [];
  }
}
