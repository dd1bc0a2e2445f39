/** Items of the source newsource → the hub's records. Pure and total over what wire.ts accepts; fix a wrong value here. */
import type { CanonicalRecord } from '../../records/record.js';
import type { NewsourceContent } from '../../records/newsource.js';
import type { NewsourceItem } from './wire.js';

/** The record of an item. */
export function toNewsource(raw: NewsourceItem): CanonicalRecord<NewsourceContent>[] {
  const content: NewsourceContent = {
    code: raw.code,
    // Sources mix composed and decomposed letters; the hub keeps composed ones.
    name: raw.name.normalize('NFC'),
    statusCode: raw.status,
    agencyCode: raw.agency.trim() === '' ? null : raw.agency.trim(),
  };
  return [{ entity: 'newsource', id: content.code, content }];
}
