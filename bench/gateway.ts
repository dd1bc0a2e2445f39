/**
 * `npm run bench:gateway [-- --rounds N]`: our gateway, a monolith behind Apollo Server as it comes and with its per-field hook off,
 * router-runtime, and Apollo Gateway (installed into a folder of its own where the registry has it). All in one run, in turns, their bodies
 * checked; printed as ratios to the monolith with their spread. Without HTTP the monolith is bare graphql-js.
 */
import { parseArgs } from 'node:util';
import { startContenders, type Contender } from './gateway/contenders.js';
import { makeInProcess } from './gateway/in-process.js';
import { questions, type QuestionName } from './gateway/world.js';
import { toPercentile } from './measure.js';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '12' } } });
const rounds = Number(values.rounds);
const names = Object.keys(questions) as QuestionName[];

/** Requests of one turn; a large answer takes longer. */
const turnRequests = { small: 3000, hop3: 2000, big: 40 } as const;
/** Rounds before those that count: V8 compiles what runs often, and what counts is a server that has run for a while. */
const warmingRounds = 3;
const concurrency = 8;

/** What one contender did, turn by turn. */
interface Turns {
  perSecond: number[];
  latencyMs: number[];
}

const toEmpty = (): Turns => ({ perSecond: [], latencyMs: [] });

async function runTurn(ask: () => Promise<string>, expected: string, question: QuestionName): Promise<Turns> {
  const latencyMs: number[] = [];
  let left = turnRequests[question];
  const startedAtMs = performance.now();
  const work = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const askedAtMs = performance.now();
      const body = await ask();
      latencyMs.push(performance.now() - askedAtMs);
      if (body !== expected) throw new Error(`another answer to ${question}: ${body.slice(0, 200)}`);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  const elapsedMs = performance.now() - startedAtMs;
  return { perSecond: [(latencyMs.length / elapsedMs) * 1000], latencyMs };
}

/** Lets every contender take its turn in every round, in another order each time. */
async function compare(
  question: QuestionName,
  contenders: readonly Contender[],
): Promise<Map<string, Turns>> {
  const results = new Map(contenders.map(({ name }) => [name, toEmpty()]));
  const expected = await contenders.find(({ name }) => name === 'monolith')?.ask(question);
  for (let round = -warmingRounds; round < rounds; round += 1) {
    const first = round + warmingRounds;
    const order = contenders.map((_, n) => contenders[(n + first) % contenders.length] as Contender);
    for (const contender of order) {
      const turn = await runTurn(() => contender.ask(question), expected ?? '', question);
      if (round < 0) continue;
      results.get(contender.name)?.perSecond.push(...turn.perSecond);
      results.get(contender.name)?.latencyMs.push(...turn.latencyMs);
    }
  }
  return results;
}

function print(title: string, results: ReadonlyMap<string, Turns>): void {
  console.log(`\n${title}`);
  const base = results.get('monolith')?.perSecond ?? [];
  for (const [name, { perSecond, latencyMs }] of results) {
    const ratios = perSecond.map((rate, round) => rate / (base[round] ?? Number.NaN));
    const [low, middle, high] = [0.1, 0.5, 0.9].map((share) => toPercentile(ratios, share).toFixed(2));
    const rate = toPercentile(perSecond, 0.5).toFixed(0);
    const p99 = toPercentile(latencyMs, 0.99).toFixed(1);
    console.log(
      `  ${name.padEnd(28)} ${middle ?? ''}× (${low ?? ''}–${high ?? ''})   ${rate.padStart(7)}/s   p99 ${p99.padStart(6)} ms`,
    );
  }
}

const inProcess = await makeInProcess();
for (const question of names) print(`${question}, without HTTP`, await compare(question, inProcess));
const { contenders, close } = await startContenders();
try {
  for (const question of names) print(`${question}, over HTTP`, await compare(question, contenders));
  console.log('\nmemory after it all');
  for (const { name, readMemoryMb } of contenders) console.log(`  ${name.padEnd(28)} ${readMemoryMb()} MB`);
} finally {
  await close();
}
