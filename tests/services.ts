/** The real services of a test run, as `npm test` started them: a database and a queue prefix of its own for each caller. */
import { randomUUID } from 'node:crypto';

function need(name: 'MONGODB_URI' | 'REDIS_URL'): string {
  const value = process.env[name];
  if (value === undefined)
    throw new Error(`${name} is not set: run the tests by \`npm test\`, which starts the services`);
  return value;
}

/** A URI naming a database nobody else uses. */
export function makeMongoUri(): string {
  const uri = new URL(need('MONGODB_URI'));
  uri.pathname = `/t-${randomUUID().slice(0, 13)}`;
  return uri.toString();
}

export function getRedisUrl(): string {
  return need('REDIS_URL');
}

/** A prefix for queues nobody else uses. */
export function makeQueuePrefix(): string {
  return `t-${randomUUID().slice(0, 13)}`;
}
