/**
 * `npm run witness -- URL FILE [--keys FILE]`: adds the hub's latest checkpoint to a witness file, once it is proven to contain
 * the file's last one. Run by a district every hour, say, it makes rewriting the log behind its back impossible.
 */
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { HubError } from '../errors.js';
import type { Checkpoint } from '../evidence/checkpoint.js';
import { readPublishedKeys } from '../evidence/keys.js';
import { appendWitness, checkWitness } from '../evidence/witness.js';
import { runCommandLine } from './command-line.js';

const usage = 'expected: npm run witness -- http://hub:4000 FILE [--keys FILE]';
const timeoutMs = 30_000;

/**
 * Does what the arguments say. @returns what became of it, in a line
 * @throws HubError naming what does not hold; the file stays as it was then.
 */
export async function runWitness(args: string[]): Promise<string> {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: { keys: { type: 'string' } },
  });
  const [url, file] = positionals;
  if (url === undefined || file === undefined || positionals.length > 2)
    throw new HubError('BAD_INPUT', usage);
  const keysText =
    values.keys === undefined ? await fetchText(`${url}/exchange/keys`) : await readFile(values.keys, 'utf8');
  const keys = readPublishedKeys(keysText);
  const text = existsSync(file) ? await readFile(file, 'utf8') : '';
  // A file that does not hold itself proves nothing about what is added.
  const last = (await checkWitness(text, keys)).at(-1);
  const answer = await fetchText(`${url}/exchange/checkpoints/latest?from=${last?.size ?? 0}`);
  const { checkpoint, consistency } = JSON.parse(answer) as { checkpoint: Checkpoint; consistency: string[] };
  const longer = appendWitness(text, checkpoint, consistency);
  await checkWitness(longer, keys);
  await writeFile(file, longer);
  return longer === text
    ? `${file} has the checkpoint of ${checkpoint.size} events already`
    : `${file} has the checkpoint of ${checkpoint.size} events, root ${checkpoint.root}`;
}

async function fetchText(url: string): Promise<string> {
  const reply = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
  const text = await reply.text();
  if (!reply.ok) throw new HubError('SOURCE_REJECTED', `${url} answered HTTP ${reply.status}: ${text}`);
  return text;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await runCommandLine(runWitness);
