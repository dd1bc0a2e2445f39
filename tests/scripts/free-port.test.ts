import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { choosePort, isPortFree } from '../../scripts/free-port.mjs';

describe('choosePort', () => {
  let server: Server;
  let taken = 0;
  beforeAll(async () => {
    server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    taken = (server.address() as AddressInfo).port;
  });
  afterAll(async () => {
    server.close();
    await once(server, 'close');
  });

  test('goes past a port that is taken, to one that is free', async () => {
    const port = await choosePort({ variable: 'PORT', env: {}, preferred: taken });
    expect(port).toBeGreaterThan(taken);
    expect(await isPortFree(port)).toBe(true);
  });

  test('goes past a port that is given away', async () => {
    const first = await choosePort({ variable: 'PORT', env: {}, preferred: taken });
    expect(
      await choosePort({ variable: 'WORKER_PORT', env: {}, preferred: first, not: first }),
    ).toBeGreaterThan(first);
  });

  test('refuses a port that was asked for and is taken, naming port and variable', async () => {
    const wish = { variable: 'PORT', env: { PORT: String(taken) }, preferred: 4000 };
    await expect(choosePort(wish)).rejects.toThrow(`port ${taken} is taken: set PORT to another one`);
  });

  test.each(['abc', '0', '65536', '80.5'])('refuses PORT=%s', async (text) => {
    const wish = { variable: 'PORT', env: { PORT: text }, preferred: 4000 };
    await expect(choosePort(wish)).rejects.toThrow(`PORT must be a port from 1 to 65535, but is ${text}`);
  });
});
