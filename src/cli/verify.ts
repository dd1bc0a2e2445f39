/**
 * `npm run verify -- FILE|JWS [--keys FILE] [--witness FILE]`: verifies a receipt or its proof file with no network and no
 * hub. Prints a summary in Vietnamese and every step in English; exits with 0 where all holds, with 1 where not.
 */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { HubError, toMessage } from '../errors.js';
import type { Checkpoint } from '../evidence/checkpoint.js';
import { readPublishedKeys, type PublishedKey } from '../evidence/keys.js';
import { readProof, verifyProof, type ReceiptProof } from '../evidence/proof.js';
import { fromCompactReceipt, receiptClaims, verifyReceipt } from '../evidence/receipt.js';
import { readClaims } from '../evidence/signature.js';
import { checkWitness, findWitnessed } from '../evidence/witness.js';
import { toPrintable, toReport, type ReportedStep } from './verify-report.js';

const usage = 'npm run verify -- FILE|JWS [--keys FILE] [--witness FILE]';

/** What is to be verified: a proof, or a receipt alone. */
type Subject = { proof: ReceiptProof; receipt: string } | { proof: null; receipt: string };

/** What came of it. */
export interface Verdict {
  /** What is printed. */
  text: string;
  /** 0 where all holds, else 1. */
  exitCode: 0 | 1;
}

/** Verifies what the arguments name; never throws for what it is given. */
export async function runVerify(args: readonly string[]): Promise<Verdict> {
  try {
    return await verify(args);
  } catch (thrown) {
    return { text: `KHÔNG KIỂM TRA ĐƯỢC\n  ${toPrintable(toMessage(thrown))}\n`, exitCode: 1 };
  }
}

async function verify(args: readonly string[]): Promise<Verdict> {
  const { subject: text, keysFile, witnessFile } = readArguments(args);
  const subject = await readSubject(text);
  const keys = keysFile === undefined ? undefined : readPublishedKeys(await readFile(keysFile, 'utf8'));
  const steps =
    subject.proof === null
      ? await verifyAlone(subject.receipt, keys)
      : await verifyProof(subject.proof, keys);
  const witnessed =
    witnessFile === undefined
      ? []
      : [await verifyWitness(subject, { keys, text: await readFile(witnessFile, 'utf8') })];
  const all: ReportedStep[] = [...steps, ...witnessed];
  const isWell = all.every(({ ok }) => ok);
  if (!isWell) return { text: toReport(all, null), exitCode: 1 };
  const claims = readClaims(receiptClaims, subject.receipt);
  return { text: toReport(all, { claims, hasOwnKeys: keys === undefined }), exitCode: 0 };
}

function readArguments(args: readonly string[]): {
  subject: string;
  keysFile: string | undefined;
  witnessFile: string | undefined;
} {
  const options = { keys: { type: 'string' }, witness: { type: 'string' } } as const;
  let parsed;
  try {
    parsed = parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (cause) {
    throw new HubError('BAD_INPUT', `${toMessage(cause)}; usage: ${usage}`, { cause });
  }
  const { positionals, values } = parsed;
  const [subject] = positionals;
  if (subject === undefined || positionals.length > 1)
    throw new HubError(
      'BAD_INPUT',
      `expected one proof file or receipt, got ${positionals.length}; usage: ${usage}`,
    );
  return { subject, keysFile: values.keys, witnessFile: values.witness };
}

/** A file is read; what is no file is the receipt itself. */
async function readSubject(argument: string): Promise<Subject> {
  const text = existsSync(argument) ? await readFile(argument, 'utf8') : argument;
  if (text.trimStart().startsWith('{')) {
    const proof = readProof(text);
    return { proof, receipt: proof.receipt };
  }
  return { proof: null, receipt: fromCompactReceipt(text) };
}

async function verifyAlone(
  receipt: string,
  keys: readonly PublishedKey[] | undefined,
): Promise<ReportedStep[]> {
  if (keys === undefined)
    throw new HubError(
      'BAD_INPUT',
      'a receipt alone brings no keys: name the published ones with --keys FILE',
    );
  try {
    const { jti, at } = await verifyReceipt(receipt, keys);
    const detail = `receipt ${jti} was signed at ${at}; its place in the log is not shown without its proof file`;
    return [{ step: 'SIGNATURE', ok: true, detail }];
  } catch (thrown) {
    return [{ step: 'SIGNATURE', ok: false, detail: toMessage(thrown) }];
  }
}

/** A witness that knows none of the proof's checkpoints confirms nothing, and confirming was asked for. */
async function verifyWitness(
  { proof }: Subject,
  { keys, text }: { keys: readonly PublishedKey[] | undefined; text: string },
): Promise<ReportedStep> {
  if (proof === null)
    return {
      step: 'WITNESS',
      ok: false,
      detail: 'a receipt alone names no checkpoint: bring its proof file',
    };
  try {
    const witness = await checkWitness(text, keys ?? proof.keys);
    const known = findWitnessed(witness, toCheckpoints(proof));
    if (known !== null)
      return { step: 'WITNESS', ok: true, detail: `the witness saw the root of ${known.size} leaves too` };
    const sizes = witness.map(({ size }) => size).join(', ') || 'none';
    return {
      step: 'WITNESS',
      ok: false,
      detail: `the witness knows no checkpoint of the proof; it has sizes ${sizes}`,
    };
  } catch (thrown) {
    return { step: 'WITNESS', ok: false, detail: toMessage(thrown) };
  }
}

function toCheckpoints({ checkpoint, later }: ReceiptProof): Checkpoint[] {
  return later === undefined ? [checkpoint] : [checkpoint, later.checkpoint];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { text, exitCode } = await runVerify(process.argv.slice(2));
  process.stdout.write(text);
  process.exitCode = exitCode;
}
