/** Which servers are fit for the queue. */
import { describe, expect, test } from '@jest/globals';
import { checkRedisPolicy } from '../../src/jobs/redis-policy.js';

const check = (settings: Record<string, string>): Promise<void> =>
  checkRedisPolicy((name) => Promise.resolve(settings[name] ?? ''));

describe('a Redis server', () => {
  test.each([
    ['that keeps everything passes', { 'maxmemory-policy': 'noeviction', appendonly: 'yes' }],
    ['that tells nothing passes', {}],
    ['that tells half passes', { appendonly: 'yes' }],
  ])('%s', async (_, settings) => {
    await expect(check(settings)).resolves.toBeUndefined();
  });

  test.each([
    [
      { 'maxmemory-policy': 'allkeys-lru', appendonly: 'yes' },
      ['maxmemory-policy is allkeys-lru', 'redis-cli CONFIG SET maxmemory-policy noeviction'],
    ],
    [
      { 'maxmemory-policy': 'noeviction', appendonly: 'no' },
      ['appendonly is no', 'redis-cli CONFIG SET appendonly yes'],
    ],
    [
      { 'maxmemory-policy': 'volatile-ttl', appendonly: 'no' },
      ['CONFIG SET maxmemory-policy noeviction', 'CONFIG SET appendonly yes'],
    ],
  ])('with %j is refused with the command that mends it', async (settings, parts) => {
    const refusal = check(settings);
    await expect(refusal).rejects.toMatchObject({ name: 'HubError', code: 'BAD_INPUT' });
    for (const part of parts) await expect(refusal).rejects.toThrow(part);
  });

  test('that cannot be asked is not passed over', async () => {
    const broken = new Error('connection lost');
    await expect(checkRedisPolicy(() => Promise.reject(broken))).rejects.toBe(broken);
  });
});
