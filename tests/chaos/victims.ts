/** What tests kill with -9 and start again: data services of their own behind proxies, and processes of the hub. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StartedService } from '../../scripts/keep-services.mjs';
import { startMongo } from '../../scripts/mongo-server.mjs';
import { signalGroup } from '../../scripts/processes.mjs';
import { startRedis } from '../../scripts/redis-server.mjs';
import { openRoster } from '../../scripts/roster.mjs';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.js';

/** What is done, the last first, when a test file ends. */
export type Cleanups = (() => unknown)[];

/** What can be killed and started again. */
export interface Victim {
  kill(): Promise<void>;
  start(): Promise<void>;
}

/** A data service: started again it is over the same folder, on another port. */
export interface Server extends Victim {
  proxy: TcpProxy;
}

/** Redis and MongoDB of one test file. */
export interface Victims {
  redis: Server;
  mongo: Server;
}

/** Starts both over a folder of their own. */
export async function startVictims(cleanups: Cleanups): Promise<Victims> {
  const folder = await mkdtemp(join(tmpdir(), 'lien-thong-servers-'));
  cleanups.push(() => rm(folder, { recursive: true, force: true }));
  const roster = await openRoster(join(folder, 'services.json'));
  cleanups.push(() => roster.stop());
  const options = { roster, folder, env: process.env };
  return {
    redis: await startServer(() => startRedis(options), cleanups),
    mongo: await startServer(() => startMongo(options), cleanups),
  };
}

/** The variables by which a hub finds them. */
export function toServiceVariables({ redis, mongo }: Victims): Record<'MONGODB_URI' | 'REDIS_URL', string> {
  return {
    MONGODB_URI: `mongodb://127.0.0.1:${mongo.proxy.port}/servers?directConnection=true&retryWrites=false&w=majority&journal=true&serverSelectionTimeoutMS=5000`,
    REDIS_URL: `redis://127.0.0.1:${redis.proxy.port}`,
  };
}

/** A server of our own behind a proxy: its clients never learn that it moved. */
async function startServer(run: () => Promise<StartedService>, cleanups: Cleanups): Promise<Server> {
  let service = await run();
  const proxy = await startTcpProxy(service.port);
  cleanups.push(() => proxy.close());
  return {
    proxy,
    async kill() {
      signalGroup(service.running.pid, 'SIGKILL');
      await service.running.exited;
    },
    async start() {
      service = await run();
      proxy.setTarget(service.port);
    },
  };
}

/** Starts a process of the hub. */
export function startProgram(
  program: string,
  { env, cleanups }: { env: Record<string, string>; cleanups: Cleanups },
): Victim {
  let child: ChildProcess;
  const victim: Victim = {
    async kill() {
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    },
    start() {
      const args = ['--import', 'tsx', `src/${program}.ts`];
      child = spawn(process.execPath, args, { env: { ...process.env, ...env }, stdio: 'ignore' });
      return Promise.resolve();
    },
  };
  void victim.start();
  cleanups.push(() => victim.kill());
  return victim;
}
