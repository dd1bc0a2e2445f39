/** Small supergraphs for tests of executors: one world of things, told whole by a monolith and in parts by subgraphs. */
import { buildSchema, execute, Kind, parse, type ExecutionResult, type GraphQLSchema } from 'graphql';
import {
  buildSubgraph,
  type Subgraph,
  type SubgraphResolvers,
} from '../../../src/federation/build-subgraph.js';
import { composeSupergraph } from '../../../src/federation/compose.js';
import { makeHubExecutor } from '../../../src/federation/execution/hub-executor.js';
import { makeLocalTransport } from '../../../src/federation/local-transport.js';
import type { GraphRequest, PlanExecutor, SubgraphTransport } from '../../../src/federation/plan-executor.js';
import { makeRouterRuntimeExecutor } from '../../../src/federation/router-runtime-executor.js';
import {
  directivesOf,
  keyFieldNames,
  objectNodes,
  type ObjectNode,
} from '../../../src/federation/sdl-reading.js';

/** One thing of the world; its fields, whichever subgraph tells them. */
export type Thing = Readonly<Record<string, unknown>> & { readonly __typename?: string };

/** Answers a field from the thing it belongs to. */
export type Tell = (self: Thing, args: Readonly<Record<string, unknown>>) => unknown;

/** A supergraph to be tested. */
export interface GraphFixture {
  name: string;
  /** SDL by name, without the link to the federation specification. */
  subgraphs: Readonly<Record<string, string>>;
  /** Entities; a subgraph finds them by the fields of a representation. */
  things: readonly Thing[];
  /** By `Type.field`; `subgraph:Type.field` where one subgraph tells otherwise. Other fields are the thing's own. */
  tell: Readonly<Record<string, Tell>>;
  /** Name, operation, variables. */
  queries: readonly (readonly [string, string, Readonly<Record<string, unknown>>?])[];
}

/** A fixture ready to run: three ways to answer one operation. */
export interface RunningGraph {
  subgraphs: readonly Subgraph[];
  supergraphSdl: string;
  apiSchema: GraphQLSchema;
  transport: SubgraphTransport;
  own: PlanExecutor;
  /** Our own, over subgraphs that compile whatever they are asked. */
  compiled: PlanExecutor;
  oracle: PlanExecutor;
  monolith(query: string, variables?: Readonly<Record<string, unknown>>): Promise<ExecutionResult>;
}

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key", "@shareable",
  "@external", "@requires", "@provides", "@override", "@inaccessible", "@interfaceObject"])\n`;

/** Composes and builds the fixture. */
export async function runGraph(fixture: GraphFixture): Promise<RunningGraph> {
  const subgraphs = Object.entries(fixture.subgraphs).map(([name, sdl]) =>
    buildSubgraph({ name, typeDefs: link + sdl, resolvers: toResolvers(name, link + sdl, fixture) }),
  );
  const { supergraphSdl, apiSdl } = composeSupergraph(subgraphs);
  const apiSchema = buildSchema(apiSdl);
  const transport = makeLocalTransport(subgraphs);
  return {
    subgraphs,
    supergraphSdl,
    apiSchema,
    transport,
    own: makeHubExecutor({ supergraphSdl, apiSchema, transport }),
    compiled: makeHubExecutor({
      ...{ supergraphSdl, apiSchema },
      transport: makeLocalTransport(subgraphs, { afterHits: 1 }),
    }),
    oracle: await makeRouterRuntimeExecutor(supergraphSdl, transport),
    monolith: async (query, variables = {}) =>
      execute({
        schema: apiSchema,
        document: parse(query),
        variableValues: variables,
        fieldResolver: (
          self: Thing | undefined,
          args: Record<string, unknown>,
          _,
          { parentType, fieldName },
        ) => tellOf(fixture, `${parentType.name}.${fieldName}`)(self ?? {}, args),
      }),
  };
}

/** A request as the gateway makes it; the same object can be run again. */
export function toRequest(query: string, variables: Readonly<Record<string, unknown>> = {}): GraphRequest {
  const signal = new AbortController().signal;
  return { document: parse(query), variables, operationName: null, context: {}, signal };
}

/** Asks an executor. */
export function ask(
  executor: PlanExecutor,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<ExecutionResult> {
  return executor.execute(toRequest(query, variables));
}

function tellOf({ tell }: GraphFixture, coordinate: string, subgraph = ''): Tell {
  const field = coordinate.split('.')[1] ?? '';
  return tell[`${subgraph}:${coordinate}`] ?? tell[coordinate] ?? ((self) => self[field]);
}

function toResolvers(subgraph: string, sdl: string, fixture: GraphFixture): SubgraphResolvers<object> {
  const resolvers: Record<string, Record<string, (...given: never[]) => unknown>> = {};
  const document = parse(sdl);
  for (const node of objectNodes(document)) {
    const type = node.name.value;
    const told: (typeof resolvers)[string] = { ...resolvers[type] };
    for (const { name } of node.fields ?? [])
      told[name.value] = tellOf(fixture, `${type}.${name.value}`, subgraph);
    if (isEntity(node)) told['__resolveReference'] = toFind(type, node, fixture);
    resolvers[type] = told;
  }
  for (const node of document.definitions)
    if (node.kind === Kind.INTERFACE_TYPE_DEFINITION && isEntity(node))
      resolvers[node.name.value] = { __resolveReference: toFind(null, null, fixture) };
  return resolvers as SubgraphResolvers<object>;
}

function isEntity(node: { directives?: ObjectNode['directives'] }): boolean {
  return directivesOf(node, 'key').length > 0;
}

/** Finds the thing a representation means; what the subgraph calls external it knows from the representation alone. */
function toFind(type: string | null, node: ObjectNode | null, { things }: GraphFixture) {
  const keys = node === null ? new Set<string>() : keyFieldNames(node);
  const foreign = (node?.fields ?? [])
    .filter((field) => directivesOf(field, 'external').length > 0 && !keys.has(field.name.value))
    .map((field) => field.name.value);
  const isInterface = type !== null && !things.some((thing) => thing.__typename === type);
  return ({ __typename: _, ...given }: Thing): Thing | null => {
    const thing = things.find(
      (one) => (type === null || isInterface || one.__typename === type) && isMeant(one, given, foreign),
    );
    if (thing === undefined) return null;
    const own = Object.entries(thing).filter(([name]) => !foreign.includes(name));
    const { __typename, ...found } = { ...Object.fromEntries(own), ...given } as Thing;
    return isInterface ? found : { ...found, __typename: __typename ?? type ?? '' };
  };
}

/** Whether the thing has every value of the representation that is a key; what is required is told, not sought. */
function isMeant(
  thing: Thing,
  given: Readonly<Record<string, unknown>>,
  foreign: readonly string[],
): boolean {
  return Object.entries(given).every(
    ([name, value]) =>
      foreign.includes(name) || JSON.stringify(pickLike(thing[name], value)) === JSON.stringify(value),
  );
}

/** The part of a value that a nested key names. */
function pickLike(value: unknown, like: unknown): unknown {
  if (typeof like !== 'object' || like === null || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(like)) return value;
  const whole = value as Record<string, unknown>;
  return Object.fromEntries(Object.entries(like).map(([name, part]) => [name, pickLike(whole[name], part)]));
}
