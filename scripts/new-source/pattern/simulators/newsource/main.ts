/**
 * The source newsource from the command line: `tsx simulators/newsource/main.ts --port 4201 [--host 127.0.0.1] [--items 100] [--control]`.
 * Credentials come from NEWSOURCE_USERNAME and NEWSOURCE_PASSWORD. Ends on SIGINT or SIGTERM.
 */
import { parseArgs } from 'node:util';
import { toMessage } from '../../src/errors.js';
import { makeEntry } from './sample.js';
import { startNewsource } from './server.js';

async function run(): Promise<void> {
  const { values } = parseArgs({
    options: {
      host: { type: 'string', default: '127.0.0.1' },
      port: { type: 'string', default: '0' },
      items: { type: 'string', default: '100' },
      control: { type: 'boolean', default: false },
    },
  });
  const entries = Array.from({ length: Number(values.items) }, (_, n) => makeEntry(n + 1, n));
  const { NEWSOURCE_USERNAME: username = '', NEWSOURCE_PASSWORD: password = '' } = process.env;
  const credentials = { username, password };
  const { host, control } = values;
  const simulator = await startNewsource({ entries, host, port: Number(values.port), control, credentials });
  const stop = (): void => void simulator.close().then(() => process.exit(0));
  process.once('SIGINT', stop).once('SIGTERM', stop);
  process.stdout.write(`newsource simulator listening ${simulator.url}\n`);
}

run().catch((fault: unknown) => {
  process.stderr.write(`newsource simulator: ${toMessage(fault)}\n`);
  process.exit(1);
});
