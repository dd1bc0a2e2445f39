/**
 * Sifts a page: every item is either mapped to records or refused with its reasons. Nothing is dropped, nothing thrown.
 */
import { createHash } from 'node:crypto';
import type { AnyStream } from '../connectors/connector.js';
import type { CanonicalRecord } from '../records/record.js';
import type { QuarantineIssue } from '../store/quarantine.js';
import { toContentHash, type Candidate } from './diff.js';

/** An item that broke its contract. */
export interface Refusal {
  key: string;
  position: number;
  issues: QuarantineIssue[];
  raw: unknown;
}

/** Something awkward about an item that is good all the same. */
export interface Remark {
  position: number;
  text: string;
}

/** Sifted items. */
export interface Sifted {
  candidates: Candidate[];
  /** Keys of the items that were good. */
  goodKeys: string[];
  refusals: Refusal[];
  remarks: Remark[];
}

/** Validates and maps every item; `seal` takes personal numbers out before anything is hashed. */
export function siftItems<Settings>(
  stream: AnyStream<Settings>,
  items: readonly unknown[],
  seal: (record: CanonicalRecord) => CanonicalRecord,
): Sifted {
  const sifted: Sifted = { candidates: [], goodKeys: [], refusals: [], remarks: [] };
  items.forEach((item, position) => {
    const parsed = stream.shape.safeParse(item);
    if (!parsed.success) {
      const issues = parsed.error.issues.map(({ path, message }) => ({
        field: path.join('.') || 'the item',
        reason: message,
      }));
      sifted.refusals.push({ key: toRefusedKey(stream, item), position, issues, raw: item });
      return;
    }
    try {
      const raw: unknown = parsed.data;
      const [key, version] = [stream.key(raw), stream.version(raw)];
      const records = stream.map(raw).map(seal);
      sifted.goodKeys.push(key);
      sifted.remarks.push(...(stream.remark?.(raw) ?? []).map((text) => ({ position, text })));
      for (const record of records)
        sifted.candidates.push({
          ...{ record, key, version, position, digest: null },
          hash: toContentHash(record.content),
        });
    } catch (error) {
      // A mapping that throws on a valid item is our bug; the item waits for the fix, the page goes on.
      const issues = [
        {
          field: 'the item',
          reason: `the mapping failed with ${error instanceof Error ? error.name : 'a throw'}`,
        },
      ];
      sifted.refusals.push({ key: toRefusedKey(stream, item), position, issues, raw: item });
    }
  });
  return sifted;
}

/** The key of a refused item where it shows one, else its hash: the same bad item is the same entry next time. */
function toRefusedKey<Settings>(stream: AnyStream<Settings>, item: unknown): string {
  try {
    const key: unknown = stream.key(item);
    if (typeof key === 'string' && key.trim() !== '') return key;
  } catch {
    // Not even a key can be read off it.
  }
  return `sha256-${createHash('sha256')
    .update(JSON.stringify(item) ?? '')
    .digest('base64url')}`;
}
