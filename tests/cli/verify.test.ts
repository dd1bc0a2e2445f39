/** The offline verifier as a district runs it: files in, words and an exit code out. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { runVerify } from '../../src/cli/verify.js';
import { toPublishedKey, type PublishedKey } from '../../src/evidence/keys.js';
import { proveConsistency } from '../../src/evidence/merkle.js';
import type { ReceiptProof } from '../../src/evidence/proof.js';
import { appendWitness } from '../../src/evidence/witness.js';
import { key, makeCheckpoint, makeEvents, makeKey, makeProof, toLeaf } from '../evidence/sample-hub.js';

let folder: string;
let proof: ReceiptProof;
const inFolder = (name: string): string => join(folder, name);
const toKeysText = (...keys: PublishedKey[]): string => JSON.stringify({ keys });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'verify-'));
  proof = await makeProof({ laterSize: 23 });
  const altered = { ...proof, event: { ...proof.event, core: { ...proof.event.core, agency: 'H31.9' } } };
  const leaves = makeEvents(23).map(toLeaf);
  const fork = leaves.with(0, leaves[1] ?? '');
  const [small, large] = [
    await makeCheckpoint(leaves.slice(0, 4)),
    await makeCheckpoint(leaves.slice(0, 23)),
  ];
  const witness = appendWitness('', small, []);
  const files = {
    'proof.json': JSON.stringify(proof),
    'altered.json': JSON.stringify(altered),
    'receipt.txt': `lt:${proof.receipt}\n`,
    'keys.json': toKeysText(toPublishedKey(key)),
    'strangers.json': toKeysText(toPublishedKey(makeKey('hub-1', '2018-01-01T00:00:00+07:00'))),
    'revoked.json': toKeysText(toPublishedKey(key, new Date('2018-06-01T00:00:00+07:00'))),
    'witness.jsonl': appendWitness(witness, large, proveConsistency(leaves, 4, 23)),
    'elsewhere.jsonl': witness,
    'fork.jsonl': appendWitness('', await makeCheckpoint(fork), []),
  };
  await Promise.all(Object.entries(files).map(async ([name, text]) => writeFile(inFolder(name), text)));
});
afterAll(async () => rm(folder, { recursive: true }));

/** Runs it with arguments of which those with a dot are files of the folder. */
async function run(...args: string[]): Promise<{ text: string; exitCode: number }> {
  return runVerify(args.map((arg) => (/^[a-z]+\.[a-z]+$/.test(arg) ? inFolder(arg) : arg)));
}

describe('holds', () => {
  test('a proof file, step by step, with the dossier in words', async () => {
    const { text, exitCode } = await run('proof.json', '--keys', 'keys.json');
    expect(exitCode).toBe(0);
    const [summary, ...steps] = text.trimEnd().split('\n');
    expect(summary).toContain('HỢP LỆ: biên nhận rcp_5, hồ sơ 000.00.01.H31-180507-0007');
    expect(steps.map((line) => line.trim().split(/\s+/).slice(0, 2))).toEqual(
      ['SIGNATURE', 'EVENT', 'INCLUSION', 'CHECKPOINT', 'CONSISTENCY'].map((step) => ['ok', step]),
    );
  });

  test.each([
    ['a proof held against its own keys', ['proof.json'], 'chưa đối chiếu với khóa công bố'],
    ['a receipt in a file, from a QR code', ['receipt.txt', '--keys', 'keys.json'], 'without its proof file'],
    [
      'a checkpoint a witness saw',
      ['proof.json', '--keys', 'keys.json', '--witness', 'witness.jsonl'],
      'of 23 leaves',
    ],
  ])('%s', async (_, args, words) => {
    const { text, exitCode } = await run(...args);
    expect(text).toContain(words);
    expect(exitCode).toBe(0);
  });

  test('a bare receipt', async () => {
    expect(await run(proof.receipt, '--keys', 'keys.json')).toMatchObject({
      exitCode: 0,
      text: expect.stringMatching(/^CHỮ KÝ HỢP LỆ: /) as unknown,
    });
  });
});

describe('does not hold', () => {
  test.each([
    ['an altered event', ['altered.json', '--keys', 'keys.json'], 'FAILED  EVENT'],
    ['keys of somebody else', ['proof.json', '--keys', 'strangers.json'], 'FAILED  SIGNATURE'],
    ['a receipt alone under a revoked key', ['receipt.txt', '--keys', 'revoked.json'], 'was revoked at'],
    ['a receipt alone without keys', ['receipt.txt'], 'name the published ones with --keys'],
    ['a witness that never saw it', ['proof.json', '--witness', 'elsewhere.jsonl'], 'it has sizes 4'],
    ['a witness of another log', ['proof.json', '--witness', 'fork.jsonl'], 'there are two logs'],
    [
      'a witness for a receipt alone',
      ['receipt.txt', '--keys', 'keys.json', '--witness', 'witness.jsonl'],
      'FAILED  WITNESS',
    ],
    ['what is no receipt', ['không', '--keys', 'keys.json'], 'not a receipt'],
    ['a file that is not there', ['proof.json', '--keys', 'nowhere.json'], 'ENOENT'],
    ['nothing at all', [], 'usage: npm run verify'],
    ['two at once', ['proof.json', 'receipt.txt'], 'usage: npm run verify'],
    ['an option it does not know', ['proof.json', '--key', 'keys.json'], 'usage: npm run verify'],
  ])('%s', async (_, args, words) => {
    const { text, exitCode } = await run(...args);
    expect(text).toContain(words);
    expect(text).toMatch(/^KHÔNG /);
    expect(exitCode).toBe(1);
  });
});

test('what a file says is never an order to the terminal', async () => {
  const { text } = await run('\u001b[2Jnot a receipt', '--keys', 'keys.json');
  const keyed = {
    ...proof,
    receipt: proof.receipt,
    keys: proof.keys.map((one) => ({ ...one, kid: '\u001b[31m' })),
  };
  await writeFile(inFolder('coloured.json'), JSON.stringify(keyed));
  expect(text + (await run('coloured.json')).text).not.toContain('\u001b');
});

test('as a process it prints and exits by the outcome', async () => {
  const start = async (file: string): Promise<{ stdout: string }> =>
    promisify(execFile)(process.execPath, ['--import', 'tsx', 'src/cli/verify.ts', inFolder(file)]);
  expect((await start('proof.json')).stdout).toMatch(/^HỢP LỆ/);
  await expect(start('altered.json')).rejects.toMatchObject({
    code: 1,
    stdout: expect.stringMatching(/^KHÔNG HỢP LỆ: không khớp ở sự kiện/) as unknown,
  });
});
