/** Refuses a Redis that could forget jobs: one that evicts keys, or that keeps nothing on disk. */
import { HubError } from '../errors.js';

/** Asks the server for one setting; an empty text where it does not tell. */
export type AskSetting = (name: string) => Promise<string>;

const required = [
  {
    setting: 'maxmemory-policy',
    value: 'noeviction',
    why: 'with another policy it may drop jobs when memory is short',
  },
  { setting: 'appendonly', value: 'yes', why: 'without its append-only file it loses jobs when it stops' },
] as const;

/**
 * Checks the server's settings.
 * @throws HubError BAD_INPUT naming the setting, what it is, and the command that changes it.
 */
export async function checkRedisPolicy(ask: AskSetting): Promise<void> {
  const found = await Promise.all(required.map(async (rule) => ({ ...rule, is: await ask(rule.setting) })));
  const faults = found.filter(({ is, value }) => is !== '' && is !== value);
  if (faults.length === 0) return;
  const advice = faults.map(({ setting, is, value, why }) => {
    return `${setting} is ${is}, expected ${value} (${why}); run: redis-cli CONFIG SET ${setting} ${value}`;
  });
  throw new HubError('BAD_INPUT', `REDIS_URL names a server unfit for the queue: ${advice.join('; ')}`);
}
