/**
 * Keeps the calls of all processes of a hub to one source within its limits together: places and tokens lie in Redis, by its clock. While
 * Redis does not answer each process keeps to the limits for itself: a source is rather called by two at once than not at all.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import type { Limits } from '../connectors/connector.js';
import { makePacer, type Pacer } from '../connectors/pacer.js';
import { toMessage } from '../errors.js';
import type { QueueOptions } from './queue.js';

/** Pacers that share. */
export interface SharedLimits {
  makePacer(source: string, limits: Limits): Pacer;
  close(): Promise<void>;
}

/** After so long a call is over, whatever became of its process. */
const defaultLeaseMs = 60_000;

/** How soon to ask again for a place. */
const askAgainMs = 20;

/** Takes a place and a token, or says in how many milliseconds to ask again. Neither is taken without the other. */
const enterScript = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local perSecond, burst, concurrency = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', now)
if redis.call('ZCARD', KEYS[2]) >= concurrency then return tonumber(ARGV[6]) end
local bucket = redis.call('HMGET', KEYS[1], 'tokens', 'at')
local tokens = tonumber(bucket[1] or burst)
local at = tonumber(bucket[2] or now)
tokens = math.min(burst, tokens + (now - at) * perSecond / 1000)
if tokens < 1 then return math.ceil((1 - tokens) * 1000 / perSecond) end
redis.call('HSET', KEYS[1], 'tokens', tostring(tokens - 1), 'at', now)
redis.call('PEXPIRE', KEYS[1], math.ceil(burst * 1000 / perSecond) + 1000)
redis.call('ZADD', KEYS[2], now + tonumber(ARGV[5]), ARGV[4])
redis.call('PEXPIRE', KEYS[2], tonumber(ARGV[5]))
return 0`;

/** Opens the limits shared by all who use the same Redis and prefix. */
export function openSharedLimits(
  { redisUrl, prefix, log }: QueueOptions,
  leaseMs = defaultLeaseMs,
): SharedLimits {
  const redis = new Redis(redisUrl, { maxRetriesPerRequest: 1, commandTimeout: 2_000 });
  redis.on('error', (error: unknown) => log.debug({ reason: toMessage(error) }, 'redis error'));

  /** Waits for a place and a token. @returns what gives the place back */
  async function enter(source: string, { perSecond, burst, concurrency }: Limits): Promise<() => void> {
    const keys = [`${prefix}:limits:${source}:tokens`, `${prefix}:limits:${source}:places`] as const;
    const place = randomUUID();
    for (;;) {
      const given = [perSecond, burst, concurrency, place, leaseMs, askAgainMs];
      const waitMs = Number(await redis.eval(enterScript, keys.length, ...keys, ...given));
      if (waitMs === 0) return () => void redis.zrem(keys[1], place).catch(() => undefined);
      await sleep(waitMs);
    }
  }

  return {
    makePacer(source, limits) {
      const own = makePacer(limits);
      return {
        run: (call) =>
          own.run(async () => {
            const leave = await enter(source, limits).catch((error: unknown) => {
              log.warn({ source, reason: toMessage(error) }, 'limits are kept by this process alone');
              return () => undefined;
            });
            try {
              return await call();
            } finally {
              leave();
            }
          }),
      };
    },
    close() {
      redis.disconnect();
      return Promise.resolve();
    },
  };
}
