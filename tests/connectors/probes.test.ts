/** What a check says of an address and of a clock, against real servers. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, test } from '@jest/globals';
import { startHttpNode } from '../../simulators/http-node.js';
import { makeMisbehaviours } from '../../simulators/misbehave.js';
import type { Probe } from '../../src/connectors/connector.js';
import { makeHttpClient } from '../../src/connectors/http.js';
import { defaultPatience } from '../../src/connectors/patient-call.js';
import { probeAddress, probeClock, runProbes } from '../../src/connectors/probes.js';
import { makeLogger } from '../../src/logger.js';
import { certificate, startCertifiedHost } from './certified-host.js';

const { signal } = new AbortController();
const closers: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** Starts a server that speaks no HTTP. @returns its authority */
async function startBare(answer: string): Promise<string> {
  const server: Server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end(answer));
  });
  server.listen(0, '127.0.0.1');
  closers.push(() => server.close());
  await once(server, 'listening');
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('an address', () => {
  const probe = (url: string): Promise<Probe[]> => runProbes('url', probeAddress(url, 'TOY_URL', signal));

  test('of a host nobody knows fails at its name', async () => {
    const [dns, ...none] = await probe('https://no-such-host.invalid');
    expect(dns).toMatchObject({ name: 'dns', ok: false });
    expect(dns?.advice).toContain('TOY_URL');
    expect(none).toEqual([]);
  });

  test('of plain HTTP has no certificate to look at', async () => {
    expect((await probe('http://localhost:1')).map(({ name }) => name)).toEqual(['dns']);
  });

  test('of a host whose certificate nobody vouches for fails, and says so', async () => {
    const host = await startCertifiedHost();
    closers.push(host.close);
    const [, tls] = await probe(host.url);
    expect(tls).toMatchObject({ name: 'tls', ok: false });
    expect(tls?.advice).toMatch(/self-signed certificate; .*NODE_EXTRA_CA_CERTS/);
  });

  test('of a host that speaks no TLS fails', async () => {
    const [, tls] = await probe(`https://${await startBare('HTTP/1.1 400 Bad Request\r\n\r\n')}`);
    expect(tls).toMatchObject({ name: 'tls', ok: false });
  });

  test('is good where the certificate is: its authority is named as the advice says', async () => {
    const host = await startCertifiedHost();
    closers.push(host.close);
    const folder = await mkdtemp(join(tmpdir(), 'lien-thong-probes-'));
    closers.push(() => rm(folder, { recursive: true }));
    const authority = join(folder, 'authority.pem');
    await writeFile(authority, certificate);
    const script = `import { probeAddress, runProbes } from './src/connectors/probes.ts';
      const steps = probeAddress('${host.url}', 'TOY_URL', new AbortController().signal);
      console.log(JSON.stringify(await runProbes('url', steps)));`;
    const env = { ...process.env, NODE_EXTRA_CA_CERTS: authority, NODE_OPTIONS: '' };
    const args = ['--import', 'tsx', '--input-type=module', '-e', script];
    const { stdout } = await promisify(execFile)(process.execPath, args, { env });
    expect(JSON.parse(stdout)).toEqual([
      { of: 'url', name: 'dns', ok: true, advice: '' },
      { of: 'url', name: 'tls', ok: true, advice: '' },
    ]);
  });
});

describe('a clock', () => {
  const http = makeHttpClient(
    {
      source: 'toy',
      limits: { perSecond: 1e6, burst: 1e6, concurrency: 1 },
      log: makeLogger('test', 'silent'),
    },
    { ...defaultPatience, attempts: 1 },
  );
  const probe = async (url: string, aheadMs = 0): Promise<Probe | undefined> => {
    const now = (): Date => new Date(Date.now() + aheadMs);
    return (await runProbes('url', [probeClock(url, { http, now, signal })]))[0];
  };
  const startNode = async (): Promise<string> => {
    const parts = { host: '127.0.0.1', port: 0, control: false, misbehaviours: makeMisbehaviours([]) };
    const node = await startHttpNode({ ...parts, answer: () => Promise.resolve(null) });
    closers.push(() => node.close());
    return node.url;
  };

  test.each([
    ['the same', 0],
    ['four minutes behind', 240],
    ['four minutes ahead', -240],
  ])('that is %s is well, though the path is unknown', async (_, aheadS) => {
    expect(await probe(await startNode(), aheadS * 1000)).toMatchObject({ name: 'clock', ok: true });
  });

  test.each([
    ['behind', 3600],
    ['ahead of', -3600],
  ])('an hour %s the hub is told', async (side, aheadS) => {
    const clock = await probe(await startNode(), aheadS * 1000);
    expect(clock).toMatchObject({ name: 'clock', ok: false });
    expect(clock?.advice).toMatch(new RegExp(`clock is 3(599|600|601) s ${side} the hub's; .*time server`));
  });

  test('that is not told cannot be compared', async () => {
    const clock = await probe(`http://${await startBare('HTTP/1.1 204 No Content\r\n\r\n')}`);
    expect(clock).toMatchObject({ name: 'clock', ok: false });
    expect(clock?.advice).toContain('Date');
  });
});
