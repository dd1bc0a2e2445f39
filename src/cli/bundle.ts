/**
 * `npm run bundle -- …`: the desk of an agency without network. Takes the files an operator fetched from the hub
 * (GET /exchange/bundles/NODE), notes answers, and makes the file that is brought back (POST /exchange/bundles).
 */
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { HubError } from '../errors.js';
import { readPublishedKeys } from '../evidence/keys.js';
import { runCommandLine } from './command-line.js';
import { makeDesk, makeFile, noteAnswer, takeFile } from './bundle/desk.js';

const usage = `expected one of:
  init   DESK --node NAME --hub NAME --hub-keys FILE   makes the folder DESK and a key, and prints its public half
  take   DESK FILE                                     takes a file of the hub: an inbox, or what became of answers
  accept DESK TRANSFER [--note TEXT]
  return DESK TRANSFER --note REASON
  send   DESK DOSSIER --agency CODE --to CODE [--note TEXT] [--due INSTANT]
  make   DESK FILE                                     makes the file for the hub`;

const options = {
  node: { type: 'string' },
  hub: { type: 'string' },
  'hub-keys': { type: 'string' },
  note: { type: 'string' },
  agency: { type: 'string' },
  to: { type: 'string' },
  due: { type: 'string' },
} as const;

type Values = Partial<Record<keyof typeof options, string>>;

async function run(args: string[], now: Date): Promise<string> {
  const { positionals, values } = parseArgs({ args, allowPositionals: true, options });
  const [action, desk, subject, ...rest] = positionals;
  if (action === undefined || desk === undefined || rest.length > 0) throw new HubError('BAD_INPUT', usage);
  if (action === 'init') return init(desk, values, now);
  if (subject === undefined) throw new HubError('BAD_INPUT', usage);
  switch (action) {
    case 'take':
      return takeFile(desk, await readFile(subject, 'utf8'), now);
    case 'make':
      await writeFile(subject, await makeFile(desk, now));
      return `${subject} is made; bring it to the hub`;
    case 'accept':
    case 'return': {
      const answer = { kind: action.toUpperCase(), transfer: subject, note: values.note ?? null };
      return `noted as ${noteAnswer(desk, answer, now)}`;
    }
    case 'send': {
      const { agency, to } = requireOptions(values, 'agency', 'to');
      const answer = { kind: 'SEND', dossier: subject, agency, to, note: values.note ?? null };
      return `noted as ${noteAnswer(desk, { ...answer, dueAt: values.due ?? null }, now)}`;
    }
    default:
      throw new HubError('BAD_INPUT', usage);
  }
}

async function init(desk: string, values: Values, now: Date): Promise<string> {
  const { node, hub, 'hub-keys': file } = requireOptions(values, 'node', 'hub', 'hub-keys');
  const hubKeys = readPublishedKeys(await readFile(file, 'utf8'));
  return JSON.stringify(makeDesk(desk, { node, hub, hubKeys }, now), null, 2);
}

function requireOptions<Name extends keyof typeof options>(
  values: Values,
  ...names: Name[]
): Record<Name, string> {
  const missing = names.filter((name) => values[name] === undefined);
  if (missing.length > 0)
    throw new HubError('BAD_INPUT', `${missing.map((name) => `--${name}`).join(', ')}: ${usage}`);
  return values as Record<Name, string>;
}

await runCommandLine((args) => run(args, new Date()));
