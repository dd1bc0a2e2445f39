/** Contenders over HTTP: each a process of its own, asked over kept connections. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { Pool } from 'undici';
import { questions, type QuestionName } from './world.js';

/** Somebody who answers the bench's questions. */
export interface Contender {
  name: string;
  /** The answer's body. */
  ask(question: QuestionName): Promise<string>;
  readMemoryMb(): number;
}

const names = ['ours', 'ours, not compiled', 'router-runtime', 'monolith', 'monolith, no cacheControl'];
const apolloGateway = 'Apollo Gateway';
const apolloGatewayVersion = '2.14.4';
const folder = resolve('.data/bench-apollo-gateway');

/** Starts them all. */
export async function startContenders(): Promise<{ contenders: Contender[]; close(): Promise<void> }> {
  const wanted = installApolloGateway() ? [...names, apolloGateway] : names;
  const running = await Promise.all(wanted.map(start));
  return {
    contenders: running.map(({ contender }) => contender),
    async close() {
      for (const { child, pool } of running) {
        await pool.destroy();
        child.kill();
      }
    },
  };
}

async function start(name: string): Promise<{ contender: Contender; child: ChildProcess; pool: Pool }> {
  const args = ['--import', 'tsx', 'bench/gateway/serve.ts', name];
  const env = { ...process.env, NODE_ENV: 'production', APOLLO_GATEWAY_FOLDER: folder };
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await firstLine(child);
  if (!url.startsWith('http')) throw new Error(`${name} did not start: ${url}`);
  const pool = new Pool(url, { connections: 8 });
  const ask = async (question: QuestionName): Promise<string> => {
    const body = JSON.stringify({ query: questions[question] });
    const headers = { 'content-type': 'application/json' };
    const reply = await pool.request({ method: 'POST', path: '/graphql', headers, body });
    return (await reply.body.text()).trim();
  };
  return { contender: { name, ask, readMemoryMb: () => readMemoryMb(child) }, child, pool };
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) return '';
  for await (const line of createInterface({ input: child.stdout })) return line;
  return 'it ended';
}

/** Resident memory, as Linux tells it. */
function readMemoryMb({ pid }: ChildProcess): number {
  const status = readFileSync(`/proc/${pid ?? 0}/status`, 'utf8');
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
}

/** False where it cannot be installed; the bench goes on without it. Its graphql is ours: two copies refuse each other's schemas. */
function installApolloGateway(): boolean {
  if (existsSync(join(folder, 'node_modules/@apollo/gateway'))) return true;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"private":true}\n');
  const args = [
    'install',
    '--no-audit',
    '--no-fund',
    '--legacy-peer-deps',
    `@apollo/gateway@${apolloGatewayVersion}`,
  ];
  const { status } = spawnSync('npm', args, { cwd: folder, stdio: 'ignore' });
  if (status !== 0) {
    console.log(`without ${apolloGateway}: it could not be installed`);
    rmSync(folder, { recursive: true, force: true });
    return false;
  }
  rmSync(join(folder, 'node_modules/graphql'), { recursive: true, force: true });
  symlinkSync(resolve('node_modules/graphql'), join(folder, 'node_modules/graphql'));
  return true;
}
