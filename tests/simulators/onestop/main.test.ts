/** The simulator as a process: what it prints, how it ends. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { expect, test } from '@jest/globals';

const env = { ...process.env, ONESTOP_USERNAME: 'hub', ONESTOP_PASSWORD: 'hub-password' };

function start(args: readonly string[], environment: NodeJS.ProcessEnv = env): ReturnType<typeof spawn> {
  return spawn(process.execPath, ['--import', 'tsx', 'simulators/onestop/main.ts', ...args], {
    env: environment,
  });
}

async function runToEnd(
  args: readonly string[],
  environment: NodeJS.ProcessEnv = env,
): Promise<[number, string]> {
  const child = start(args, environment);
  let text = '';
  child.stderr?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  return [code, text];
}

test('says where it listens, and ends well on SIGTERM', async () => {
  const child = start(['--ports', '0,0,0']);
  if (child.stdout === null) throw new Error('expected a piped output');
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  expect(line.toString()).toMatch(
    /^onestop simulator listening province=http:\S+:\d+ district=http:\S+:\d+ commune=http:\S+:\d+\n$/,
  );
  child.kill('SIGTERM');
  expect((await once(child, 'exit'))[0]).toBe(0);
});

test('names a taken port in one line and ends with 1', async () => {
  const holder = createServer().listen(0, '127.0.0.1');
  await once(holder, 'listening');
  const { port } = holder.address() as AddressInfo;
  const [code, text] = await runToEnd(['--ports', `0,${port},0`]);
  holder.close();
  expect([code, text]).toEqual([
    1,
    `onestop simulator: port ${port} on 127.0.0.1 is taken: stop what listens there or choose another port\n`,
  ]);
});

test.each([
  [['--ports', '4101'], env, '--ports 4101: expected three ports'],
  [[], { ...env, ONESTOP_PASSWORD: '' }, 'ONESTOP_PASSWORD is not set'],
])(
  'says in one line what is wrong with %j',
  async (args, environment, expected) => {
    const [code, text] = await runToEnd(args, environment);
    expect(code).toBe(1);
    expect(text).toContain(`onestop simulator: ${expected}`);
    expect(text.trimEnd().split('\n')).toHaveLength(1);
  },
  60_000,
);
