/** What is counted of the graph as it happens, for `/metrics`: operations, plans, fetches, fields. Never who asks, never for what. */
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { makeFieldUsage, type FieldUsage } from '../federation/field-usage.js';
import type { ExecutorWatch } from '../federation/plan-executors.js';
import type { FetchSeen } from '../federation/watched-transport.js';

/** One operation, answered. */
export interface OperationSeen {
  /** SHA-256 of its text; null where there was none. */
  hash: string | null;
  /** `partial` is data with errors, `failed` no data at all. */
  outcome: 'ok' | 'partial' | 'failed';
  durationMs: number;
}

/** The counts of the graph. */
export interface GraphMetrics extends ExecutorWatch {
  registry: Registry;
  onAnswered(seen: OperationSeen): void;
  onFetch(seen: FetchSeen): void;
  /** An operation of a subgraph was compiled. */
  onCompiled(subgraph: string): void;
  /** Where subgraphs elsewhere are that were given up for a while; asked at every reading. */
  watchBreakers(countOpen: () => ReadonlyMap<string, number>): void;
}

/** Bounds of the buckets times are counted in, in seconds. */
const timeBuckets = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30];

/** Operations that are counted by themselves, the first there are; all others together, for any client can think up new ones. */
const mostOperations = 200;
/** Letters of a hash that tell operations apart. */
const hashLength = 12;

/** Makes the counts. */
export function makeGraphMetrics(): GraphMetrics {
  const registry = new Registry();
  const registers = [registry];
  const histogram = (name: string, help: string, labelNames: string[]): Histogram =>
    new Histogram({ name: `lien_thong_${name}`, help, labelNames, registers, buckets: timeBuckets });
  const counter = (name: string, help: string, labelNames: string[] = []): Counter =>
    new Counter({ name: `lien_thong_${name}`, help, labelNames, registers });
  const toLabel = makeOperationLabels();
  const operations = histogram(
    'operation_seconds',
    'Time an operation took, by the first letters of its hash and how it went: ok, partial (with errors), failed',
    ['operation', 'outcome'],
  );
  const fetches = histogram(
    'subgraph_fetch_seconds',
    'Time a subgraph took to answer a fetch, by how it went: ok, partial (with errors), failed',
    ['subgraph', 'outcome'],
  );
  const plannings = histogram('plan_seconds', 'Time it took to plan what had no plan yet', []);
  const runs = counter(
    'plan_runs_total',
    'Plans that were run; those that were not planned for it were kept',
  );
  const compiled = counter('compiled_operations_total', 'Operations of subgraphs that were compiled', [
    'subgraph',
  ]);
  const usage = makeFieldUsage();
  showUsage(registry, usage);
  return {
    registry,
    onAnswered: ({ hash, outcome, durationMs }) =>
      operations.observe({ operation: toLabel(hash), outcome }, durationMs / 1000),
    onFetch: ({ subgraph, outcome, durationMs }) => fetches.observe({ subgraph, outcome }, durationMs / 1000),
    onPlanned: (durationMs) => plannings.observe(durationMs / 1000),
    onRun(fields) {
      runs.inc();
      usage.count(fields);
    },
    onCompiled: (subgraph) => compiled.inc({ subgraph }),
    watchBreakers: (countOpen) => gaugeBreakers(registry, countOpen),
  };
}

/** The hash's first letters for the operations met first, `other` for the rest. */
function makeOperationLabels(): (hash: string | null) => string {
  const known = new Set<string>();
  return (hash) => {
    if (hash === null) return 'none';
    const label = hash.slice(0, hashLength);
    if (known.size < mostOperations) known.add(label);
    return known.has(label) ? label : 'other';
  };
}

function showUsage(registry: Registry, usage: FieldUsage): void {
  const fields = new Counter({
    name: 'lien_thong_field_asked_total',
    help: 'Operations that asked for a field',
    labelNames: ['coordinate'],
    registers: [registry],
    collect() {
      fields.reset();
      for (const [coordinate, count] of usage.read()) fields.inc({ coordinate }, count);
    },
  });
}

function gaugeBreakers(registry: Registry, countOpen: () => ReadonlyMap<string, number>): void {
  const open = new Gauge({
    name: 'lien_thong_subgraph_open_breakers',
    help: 'Kinds of questions a subgraph elsewhere is not asked for the moment, since it failed to answer them',
    labelNames: ['subgraph'],
    registers: [registry],
    collect() {
      for (const [subgraph, count] of countOpen()) open.set({ subgraph }, count);
    },
  });
}
