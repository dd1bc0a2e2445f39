/**
 * `npm run bench:exchange -- [--seconds 60] [--past 0] [--hand-overs 4]`: complete transfers a second (sent → delivered to a receiver with its
 * signed receipt → accepted → in the log), beside the bare driver's inserts a second on the same server, in one run. Prints what
 * each transfer asks of the store, its CPU, its steps, memory at the beginning and the end, and how soon all is well after each kind of kill. `--past` puts so many events into
 * the store before.
 */
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Command, CommandOf } from '../src/dossiers/command.js';
import { runCommand } from '../src/dossiers/run-command.js';
import { sealLog } from '../src/dossiers/seal-log.js';
import { verifyReceipt } from '../src/evidence/receipt.js';
import { openConnection, type Connection } from '../src/store/connection.js';
import { openBenchHub, type BenchHub } from './exchange-hub.js';
import { dropBenchDatabase, makeBenchDatabase, printRate, toPercentile } from './measure.js';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    past: { type: 'string', default: '0' },
    'hand-overs': { type: 'string', default: '4' },
  },
});
const handOvers = Number(values['hand-overs']);
const seconds = Number(values.seconds);
const width = 12;
const receipts: string[] = [];

/** What the driver sent to the server, by kind. */
const asked = { reads: 0, writes: 0, statements: 0 };
const readCommands = new Set(['find', 'aggregate', 'count', 'getMore', 'distinct']);
const writeCommands = new Set(['insert', 'update', 'delete', 'findAndModify']);

const uri = makeBenchDatabase();
const connection = await openConnection(uri, (name, statements) => {
  if (readCommands.has(name)) asked.reads += 1;
  if (!writeCommands.has(name)) return;
  asked.writes += 1;
  asked.statements += statements;
});
const hub = await openBenchHub(connection, process.env['REDIS_URL'] ?? '');

const inserts = await measureInserts();
await addPast(connection, Number(values.past));
await measureTransfers(hub);
await measureVerifying(hub);
await hub.close();
await dropBenchDatabase(connection);
await connection.close();
measureRecovery();

async function measureInserts(): Promise<number> {
  const bare = connection.collection('bare');
  const total = 4_000;
  const pad = 'x'.repeat(700);
  const startedAtMs = performance.now();
  let next = 0;
  const work = async (): Promise<void> => {
    while ((next += 1) <= total) await bare.insertOne({ _id: randomUUID() as never, d: randomUUID(), pad });
  };
  await Promise.all(Array.from({ length: width }, work));
  return printRate('bare driver, single inserts', total, performance.now() - startedAtMs);
}

/** Events of other dossiers, as if years had passed. */
async function addPast(on: Connection, count: number): Promise<void> {
  const events = on.collection('dossier_events');
  for (let start = 0; start < count; start += 2_000) {
    const batch = Array.from({ length: Math.min(2_000, count - start) }, (_, n) => {
      const id = `evt_000000000past${String(start + n).padStart(9, '0')}`;
      return {
        _id: id as never,
        d: `past-${start + n}`,
        seq: 1,
        cmd: `past ${start + n}`,
        core: {},
        hash: 'x'.repeat(64),
      };
    });
    await events.insertMany(batch, { ordered: false });
  }
  if (count > 0) console.log(`${count} events of the past are in the store`);
}

interface Steps {
  sendMs: number[];
  wholeMs: number[];
  acceptMs: number[];
  receipts: string[];
}

async function measureTransfers(under: BenchHub): Promise<void> {
  const steps: Steps = { sendMs: [], wholeMs: [], acceptMs: [], receipts: [] };
  asked.reads = asked.writes = asked.statements = 0;
  const cpu = process.cpuUsage();
  const memoryMb = [toMegabytes()];
  const startedAtMs = performance.now();
  const endsAtMs = startedAtMs + seconds * 1_000;
  let sealing = true;
  const sealer = (async () => {
    while (sealing) {
      await sealLog(under.seal);
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
  })();
  await Promise.all(
    Array.from({ length: width }, async () => {
      while (performance.now() < endsAtMs) await handOver(under, steps, endsAtMs);
    }),
  );
  sealing = false;
  await sealer;
  await sealLog(under.seal);
  memoryMb.push(toMegabytes());
  report(steps, { elapsedMs: performance.now() - startedAtMs, cpu: process.cpuUsage(cpu), memoryMb, under });
}

/** Opens a dossier and hands it over from the commune to the district, back, and so on. */
async function handOver(hub: BenchHub, steps: Steps, endsAtMs: number): Promise<void> {
  const dossier = `d-${randomUUID()}`;
  for (let leg = 0; leg < handOvers && performance.now() < endsAtMs; leg += 1) {
    const [from, to] = leg % 2 === 0 ? (['X1', 'H1'] as const) : (['H1', 'X1'] as const);
    await transferOnce(hub, { dossier, from, to }, steps);
  }
}

/** Sends a dossier, waits until its receiver has it, accepts it. */
async function transferOnce(
  { parts, delivered }: BenchHub,
  { dossier, from, to }: { dossier: string; from: string; to: string },
  steps: Steps,
): Promise<void> {
  const startedAtMs = performance.now();
  const sent = await runCommand(toCommand('SEND', { dossier, agency: from }, { to, dueAt: null }), parts);
  steps.sendMs.push(performance.now() - startedAtMs);
  const transfer = sent.state.transfers.at(-1)?.id ?? '';
  await delivered(transfer);
  const acceptedFromMs = performance.now();
  const { event } = await runCommand(toCommand('ACCEPT', { dossier, agency: to }, { transfer }), parts);
  steps.acceptMs.push(performance.now() - acceptedFromMs);
  steps.wholeMs.push(performance.now() - startedAtMs);
  if (event.receipt !== null && steps.receipts.length < 2_000) steps.receipts.push(event.receipt);
}

function toCommand(type: 'SEND' | 'ACCEPT', by: { dossier: string; agency: string }, body: object): Command {
  const command: Omit<CommandOf<'SEND'>, 'type' | 'body'> = {
    command: `bench ${randomUUID()}`,
    ...by,
    actor: 'bench',
    claimedAt: null,
    expectedEpoch: null,
    attachment: null,
  };
  return { ...command, type, body } as Command;
}

function report(
  steps: Steps,
  {
    elapsedMs,
    cpu,
    memoryMb,
    under,
  }: { elapsedMs: number; cpu: NodeJS.CpuUsage; memoryMb: number[]; under: BenchHub },
): void {
  const done = steps.wholeMs.length;
  receipts.push(...steps.receipts);
  const rate = printRate('complete transfers', done, elapsedMs);
  const each = (total: number): string => (total / done).toFixed(1);
  console.log(
    `store, each transfer: ${each(asked.statements)} writes in ${each(asked.writes)} round trips, ${each(asked.reads)} reads (aim: 8 and 8)`,
  );
  console.log(
    `CPU, each transfer: ${((cpu.user + cpu.system) / 1_000 / done).toFixed(1)} ms of gateway and worker (aim: 12)`,
  );
  const writes = asked.statements / done;
  console.log(`ratio to inserts/s ÷ writes: ${(rate / (inserts / writes)).toFixed(2)} (aim: 0.7)`);
  for (const [name, samples] of [
    ['send', steps.sendMs],
    ['deliver', under.deliveryMs],
    ['accept', steps.acceptMs],
    ['whole', steps.wholeMs],
  ] as const) {
    console.log(
      `${name.padEnd(8)} p50 ${toPercentile(samples, 0.5).toFixed(1)} ms, p95 ${toPercentile(samples, 0.95).toFixed(1)} ms`,
    );
  }
  console.log(`memory: ${memoryMb.map((mb) => `${mb} MB`).join(' at the beginning, ')} at the end`);
}

async function measureVerifying({ keys }: BenchHub): Promise<void> {
  const startedAtMs = performance.now();
  for (const receipt of receipts) await verifyReceipt(receipt, keys);
  printRate('receipts verified', receipts.length, performance.now() - startedAtMs);
}

/** From the restart of what was killed with -9 until all that was under way has arrived, as the tests of it see it. */
function measureRecovery(): void {
  const file = join(mkdtempSync(join(tmpdir(), 'bench-recovery-')), 'seconds');
  const env = { ...process.env, RECOVERY_FILE: file };
  const { status } = spawnSync(process.execPath, ['scripts/test.mjs', 'tests/chaos/servers'], { env });
  if (status !== 0) throw new Error('the tests of recovery failed; run npm test -- tests/chaos/servers');
  console.log(`recovery, from the restart on\n${readFileSync(file, 'utf8').trim()}`);
}

function toMegabytes(): number {
  return Math.round(process.memoryUsage.rss() / 1e6);
}
