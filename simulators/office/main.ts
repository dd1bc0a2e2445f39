/**
 * The axis of the demonstration from the command line: `tsx simulators/office/main.ts --port 4201 [--host 127.0.0.1] [--control]`.
 * Credentials come from OFFICE_USERNAME and OFFICE_PASSWORD. Ends on SIGINT or SIGTERM.
 */
import { parseArgs } from 'node:util';
import { demoNow } from '../../demo/moment.js';
import { toMessage } from '../../src/errors.js';
import { makeClock } from '../clock.js';
import { makeDemoAxis } from './demo-axis.js';
import { startOffice } from './server.js';

async function run(): Promise<void> {
  const { values } = parseArgs({
    options: {
      host: { type: 'string', default: '127.0.0.1' },
      port: { type: 'string', default: '0' },
      control: { type: 'boolean', default: false },
    },
  });
  const { OFFICE_USERNAME: username = '', OFFICE_PASSWORD: password = '' } = process.env;
  const credentials = { username, password };
  const { host, control } = values;
  const listening = { host, port: Number(values.port), control, credentials };
  // What is sent after the demonstration's last moment comes after it, in the order it is sent.
  const now = makeClock(demoNow, 1);
  const simulator = await startOffice({ axis: makeDemoAxis(), now, ...listening });
  const stop = (): void => void simulator.close().then(() => process.exit(0));
  process.once('SIGINT', stop).once('SIGTERM', stop);
  process.stdout.write(`office simulator listening ${simulator.url}\n`);
}

run().catch((fault: unknown) => {
  process.stderr.write(`office simulator: ${toMessage(fault)}\n`);
  process.exit(1);
});
