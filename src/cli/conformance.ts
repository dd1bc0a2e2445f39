/**
 * `npm run conformance -- URL --node NAME --agency CODE [--hub NAME] [--keys FILE] [--node-keys FILE]`: holds a receiver of
 * dossiers to what the hub expects of it. The kit plays the hub with keys of its own, made at first use beside the list the
 * receiver must trust while it is tested. Exits with 0 where every case passes, with 1 where not.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { HubError, toMessage } from '../errors.js';
import { addSigningKey } from '../evidence/key-changes.js';
import {
  readPublishedKeys,
  readSigningKeys,
  toPublishedKey,
  type PublishedKey,
  type SigningKey,
} from '../evidence/keys.js';
import { conformanceCases } from './conformance/cases.js';
import type { KitOptions } from './conformance/kit.js';

const usage =
  'npm run conformance -- URL --node NAME --agency CODE [--hub NAME] [--keys FILE] [--node-keys FILE]';

/** What came of a test: a line for each case, and the exit code. */
export interface ConformanceVerdict {
  lines: string[];
  exitCode: 0 | 1;
}

/** Runs every case against a receiver, one after the other. */
export async function runConformance(
  options: KitOptions,
  nodeKeys: readonly PublishedKey[],
): Promise<ConformanceVerdict> {
  const lines: string[] = [];
  let failed = 0;
  const cases = Object.entries(conformanceCases);
  for (const [name, { expected, run }] of cases) {
    const came = await run(options, nodeKeys);
    if (came !== null) failed += 1;
    lines.push(
      came === null ? `PASS  ${name}: ${expected}` : `FAIL  ${name}: expected ${expected}; came ${came}`,
    );
  }
  lines.push(`${cases.length - failed} passed, ${failed} failed`);
  return { lines, exitCode: failed === 0 ? 0 : 1 };
}

/** The kit's two keys: one good today, one whose period ended long ago. */
export function makeKitKeys(): { key: SigningKey; expiredKey: SigningKey; text: string } {
  const [key, expiredKey] = [
    makeKey(new Date('2020-01-01T00:00:00Z')),
    makeKey(new Date('2001-01-01T00:00:00Z')),
  ];
  return readKitKeys(
    JSON.stringify({ keys: [key, { ...expiredKey, validTo: '2002-01-01T00:00:00Z' }] }, null, 2),
  );
}

function makeKey(validFrom: Date): object {
  const { keys } = JSON.parse(addSigningKey(null, validFrom)) as { keys: [object] };
  return keys[0];
}

function readKitKeys(text: string): ReturnType<typeof makeKitKeys> {
  const [key, expiredKey] = readSigningKeys(text);
  if (key !== undefined && expiredKey !== undefined) return { key, expiredKey, text };
  throw new HubError('BAD_INPUT', '--keys: expected a file of two keys, as the kit made it');
}

async function run(args: string[]): Promise<ConformanceVerdict> {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      node: { type: 'string' },
      agency: { type: 'string' },
      hub: { type: 'string', default: 'lien-thong' },
      keys: { type: 'string', default: 'conformance-keys.json' },
      'node-keys': { type: 'string' },
    },
  });
  const [url] = positionals;
  const { node, agency, hub } = values;
  if (url === undefined || node === undefined || agency === undefined) throw new HubError('BAD_INPUT', usage);
  if (!existsSync(values.keys)) writeFileSync(values.keys, makeKitKeys().text, { mode: 0o600 });
  const { key, expiredKey } = readKitKeys(readFileSync(values.keys, 'utf8'));
  const trusted = `${values.keys.replace(/\.json$/, '')}.public.json`;
  const published = [key, expiredKey].map((one) => toPublishedKey(one));
  writeFileSync(trusted, `${JSON.stringify({ keys: published }, null, 2)}\n`);
  process.stdout.write(`the receiver must trust the keys of ${trusted} while it is tested\n`);
  const nodeKeys = readPublishedKeys(
    values['node-keys'] === undefined
      ? await (await fetch(new URL('/exchange/keys', url))).text()
      : readFileSync(values['node-keys'], 'utf8'),
  );
  return runConformance({ url, node, hub, agency, key, expiredKey }, nodeKeys);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const { lines, exitCode } = await run(process.argv.slice(2));
    process.stdout.write(`${lines.join('\n')}\n`);
    process.exitCode = exitCode;
  } catch (thrown) {
    process.stderr.write(`${toMessage(thrown)}\n`);
    process.exitCode = 1;
  }
}
