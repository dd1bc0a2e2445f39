/**
 * A witness: a file of checkpoints, one JSON line each with the proof that it contains the one before. Whoever keeps one,
 * a district say, makes it impossible to rewrite the log behind their back. Fetching checkpoints is left to others.
 */
import { z } from 'zod';
import { HubError, toMessage } from '../errors.js';
import { checkpointShape, toTitle, verifyCheckpoint, type Checkpoint } from './checkpoint.js';
import { hashText, readJson } from './fields.js';
import type { PublishedKey } from './keys.js';
import { verifyConsistency } from './merkle-verify.js';

/** A line of a witness file. */
interface WitnessLine {
  checkpoint: Checkpoint;
  /** Proves that it contains the checkpoint of the line before; empty in the first. */
  consistency: readonly string[];
}

const lineShape: z.ZodType<WitnessLine> = z.strictObject({
  checkpoint: checkpointShape,
  consistency: z.array(hashText),
});

/**
 * The file with one more checkpoint; as it was where that one is its last already. Signatures are verified by
 * `checkWitness`.
 * @throws HubError BAD_INPUT where the checkpoint does not contain the last one: the log was rewritten.
 */
export function appendWitness(text: string, checkpoint: Checkpoint, consistency: readonly string[]): string {
  const last = readWitness(text).at(-1)?.checkpoint;
  if (last?.size === checkpoint.size && last.root === checkpoint.root) return text;
  requireGrowth(last, { checkpoint, consistency });
  const kept = last === undefined ? [] : consistency;
  const ended = text === '' || text.endsWith('\n') ? text : `${text}\n`;
  return `${ended}${JSON.stringify({ checkpoint, consistency: kept })}\n`;
}

/**
 * Verifies every line: its signature, and that it contains the line before.
 * @returns the checkpoints, oldest first
 * @throws HubError BAD_INPUT naming the first line that does not hold.
 */
export async function checkWitness(text: string, keys: readonly PublishedKey[]): Promise<Checkpoint[]> {
  const lines = readWitness(text);
  let last: Checkpoint | undefined;
  for (const [n, line] of lines.entries()) {
    try {
      await verifyCheckpoint(line.checkpoint, keys);
      requireGrowth(last, line);
    } catch (cause) {
      throw new HubError('BAD_INPUT', `line ${n + 1} of the witness file: ${toMessage(cause)}`, { cause });
    }
    last = line.checkpoint;
  }
  return lines.map(({ checkpoint }) => checkpoint);
}

/**
 * The first of the checkpoints that a witness knows; null where it has none of their sizes.
 * @throws HubError BAD_INPUT where it knows another root for a size: there are two logs.
 */
export function findWitnessed(
  witness: readonly Checkpoint[],
  checkpoints: readonly Checkpoint[],
): Checkpoint | null {
  const roots = new Map(witness.map(({ size, root }) => [size, root]));
  const known = checkpoints.filter(({ size }) => roots.has(size));
  const other = known.find(({ size, root }) => roots.get(size) !== root);
  if (other === undefined) return known[0] ?? null;
  throw new HubError(
    'BAD_INPUT',
    `the witness knows another root than ${toTitle(other)} has: there are two logs`,
  );
}

function readWitness(text: string): WitnessLine[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, n) => readJson(line, lineShape, `line ${n + 1} of the witness file`));
}

function requireGrowth(last: Checkpoint | undefined, { checkpoint, consistency }: WitnessLine): void {
  if (last === undefined) return;
  const isGrown = verifyConsistency({
    oldSize: last.size,
    oldRoot: last.root,
    newSize: checkpoint.size,
    newRoot: checkpoint.root,
    hashes: consistency,
  });
  if (isGrown) return;
  throw new HubError(
    'BAD_INPUT',
    `${toTitle(checkpoint)} does not contain ${toTitle(last)}: the log was rewritten, or the proof is of other sizes`,
  );
}
