/** When an answer is no longer worth working for: the client has gone, or the time for it is up. */
import type { FastifyReply } from 'fastify';
import { HubError } from '../errors.js';

/** The time of one answer. */
export interface AnswerTime {
  /** Aborts when the time is up, with a HubError SOURCE_UNAVAILABLE that clients are told. */
  signal: AbortSignal;
  /** Nobody waits for the answer any more. */
  abort(): void;
  /** Stops the clock: the answer is out. */
  stop(): void;
}

/** Starts the clock. */
export function startAnswerTime(timeoutMs: number): AnswerTime {
  const controller = new AbortController();
  const timer = setTimeout(() => {
    const message = `not answered within ${timeoutMs} ms; ask for less, or again later`;
    controller.abort(new HubError('SOURCE_UNAVAILABLE', message));
  }, timeoutMs);
  return {
    signal: controller.signal,
    abort: () => controller.abort(),
    stop: () => clearTimeout(timer),
  };
}

/** A signal that aborts when the connection closes before the answer is out, or when the time is up. */
export function signalOf(reply: FastifyReply, timeoutMs: number): AbortSignal {
  const time = startAnswerTime(timeoutMs);
  reply.raw.once('close', () => {
    time.stop();
    if (!reply.raw.writableFinished) time.abort();
  });
  return time.signal;
}
