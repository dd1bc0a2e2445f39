/** A document as the hub knew it at a past moment: folded of the messages it had read by then. Who sees it today sees it then, nobody else. */
import { toSubject } from '../../lists/document-book.js';
import { toDocumentEntry, type DocumentEntry } from '../../lists/document-life.js';
import { toDocumentRow, toDocumentStatusRow } from '../../lists/rows.js';
import type { DocumentContent, DocumentStatusContent } from '../../records/document.js';
import type { EntityName, StoredRecord } from '../../records/record.js';
import { findAsOf } from '../as-of.js';
import type { HubContext } from '../context.js';
import { findVisible } from './document-page.js';

/**
 * The document with the hub's id, as of a moment; null where no message had brought it then, and where the caller may not see what it has come to.
 * @throws HubError BAD_INPUT for a moment that is still to come.
 */
export async function findDocumentAsOf(
  id: string,
  at: Date,
  context: HubContext,
): Promise<DocumentEntry | null> {
  const now = context.documents().find(id);
  // A recall that came later counts as well: asking for the day before would undo it.
  if (now !== null && findVisible(now, context) === null) return null;
  const first = await findAsOf<DocumentContent>('document', { id, at }, context);
  if (first === null) return null;
  const { documentId } = first.content;
  const find = <Content extends object>(entity: EntityName, path: string): Promise<StoredRecord<Content>[]> =>
    findAllAsOf(entity, { path, value: documentId, at }, context);
  const [own, others, told] = await Promise.all([
    find<DocumentContent>('document', 'content.documentId'),
    find<DocumentContent>('document', 'content.concerns'),
    find<DocumentStatusContent>('documentStatus', 'content.documentId'),
  ]);
  const messages = new Map([...own, ...others].map((message) => [message.id, toDocumentRow(message)]));
  const about = [...messages.values()].filter((message) => toSubject(message) === documentId);
  const then = toDocumentEntry(about, told.map(toDocumentStatusRow));
  return then?.id === id ? findVisible(then, context) : null;
}

/** Records of which a field, which no later version changes, has a value, as they were known then. */
async function findAllAsOf<Content extends object>(
  entity: EntityName,
  { path, value, at }: { path: string; value: string; at: Date },
  { histories }: HubContext,
): Promise<StoredRecord<Content>[]> {
  const found = await histories[entity].findBy(path, [value]);
  return histories[entity].findAsOf<Content>(
    found.map(({ _id }) => _id),
    at,
  );
}
