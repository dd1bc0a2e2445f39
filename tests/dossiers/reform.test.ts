/** The reform of July 2025 over dossiers held and in flight: all of them go on, nothing restarts, nothing is counted twice. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { demoAgencies } from '../../demo/agencies.js';
import { makeReform, reformAgencies, reformOn } from '../../demo/reform.js';
import { makeAgencyDirectory } from '../../src/dossiers/agency-directory.js';
import type { DirectoryAgency } from '../../src/dossiers/directory.js';
import { readClock } from '../../src/dossiers/hours.js';
import { runCommand } from '../../src/dossiers/run-command.js';
import { readSuccessions, type Succession } from '../../src/dossiers/successions.js';
import { sweep } from '../../src/dossiers/sweep.js';
import { verifyReceipt } from '../../src/evidence/receipt.js';
import {
  makeSampleDirectory,
  openExchange,
  sampleOpening,
  toCommand,
  type ExchangeSetting,
} from './exchange-setting.js';

const toRows = (agencies: readonly DirectoryAgency[]): Map<string, { content: DirectoryAgency }> =>
  new Map(agencies.map((content) => [content.code, { content }]));

test('the reform ends 10 districts and 161 communes; each names who goes on, a committee of the 104 or the province', () => {
  const reform = makeReform(['LAND']);
  const directory = makeAgencyDirectory(toRows([...demoAgencies, ...reformAgencies]), reform);
  const ended = directory.listEnded(reformOn);
  expect([reformAgencies.length, ended.length]).toEqual([104, 171]);
  const successors = ended.map(({ code }) => directory.findSuccessor(code, 'P', reformOn));
  expect(successors).not.toContain(null);
  // The lists do not say where the land of five communes went: the province goes on for them.
  expect(successors.filter((agency) => agency?.level === 'COMMUNE')).toHaveLength(156);
  expect(directory.findSuccessor('000.00.31.H31', 'LAND', reformOn)?.code).toBe('000.00.10.H31');
});

describe('findSuccessor', () => {
  const line = (from: string, to: string, more: Partial<Succession> = {}): Succession => ({
    from,
    to,
    procedure: null,
    on: '2025-07-01',
    ...more,
  });
  const find = (successions: Succession[], on = '2026-11-25', procedure = 'P'): string | undefined =>
    makeSampleDirectory(undefined, successions).findSuccessor('H1', procedure, on)?.code;

  test.each([
    ['one line', [line('H1', 'H2')], 'H2'],
    [
      'a line of the procedure goes before the general one',
      [line('H1', 'H2'), line('H1', 'X1', { procedure: 'P' })],
      'X1',
    ],
    ['a line of another procedure is not looked at', [line('H1', 'X1', { procedure: 'Q' })], undefined],
    ['a chain, each with its own end', [line('H1', 'H2'), line('H2', 'X1', { on: '2026-01-01' })], 'X1'],
    ['a line that has not begun', [line('H1', 'H2', { on: '2027-01-01' })], undefined],
    ['a circle leads nowhere', [line('H1', 'H2'), line('H2', 'H1')], undefined],
    ['a successor nobody knows', [line('H1', 'GONE')], undefined],
  ])('%s', (_, successions, expected) => {
    expect(find(successions)).toBe(expected);
  });
});

test.each([
  ['{"successions":[{"from":"A","to":"A","on":"2025-07-01"}]}', 'another agency'],
  ['{"successions":[{"from":"A","to":"B","on":"tomorrow"}]}', 'on'],
  [
    '{"successions":[{"from":"A","to":"B","on":"2025-07-01"},{"from":"A","to":"C","on":"2025-07-01"}]}',
    'one successor',
  ],
])('a faulty file is refused: %s', (text, words) => {
  expect(() => readSuccessions(text)).toThrow(words);
});

describe('dossiers at the moment of the reform', () => {
  const reform: Succession[] = [
    { from: 'H1', to: 'S1', procedure: null, on: '2026-12-01' },
    { from: 'X1', to: 'X2', procedure: null, on: '2026-12-01' },
  ];
  const agencies = [
    { code: 'S1', level: 'PROVINCE', validFrom: null, validTo: null },
    { code: 'H1', level: 'DISTRICT', validFrom: null, validTo: null },
    { code: 'X1', level: 'COMMUNE', validFrom: null, validTo: null },
    { code: 'X2', level: 'COMMUNE', validFrom: '2026-12-01', validTo: null },
  ] as const;
  let setting: ExchangeSetting;
  beforeAll(async () => {
    setting = await openExchange(makeSampleDirectory(agencies, reform));
    const { parts } = setting;
    const toH1 = { to: 'H1', dueAt: null };
    await runCommand(toCommand('SEND', toH1, { dossier: 'd-flight' }), parts);
    const { state } = await runCommand(toCommand('SEND', toH1, { dossier: 'd-taken' }), parts);
    const transfer = state.transfers[0]?.id ?? '';
    await runCommand(toCommand('ACCEPT', { transfer }, { dossier: 'd-taken', agency: 'H1' }), parts);
    await runCommand(toCommand('PAUSE', { wait: 'PAYMENT' }, { dossier: 'd-waiting' }), parts);
    setting.clock.now = new Date('2026-12-01T03:00:00.000Z');
    await sweep(parts);
    await sweep(parts);
  });
  afterAll(() => setting.close());

  test('what was in flight goes to the successor as a new delivery; the first receiver stays on it', async () => {
    const [transfer] = await setting.parts.store.transfers.findByDossiers(['d-flight']);
    expect(transfer).toMatchObject({
      to: 'S1',
      originalTo: 'H1',
      state: 'IN_TRANSIT',
      message: `${transfer?.id ?? ''}.2`,
    });
    expect(setting.queued.some(({ transfer: id }) => id === transfer?.id)).toBe(true);
    const [custody] = await setting.parts.store.custodies.findByDossiers(['d-flight']);
    // Its sender ended on the same day: the sender's successor holds it until it is accepted.
    expect(custody?.holder).toBe('X2');
    const accept = toCommand(
      'ACCEPT',
      { transfer: transfer?.id ?? '' },
      { dossier: 'd-flight', agency: 'S1' },
    );
    expect((await runCommand(accept, setting.parts)).state.holder).toBe('S1');
  });

  test.each([
    ['d-taken', 'S1', 'RUNNING'],
    ['d-waiting', 'X2', 'PAUSED'],
  ])('%s is held by the successor, its due date as it was', async (dossier, holder, clock) => {
    const [custody] = await setting.parts.store.custodies.findByDossiers([dossier]);
    expect(custody).toMatchObject({ holder, clock, dueAt: new Date(sampleOpening.dueAt ?? '') });
  });

  test('the clock does not restart, and every hour still belongs to one agency', async () => {
    const events = await setting.parts.store.events.findByDossier('d-taken');
    const at = new Date('2026-12-03T03:00:00.000Z');
    const { calendar } = setting.parts;
    const clock = readClock(
      events.map(({ core }) => core),
      { at, calendar },
    );
    expect(clock?.hours.map(({ agency }) => agency)).toEqual(['X1', 'H1', 'S1']);
    const sum = clock?.hours.reduce((total, { workingMs }) => total + workingMs, 0);
    const whole = calendar.workingMinutesBetween(new Date(sampleOpening.receivedAt ?? ''), at) * 60_000;
    expect(sum).toBe(Math.round(whole));
  });

  test('nothing is counted twice: as many transfers as before, one event of re-routing for each end, receipts that verify', async () => {
    const { transfers, events } = setting.parts.store;
    expect(await transfers.count({})).toBe(2);
    await sweep(setting.parts);
    const all = await events.findByDossiers(['d-flight', 'd-taken', 'd-waiting']);
    const rerouted = all.filter(({ core }) => core.type === 'REROUTED');
    expect(rerouted.map(({ core }) => core.dossier)).toEqual([
      'd-flight',
      'd-flight',
      'd-taken',
      'd-waiting',
    ]);
    for (const { receipt } of rerouted)
      expect((await verifyReceipt(receipt ?? '', setting.keys)).kind).toBe('REROUTED');
  });
});
