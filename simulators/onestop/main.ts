/**
 * The one-stop simulator from the command line:
 * `tsx simulators/onestop/main.ts --ports 4101,4102,4103 [--host 127.0.0.1] [--clock 60x] [--misbehave slow:200] [--control]
 * [--exchange .data --hub http://127.0.0.1:4000]`. With `--exchange` the nodes take dossiers with the keys of that folder.
 * Credentials come from ONESTOP_USERNAME and ONESTOP_PASSWORD. Ends on SIGINT or SIGTERM.
 */
import { parseArgs } from 'node:util';
import { demoNow } from '../../demo/moment.js';
import { HubError, toMessage } from '../../src/errors.js';
import { makeClock, parseSpeed } from '../clock.js';
import { parseMisbehaviour } from '../misbehave.js';
import { openBook } from './book.js';
import { makeDemoReceivers } from './demo-nodes.js';
import { demoSource } from './demo-source.js';
import { startOnestop, type OnestopOptions } from './server.js';

type Environment = Readonly<Record<string, string | undefined>>;

const sessionTtlMs = 30 * 60_000;

function readPorts(text: string): OnestopOptions['ports'] {
  const ports = text.split(',').map(Number);
  const [province, district, commune] = ports;
  const isPort = (port: number | undefined): port is number =>
    Number.isInteger(port) && (port ?? -1) >= 0 && (port ?? 0) < 65_536;
  if (ports.length === 3 && isPort(province) && isPort(district) && isPort(commune))
    return { province, district, commune };
  throw new HubError(
    'BAD_INPUT',
    `--ports ${text}: expected three ports, province,district,commune, such as 4101,4102,4103`,
  );
}

function readSecret(env: Environment, name: string): string {
  const value = env[name];
  if (value === undefined || value === '')
    throw new HubError('BAD_INPUT', `${name} is not set: it is what clients log in with`);
  return value;
}

function readOptions(args: readonly string[], env: Environment): Omit<OnestopOptions, 'book'> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      host: { type: 'string', default: '127.0.0.1' },
      ports: { type: 'string', default: '4101,4102,4103' },
      clock: { type: 'string' },
      misbehave: { type: 'string', multiple: true, default: [] },
      control: { type: 'boolean', default: false },
      exchange: { type: 'string' },
      hub: { type: 'string', default: 'http://127.0.0.1:4000' },
    },
  });
  return {
    host: values.host,
    ports: readPorts(values.ports),
    credentials: {
      username: readSecret(env, 'ONESTOP_USERNAME'),
      password: readSecret(env, 'ONESTOP_PASSWORD'),
    },
    sessionTtlMs,
    now: makeClock(demoNow, values.clock === undefined ? 0 : parseSpeed(values.clock)),
    misbehaviours: values.misbehave.map(parseMisbehaviour),
    control: values.control,
    ...(values.exchange === undefined ? {} : { receivers: makeDemoReceivers(values.exchange, values.hub) }),
  };
}

async function run(): Promise<void> {
  const options = readOptions(process.argv.slice(2), process.env);
  const book = openBook(demoSource, demoNow);
  const onestop = await startOnestop({ ...options, book });
  const stop = (): void => void onestop.close().then(() => process.exit(0));
  process.once('SIGINT', stop).once('SIGTERM', stop);
  const { province, district, commune } = onestop.urls;
  process.stdout.write(
    `onestop simulator listening province=${province} district=${district} commune=${commune}\n`,
  );
  await book;
}

run().catch((fault: unknown) => {
  process.stderr.write(`onestop simulator: ${toMessage(fault)}\n`);
  process.exit(1);
});
