/**
 * Shadow mapping: the pages a run has kept through the mapping as it is in this working tree, held against the records that are stored. Writes
 * nothing: what a release would change is known before it goes live. Field names only, never a value.
 */
import type { AnyStream } from '../connectors/connector.js';
import type { CanonicalRecord, StoredRecord } from '../records/record.js';
import type { PageVault } from '../store/page-vault.js';
import type { Quarantine } from '../store/quarantine.js';
import type { RecordStore } from '../store/record-store.js';
import type { SyncRuns } from '../store/sync-runs.js';
import { toDifference, type Candidate } from './diff.js';
import { replayPages } from './replay.js';
import { siftItems } from './sift.js';

/** One item the mapping would make something else of. */
export interface ShadowFinding {
  /** CHANGED and FRESH records; items REFUSED that were good, and GOOD that were refused. */
  kind: 'CHANGED' | 'FRESH' | 'REFUSED' | 'GOOD';
  /** Key at the source. */
  key: string;
  /** Paths of the fields that would differ, or are wrong. */
  fields: readonly string[];
}

/** What the mapping would do. */
export interface ShadowReport {
  items: number;
  /** Pages of the run that are no longer, or never were, kept. */
  missingPages: number;
  unchanged: number;
  /** Read again since: what is stored is of a later version of the item. */
  superseded: number;
  findings: ShadowFinding[];
}

/** What is read; nothing is written. */
export interface ShadowParts {
  runs: Pick<SyncRuns, 'findPages'>;
  pages: Pick<PageVault, 'find'>;
  records: Pick<RecordStore, 'findHeads' | 'findByIds'>;
  quarantine: Pick<Quarantine, 'findDigests'>;
  seal(record: CanonicalRecord): CanonicalRecord;
}

/**
 * Maps the pages of a run anew.
 * @throws HubError BAD_INPUT for a run without pages.
 */
export async function shadow<Settings>(
  { source, stream, fromRun }: { source: string; stream: AnyStream<Settings>; fromRun: string },
  parts: ShadowParts,
): Promise<ShadowReport> {
  const report: ShadowReport = { items: 0, missingPages: 0, unchanged: 0, superseded: 0, findings: [] };
  const quarantined = await parts.quarantine.findDigests(source, stream.name);
  const run = { remarks: {} as Record<string, number> };
  for await (const { items } of replayPages({ stream, fromRun }, { run, ...parts })) {
    const { candidates, refusals, goodKeys } = siftItems(stream, items, (record) => parts.seal(record));
    report.items += items.length;
    for (const { key, issues } of refusals.filter((one) => !quarantined.has(one.key)))
      report.findings.push({ kind: 'REFUSED', key, fields: issues.map(({ field }) => field) });
    for (const key of goodKeys.filter((one) => quarantined.has(one)))
      report.findings.push({ kind: 'GOOD', key, fields: [] });
    await compare(candidates, { report, parts });
  }
  report.missingPages = Object.values(run.remarks).reduce((sum, count) => sum + count, 0);
  return report;
}

async function compare(
  candidates: readonly Candidate[],
  { report, parts }: { report: ShadowReport; parts: ShadowParts },
): Promise<void> {
  const { records } = parts;
  const heads = await records.findHeads([...new Set(candidates.map(({ record }) => record.id))]);
  const { fresh, changed, unchanged, older, setBack } = toDifference(candidates, heads);
  report.unchanged += unchanged.length;
  for (const { key } of fresh) report.findings.push({ kind: 'FRESH', key, fields: [] });
  // A later version of the item is stored: another content of an earlier one says nothing about the mapping.
  const same = changed.filter(
    ({ candidate }) => heads.get(candidate.record.id)?.sourceVersion === candidate.version,
  );
  report.superseded += older.length + setBack.length + changed.length - same.length;
  const stored = await records.findByIds(same.map(({ candidate }) => candidate.record.id));
  const byId = new Map<string, StoredRecord>(stored.map((record) => [record.id, record]));
  for (const { candidate } of same) {
    const fields = findDifferences(byId.get(candidate.record.id)?.content ?? {}, candidate.record.content);
    report.findings.push({ kind: 'CHANGED', key: candidate.key, fields });
  }
}

/** Paths under which two contents differ, `applicant.name`; a list that differs is named as a whole. */
export function findDifferences(before: object, after: object): string[] {
  const plain = (content: object): unknown => JSON.parse(JSON.stringify(content));
  return walk(plain(before), plain(after), '');
}

function walk(before: unknown, after: unknown, path: string): string[] {
  if (isFields(before) && isFields(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
    return names.flatMap((name) => walk(before[name], after[name], path === '' ? name : `${path}.${name}`));
  }
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [path];
}

function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
