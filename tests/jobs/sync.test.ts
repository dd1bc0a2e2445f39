/** Readings over the real Redis and store: sources do not wait for each other. */
import { afterEach, expect, test } from '@jest/globals';
import { makeTargets } from '../../src/app.js';
import type { HttpClient } from '../../src/connectors/http.js';
import type { AnyConnector } from '../../src/connectors/registry.js';
import { openQueues, startWorkers } from '../../src/jobs/queue.js';
import { addSync, makeSyncJob } from '../../src/jobs/sync.js';
import { makeLogger } from '../../src/logger.js';
import { openStore } from '../../src/store/store.js';
import { getRedisUrl, makeMongoUri, makeQueuePrefix } from '../services.js';
import { makeToyConnector, makeToyStream } from '../sync/toy-source.js';

const log = makeLogger('test', 'silent');
const cleanups: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (let close = cleanups.pop(); close !== undefined; close = cleanups.pop()) await close();
});

/** A source of some streams, each of one item, that begin when `until` is kept. */
function makeSource(name: string, count: number, { begun, until }: { begun(): void; until: Promise<void> }) {
  const stream = makeToyStream([{ key: name, stamp: '1', name }]);
  const streams = Array.from({ length: count }, (_, n) => ({
    ...stream,
    name: `${name}-${n}`,
    async *read(...asked: Parameters<typeof stream.read>) {
      begun();
      await until;
      yield* stream.read(...asked);
    },
  }));
  const connector = { ...makeToyConnector(stream), name, streams } as unknown as AnyConnector;
  return { connector, settings: { on: true }, http: {} as unknown as HttpClient };
}

test('a source that does not answer delays no other one, however many of its streams are read', async () => {
  let answer = (): void => undefined;
  const answers = new Promise<void>((resolve) => (answer = resolve));
  let begunCount = 0;
  let allBegun = (): void => undefined;
  const fourBegun = new Promise<void>((resolve) => (allBegun = resolve));
  const begun = (): void => {
    begunCount += 1;
    if (begunCount === 4) allBegun();
  };
  let quickBegun = (): void => undefined;
  const quickRead = new Promise<void>((resolve) => (quickBegun = resolve));

  const store = await openStore(makeMongoUri());
  cleanups.push(() => store.close());
  const targetOf = () => makeTargets(store, 'a secret of at least thirty-two characters')('procedure');
  const parts = { targetOf, states: store.states, now: () => new Date() };
  const sources = [
    makeSource('slow', 9, { begun, until: answers }),
    makeSource('quick', 1, { begun: () => quickBegun(), until: Promise.resolve() }),
  ];
  const jobs = sources.map((source) => makeSyncJob(source, parts));
  const options = { redisUrl: getRedisUrl(), prefix: makeQueuePrefix(), log };
  const queues = await openQueues(jobs, options);
  cleanups.push(() => queues.close());
  const workers = startWorkers(jobs, options);
  cleanups.push(() => workers.close());
  cleanups.push(async () => {
    answer();
    await answers;
  });

  for (let n = 0; n < 9; n += 1)
    await addSync(queues, { source: 'slow', stream: `slow-${n}`, mode: 'FULL' }, 't');
  await fourBegun;
  await addSync(queues, { source: 'quick', stream: 'quick-0', mode: 'FULL' }, 't');
  await quickRead;
  const [depth] = (await queues.measure()).filter(({ name }) => name === 'sync.slow');
  expect(depth).toMatchObject({ active: 4, waiting: 5 });
});
