/** Every list of documents in the graph, and who sees recalled ones. */
import { HubError } from '../../errors.js';
import type { DocumentEntry } from '../../lists/document-life.js';
import { documentsNewestFirst, selectDocuments, type DocumentFilter } from '../../lists/document-filter.js';
import { toPage, type Page, type PageRequest } from '../../lists/page.js';
import type { HubContext } from '../context.js';

/** Arguments of a list of documents. */
export interface DocumentListArgs extends PageRequest {
  filter?: DocumentFilter | null;
}

/** Who audits sees what was recalled. */
function isAuditor({ principal }: HubContext): boolean {
  return principal?.scopes.includes('audit:read') ?? false;
}

/** The document, where the caller may see it. */
export function findVisible(entry: DocumentEntry | null, context: HubContext): DocumentEntry | null {
  return entry === null || (entry.isRecalled && !isAuditor(context)) ? null : entry;
}

/** The document an id names, as far as the caller may see it. @throws HubError NOT_FOUND naming the field. */
export function getDocument(field: string, id: string, context: HubContext): DocumentEntry {
  const entry = findVisible(context.documents().find(id), context);
  if (entry === null) throw new HubError('NOT_FOUND', `${field}: there is no document ${id.slice(0, 64)}`);
  return entry;
}

/**
 * The page of documents asked for; `receiver` is the agency whose deliveries the filter's states and outcomes are about.
 * @throws HubError BAD_INPUT naming the argument.
 */
export function toDocumentPage(
  entries: Iterable<DocumentEntry>,
  args: DocumentListArgs & { receiver?: string },
  context: HubContext,
): Page<DocumentEntry> {
  const { calendar, cursors, now } = context;
  const scope = {
    ...{ calendar, nowMs: now().getTime(), receiver: args.receiver ?? null },
    showsRecalled: isAuditor(context),
  };
  const rows = selectDocuments(entries, args.filter ?? {}, scope);
  return toPage(rows, args, { order: documentsNewestFirst, cursors });
}
