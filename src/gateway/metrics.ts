/**
 * `/metrics` in the Prometheus text format (library prom-client, registries of its own): what operators are woken by, counted
 * from the store when it is asked for, and beside it what graph-metrics.ts counts and source-metrics.ts measures. Labels are states, levels and names, never ids.
 */
import type { FastifyInstance } from 'fastify';
import type { ExchangeMeasurements } from '../dossiers/measure.js';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { SourceMetrics } from './source-metrics.js';

/** What the page tells. */
export interface MetricsParts {
  measure(): Promise<ExchangeMeasurements>;
  graph: Registry;
  sources: SourceMetrics;
}

/** Adds the page. A measurement that fails is an answer of 500, so that the alarm on absent numbers rings. */
export function addMetrics(server: FastifyInstance, { measure, graph, sources }: MetricsParts): void {
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
    longestOwedSeconds: gauge(
      'longest_owed_delivery_seconds',
      'How long the transfer has been on its way that waits longest to be delivered',
    ),
    deadLetters: gauge('dead_letters', 'Duties that failed for good'),
    unsettledEvents: gauge('unsettled_events', 'Events not known to have their views and a place in the log'),
    checkpointAgeSeconds: gauge('checkpoint_age_seconds', 'Age of the latest checkpoint'),
    logSize: gauge('log_leaves', 'Leaves in the log'),
  };
  server.get('/metrics', async (_, reply) => {
    const [{ openTransfers, ...numbers }] = await Promise.all([measure(), sources.measure()]);
    for (const [state, count] of Object.entries(openTransfers)) open.set({ state }, count);
    for (const [name, value] of Object.entries(numbers)) gauges[name as keyof typeof gauges].set(value);
    return reply
      .type(registry.contentType)
      .send(await Registry.merge([registry, graph, sources.registry]).metrics());
  });
}
