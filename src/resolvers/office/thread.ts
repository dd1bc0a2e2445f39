/** What documents belong together: each answers another, from the first question on. */
import type { DocumentBook } from '../../lists/document-book.js';
import type { DocumentEntry } from '../../lists/document-life.js';

/** Documents of one thread, at most. */
const most = 100;

/** The thread a document belongs to, itself among it, the oldest first; documents that answer each other in a ring are met once. */
export function findThread(entry: DocumentEntry, book: DocumentBook): DocumentEntry[] {
  const found = new Map([[entry.id, entry]]);
  // A map is walked in the order it grows: what is added is looked at in its turn.
  for (const { first, current } of found.values()) {
    const answered = current.content.answers.flatMap((id) => book.findByDocumentId(id) ?? []);
    for (const other of [...answered, ...book.answersTo(first.content.documentId)])
      if (found.size < most) found.set(other.id, other);
  }
  return [...found.values()].sort((a, b) => (a.first.content.sentAt < b.first.content.sentAt ? -1 : 1));
}
