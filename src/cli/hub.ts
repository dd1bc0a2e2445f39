/**
 * `npm run hub -- COMMAND`: what operators see and do, on the command line, through the graph of a running hub. Every command prints a
 * table, or with `--json` the answer as it came. What it does is the graph's business.
 */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { HubError, toMessage } from '../errors.js';
import { hubCommandUsage, hubCommandLines, type HubCommandLine } from './hub/commands.js';
import { makeGraphClient, type AskGraph } from './hub/graph-client.js';
import { followRun } from './hub/follow-run.js';
import { requireNamed } from './hub/require-named.js';
import { runShadow } from './hub/shadow-command.js';
import { toRows } from './hub/rows.js';
import { toTable } from './hub/table.js';

const usage = `expected: npm run hub -- COMMAND [--json] [--url http://localhost:4000] [--token-file FILE]
${hubCommandUsage}
  shadow SOURCE --from RUN     what the mapping of this working tree would change (--settings FILE)`;

const options = {
  json: { type: 'boolean', default: false },
  url: { type: 'string', default: 'http://localhost:4000' },
  'token-file': { type: 'string', default: '.data/demo-tokens.json' },
  mode: { type: 'string', default: 'INCREMENTAL' },
  from: { type: 'string' },
  key: { type: 'string' },
  since: { type: 'string' },
  until: { type: 'string' },
  settings: { type: 'string', default: '.data/hub-settings.json' },
  first: { type: 'string', default: '20' },
} as const;

/** Where lines go; a test collects them. */
export interface Output {
  write(text: string): void;
  isTerminal: boolean;
}

/**
 * Does what the arguments say.
 * @throws HubError BAD_INPUT for arguments that make no command, and whatever the hub refuses.
 */
export async function runHub(args: string[], output: Output): Promise<void> {
  const { positionals, values } = parseArgs({ args, allowPositionals: true, options });
  const [name = '', ...given] = positionals;
  if (name === 'shadow' && given[0] !== undefined && values.from !== undefined) {
    const { from: fromRun, settings: settingsFile, json } = values;
    return runShadow({ source: given[0], fromRun, settingsFile, json }, output);
  }
  const line = hubCommandLines[name];
  if (line?.parameters.length !== given.length)
    throw new HubError('BAD_INPUT', `${toFault(name, line)}${usage}`);
  const ask = makeGraphClient(values.url, await readToken(values['token-file']));
  const named = Object.fromEntries(line.parameters.map((parameter, n) => [parameter, given[n]]));
  const first = toWhole(values.first);
  const variables = line.toVariables({
    ...named,
    ...{ mode: values.mode, fromRun: values.from ?? null, first, commandId: randomUUID() },
    ...{ key: values.key ?? null, since: values.since ?? null, until: values.until ?? null },
  });
  const data = await ask(line.query, variables);
  requireNamed(data, named);
  if (values.json) output.write(`${JSON.stringify(data, null, 2)}\n`);
  else output.write(toTable(toRows(data, line.rows).filter(({ of }) => isOfStream(of, named))));
  if (line.isFollowed === true && !values.json) await follow(data, { ask, output });
}

/** What is wrong with a command, a line before the usage; nothing where none was given. */
function toFault(name: string, line: HubCommandLine | undefined): string {
  if (name === '') return '';
  if (line !== undefined) {
    const expected = line.parameters.map((one) => one.toUpperCase()).join(' ');
    return `${name}: expected ${expected === '' ? 'nothing more' : expected}\n`;
  }
  return name === 'shadow' ? 'shadow: expected SOURCE --from RUN\n' : `no command is named ${name}\n`;
}

function toWhole(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new HubError('BAD_INPUT', `--first: expected a whole number, got ${text}`);
}

/** A stream that was named is the only one shown. */
function isOfStream(of: unknown, { source, stream }: Partial<Record<string, string>>): boolean {
  return stream === undefined || of === undefined || of === `${source ?? ''}.${stream}`;
}

async function follow(data: unknown, { ask, output }: { ask: AskGraph; output: Output }): Promise<void> {
  for (const { run } of Object.values(data as Record<string, { run: { id: string } }>)) {
    const failed = await followRun(run.id, { ask, output });
    if (failed !== null) throw new HubError('SOURCE_UNAVAILABLE', `the run failed: ${failed}`);
  }
}

/** A file with a token, or with one for each persona of the demonstration, of which the operator's is taken. */
async function readToken(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new HubError(
      'BAD_INPUT',
      `--token-file: expected a file with an operator's token, ${toMessage(cause)}`,
    );
  });
  if (!text.trimStart().startsWith('{')) return text.trim();
  const { operator } = JSON.parse(text) as { operator?: string };
  if (operator === undefined)
    throw new HubError('BAD_INPUT', `--token-file: ${file} holds no operator's token`);
  return operator;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const output = {
    isTerminal: process.stdout.isTTY,
    write: (text: string): void => void process.stdout.write(text),
  };
  await runHub(process.argv.slice(2), output).catch((thrown: unknown) => {
    process.stderr.write(`${toMessage(thrown)}\n`);
    process.exitCode = 1;
  });
}
