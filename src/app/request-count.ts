/** Counts the requests of each client over all gateways. Keys in Redis are keyed hashes: neither callers nor addresses can be read from them. */
import { createHmac } from 'node:crypto';
import type { Closers } from '../closers.js';
import type { Config } from '../config.js';
import { HubError } from '../errors.js';
import type { ContextParts } from '../gateway/request-context.js';
import { openRateLimit } from '../jobs/rate-limit.js';
import type { Logger } from '../logger.js';
import { deriveKey } from '../store/seal.js';

/** Opens the count; nobody is counted where the configuration says 0 a second. */
export function openRequestCount(
  { hub }: Config,
  { log, closers }: { log: Logger; closers: Closers },
): ContextParts['countRequest'] {
  const { RATE_PER_SECOND: perSecond, RATE_BURST: burst, REDIS_URL: redisUrl, QUEUE_PREFIX: prefix } = hub;
  if (perSecond === 0) return () => Promise.resolve();
  const limit = openRateLimit({ redisUrl, prefix, log }, { perSecond, burst });
  closers.add(() => limit.close());
  const key = deriveKey(hub.HUB_SECRET, 'rate');
  return async ({ principal, ip }) => {
    const whose = principal === null ? `address ${ip}` : `caller ${principal.sub}`;
    const waitMs = await limit.take(createHmac('sha256', key).update(whose).digest('base64url'), 1);
    if (waitMs === 0) return;
    const message = `too many requests: ${perSecond} a second are answered; ask again in ${waitMs} ms`;
    throw new HubError('RATE_LIMITED', message, { retryAfterMs: waitMs });
  };
}
