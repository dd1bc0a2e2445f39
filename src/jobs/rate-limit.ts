/**
 * How often one client may ask, counted over all processes of a hub: a bucket of tokens for each client lies in Redis, by its clock. While
 * Redis does not answer nobody is held back: asking rather too often than not at all.
 */
import { Redis } from 'ioredis';
import { toMessage } from '../errors.js';
import type { QueueOptions } from './queue.js';

/** Takes from clients' buckets. */
export interface RateLimit {
  /**
   * Takes tokens from a client's bucket.
   * @param client opaque: it is a key in Redis
   * @returns milliseconds until there is enough; 0 where it was taken
   */
  take(client: string, tokens: number): Promise<number>;
  close(): Promise<void>;
}

/** A token a request and so many a second; `burst` may be saved up. */
export interface RateSettings {
  perSecond: number;
  burst: number;
}

/** Takes all or nothing, and says in how many milliseconds it would be enough. */
const takeScript = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local perSecond, burst, wanted = tonumber(ARGV[1]), tonumber(ARGV[2]), math.min(tonumber(ARGV[3]), tonumber(ARGV[2]))
local bucket = redis.call('HMGET', KEYS[1], 'tokens', 'at')
local tokens = math.min(burst, tonumber(bucket[1] or burst) + (now - tonumber(bucket[2] or now)) * perSecond / 1000)
local missing = wanted - tokens
if missing > 0 then return math.ceil(missing * 1000 / perSecond) end
redis.call('HSET', KEYS[1], 'tokens', tostring(tokens - wanted), 'at', now)
redis.call('PEXPIRE', KEYS[1], math.ceil(burst * 1000 / perSecond) + 1000)
return 0`;

/** Opens the buckets shared by all who use the same Redis and prefix. */
export function openRateLimit(
  { redisUrl, prefix, log }: QueueOptions,
  { perSecond, burst }: RateSettings,
): RateLimit {
  const redis = new Redis(redisUrl, { maxRetriesPerRequest: 1, commandTimeout: 500 });
  redis.on('error', (error: unknown) => log.debug({ reason: toMessage(error) }, 'redis error'));
  return {
    async take(client, tokens) {
      const key = `${prefix}:rate:${client}`;
      try {
        return Number(await redis.eval(takeScript, 1, key, perSecond, burst, tokens));
      } catch (thrown) {
        log.warn({ reason: toMessage(thrown) }, 'nobody is held back while Redis does not answer');
        return 0;
      }
    },
    close() {
      redis.disconnect();
      return Promise.resolve();
    },
  };
}
