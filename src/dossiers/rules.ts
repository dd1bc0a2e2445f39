/**
 * The rules of custody, as one table: who may give a command, in which state of the dossier, and what follows. Pure; what
 * a command must satisfy beyond the table (agencies, levels, dates) is in conditions.ts, the state itself in
 * custody-state.ts.
 */
import type { WorkingCalendar } from '../calendar/working-calendar.js';
import type { CustodyBodies } from '../records/dossier-event.js';
import type { CustodyStatus } from '../records/exchange.js';
import type { Command, CommandBodies, CommandType } from './command.js';
import type { CustodyState, FoldedTransfer } from './custody-state.js';
import type { AgencyDirectory } from './directory.js';
import { toRerouting, toResuming } from './consequences.js';

/** Who may give a command: the agency that holds the dossier, the one it is on its way to, or the hub alone. */
export type Who = 'HOLDER' | 'RECEIVER' | 'HUB';

/** What an event is made of besides its place in the chain. */
export type Consequence = {
  [Type in keyof CustodyBodies]: { type: Type; body: CustodyBodies[Type] };
}[keyof CustodyBodies];

/** What a command is judged against. */
export interface Circumstances {
  /** The hub's clock. */
  now: Date;
  directory: AgencyDirectory;
  calendar: WorkingCalendar;
  /** Makes the id of a new transfer. */
  makeTransferId(): string;
}

/** A command on a dossier in a state, with the transfer it concerns where it concerns one. */
export interface Question<Type extends CommandType> {
  body: CommandBodies[Type];
  state: CustodyState;
  /** The transfer under way. */
  open: FoldedTransfer | null;
  around: Circumstances;
}

/** One row of the table. */
export interface Rule<Type extends CommandType> {
  /** What is done, as a message says it. */
  act: string;
  who: Who;
  from: readonly CustodyStatus[];
  /** What follows. */
  follows(question: Question<Type>): Consequence;
}

const anyOpen = ['HELD', 'IN_TRANSIT', 'DELIVERED', 'PAUSED'] as const;

/** The table. `OPEN` has no row: a dossier that has no events has no state to judge by. */
export const rules: { readonly [Type in Exclude<CommandType, 'OPEN'>]: Rule<Type> } = {
  SEND: {
    act: 'send',
    who: 'HOLDER',
    from: ['HELD'],
    follows: ({ body, around }) => {
      const transfer = around.makeTransferId();
      return { type: 'SENT', body: { transfer, message: `${transfer}.1`, ...body } };
    },
  },
  DELIVER: {
    act: 'deliver',
    who: 'HUB',
    from: ['IN_TRANSIT'],
    follows: ({ body, open }) => ({ type: 'DELIVERED', body: { transfer: idOf(open), ...body } }),
  },
  ACCEPT: {
    act: 'accept',
    who: 'RECEIVER',
    from: ['DELIVERED'],
    follows: ({ body }) => ({ type: 'ACCEPTED', body }),
  },
  RETURN: {
    act: 'return',
    who: 'RECEIVER',
    from: ['DELIVERED'],
    follows: ({ body }) => ({ type: 'RETURNED', body }),
  },
  RECALL: {
    act: 'recall',
    who: 'HOLDER',
    from: ['IN_TRANSIT', 'DELIVERED'],
    follows: ({ body, state }) => ({
      type: state.status === 'IN_TRANSIT' ? 'RECALLED' : 'RECALL_ASKED',
      body,
    }),
  },
  PAUSE: {
    act: 'pause',
    who: 'HOLDER',
    from: ['HELD'],
    follows: ({ body }) => ({ type: 'PAUSED', body }),
  },
  RESUME: {
    act: 'resume',
    who: 'HOLDER',
    from: ['PAUSED'],
    follows: ({ state, around }) => ({ type: 'RESUMED', body: toResuming(state, around) }),
  },
  EXTEND: {
    act: 'give a new due date to',
    who: 'HOLDER',
    from: ['HELD', 'IN_TRANSIT', 'DELIVERED'],
    follows: ({ body, state, around: { calendar } }) => ({
      type: 'EXTENDED',
      body: { previousDueAt: state.dueAt, dueAt: body.dueAt, calendarVersion: calendar.version },
    }),
  },
  CLOSE: {
    act: 'close',
    who: 'HOLDER',
    from: ['HELD', 'PAUSED'],
    follows: () => ({ type: 'CLOSED', body: {} }),
  },
  REROUTE: {
    act: 're-route',
    who: 'HUB',
    from: anyOpen,
    follows: ({ body, state, open, around }) => ({
      type: 'REROUTED',
      body: toRerouting(body.from, { state, open, around }),
    }),
  },
  WARN: {
    act: 'give notice of',
    who: 'HUB',
    from: ['HELD', 'IN_TRANSIT', 'DELIVERED'],
    follows: ({ body: { notice, ...body } }) => ({ type: notice, body }),
  },
};

/** Events after which a later epoch begins: each hands the dossier to somebody, or back. */
const epochMakers: ReadonlySet<keyof CustodyBodies> = new Set(['ACCEPTED', 'RETURNED', 'REROUTED']);

/** The epoch an event brings about. */
export function toEpoch(type: keyof CustodyBodies, epoch: number): number {
  return epochMakers.has(type) ? epoch + 1 : epoch;
}

/** The consequence of a command the table allows. */
export function toConsequence(
  command: Exclude<Command, { type: 'OPEN' }>,
  question: Omit<Question<never>, 'body'>,
): Consequence {
  // Each row takes the body of its own command: the union over all rows says so, the compiler cannot follow it.
  const rule = rules[command.type] as unknown as Rule<CommandType>;
  return rule.follows({ ...question, body: command.body });
}

function idOf(open: FoldedTransfer | null): string {
  return open?.id ?? '';
}
