/** How far a source has been read, as people see it. */
import { describe, expect, test } from '@jest/globals';
import type { SyncState } from '../../src/store/sync-state.js';
import { toSourceOverview, type SourceOverview } from '../../src/sync/overview.js';
import { makeToyConnector, makeToyStream } from './toy-source.js';

const now = new Date('2018-06-30T10:00:00Z');
const beforeNow = (ms: number): Date => new Date(now.getTime() - ms);
const first = makeToyStream([]);
/** Of two streams; a success more than 60 s ago is stale. */
const connector = { ...makeToyConnector(first), streams: [first, { ...first, name: 'second' }] };

const untouched: SyncState = {
  source: 'toy',
  stream: 'procedures',
  cursor: null,
  fence: 0,
  runId: null,
  running: false,
  isAfterBreak: false,
  activeAt: null,
  lastSuccessAt: null,
  lastError: null,
  read: 0,
  written: 0,
  quarantined: 0,
  remaining: null,
  requested: null,
  paused: null,
  brake: null,
};
const recent = { lastSuccessAt: beforeNow(10_000), activeAt: beforeNow(10_000) };
const longAgo = { lastSuccessAt: beforeNow(60_001), activeAt: beforeNow(60_001) };

function overview(states: readonly SyncState[], on = true): SourceOverview {
  const countsOf = (): { records: number; quarantined: number } => ({ records: 4, quarantined: 1 });
  return toSourceOverview({ connector, settings: { on }, states, countsOf, now });
}

const streamOf = (
  state: Partial<SyncState> | null,
  on = true,
): SourceOverview['streams'][number] | undefined =>
  overview(state === null ? [] : [{ ...untouched, ...state }], on).streams[0];

describe('a stream', () => {
  test.each([
    ['never read', null, 'NEW', null],
    ['taken but not read yet', {}, 'NEW', null],
    ['being read for the first time', { running: true, activeAt: now }, 'SYNCING', null],
    ['being read again', { ...recent, running: true }, 'SYNCING', null],
    ['being read again after a failure', { ...recent, running: true, lastError: 'x' }, 'SYNCING', null],
    ['read a moment ago', recent, 'FRESH', null],
    ['read exactly the limit ago', { lastSuccessAt: beforeNow(60_000) }, 'FRESH', null],
    ['read too long ago', longAgo, 'STALE', longAgo.lastSuccessAt],
    ['read too long ago and being read', { ...longAgo, running: true }, 'STALE', longAgo.lastSuccessAt],
    ['failed since its last success', { ...recent, lastError: 'x' }, 'STALE', recent.lastSuccessAt],
    [
      'paused',
      { ...recent, lastError: 'x', paused: { at: now, reason: 'x' } },
      'PAUSED',
      recent.lastSuccessAt,
    ],
    ['failed at the first try', { lastError: 'x', activeAt: now }, 'STALE', now],
  ])('%s is %s', (_, state, expected, staleSince) => {
    expect(streamOf(state)).toMatchObject({ state: expected, staleSince });
  });

  test('switched off is OFF, however long ago it was read', () => {
    expect(streamOf({ ...longAgo, lastError: 'x' }, false)).toMatchObject({ state: 'OFF', staleSince: null });
  });

  test('tells its cursor as text, its counts and its lag in seconds', () => {
    expect(streamOf({ ...recent, cursor: { after: 3 }, read: 3, remaining: 2 })).toMatchObject({
      cursor: '{"after":3}',
      records: 4,
      quarantined: 1,
      lag: 10,
      read: 3,
      remaining: 2,
    });
  });

  test('whose success is later than our clock has no negative lag', () => {
    expect(streamOf({ lastSuccessAt: beforeNow(-5000) })?.lag).toBe(0);
  });
});

describe('a source', () => {
  const both = (a: Partial<SyncState>, b: Partial<SyncState>): SourceOverview =>
    overview([
      { ...untouched, ...a },
      { ...untouched, ...b, stream: 'second' },
    ]);

  test.each([
    ['STALE', recent, longAgo],
    ['NEW', recent, {}],
    ['SYNCING', recent, { ...recent, running: true }],
    ['FRESH', recent, recent],
  ])('is %s when the worse of its streams is', (expected, a, b) => {
    expect(both(a, b).state).toBe(expected);
  });

  test('is OFF when all its streams are', () => {
    expect(overview([{ ...untouched, ...recent }], false)).toMatchObject({
      state: 'OFF',
      lastSuccessAt: null,
    });
  });

  test('was read as long ago as the stream read longest ago', () => {
    expect(both(recent, longAgo)).toMatchObject({
      lastSuccessAt: longAgo.lastSuccessAt,
      staleSince: longAgo.lastSuccessAt,
    });
  });

  test('has not been read while one of its streams has not', () => {
    expect(both(recent, {}).lastSuccessAt).toBeNull();
  });

  test('does not take the state of another source for its own', () => {
    expect(overview([{ ...untouched, ...recent, source: 'other' }]).state).toBe('NEW');
  });
});
