/**
 * What messages of the axis add up to: a document with its versions, what its receivers made of it, whether it was asked back. Messages come in any order and
 * are folded by the times they bear. Pure; which documents a list shows is document-filter.ts.
 */
import { isOfRecall, statusCodes, type DocumentBusiness } from '../records/document.js';
import type { DocumentRow, DocumentStatusRow } from './rows.js';

/** Where a document stands at one receiver; `schema/office.graphql` describes each. */
export type DeliveryState =
  'SENT' | 'ARRIVED' | 'REFUSED' | 'REGISTERED' | 'ASSIGNED' | 'PROCESSING' | 'DONE' | 'UNKNOWN';

/** How a receiver answered when the document was asked back. */
export type RecallAnswer = 'WAITING' | 'AGREED' | 'REFUSED';

/** A document at one receiver. */
export interface DocumentDelivery {
  agencyCode: string;
  agencyName: string | null;
  state: DeliveryState;
  /** The standard's code as it was told last; null before any. */
  statusCode: string | null;
  /** UTC, ISO 8601: when the state was told, when it arrived, when it was done. */
  since: string | null;
  arrivedAt: string | null;
  doneAt: string | null;
  /** Why it was refused, or another remark. */
  description: string | null;
  /** Null where it was not asked back from here. */
  recall: RecallAnswer | null;
  /** Everything told, the oldest first. */
  statuses: readonly DocumentStatusRow[];
}

/** A document. */
export interface DocumentEntry {
  /** The hub's id: of the message that brought it. */
  id: string;
  /** The message that brought it, and what holds now: it, or its last correction. */
  first: DocumentRow;
  current: DocumentRow;
  /** The first and every correction, the oldest first. */
  versions: readonly DocumentRow[];
  /** The message that asked it back last; null where none did. */
  recall: DocumentRow | null;
  /** Whether every receiver agreed to give it back: it is there for auditors alone. */
  isRecalled: boolean;
  deliveries: readonly DocumentDelivery[];
}

const states: Readonly<Record<string, DeliveryState>> = {
  [statusCodes.ARRIVED]: 'ARRIVED',
  [statusCodes.REFUSED]: 'REFUSED',
  [statusCodes.REGISTERED]: 'REGISTERED',
  [statusCodes.ASSIGNED]: 'ASSIGNED',
  [statusCodes.PROCESSING]: 'PROCESSING',
  [statusCodes.DONE]: 'DONE',
};

/** Answers to a message that asks a document back or corrects it; asking for it from the receiver's side answers nothing yet. */
const recallAnswers: Readonly<Record<string, RecallAnswer>> = {
  [statusCodes.RECALL_AGREED]: 'AGREED',
  [statusCodes.RECALL_REFUSED]: 'REFUSED',
};

/** Folds what is known of one document; null where no message brought it. */
export function toDocumentEntry(
  messages: readonly DocumentRow[],
  statuses: readonly DocumentStatusRow[],
): DocumentEntry | null {
  const ordered = [...messages].sort((a, b) => compare(a.content.sentAt, b.content.sentAt));
  const of = (...kinds: DocumentBusiness[]): DocumentRow[] =>
    ordered.filter(({ content }) => kinds.includes(content.business));
  const [first] = of('NEW', 'REPLACE');
  if (first === undefined) return null;
  const corrections = of('UPDATE');
  const current = corrections.at(-1) ?? first;
  const recall = of('RECALL').at(-1) ?? null;
  const told = [...statuses].sort((a, b) => compare(a.content.at, b.content.at));
  const deliveries = first.content.receivers.map(({ code, name }) =>
    toDelivery(
      { code, name, recall },
      told.filter(({ content }) => content.agency.code === code),
    ),
  );
  const isRecalled = recall !== null && deliveries.every((one) => one.recall === 'AGREED');
  return { id: first.id, first, current, versions: [first, ...corrections], recall, isRecalled, deliveries };
}

function toDelivery(
  { code, name, recall }: { code: string; name: string | null; recall: DocumentRow | null },
  statuses: readonly DocumentStatusRow[],
): DocumentDelivery {
  const isAnswer = ({ content }: DocumentStatusRow): boolean => isOfRecall(content.statusCode);
  const last = statuses.filter((status) => !isAnswer(status)).at(-1)?.content;
  const at = (statusCode: string): string | null =>
    statuses.find(({ content }) => content.statusCode === statusCode)?.content.at ?? null;
  // Who agreed to a correction before did not agree to give it back.
  const answered = statuses
    .filter(isAnswer)
    .filter(({ content }) => content.at >= (recall?.content.sentAt ?? ''));
  return {
    ...{ agencyCode: code, agencyName: name },
    state: last === undefined ? 'SENT' : (states[last.statusCode] ?? 'UNKNOWN'),
    statusCode: last?.statusCode ?? null,
    since: last?.at ?? null,
    arrivedAt: at(statusCodes.ARRIVED) ?? statuses[0]?.content.at ?? null,
    doneAt: at(statusCodes.DONE),
    description: last?.description ?? null,
    recall: recall === null ? null : (recallAnswers[answered.at(-1)?.content.statusCode ?? ''] ?? 'WAITING'),
    statuses,
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
