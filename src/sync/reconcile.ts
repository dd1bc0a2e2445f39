/**
 * Reconciles a stream with its source, both ways: records of ours the source no longer has, and what it has that no reading has brought, since its stamps lie
 * behind the cursor. Either is believed once two scans in a row have found it, since items move between pages while they are read, and readings go on
 * between scans. What is gone becomes a tombstone, never when so much is missing that the source must be at fault (brake.ts); for the rest the whole
 * stream is read.
 */
import type { ScanFindings } from '../store/scans.js';
import type { SyncRun } from '../store/sync-runs.js';
import { askForRun } from './ask-for-run.js';
import { stopRun, toAllowed, toOrder } from './brake.js';
import { scanSource, type Scan } from './scan-source.js';
import type { Reading, SyncTarget } from './sync-task.js';

/** Records made tombstones of in one go. */
const buriedAtOnce = 500;

/** What a run remarks of records the source shows and no reading has brought: their stamps lie behind the cursor. */
export const overlooked = 'item no reading has brought';

/** What it remarks of records it did not see while an item without a key may be one of them. */
export const inDoubt = 'record not seen, that an item without a key may be';

/** What it remarks where the source could not be read as a whole, so that nothing is missing for certain. */
export const partly = 'source not read as a whole';

/** Scans once. @throws what made it stop. */
export async function reconcile<Settings>(reading: Reading<Settings>): Promise<void> {
  const { parts, run } = reading;
  const { scans } = parts.target;
  const scan = await scanSource(reading);
  const before = await scans.find(run.source, run.stream);
  const { missing, strays } = scan.isWhole ? await buryMissing(reading, { scan, before }) : before;
  if (!scan.isWhole) run.remarks[partly] = 1;
  const asked = await askForRest(reading, { before, unread: scan.unread });
  await scans.save(run.source, run.stream, { missing, strays, unread: scan.unread, asked });
}

/**
 * Makes tombstones of what two scans have missed. @returns what this one was the first to miss, and which items without a key are no record's
 * @throws HubError CONFLICT where more is missing than may be.
 */
async function buryMissing<Settings>(
  { task, parts, run, state }: Reading<Settings>,
  { scan, before }: { scan: Scan; before: ScanFindings },
): Promise<Pick<ScanFindings, 'missing' | 'strays'>> {
  const { target, now } = parts;
  const { missing, total } = await findMissing(run, scan, target);
  const [known, others] = part(scan.keyless, new Set(before.strays));
  const strays = missing.length === 0 ? scan.keyless : known;
  const most = toAllowed('DELETIONS', total, task.stream.deletionLimit) + others.length;
  if (missing.length > most && !task.isReleased) {
    await target.scans.save(run.source, run.stream, { ...before, missing, strays });
    const about = { kind: 'DELETIONS', count: missing.length, total, ids: missing } as const;
    await stopRun(state, { ...about, order: toOrder(task), runId: run.id, at: now() }, target.states);
  }
  if (missing.length > 0 && others.length > 0 && !task.isReleased) {
    run.remarks[inDoubt] = missing.length;
    return { missing: [], strays };
  }
  const [agreed, first] = part(missing, new Set(before.missing));
  for (let start = 0; start < agreed.length; start += buriedAtOnce)
    run.counts.gone += await target.records.bury(agreed.slice(start, start + buriedAtOnce), now());
  return { missing: first, strays };
}

/** Ids of the stream's records the source did not show, and how many there are in all. */
async function findMissing(
  { source, stream }: SyncRun,
  { seen }: Scan,
  { records }: Pick<SyncTarget, 'records'>,
): Promise<{ missing: string[]; total: number }> {
  const missing: string[] = [];
  let total = 0;
  for await (const { id, key } of records.readKeys(source, stream)) {
    total += 1;
    if (!seen.has(key)) missing.push(id);
  }
  return { missing, total };
}

/**
 * Has the whole stream read where two scans have found the same that no reading brought. What a whole reading has left as it is, such as an older version than
 * is stored, is not asked for again. @returns what was asked for, now or before, and is still there
 */
async function askForRest<Settings>(
  { parts, run }: Reading<Settings>,
  { before, unread }: { before: ScanFindings; unread: readonly string[] },
): Promise<string[]> {
  const [agreed] = part(unread, new Set(before.unread));
  const [asked, open] = part(agreed, new Set(before.asked));
  if (open.length === 0) return asked;
  run.remarks[overlooked] = open.length;
  parts.log.warn({ count: open.length }, 'the source has what no reading has brought');
  const { source, stream, id: askedBy } = run;
  const rest = { source, stream, mode: 'FULL', purpose: 'rest', askedBy } as const;
  return (await askForRun(rest, parts.target.states)) ? [...asked, ...open] : asked;
}

/** Those that are in the set, and those that are not. */
function part(all: readonly string[], among: ReadonlySet<string>): [string[], string[]] {
  return [all.filter((one) => among.has(one)), all.filter((one) => !among.has(one))];
}
