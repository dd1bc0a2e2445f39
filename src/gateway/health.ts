/** Health of a process: named checks, each with a deadline, and the two routes that tell them. */
import type { FastifyInstance } from 'fastify';
import { HubError } from '../errors.js';
import type { Logger } from '../logger.js';

/**
 * One check: resolves with facts worth showing (or none), rejects where the process cannot do its work. A stale source is
 * a fact, not a failure: the hub still answers. Facts and HubError messages are public.
 */
export type HealthCheck = () => Promise<Readonly<Record<string, unknown>>>;

/** Checks by name, such as `store`, `queue`, `supergraph`, `oldestSync`. */
export type HealthChecks = Readonly<Record<string, HealthCheck>>;

/** The answer of `/health/ready`. */
export interface HealthReport {
  status: 'ok' | 'failing';
  checks: Record<string, { ok: boolean; advice?: string } & Record<string, unknown>>;
}

const checkTimeoutMs = 2_000;

/** Runs all checks at once; what is not answered in time has failed. */
export async function checkHealth(
  checks: HealthChecks,
  log: Logger,
  timeoutMs = checkTimeoutMs,
): Promise<HealthReport> {
  const results = await Promise.all(
    Object.entries(checks).map(
      async ([name, check]) => [name, await runCheck(name, check, { log, timeoutMs })] as const,
    ),
  );
  const isOk = results.every(([, { ok }]) => ok);
  return { status: isOk ? 'ok' : 'failing', checks: Object.fromEntries(results) };
}

/** Adds `/health/live` (the process runs) and `/health/ready` (200, or 503 while a check fails). */
export function addHealthRoutes(fastify: FastifyInstance, checks: HealthChecks, log: Logger): void {
  fastify.get('/health/live', () => ({ status: 'ok' }));
  fastify.get('/health/ready', async (_, reply) => {
    const report = await checkHealth(checks, log);
    return reply.code(report.status === 'ok' ? 200 : 503).send(report);
  });
}

async function runCheck(
  name: string,
  check: HealthCheck,
  { log, timeoutMs }: { log: Logger; timeoutMs: number },
): Promise<HealthReport['checks'][string]> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    const late = new HubError('INTERNAL', `no answer within ${timeoutMs} ms`);
    timer = setTimeout(() => reject(late), timeoutMs);
  });
  try {
    return { ok: true, ...(await Promise.race([check(), deadline])) };
  } catch (thrown) {
    log.warn({ check: name, err: thrown }, 'a health check failed');
    return { ok: false, advice: thrown instanceof HubError ? thrown.message : 'failed; the log says why' };
  } finally {
    clearTimeout(timer);
  }
}
