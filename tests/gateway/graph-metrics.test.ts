/** What `/metrics` tells of the graph: operations by hash, plans, fetches, compiled operations, and how often each field was asked. */
import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { makeGraphMetrics } from '../../src/gateway/graph-metrics.js';
import { startToyGateway } from './toy-gateway.js';

const query = 'query Q($id: ID!) { book(id: $id) { title notes reviews { text } } }';
const label = createHash('sha256').update(query).digest('hex').slice(0, 12);

/** Values by name and labels, of those that begin so. */
async function read(metrics: ReturnType<typeof makeGraphMetrics>, ...names: string[]) {
  const lines = (await metrics.registry.metrics()).split('\n').filter((line) => !line.startsWith('#'));
  const wanted = lines.filter((line) => names.some((name) => line.startsWith(`lien_thong_${name}`)));
  return Object.fromEntries(
    wanted.map((line) => line.replace('lien_thong_', '').split(/ (?=[^ ]+$)/) as [string, string]),
  );
}

test('counts what is answered, planned, fetched, compiled and asked for', async () => {
  const metrics = makeGraphMetrics();
  const gateway = await startToyGateway({ metrics });
  for (const id of ['1', '2', '1', '2']) await gateway.ask(query, { variables: { id } });
  await gateway.ask('{ nothing }');
  await gateway.close();
  const counts = await read(
    metrics,
    ...[
      'operation_seconds_count',
      'plan_runs_total',
      'plan_seconds_count',
      'compiled',
      'field_asked',
      'subgraph_fetch_seconds_count',
    ],
  );
  const invalid = createHash('sha256').update('{ nothing }').digest('hex').slice(0, 12);
  expect(counts).toEqual({
    [`operation_seconds_count{operation="${label}",outcome="partial"}`]: '4',
    [`operation_seconds_count{operation="${invalid}",outcome="failed"}`]: '1',
    plan_runs_total: '4',
    plan_seconds_count: '1',
    'compiled_operations_total{subgraph="library"}': '1',
    'compiled_operations_total{subgraph="reviews"}': '1',
    'subgraph_fetch_seconds_count{subgraph="library",outcome="ok"}': '4',
    'subgraph_fetch_seconds_count{subgraph="reviews",outcome="ok"}': '4',
    'field_asked_total{coordinate="Query.book"}': '4',
    'field_asked_total{coordinate="Book.title"}': '4',
    'field_asked_total{coordinate="Book.notes"}': '4',
    'field_asked_total{coordinate="Book.reviews"}': '4',
    'field_asked_total{coordinate="Review.text"}': '4',
  });
});

test('operations that clients think up are counted together once there are many', async () => {
  const metrics = makeGraphMetrics();
  for (let number = 0; number < 1_000; number += 1) {
    const hash = createHash('sha256').update(String(number)).digest('hex');
    metrics.onAnswered({ hash, outcome: 'ok', durationMs: 1 });
  }
  const counts = await read(metrics, 'operation_seconds_count');
  expect(Object.keys(counts)).toHaveLength(201);
  expect(counts['operation_seconds_count{operation="other",outcome="ok"}']).toBe('800');
});

test('fields keep their counts however many operations ask for them', async () => {
  const metrics = makeGraphMetrics();
  for (let number = 0; number < 2_500; number += 1)
    metrics.onRun(['A.a', ...(number % 5 === 0 ? ['A.b'] : [])]);
  const asked = await read(metrics, 'field_asked');
  expect(asked).toEqual({
    'field_asked_total{coordinate="A.a"}': '2500',
    'field_asked_total{coordinate="A.b"}': '500',
  });
  expect(await read(metrics, 'field_asked')).toEqual(asked);
});
