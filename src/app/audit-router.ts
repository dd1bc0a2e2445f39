/**
 * Any supergraph served through our planner, executor and HTTP: its subgraphs are asked at the addresses it names. For audits of the
 * gateway from outside; the hub's own graph, callers and limits have no part in it but the bounds on what an operation may be.
 */
import { parse } from 'graphql';
import { HubError } from '../errors.js';
import { readClientSchema } from '../federation/client-schema.js';
import { makeHubExecutor } from '../federation/execution/hub-executor.js';
import { withIntrospection } from '../federation/introspection.js';
import { makeLocalTransport } from '../federation/local-transport.js';
import { makeMixedTransport } from '../federation/mixed-transport.js';
import { makeRemoteTransport } from '../federation/remote/remote-transport.js';
import { readSubgraphUrls } from '../federation/subgraph-names.js';
import type { ListenAddress, RunningServer } from '../gateway/listen.js';
import { makeLiveGraph } from '../gateway/live-graph.js';
import { startGateway } from '../gateway/server.js';
import type { Logger } from '../logger.js';
import { opening } from './opening.js';
import { untraced } from '../trace.js';

/** What is served where. */
export interface AuditRouterOptions extends ListenAddress {
  supergraphSdl: string;
  log: Logger;
}

/**
 * Starts the router on POST /graphql.
 * @throws HubError BAD_INPUT where a subgraph of the supergraph has no address.
 */
export function startAuditRouter({
  supergraphSdl,
  log,
  ...address
}: AuditRouterOptions): Promise<RunningServer> {
  return opening(async (closers) => {
    const remote = [...readSubgraphUrls(parse(supergraphSdl))].map(([name, url]) => {
      const transport = makeRemoteTransport({ name, url: requireUrl(name, url), makeHeaders: noHeaders });
      closers.add(() => transport.close());
      return [name, transport] as const;
    });
    const transport = makeMixedTransport(makeLocalTransport([]), new Map(remote));
    const apiSchema = readClientSchema(supergraphSdl);
    const executor = makeHubExecutor({ supergraphSdl, apiSchema, transport });
    return startGateway({
      ...{ log, ...address },
      graph: makeLiveGraph({ executor: withIntrospection(executor, apiSchema), apiSchema, supergraphSdl }),
      mode: 'demo',
      authenticate: () => Promise.resolve(null),
      countRequest: () => Promise.resolve(),
      timeoutMs: 30_000,
      makeContext: (facts) => facts,
      onAnswered: () => undefined,
      tracing: untraced,
      feeds: {},
      trust: { mode: 'off', find: () => null },
      addRoutes: () => undefined,
      health: {},
    });
  });
}

const noHeaders = () => Promise.resolve({});

function requireUrl(name: string, url: string): string {
  if (/^https?:\/\//.test(url)) return url;
  throw new HubError('BAD_INPUT', `subgraph ${name}: expected join__graph with an http address, got none`);
}
