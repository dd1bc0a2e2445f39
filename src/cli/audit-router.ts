/**
 * `npm run audit-router -- --supergraph FILE --port N [--host H]`: serves a supergraph of any make through our planner, executor and HTTP
 * until it is stopped, so that audits of federation can be pointed at POST /graphql.
 */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { startAuditRouter } from '../app.js';
import { HubError, toMessage } from '../errors.js';
import { makeLogger } from '../logger.js';

const usage = 'expected: npm run audit-router -- --supergraph FILE [--port 4000] [--host 127.0.0.1]';

async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      supergraph: { type: 'string' },
      port: { type: 'string', default: '4000' },
      host: { type: 'string', default: '127.0.0.1' },
    },
  });
  const port = Number(values.port);
  if (values.supergraph === undefined || !Number.isInteger(port)) throw new HubError('BAD_INPUT', usage);
  const supergraphSdl = await readFile(values.supergraph, 'utf8');
  const log = makeLogger('audit-router', 'warn');
  const router = await startAuditRouter({ supergraphSdl, host: values.host, port, log });
  process.stdout.write(`${router.url}/graphql\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void router.close());
}

await run(process.argv.slice(2)).catch((thrown: unknown) => {
  process.stderr.write(`audit-router: ${toMessage(thrown)}\n`);
  process.exitCode = 1;
});
