/**
 * The one file that knows BullMQ. A queue per job, named as the job; ids only in payloads; a trace id rides
 * along. Redis may be emptied at any moment: every duty can be found again in the store.
 */
import { randomUUID } from 'node:crypto';
import { DelayedError, Queue, Worker, type Job as QueuedRun } from 'bullmq';
import { Redis } from 'ioredis';
import { HubError, toMessage } from '../errors.js';
import type { Logger } from '../logger.js';
import type { AnyJob, JobContext, JobQueues, QueueDepth } from './job.js';
import { withOwnSignal } from './own-signal.js';
import { checkRedisPolicy } from './redis-policy.js';

const zone = 'Asia/Ho_Chi_Minh';

/** A worker killed outright is found out after about this long, and its job run again. */
const lockMs = 10_000;
const stalledCheckMs = 5_000;

/** How long finished and failed jobs are kept for operators. */
const keepDone = { age: 24 * 3600, count: 1000 };
const keepFailed = { age: 7 * 24 * 3600, count: 1000 };

/** Where the queues are. */
export interface QueueOptions {
  redisUrl: string;
  prefix: string;
  log: Logger;
}

/** What of a job must be known to queue it; who only queues need not be able to run it. */
export type QueuedJob = Pick<AnyJob, 'name' | 'manners'>;

/** A payload: the job's data and the trace that led to it. */
interface Payload {
  data: object;
  traceId: string;
}

/**
 * Opens the queues of the given jobs.
 * @throws HubError BAD_INPUT when the Redis is unfit, INTERNAL when none answers.
 */
export async function openQueues(
  jobs: readonly QueuedJob[],
  { redisUrl, prefix, log }: QueueOptions,
): Promise<JobQueues> {
  const redis = await openRedis(redisUrl, log);
  const queues = new Map(jobs.map((job) => [job.name, makeQueue(job)]));

  function makeQueue({ name, manners }: QueuedJob): Queue<Payload> {
    const queue = new Queue<Payload>(name, {
      connection: { url: redisUrl, maxRetriesPerRequest: 3 },
      prefix,
      defaultJobOptions: {
        attempts: manners.attempts,
        backoff: { type: 'exponential', delay: manners.backoffMs },
        removeOnComplete: keepDone,
        removeOnFail: keepFailed,
      },
    });
    queue.on('error', (error) => log.warn({ queue: name, reason: toMessage(error) }, 'queue error'));
    return queue;
  }

  function getQueue(name: string): Queue<Payload> {
    const queue = queues.get(name);
    if (queue === undefined) throw new HubError('INTERNAL', `no job is registered under the name ${name}`);
    return queue;
  }

  return {
    async add(name, data, { traceId, duty }) {
      const once = duty === undefined ? {} : { deduplication: { id: duty, keepLastIfActive: true } };
      await getQueue(name).add(name, { data, traceId }, once);
    },
    async schedule(name, data, { id, pattern }) {
      await getQueue(name).upsertJobScheduler(
        id,
        { pattern, tz: zone },
        { name, data: { data, traceId: 'schedule' } },
      );
    },
    measure: () => Promise.all([...queues.values()].map(measureQueue)),
    async ping() {
      await redis.ping();
    },
    async close() {
      await Promise.all([...queues.values()].map((queue) => queue.close()));
      redis.disconnect();
    },
  };
}

async function measureQueue(queue: Queue<Payload>): Promise<QueueDepth> {
  const counts = await queue.getJobCounts('waiting', 'active', 'delayed', 'failed');
  const [oldest] = await queue.getJobs(['waiting'], 0, 0, true);
  return {
    name: queue.name,
    waiting: counts['waiting'] ?? 0,
    active: counts['active'] ?? 0,
    delayed: counts['delayed'] ?? 0,
    failed: counts['failed'] ?? 0,
    oldestWaitingAt: oldest === undefined ? null : new Date(oldest.timestamp),
  };
}

/** Workers of some jobs; `close` asks running jobs to stop at their next safe point and waits for them. */
export interface JobWorkers {
  close(): Promise<void>;
}

/** Starts a worker per job. */
export function startWorkers(jobs: readonly AnyJob[], { redisUrl, prefix, log }: QueueOptions): JobWorkers {
  const stop = new AbortController();
  const workers = jobs.map((job) => {
    const worker = new Worker<Payload>(
      job.name,
      (run, lock) => runJob(job, { run, lock }, { signal: stop.signal, log }),
      {
        connection: { url: redisUrl, maxRetriesPerRequest: null },
        prefix,
        concurrency: job.manners.concurrency,
        lockDuration: lockMs,
        stalledInterval: stalledCheckMs,
        // A stall is a dead worker, not a bad job: repeating is safe, so do not count them against it.
        maxStalledCount: 10,
      },
    );
    worker.on('error', (error) => log.warn({ job: job.name, reason: toMessage(error) }, 'worker error'));
    worker.on('failed', (failed, error) => {
      log.warn(
        { job: job.name, jobId: failed?.id, attempt: failed?.attemptsMade, reason: toMessage(error) },
        'job failed',
      );
    });
    return worker;
  });
  return {
    async close() {
      stop.abort(new Error('the worker is shutting down'));
      await Promise.all(workers.map((worker) => worker.close()));
    },
  };
}

/** Runs a job once, and puts it off where it asks for that. */
async function runJob(
  job: AnyJob,
  { run, lock }: { run: QueuedRun<Payload>; lock: string | undefined },
  { signal, log }: Pick<JobContext, 'signal' | 'log'>,
): Promise<void> {
  const { data: payload, attemptsMade, id } = run;
  // A schedule's payload is the same every time: its runs get a trace of their own here.
  const traceId = payload.traceId === 'schedule' ? randomUUID() : payload.traceId;
  const asked: { untilMs?: number } = {};
  const data = job.data.parse(payload.data) as object;
  const context: Omit<JobContext, 'signal'> = {
    ...{ traceId, attempt: attemptsMade + 1 },
    log: log.child({ job: job.name, jobId: id, traceId }),
    putOff(afterMs) {
      asked.untilMs = Date.now() + afterMs;
    },
  };
  await withOwnSignal(signal, (own) => job.run(data, { ...context, signal: own }));
  if (asked.untilMs === undefined) return;
  await run.moveToDelayed(asked.untilMs, lock);
  throw new DelayedError();
}

async function openRedis(url: string, log: Logger): Promise<Redis> {
  let isOpen = false;
  const redis = new Redis(url, {
    lazyConnect: true,
    maxRetriesPerRequest: 1,
    connectTimeout: 5_000,
    // A server lost later is sought again and again; one absent at the start is told at once.
    retryStrategy: (times) => (isOpen ? Math.min(times * 200, 2_000) : null),
  });
  redis.on('error', (error: unknown) => log.debug({ reason: toMessage(error) }, 'redis error'));
  try {
    await redis.connect();
    isOpen = true;
    await checkRedisPolicy(async (name) => (await redis.config('GET', name))[1] ?? '');
    return redis;
  } catch (cause) {
    redis.disconnect();
    if (cause instanceof HubError) throw cause;
    throw new HubError('INTERNAL', 'no Redis answered; check REDIS_URL and that the server runs', { cause });
  }
}
