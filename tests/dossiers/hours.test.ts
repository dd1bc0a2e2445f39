/** The clock of a dossier: whose hours, how long the citizen was waited for, what is left. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { defaultCalendar } from '../../src/calendar/default-calendar.js';
import { makeWorkingCalendar } from '../../src/calendar/working-calendar.js';
import { readClock } from '../../src/dossiers/hours.js';
import type { AnyEventCore } from '../../src/records/dossier-event.js';
import { simulate } from '../simulation/simulate.js';
import { sampleOpening } from './exchange-setting.js';

const calendar = makeWorkingCalendar(defaultCalendar);

/** Events at local times of Wednesday 25 November 2026, with only what the fold looks at. */
function toEvents(...given: readonly [time: string, type: string, body: object][]): AnyEventCore[] {
  return given.map(([time, type, body], n) => {
    const at = new Date(`2026-11-25T${time}:00+07:00`).toISOString();
    return { dossier: 'd', seq: n + 1, type, body, at, epoch: 1, agency: 'X1' } as unknown as AnyEventCore;
  });
}

const opening = {
  ...sampleOpening,
  receivedAt: '2026-11-25T01:00:00.000Z',
  since: '2026-11-25T01:00:00.000Z',
  dueAt: '2026-11-26T10:00:00.000Z',
};

const hour = 3_600_000;

test("sent at nine, accepted at ten: the hour on the way is the sender's", () => {
  const events = toEvents(
    ['08:00', 'OPENED', opening],
    ['09:00', 'SENT', { transfer: 't', message: 't.1', to: 'H1', dueAt: null }],
    ['09:30', 'DELIVERED', { transfer: 't', message: 't.1', node: null, nodeReceipt: null }],
    ['10:00', 'ACCEPTED', { transfer: 't' }],
  );
  const clock = readClock(events, { at: new Date('2026-11-25T11:00:00+07:00'), calendar });
  expect(clock?.hours).toEqual([
    { agency: 'X1', workingMs: 2 * hour },
    { agency: 'H1', workingMs: hour },
  ]);
  expect(clock?.state).toBe('RUNNING');
});

test("while the citizen is waited for nobody's clock runs, and nothing is left to count", () => {
  const events = toEvents(['08:00', 'OPENED', opening], ['09:00', 'PAUSED', { wait: 'SUPPLEMENT' }]);
  expect(readClock(events, { at: new Date('2026-11-25T11:00:00+07:00'), calendar })).toMatchObject({
    state: 'WAITING',
    hours: [{ agency: 'X1', workingMs: hour }],
    waitedMs: 2 * hour,
    remainingMs: null,
  });
});

test('what is left is office time, negative once the appointment has passed', () => {
  const events = toEvents(['08:00', 'OPENED', { ...opening, dueAt: '2026-11-25T03:00:00.000Z' }]);
  const remaining = (time: string): number | null | undefined =>
    readClock(events, { at: new Date(`2026-11-25T${time}:00+07:00`), calendar })?.remainingMs;
  expect([remaining('09:00'), remaining('11:00')]).toEqual([hour, -hour]);
});

test('a dossier the exchange has not opened has no clock', () => {
  expect(readClock([], { at: new Date(), calendar })).toBeNull();
});

describe('I13 hours sum to the elapsed working time, no gap and no overlap', () => {
  test('after any run of the simulation', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.integer({ min: 0, max: 400 }),
        async (seed, later) => {
          const { world } = await simulate(seed);
          const events = world.store.held.events.map(({ event }) => event.core);
          const at = new Date(world.clock.nowMs + later * 600_000);
          for (const dossier of new Set(events.map((core) => core.dossier))) {
            const own = events.filter((core) => core.dossier === dossier).sort((a, b) => a.seq - b.seq);
            const clock = readClock(own, { at, calendar });
            const spans = clock?.spans ?? [];
            spans.slice(1).forEach((span, n) => expect(span.from).toEqual(spans[n]?.to));
            const closed = own.find(({ type }) => type === 'CLOSED');
            const end = closed === undefined ? at : new Date(closed.at);
            const begin = new Date(sampleOpening.receivedAt ?? '');
            expect([spans[0]?.from, spans.at(-1)?.to]).toEqual([begin, end]);
            const total = spans.reduce((sum, { workingMs }) => sum + workingMs, 0);
            expect(total).toBe(Math.round(calendar.workingMinutesBetween(begin, end) * 60_000));
            const hours = (clock?.hours ?? []).reduce((sum, { workingMs }) => sum + workingMs, 0);
            expect(hours + (clock?.waitedMs ?? 0)).toBe(total);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
