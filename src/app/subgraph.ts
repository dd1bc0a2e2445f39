/** One subgraph in a process of its own, for a gateway that names it in SUBGRAPH_<NAME>_URL. */
import type { Config } from '../config.js';
import { type RunningServer } from '../gateway/listen.js';
import { startSubgraphServer } from '../gateway/subgraph-server.js';
import type { Logger } from '../logger.js';
import { buildSubgraphs, getSubgraph, toServiceKey } from './graph.js';
import { makeHealthChecks } from './health-checks.js';
import { openHub } from './opened-hub.js';
import { opening } from './opening.js';
import { openTracing } from './tracing.js';

/**
 * Starts the subgraph on the configuration's PORT.
 * @throws HubError BAD_INPUT for a name no subgraph has.
 */
export function startSubgraph(name: string, config: Config, log: Logger): Promise<RunningServer> {
  return opening(async (closers) => {
    const { hub } = config;
    const { schema } = getSubgraph(await buildSubgraphs(), name);
    const tracing = await openTracing(hub.OTEL_EXPORTER_OTLP_ENDPOINT, { process: name, closers });
    const opened = await openHub(config, { log, closers, trace: tracing.trace });
    return startSubgraphServer({
      ...{ name, schema, log },
      ...{ host: hub.HOST, port: hub.PORT },
      key: toServiceKey(hub.HUB_SECRET),
      makeContext: opened.makeContext,
      tracing,
      health: makeHealthChecks(opened),
      compiling: { afterHits: hub.COMPILE_AFTER_HITS },
    });
  });
}
