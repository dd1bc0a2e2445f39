/**
 * What `/metrics` tells of the sources: how far each stream is behind, what it holds, what of it is in quarantine, and how often its source has changed
 * what it sends: what an alarm is set on. Labels are names of streams, states and kinds.
 */
import { Gauge, Registry } from 'prom-client';
import type { DriftCount } from '../store/stream-shapes.js';
import type { SourceOverview } from '../sync/overview.js';

/** Where it is asked. */
export interface SourceMetricsParts {
  findSources(): Promise<readonly SourceOverview[]>;
  countDrifts(): Promise<readonly DriftCount[]>;
}

/** The numbers, and what brings them up to date. */
export interface SourceMetrics {
  registry: Registry;
  measure(): Promise<void>;
}

/** Makes them. */
export function makeSourceMetrics({ findSources, countDrifts }: SourceMetricsParts): SourceMetrics {
  const registry = new Registry();
  const toGauge = (name: string, help: string, ...labelNames: string[]): Gauge =>
    new Gauge({ name: `lien_thong_stream_${name}`, help, labelNames, registers: [registry] });
  const state = toGauge('state', 'State of a stream: 1 for the one it is in', 'stream', 'state');
  const lag = toGauge('lag_seconds', 'Since when a stream was last read to its end', 'stream');
  const records = toGauge('records', 'Records of a stream', 'stream');
  const quarantined = toGauge('quarantined', 'Items of a stream in quarantine', 'stream');
  const drifts = toGauge(
    'drifts',
    'Changes met of what a source sends; MISSING and RETYPED need somebody to look',
    'stream',
    'kind',
  );
  return {
    registry,
    async measure() {
      const [sources, changes] = await Promise.all([findSources(), countDrifts()]);
      registry.resetMetrics();
      for (const { name: source, streams } of sources)
        for (const { name, ...one } of streams) {
          const stream = `${source}.${name}`;
          state.set({ stream, state: one.state }, 1);
          // A stream that was never read has no lag, which is not a lag of none.
          if (one.lag !== null) lag.set({ stream }, one.lag);
          records.set({ stream }, one.records);
          quarantined.set({ stream }, one.quarantined);
        }
      for (const { source, stream, kind, count } of changes)
        drifts.set({ stream: `${source}.${stream}`, kind }, count);
    },
  };
}
