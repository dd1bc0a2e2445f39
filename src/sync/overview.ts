/** How far every source has been read, for people: pure over the streams' states and counts. */
import type { AnyConnector } from '../connectors/registry.js';
import type { EntityName } from '../records/record.js';
import type { Brake, SyncState } from '../store/sync-state.js';

/** State of a source or a stream, from worst to best. */
const statesByGravity = ['PAUSED', 'STALE', 'NEW', 'SYNCING', 'FRESH', 'OFF'] as const;
export type SourceState = (typeof statesByGravity)[number];

/** One stream as an operator sees it. */
export interface StreamOverview {
  name: string;
  state: SourceState;
  cursor: string | null;
  records: number;
  quarantined: number;
  lag: number | null;
  remaining: number | null;
  read: number;
  /** Of what was read: new and changed records, and items refused. */
  written: number;
  refused: number;
  lastSuccessAt: Date | null;
  staleSince: Date | null;
  lastError: string | null;
  pausedAt: Date | null;
  brake: Brake | null;
}

/** One source as an operator sees it. */
export interface SourceOverview {
  name: string;
  title: string;
  state: SourceState;
  lastSuccessAt: Date | null;
  staleSince: Date | null;
  streams: readonly StreamOverview[];
}

/** What is counted of a stream elsewhere. */
export interface StreamCounts {
  records: number;
  quarantined: number;
}

/** What an overview is made of. */
export interface OverviewInput {
  connector: AnyConnector;
  settings: unknown;
  states: readonly SyncState[];
  countsOf(stream: { name: string; entity: EntityName }): StreamCounts;
  now: Date;
}

/** The overview of one source. */
export function toSourceOverview(input: OverviewInput): SourceOverview {
  const { connector, settings } = input;
  const streams = connector.streams.map((stream): StreamOverview => {
    const state = input.states.find(
      ({ source, stream: name }) => source === connector.name && name === stream.name,
    );
    return toStreamOverview(stream, { ...input, state, isOn: stream.isOn(settings) });
  });
  const on = streams.filter(({ state }) => state !== 'OFF');
  return {
    name: connector.name,
    title: connector.title,
    state: statesByGravity.find((state) => on.some((stream) => stream.state === state)) ?? 'OFF',
    lastSuccessAt: on.some(({ lastSuccessAt }) => lastSuccessAt === null)
      ? null
      : earliest(on.map((s) => s.lastSuccessAt)),
    staleSince: earliest(on.map(({ staleSince }) => staleSince)),
    streams,
  };
}

type StreamInput = OverviewInput & { state: SyncState | undefined; isOn: boolean };

function toStreamOverview(stream: { name: string; entity: EntityName }, input: StreamInput): StreamOverview {
  const { state, now } = input;
  const lastSuccessAt = state?.lastSuccessAt ?? null;
  const staleSince = toStaleSince(input);
  return {
    name: stream.name,
    state: toState(input, staleSince),
    cursor: state?.cursor === undefined || state.cursor === null ? null : JSON.stringify(state.cursor),
    ...input.countsOf(stream),
    lag:
      lastSuccessAt === null
        ? null
        : Math.max(0, Math.round((now.getTime() - lastSuccessAt.getTime()) / 1000)),
    remaining: state?.remaining ?? null,
    read: state?.read ?? 0,
    written: state?.written ?? 0,
    refused: state?.quarantined ?? 0,
    lastSuccessAt,
    staleSince,
    lastError: state?.lastError ?? null,
    pausedAt: state?.paused?.at ?? null,
    brake: state?.brake ?? null,
  };
}

function toState({ isOn, state }: StreamInput, staleSince: Date | null): SourceState {
  if (!isOn) return 'OFF';
  if (state?.paused != null && !state.running) return 'PAUSED';
  if (staleSince !== null) return 'STALE';
  if (state?.running === true) return 'SYNCING';
  return state?.lastSuccessAt === undefined || state.lastSuccessAt === null ? 'NEW' : 'FRESH';
}

/** Stale since the last success when it lies too far back or a later run failed; since the failure when there was none. */
function toStaleSince({ isOn, state, connector, now }: StreamInput): Date | null {
  if (!isOn || state === undefined) return null;
  const { lastSuccessAt, lastError, activeAt, running } = state;
  if (lastError !== null && !running) return lastSuccessAt ?? activeAt;
  if (lastSuccessAt === null) return null;
  return now.getTime() - lastSuccessAt.getTime() > connector.staleAfterMs ? lastSuccessAt : null;
}

function earliest(instants: readonly (Date | null)[]): Date | null {
  const known = instants.filter((at): at is Date => at !== null);
  return known.length === 0 ? null : new Date(Math.min(...known.map((at) => at.getTime())));
}
