/**
 * `/metrics` in the Prometheus text format (library prom-client, registries of its own): what operators are woken by, counted
 * from the store when it is asked for, and how subgraphs answer. Labels are states, levels and names of subgraphs, never ids.
 */
import type { FastifyInstance } from 'fastify';
import type { ExchangeMeasurements } from '../dossiers/measure.js';
import type { FetchSeen } from '../federation/watched-transport.js';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** Bounds of the buckets fetches are counted in, in seconds. */
const fetchBuckets = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10];

/** What is counted as it happens, beside what is counted from the store. */
export interface GraphMetrics {
  registry: Registry;
  countFetch(seen: FetchSeen): void;
}

/** Makes the counts of the graph. */
export function makeGraphMetrics(): GraphMetrics {
  const registry = new Registry();
  const fetches = new Histogram({
    name: 'lien_thong_subgraph_fetch_seconds',
    help: 'Time a subgraph took to answer a fetch, by how it went: ok, partial (with errors), failed',
    labelNames: ['subgraph', 'outcome'],
    buckets: fetchBuckets,
    registers: [registry],
  });
  return {
    registry,
    countFetch: ({ subgraph, outcome, durationMs }) =>
      fetches.observe({ subgraph, outcome }, durationMs / 1000),
  };
}

/** Adds the page. A measurement that fails is an answer of 500, so that the alarm on absent numbers rings. */
export function addMetrics(
  server: FastifyInstance,
  { measure, graph }: { measure: () => Promise<ExchangeMeasurements>; graph: GraphMetrics },
): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const gauge = (name: string, help: string): Gauge =>
    new Gauge({ name: `lien_thong_${name}`, help, registers: [registry] });
  const open = new Gauge({
    name: 'lien_thong_open_transfers',
    help: 'Transfers nobody has answered',
    labelNames: ['state'],
    registers: [registry],
  });
  const gauges = {
    noticesDue: gauge('notices_due', 'Notices of due dates that are to be given'),
    oldestDueSeconds: gauge('oldest_due_delivery_seconds', 'Age of the oldest delivery that is due again'),
    deadLetters: gauge('dead_letters', 'Duties that failed for good'),
    unsettledEvents: gauge('unsettled_events', 'Events not known to have their views and a place in the log'),
    checkpointAgeSeconds: gauge('checkpoint_age_seconds', 'Age of the latest checkpoint'),
    logSize: gauge('log_leaves', 'Leaves in the log'),
  };
  server.get('/metrics', async (_, reply) => {
    const { openTransfers, ...numbers } = await measure();
    for (const [state, count] of Object.entries(openTransfers)) open.set({ state }, count);
    for (const [name, value] of Object.entries(numbers)) gauges[name as keyof typeof gauges].set(value);
    return reply.type(registry.contentType).send(await Registry.merge([registry, graph.registry]).metrics());
  });
}
