/** All documents, found by what they are asked for by; folded anew when a message came, once for all who ask meanwhile. */
import { groupBy } from './grouping.js';
import { toDocumentEntry, type DocumentEntry } from './document-life.js';
import type { Listings } from './listing.js';
import type { DocumentRow } from './rows.js';

/** The documents. */
export interface DocumentBook {
  /** By the hub's id. */
  find(id: string): DocumentEntry | null;
  /** By the id its issuer gave it. */
  findByDocumentId(documentId: string): DocumentEntry | null;
  all(): readonly DocumentEntry[];
  sentBy(agencyCode: string): readonly DocumentEntry[];
  receivedBy(agencyCode: string): readonly DocumentEntry[];
  /** Of a dossier, by any of its codes. */
  ofDossier(codes: readonly string[]): readonly DocumentEntry[];
  answersTo(documentId: string): readonly DocumentEntry[];
  /** The document that took its place. */
  findReplacement(documentId: string): DocumentEntry | null;
}

/** What the book is made of. */
export type DocumentListings = Pick<Listings, 'document' | 'documentStatus'>;

/** Makes it; the first question after a change pays one pass over all messages. */
export function makeDocumentBook(listings: DocumentListings): () => DocumentBook {
  let made: { at: string; book: DocumentBook } | null = null;
  return () => {
    const at = `${listings.document.generation} ${listings.documentStatus.generation}`;
    if (made?.at !== at) made = { at, book: toBook(listings) };
    return made.book;
  };
}

function toBook({ document, documentStatus }: DocumentListings): DocumentBook {
  const messages = groupBy(document.values(), toSubject);
  const statuses = groupBy(documentStatus.values(), ({ content }) => content.documentId);
  const entries = [...messages].flatMap(
    ([documentId, own]) => toDocumentEntry(own, statuses.get(documentId) ?? []) ?? [],
  );
  const byEach = (keysOf: (entry: DocumentEntry) => readonly string[]): Map<string, DocumentEntry[]> => {
    const pairs = entries.flatMap((entry) => [...new Set(keysOf(entry))].map((key) => ({ key, entry })));
    const groups = groupBy(pairs, ({ key }) => key);
    return new Map([...groups].map(([key, group]) => [key, group.map(({ entry }) => entry)]));
  };
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const byDocumentId = new Map(entries.map((entry) => [entry.first.content.documentId, entry]));
  const bySender = byEach(({ first }) => [first.content.issuer.code]);
  const byReceiver = byEach(({ deliveries }) => deliveries.map(({ agencyCode }) => agencyCode));
  const byDossier = byEach(({ current }) => current.content.dossierCodes);
  const byAnswered = byEach(({ current }) => current.content.answers);
  const byReplaced = byEach(({ first }) =>
    first.content.business === 'REPLACE' ? first.content.concerns : [],
  );
  return {
    find: (id) => byId.get(id) ?? null,
    findByDocumentId: (id) => byDocumentId.get(id) ?? null,
    all: () => entries,
    sentBy: (code) => bySender.get(code) ?? [],
    receivedBy: (code) => byReceiver.get(code) ?? [],
    ofDossier: (codes) => [...new Set(codes.flatMap((code) => byDossier.get(code) ?? []))],
    answersTo: (id) => byAnswered.get(id) ?? [],
    findReplacement: (id) => byReplaced.get(id)?.at(-1) ?? null,
  };
}

/** The document a message is about: its own, or the one it asks back or corrects. */
export function toSubject({ content }: DocumentRow): string {
  const isAbout = content.business === 'RECALL' || content.business === 'UPDATE';
  return (isAbout ? content.concerns[0] : undefined) ?? content.documentId;
}
