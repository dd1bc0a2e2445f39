/**
 * A document of the demonstration as agencies exchanged it, and what became of it: neutral, in the order it happened. Saying it in edXML is left to the
 * simulator of the axis.
 */
import type { LocalDay } from '../src/records/record.js';

/** What a message does to a document: the standard's codes 0 to 3. */
export type DemoBusiness = 'NEW' | 'RECALL' | 'UPDATE' | 'REPLACE';

/** A deliberate fault or awkwardness in how the message is written. */
export type DocumentDefect =
  /** Fails: an impossible date of issue, no document id, an attachment whose name leads out of a folder. */
  | 'impossible-date'
  | 'missing-id'
  | 'path-name'
  /** Awkward, but good. */
  | 'slash-dates'
  | 'stray-prefix'
  | 'nfd-text'
  | 'old-envelope';

/** A document by the id it is known by: issuer, day and number. */
export interface DemoReference {
  issuer: string;
  issuedOn: LocalDay;
  number: string;
  notation: string;
}

/** One message that carries a document. */
export interface DemoDocument extends DemoReference {
  /** Unique over all messages of the demonstration, in no order. */
  id: string;
  business: DemoBusiness;
  /** Why it is recalled, updated or replaced; empty for a new one. */
  reason: string;
  /** The document recalled, updated or replaced. */
  concerns: DemoReference | null;
  sentAt: Date;
  receivers: readonly string[];
  kind: { code: string; name: string };
  subject: string;
  signer: { name: string; position: string; competence: string };
  dueOn: LocalDay | null;
  /** 0 ordinary to 3 express. */
  priority: number;
  answers: DemoReference | null;
  /** Code of the dossier it belongs to, and how that is told: in the message itself, or as a link the e-office keeps. */
  dossier: { code: string; told: 'IN_MESSAGE' | 'BY_LINK' } | null;
  /** Whether a copy on paper follows. */
  isPaper: boolean;
  attachments: readonly { name: string; text: string; isZipped: boolean }[];
  defect: DocumentDefect | null;
}

/** One message that tells what became of a document at a receiver. */
export interface DemoStatus {
  id: string;
  at: Date;
  from: string;
  of: DemoReference;
  /** The standard's codes 01–06, 13, 15, 16. */
  code: string;
  description: string;
  department: string;
}
