/** The one-stop simulator in a process of its own, so that what it costs is not counted as the hub's. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

/** A running simulator: the addresses of province, district and commune. */
export interface BenchSimulator {
  urls: [string, string, string];
  stop(): Promise<void>;
}

/** Starts the simulator over the whole demonstration and waits until its book is filled. */
export async function startSimulator({
  username,
  password,
}: {
  username: string;
  password: string;
}): Promise<BenchSimulator> {
  const ports = [await findFreePort(), await findFreePort(), await findFreePort()];
  const args = [
    '--import',
    'tsx',
    'simulators/onestop/main.ts',
    '--host',
    '127.0.0.1',
    '--ports',
    ports.join(','),
  ];
  const env = { ...process.env, ONESTOP_USERNAME: username, ONESTOP_PASSWORD: password };
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  const urls = ports.map((port) => `http://127.0.0.1:${port}`) as [string, string, string];
  await askOnce(urls[0], { username, password });
  return {
    urls,
    async stop() {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

/** One question that needs the book: answered when the book is there. */
async function askOnce(url: string, credentials: object): Promise<void> {
  const post = async (path: string, body: object): Promise<{ session?: string }> => {
    const headers = { 'content-type': 'application/json', dstcode: 'bench' };
    const reply = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    return (await reply.json()) as { session?: string };
  };
  const { session } = await post('/login', credentials);
  await post('/mapi/g', {
    session,
    madonvi: 'bench',
    service: 'LayDanhSachHoSo',
    tuthoidiem: '',
    trang: '1',
    sobanghi: '1',
  });
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
