/** Resolvers of schema/operations.graphql: the sources, how far the hub has read them, and what operators do. */
import type { Probe } from '../connectors/connector.js';
import { HubError } from '../errors.js';
import type { QueueDepth } from '../jobs/job.js';
import { toKeysetPage, type KeysetPage } from '../lists/keyset-page.js';
import type { PageRequest } from '../lists/page.js';
import type { DeadLetter } from '../store/dead-letters.js';
import type { OperatorAct } from '../store/operator-acts.js';
import type { KeptEntry } from '../store/quarantine.js';
import type { KeptDrift } from '../store/stream-shapes.js';
import type { SyncRun } from '../store/sync-runs.js';
import type { SourceOverview, StreamOverview } from '../sync/overview.js';
import { anyConnection, rowEdge } from './connections.js';
import type { HubContext } from './context.js';
import { operationsMutation } from './operations/acts.js';
import { runTypes } from './operations/run.js';
import { dateTimeScalar } from './scalars.js';

/** Most of a list that has no pages. */
const mostListed = 200;

/** A stream knows its source: what hangs on it is asked for by both. */
type StreamParent = StreamOverview & { source: string };

async function findSource(name: string, context: HubContext): Promise<SourceOverview | null> {
  const sources = await context.sources();
  return sources.find((source) => source.name === name) ?? null;
}

async function findProgress(event: string, context: HubContext): Promise<StreamParent | null> {
  const [source = '', name = ''] = event.split('.');
  const found = await findSource(source, context);
  const stream = found?.streams.find((one) => one.name === name);
  return stream === undefined ? null : { ...stream, source };
}

function toFirst(first: number): number {
  if (Number.isInteger(first) && first >= 1 && first <= mostListed) return first;
  throw new HubError('BAD_INPUT', `first: expected 1 to ${mostListed}, got ${first}`);
}

const stream = {
  runs: (
    { source, name }: StreamParent,
    { first }: { first: number },
    { operations }: HubContext,
  ): Promise<SyncRun[]> => operations.runs.findByStream(source, name, toFirst(first)),
  drifts: (
    { source, name }: StreamParent,
    { first }: { first: number },
    { operations }: HubContext,
  ): Promise<KeptDrift[]> => operations.shapes.findDrifts(source, name, toFirst(first)),
  quarantine: (
    { source, name }: StreamParent,
    request: PageRequest,
    { operations: { quarantine }, cursors }: HubContext,
  ): KeysetPage<KeptEntry> =>
    toKeysetPage(
      {
        find: (id, limit) => quarantine.findAfter(source, name, { id, limit }),
        count: () => quarantine.countOf(source, name),
      },
      request,
      { orderName: 'quarantine.id.asc', cursors },
    ),
};

const quarantineEntry = {
  runId: ({ rawRef }: KeptEntry): string => rawRef.runId,
  pageHash: ({ rawRef }: KeptEntry): string => rawRef.pageHash,
  position: ({ rawRef }: KeptEntry): number => rawRef.position,
};

export const operations = {
  DateTime: dateTimeScalar,
  Query: {
    sources: (_: unknown, __: unknown, context: HubContext): Promise<readonly SourceOverview[]> =>
      context.sources(),
    source: (_: unknown, { name }: { name: string }, context: HubContext): Promise<SourceOverview | null> =>
      findSource(name, context),
    run: (
      _: unknown,
      { id }: { id: string },
      { operations: { runs } }: HubContext,
    ): Promise<SyncRun | null> => runs.find(id),
    progress: (_: unknown, { event }: { event: string }, context: HubContext): Promise<StreamParent | null> =>
      findProgress(event, context),
    check: (
      _: unknown,
      { source }: { source: string },
      { operations: { check } }: HubContext,
    ): Promise<Probe[]> => check(source),
    queues: (_: unknown, __: unknown, { operations: { measureQueues } }: HubContext): Promise<QueueDepth[]> =>
      measureQueues(),
    deadLetters: (
      _: unknown,
      { first }: { first: number },
      { operations: { duties } }: HubContext,
    ): Promise<DeadLetter[]> => duties.deadLetters.findWaiting(toFirst(first)),
    operatorActs: (
      _: unknown,
      { first }: { first: number },
      { operations: { acts } }: HubContext,
    ): Promise<OperatorAct[]> => acts.findLatest(toFirst(first)),
  },
  Mutation: operationsMutation,
  Source: {
    __resolveReference: ({ name }: { name: string }, context: HubContext): Promise<SourceOverview | null> =>
      findSource(name, context),
    streams: ({ name: source, streams }: SourceOverview): StreamParent[] =>
      streams.map((one) => ({ ...one, source })),
  },
  Stream: stream,
  SyncProgress: {
    stream: ({ name }: StreamParent): string => name,
    quarantined: ({ refused }: StreamParent): number => refused,
    finished: ({ state }: StreamParent): boolean => state !== 'SYNCING',
  },
  QuarantineConnection: anyConnection,
  QuarantineEdge: rowEdge,
  QuarantineEntry: quarantineEntry,
  OperatorAct: {
    input: ({ input }: OperatorAct): string => JSON.stringify(input),
  },
  ...runTypes,
};
