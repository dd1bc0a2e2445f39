/** Runs questions against the real resolvers over rows and dossiers in memory, and counts what they ask of the store. */
import { expect } from '@jest/globals';
import { execute, parse, type ExecutionResult, type GraphQLSchema } from 'graphql';
import { defaultCalendar } from '../../src/calendar/default-calendar.js';
import { makeWorkingCalendar } from '../../src/calendar/working-calendar.js';
import { HubError } from '../../src/errors.js';
import { buildSubgraph, type Subgraph } from '../../src/federation/build-subgraph.js';
import { readSubgraphSdl } from '../../src/federation/read-subgraph-sdl.js';
import { guardField } from '../../src/gateway/guard.js';
import { makeCursorCodec } from '../../src/lists/cursor.js';
import type { DossierReader } from '../../src/lists/dossier-reader.js';
import type { Listings } from '../../src/lists/listing.js';
import { makeLogger } from '../../src/logger.js';
import type { Principal } from '../../src/principal.js';
import { makeContextFactory, type Exchange, type HubContext } from '../../src/resolvers/context.js';
import { resolverRegistry } from '../../src/resolvers/registry.js';
import type { SourceOverview } from '../../src/sync/overview.js';
import { toListings } from '../lists/sample-records.js';
import { makeBothWays } from './both-ways.js';
import { provinceRows, storedDossiers } from './sample-province.js';
import { untraced } from '../../src/trace.js';

/** A question and its answer; errors as code, message and path. */
export interface Answer {
  data: Record<string, unknown> | null;
  errors: { code: string | undefined; message: string; path: string }[];
}

/** What was asked of the store and of the sources, call by call. */
export interface Calls {
  findByIds: (readonly string[])[];
  findIdsByCodes: (readonly string[])[];
  sources: number;
}

/** Builds the subgraphs from their SDL files with the resolvers of the registry. */
export async function buildSubgraphs(): Promise<Subgraph[]> {
  const files = await readSubgraphSdl('schema');
  return files.map(({ name, typeDefs }) =>
    buildSubgraph<HubContext>({
      name,
      typeDefs,
      resolvers: resolverRegistry[name as keyof typeof resolverRegistry],
      guard: guardField,
    }),
  );
}

/** Makes a caller; a citizen without scopes unless said otherwise. */
export function makePrincipal(given: Partial<Principal> = {}): Principal {
  return {
    sub: 'sub-1',
    kind: 'CITIZEN',
    roles: [],
    scopes: [],
    agency: null,
    level: null,
    name: 'Người Gọi Thử',
    purpose: null,
    citizenId: null,
    ...given,
  };
}

/** The source all sample records come from; stale. */
export const onestopSource: SourceOverview = {
  name: 'onestop',
  title: 'Một cửa',
  state: 'STALE',
  lastSuccessAt: new Date('2018-06-29T10:00:00+07:00'),
  staleSince: new Date('2018-06-29T10:00:00+07:00'),
  streams: [],
};

/** What a context is made with; an exchange in which nothing has happened unless one is given. */
interface ContextOptions {
  now?: string;
  store?: Partial<DossierReader>;
  exchange?: Exchange;
  /** Rows in the place of the sample province's. */
  listings?: Partial<Listings>;
}

/** An exchange that was never asked to do anything: it has no events, and whatever else is asked of it is a fault. */
const idleExchange = {
  parts: { store: { events: { findByDossiers: () => Promise.resolve([]) } } },
} as unknown as Exchange;

/** Operators have nothing to do here either. */
const idleOperations = {} as unknown as HubContext['operations'];

/** Nothing was otherwise before. */
const idleHistories = {} as unknown as HubContext['histories'];

/** A request's context over the sample province, at noon of 2018-06-15 unless said otherwise, and what it asked. */
export function makeContext(
  principal: Principal | null = null,
  {
    now = '2018-06-15T12:00:00+07:00',
    store = {},
    exchange = idleExchange,
    listings = {},
  }: ContextOptions = {},
): { context: HubContext; calls: Calls } {
  const calls: Calls = { findByIds: [], findIdsByCodes: [], sources: 0 };
  const dossierReader: DossierReader = {
    async findByIds(ids) {
      calls.findByIds.push(ids);
      return storedDossiers.filter(({ id }) => ids.includes(id)).toReversed();
    },
    async findIdsByCodes(codes) {
      calls.findIdsByCodes.push(codes);
      const pairs = storedDossiers.flatMap(({ id, content }) =>
        content.codes.map(({ value }) => [value, id] as const),
      );
      return new Map(pairs.filter(([code]) => codes.includes(code)));
    },
    ...store,
  };
  const factory = makeContextFactory({
    trace: untraced.trace,
    listings: { ...toListings(provinceRows), ...listings },
    dossierReader,
    exchange,
    operations: idleOperations,
    holders: ({ holderCode }) => holderCode,
    calendar: makeWorkingCalendar(defaultCalendar),
    cursors: makeCursorCodec(Buffer.alloc(32, 1)),
    findLineage: ({ runId, fetchedAt, pageHash }) =>
      Promise.resolve({ runId, fetchedAt, pageHash, mappingVersion: '1', raw: '{"MaHoSo":"A"}' }),
    histories: idleHistories,
    dispatches: idleExchange.parts as unknown as HubContext['dispatches'],
    signPath: (path) => `${path}?signed`,
    findSources: async () => {
      calls.sources += 1;
      return [onestopSource];
    },
    now: () => new Date(now),
  });
  return { context: factory({ requestId: 'r1', principal, log: makeLogger('test', 'silent') }), calls };
}

/** Asks one subgraph alone. */
export async function askSubgraph(
  schema: GraphQLSchema,
  {
    query,
    variables = {},
    context,
  }: { query: string; variables?: Record<string, unknown>; context: HubContext },
): Promise<Answer> {
  return toAnswer(
    await execute({ schema, document: parse(query), variableValues: variables, contextValue: context }),
  );
}

/** Asks the whole graph: composed, planned, and run over the subgraphs, here and elsewhere. */
export interface AskGraph {
  (query: string, variables: Record<string, unknown>, context: HubContext): Promise<Answer>;
  close(): Promise<void>;
}

/** Composes the graph. Every query is asked both ways, and answered alike. */
export function makeAskGraph(subgraphs: readonly Subgraph[]): AskGraph {
  const bothWays = makeBothWays(subgraphs);
  const ask = async (query: string, variables: Record<string, unknown>, context: HubContext) => {
    const { here, elsewhere } = await bothWays.ask({ query, variables, context });
    if (elsewhere !== null) expect(toAnswer(elsewhere)).toEqual(toAnswer(here));
    return toAnswer(here);
  };
  return Object.assign(ask, { close: () => bothWays.close() });
}

function toAnswer({ data, errors = [] }: ExecutionResult): Answer {
  return {
    data:
      data === undefined || data === null
        ? null
        : (JSON.parse(JSON.stringify(data)) as Record<string, unknown>),
    errors: errors.map(({ message, path, originalError, extensions }) => ({
      code:
        originalError instanceof HubError ? originalError.code : (extensions['code'] as string | undefined),
      message,
      path: (path ?? []).join('.'),
    })),
  };
}
