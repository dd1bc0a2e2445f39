/** Which documents a list shows: those that meet `DocumentFilter`, recalled ones for auditors alone; and how each stands against its deadline. */
import type { WorkingCalendar } from '../calendar/working-calendar.js';
import { judge, type JudgingRule, type Outcome } from '../figures/outcome.js';
import type { LocalDay } from '../records/record.js';
import { hasWords, isOneOf, selectRows, type Condition, type Wanted } from './condition.js';
import type { DeliveryState, DocumentDelivery, DocumentEntry } from './document-life.js';
import type { Order } from './page.js';

/** `DocumentFilter` of the graph; all conditions together, days local and inclusive. */
export interface DocumentFilter {
  text?: Wanted<string>;
  kind?: Wanted<readonly string[]>;
  /** Of any receiver; of the agency itself in the list of what it received. */
  state?: Wanted<readonly DeliveryState[]>;
  outcome?: Wanted<readonly Outcome[]>;
  /** Default BY_DATE. */
  rule?: Wanted<JudgingRule>;
  issuedFrom?: Wanted<LocalDay>;
  issuedTo?: Wanted<LocalDay>;
  dueBefore?: Wanted<LocalDay>;
  hasDossier?: Wanted<boolean>;
}

/** What a selection looks at. */
export interface DocumentScope {
  calendar: WorkingCalendar;
  nowMs: number;
  /** The receiver whose deliveries count; every one where it is null. */
  receiver: string | null;
  /** Whether recalled documents are shown. */
  showsRecalled: boolean;
}

export const documentsNewestFirst: Order<DocumentEntry> = {
  name: 'document.sentAt.desc',
  direction: 'DESC',
  key: ({ first }) => first.content.sentAt,
};

/** The documents that meet the filter. @throws HubError BAD_INPUT naming `text`. */
export function selectDocuments(
  entries: Iterable<DocumentEntry>,
  filter: DocumentFilter,
  scope: DocumentScope,
): DocumentEntry[] {
  const words = hasWords(filter.text);
  const deliveriesOf = ({ deliveries }: DocumentEntry): readonly DocumentDelivery[] =>
    deliveries.filter(({ agencyCode }) => scope.receiver === null || agencyCode === scope.receiver);
  const anyDelivery = (condition: Condition<DocumentDelivery> | null): Condition<DocumentEntry> | null =>
    condition === null ? null : (entry) => deliveriesOf(entry).some(condition);
  const outcomes = filter.outcome == null ? null : new Set(filter.outcome);
  return selectRows(entries, [
    scope.showsRecalled ? null : ({ isRecalled }) => !isRecalled,
    isOneOf(filter.kind, ({ current }) => current.content.kindName),
    isDay(filter.issuedFrom, (day, bound) => day >= bound),
    isDay(filter.issuedTo, (day, bound) => day <= bound),
    filter.dueBefore == null ? null : isDueBefore(filter.dueBefore),
    filter.hasDossier == null
      ? null
      : ({ current }) => current.content.dossierCodes.length > 0 === filter.hasDossier,
    anyDelivery(isOneOf(filter.state, ({ state }) => state)),
    outcomes === null
      ? null
      : (entry) =>
          deliveriesOf(entry).some((one) =>
            outcomes.has(judgeDelivery(entry, one, { ...scope, rule: filter.rule ?? 'BY_DATE' })),
          ),
    words === null ? null : ({ current }) => words(current),
  ]);
}

/** When the receivers must be done: the closing of the office on the day due, or on the next day it opens. */
export function toDueAt({ current }: DocumentEntry, calendar: WorkingCalendar): Date | null {
  const { dueOn } = current.content;
  return dueOn === null ? null : calendar.closingAt(calendar.addWorkingDays(dueOn, 0));
}

/** How a document stands at a receiver, under a rule; by the same rules and the same calendar as dossiers. */
export function judgeDelivery(
  entry: DocumentEntry,
  { state, arrivedAt, doneAt }: DocumentDelivery,
  { rule, calendar, nowMs }: Pick<DocumentScope, 'calendar' | 'nowMs'> & { rule: JudgingRule },
): Outcome {
  const toMs = (at: string | null): number | null => (at === null ? null : Date.parse(at));
  if (state === 'REFUSED' || entry.isRecalled) return 'NOT_COUNTED';
  const facts = {
    // Being processed, as far as judging goes.
    statusCode: 4,
    receivedAtMs: toMs(arrivedAt),
    dueAtMs: toDueAt(entry, calendar)?.getTime() ?? null,
    completedAtMs: toMs(doneAt),
    returnedAtMs: null,
  };
  return judge(facts, rule, nowMs);
}

function isDay(
  bound: Wanted<LocalDay>,
  holds: (day: LocalDay, bound: LocalDay) => boolean,
): Condition<DocumentEntry> | null {
  return bound == null ? null : ({ current }) => holds(current.content.issuedOn, bound);
}

function isDueBefore(bound: LocalDay): Condition<DocumentEntry> {
  return ({ current }) => current.content.dueOn !== null && current.content.dueOn < bound;
}
