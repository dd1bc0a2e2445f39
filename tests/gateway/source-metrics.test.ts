/** What `/metrics` tells of the sources: what is so now, and nothing of what was. */
import { expect, test } from '@jest/globals';
import { makeSourceMetrics } from '../../src/gateway/source-metrics.js';
import { openStore } from '../../src/store/store.js';
import type { SourceOverview, SourceState } from '../../src/sync/overview.js';
import { makeMongoUri } from '../services.js';
import { onestopSource } from '../resolvers/test-graph.js';

/** A source of one stream, so and so. */
function toSource(state: SourceState, lag: number | null, quarantined: number): SourceOverview {
  const stream = {
    ...{
      name: 'items',
      state,
      lag,
      quarantined,
      cursor: null,
      records: 7,
      remaining: 0,
      read: 0,
      written: 0,
    },
    ...{ refused: 0, lastSuccessAt: null, staleSince: null, lastError: null, pausedAt: null, brake: null },
  };
  return { ...onestopSource, name: 'toy', streams: [stream] };
}

test('a stream is in one state, and what is not known is not told', async () => {
  let source = toSource('STALE', 900, 3);
  const findSources = () => Promise.resolve([source]);
  const { registry, measure } = makeSourceMetrics({ findSources, countDrifts: () => Promise.resolve([]) });
  await measure();
  const before = await registry.metrics();
  expect(before).toContain('lien_thong_stream_state{stream="toy.items",state="STALE"} 1');
  expect(before).toContain('lien_thong_stream_lag_seconds{stream="toy.items"} 900');
  expect(before).toContain('lien_thong_stream_quarantined{stream="toy.items"} 3');
  source = toSource('NEW', null, 0);
  await measure();
  const after = await registry.metrics();
  expect(after).toContain('lien_thong_stream_state{stream="toy.items",state="NEW"} 1');
  expect(after).not.toContain('STALE');
  expect(after).not.toMatch(/lag_seconds\{/);
  expect(after).toContain('lien_thong_stream_quarantined{stream="toy.items"} 0');
});

test('changes of what a source sends are counted by kind, as the store has them', async () => {
  const store = await openStore(makeMongoUri());
  const drift = { source: 'toy', stream: 'items', detail: '', runId: 'r', pageHash: 'h', at: new Date() };
  const kinds = ['MISSING', 'ADDED', 'MISSING'];
  await store.shapes.noteDrifts(kinds.map((kind, n) => ({ ...drift, kind, path: `p${n}` })));
  const countDrifts = () => store.shapes.countDrifts();
  const { registry, measure } = makeSourceMetrics({ findSources: () => Promise.resolve([]), countDrifts });
  await measure();
  const text = await registry.metrics();
  expect(text).toContain('lien_thong_stream_drifts{stream="toy.items",kind="MISSING"} 2');
  expect(text).toContain('lien_thong_stream_drifts{stream="toy.items",kind="ADDED"} 1');
  await store.close();
});
