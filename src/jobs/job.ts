/** What a job is: a name that is also its queue's, its manners, and a function safe to repeat. BullMQ is queue.ts's business. */
import type { z } from 'zod';
import type { Logger } from '../logger.js';

/** What a running job is given beside its data. */
export interface JobContext {
  traceId: string;
  /** 1 for the first try. */
  attempt: number;
  /** Aborted when the worker shuts down; the job stops at the next safe point and is run again later. */
  signal: AbortSignal;
  /** Has the job run again after so long, once this run has returned: no failure, and no try. */
  putOff(afterMs: number): void;
  log: Logger;
}

/** How a job is queued, retried and run. */
export interface JobManners {
  concurrency: number;
  /** Tries in all, and the first wait between them; it doubles. Long retries belong to the store, not here. */
  attempts: number;
  backoffMs: number;
}

/** A job. Its data holds ids only, never personal data. */
export interface Job<Data extends object> {
  name: string;
  data: z.ZodType<Data>;
  manners: JobManners;
  run(data: Data, context: JobContext): Promise<void>;
}

/** A job whose data is its own business. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the registry's side of a job's own data type
export type AnyJob = Job<any>;

/** How full a queue is. */
export interface QueueDepth {
  name: string;
  /** Jobs nobody has begun, those being run, those put off to a later moment, and those that failed and are kept. */
  waiting: number;
  active: number;
  delayed: number;
  failed: number;
  /** Since when the oldest job waits; null where none does. */
  oldestWaitingAt: Date | null;
}

/** Puts jobs into their queues. */
export interface JobQueues {
  /**
   * Adds a job. With `duty`, at most one job of the same duty is active and one waits; the latest data wins.
   */
  add(name: string, data: object, options: { traceId: string; duty?: string }): Promise<void>;
  /** Adds a job again and again: a cron pattern in Asia/Ho_Chi_Minh. Repeating the call changes the pattern. */
  schedule(name: string, data: object, options: { id: string; pattern: string }): Promise<void>;
  /** How full each queue is. */
  measure(): Promise<QueueDepth[]>;
  ping(): Promise<void>;
  close(): Promise<void>;
}
