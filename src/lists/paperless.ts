/** How far documents went without paper: the share of those an agency sent in a period that no copy on paper followed. */
import { HubError } from '../errors.js';
import type { DocumentEntry } from './document-life.js';
import type { Period } from './period.js';

/** Of one agency. */
export interface PaperlessRow {
  agencyCode: string;
  sent: number;
  paperless: number;
  /** Of those sent, 0 to 1. */
  share: number;
}

/** Counts documents by the day they were issued; recalled ones were sent all the same. @throws HubError BAD_INPUT naming `period` */
export function countPaperless(entries: Iterable<DocumentEntry>, { from, to }: Period): PaperlessRow[] {
  if (from > to) throw new HubError('BAD_INPUT', `period: expected from before to, got ${from} to ${to}`);
  const counts = new Map<string, { sent: number; paperless: number }>();
  for (const { first } of entries) {
    const { issuer, issuedOn, isPaper } = first.content;
    if (issuedOn < from || issuedOn > to) continue;
    const count = counts.get(issuer.code) ?? { sent: 0, paperless: 0 };
    counts.set(issuer.code, { sent: count.sent + 1, paperless: count.paperless + (isPaper ? 0 : 1) });
  }
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([agencyCode, count]) => ({ agencyCode, ...count, share: count.paperless / count.sent }));
}
