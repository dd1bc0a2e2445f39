/** The table of custody, held against the same table told otherwise: every command, in every state, by everybody. */
import { describe, expect, test } from '@jest/globals';
import { defaultCalendar } from '../../src/calendar/default-calendar.js';
import { makeWorkingCalendar } from '../../src/calendar/working-calendar.js';
import type { Command, CommandBodies, CommandType } from '../../src/dossiers/command.js';
import { requireAllowed } from '../../src/dossiers/conditions.js';
import { fold, type CustodyState } from '../../src/dossiers/custody-state.js';
import { HubError } from '../../src/errors.js';
import type { AnyEventCore, EventBodies, EventType } from '../../src/records/dossier-event.js';
import type { CustodyStatus } from '../../src/records/exchange.js';
import { makeSampleDirectory, sampleOpening, toCommand } from './exchange-setting.js';

const now = new Date('2026-11-25T03:00:00.000Z');
const around = {
  now,
  directory: makeSampleDirectory(),
  calendar: makeWorkingCalendar(defaultCalendar),
  makeTransferId: () => 'trf_2',
};

function event<Type extends EventType>(seq: number, type: Type, body: EventBodies[Type]): AnyEventCore {
  const at = `2026-11-24T03:00:0${seq}.000Z`;
  const common = { command: `c${seq}`, commandHash: '', claimedAt: null, bodyHash: null, epoch: 1 };
  return { dossier: 'd', seq, type, agency: 'X1', actor: 'officer', at, ...common, body } as AnyEventCore;
}

const opened = event(1, 'OPENED', sampleOpening);
const sent = event(2, 'SENT', { transfer: 'trf_1', message: 'trf_1.1', to: 'H1', dueAt: null });
const delivered = event(3, 'DELIVERED', {
  ...{ transfer: 'trf_1', message: 'trf_1.1', node: null, nodeReceipt: null },
});

/** X1 holds the dossier in each of them; where it is under way, to H1. */
const states: Record<CustodyStatus, readonly AnyEventCore[]> = {
  HELD: [opened],
  IN_TRANSIT: [opened, sent],
  DELIVERED: [opened, sent, delivered],
  PAUSED: [opened, event(2, 'PAUSED', { wait: 'SUPPLEMENT' })],
  CLOSED: [opened, event(2, 'CLOSED', {})],
};

const bodies: {
  [Type in Exclude<CommandType, 'OPEN' | 'REROUTE' | 'WARN' | 'DELIVER'>]: CommandBodies[Type];
} = {
  SEND: { to: 'H2', dueAt: null },
  ACCEPT: { transfer: 'trf_1' },
  RETURN: { transfer: 'trf_1' },
  RECALL: { transfer: 'trf_1' },
  PAUSE: { wait: 'OTHER' },
  RESUME: {},
  EXTEND: { dueAt: '2026-12-30T03:00:00.000Z' },
  CLOSE: {},
};

/** What holder X1, receiver H1 and the stranger S1 may do, by the state of the dossier. */
const allowed: Record<keyof typeof bodies, Partial<Record<CustodyStatus, 'X1' | 'H1'>>> = {
  SEND: { HELD: 'X1' },
  ACCEPT: { DELIVERED: 'H1' },
  RETURN: { DELIVERED: 'H1' },
  RECALL: { IN_TRANSIT: 'X1', DELIVERED: 'X1' },
  PAUSE: { HELD: 'X1' },
  RESUME: { PAUSED: 'X1' },
  EXTEND: { HELD: 'X1', IN_TRANSIT: 'X1', DELIVERED: 'X1' },
  CLOSE: { HELD: 'X1', PAUSED: 'X1' },
};

type Row = [type: keyof typeof bodies, status: CustodyStatus, agency: string];
const types = Object.keys(bodies) as (keyof typeof bodies)[];
const rows = types.flatMap((type) =>
  (Object.keys(states) as CustodyStatus[]).flatMap((status) =>
    ['X1', 'H1', 'S1'].map((agency): Row => [type, status, agency]),
  ),
);

function judge(type: keyof typeof bodies, status: CustodyStatus, agency: string): string {
  const command = toCommand(type, bodies[type], { dossier: 'd', agency }) as Exclude<
    Command,
    { type: 'OPEN' }
  >;
  try {
    requireAllowed(command, fold(states[status]) as CustodyState, around);
    return 'ALLOWED';
  } catch (error) {
    if (error instanceof HubError) return error.code;
    throw error;
  }
}

describe('who may do what, from which state', () => {
  test.each(rows)('%s of a dossier that is %s, by %s', (type, status, agency) => {
    const outcome = judge(type, status, agency);
    const isTransferKnown = status === 'IN_TRANSIT' || status === 'DELIVERED';
    const needsTransfer = 'transfer' in bodies[type];
    const refusal = needsTransfer && !isTransferKnown ? 'NOT_FOUND' : undefined;
    const entitled = type === 'ACCEPT' || type === 'RETURN' ? 'H1' : 'X1';
    const expected =
      allowed[type][status] === agency
        ? 'ALLOWED'
        : (refusal ?? (agency === entitled ? 'CONFLICT' : 'FORBIDDEN'));
    expect(outcome).toBe(expected);
  });

  test('a row for every command an agency can give', () => {
    expect(rows).toHaveLength(8 * 5 * 3);
  });
});
