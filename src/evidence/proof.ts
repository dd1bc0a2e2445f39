/**
 * The file that proves a receipt with no server at hand: the receipt, the event it stands for, the event's place in the
 * log, the checkpoint over it and the keys. Every step is judged and reported, whatever became of the others.
 */
import { z } from 'zod';
import { toMessage } from '../errors.js';
import { checkpointShape, type Checkpoint } from './checkpoint.js';
import { count, filled, hashText, readJson } from './fields.js';
import { publishedKeysShape } from './key-file.js';
import type { PublishedKey } from './keys.js';
import {
  describeCheckpoint,
  describeConsistency,
  describeEvent,
  describeInclusion,
  describeSignature,
} from './proof-steps.js';

export { toEventLeaf } from './event-leaf.js';

/** The proof file. */
export interface ReceiptProof {
  /** Compact JWS. */
  receipt: string;
  /** What the event's hash is made of. */
  event: { core: object; prev: string | null };
  inclusion: { index: number; size: number; hashes: readonly string[] };
  checkpoint: Checkpoint;
  /** As published when the file was made; who verifies may know better ones. */
  keys: readonly PublishedKey[];
  /** A later checkpoint, and the hashes that prove the log only grew since `checkpoint`. */
  later?: { checkpoint: Checkpoint; hashes: readonly string[] } | undefined;
}

/** What is verified of a proof, in this order; CONSISTENCY only where there is a later checkpoint. */
export type ProofStepName = 'SIGNATURE' | 'EVENT' | 'INCLUSION' | 'CHECKPOINT' | 'CONSISTENCY';

/** How one step came out. */
export interface ProofStep {
  step: ProofStepName;
  ok: boolean;
  /** In words: what holds, or what does not. */
  detail: string;
}

const hashes = z.array(hashText).max(128, 'expected at most 128 hashes');

const proofShape: z.ZodType<ReceiptProof> = z.strictObject({
  receipt: filled,
  event: z.strictObject({ core: z.record(z.string(), z.unknown()), prev: hashText.nullable() }),
  inclusion: z.strictObject({ index: count, size: count, hashes }),
  checkpoint: checkpointShape,
  keys: publishedKeysShape,
  later: z.strictObject({ checkpoint: checkpointShape, hashes }).optional(),
});

/**
 * Reads a proof file.
 * @throws HubError BAD_INPUT naming what breaks its shape.
 */
export function readProof(text: string): ReceiptProof {
  return readJson(text, proofShape, 'the proof file');
}

/**
 * Verifies a proof. Without `trustedKeys` it is held against the keys it brings itself, which shows that it agrees with
 * itself and not who made it.
 */
export async function verifyProof(
  proof: ReceiptProof,
  trustedKeys?: readonly PublishedKey[],
): Promise<ProofStep[]> {
  const keys = trustedKeys ?? proof.keys;
  const steps: ProofStep[] = [
    await judge('SIGNATURE', async () => describeSignature(proof, keys, trustedKeys === undefined)),
    await judge('EVENT', () => describeEvent(proof)),
    await judge('INCLUSION', () => describeInclusion(proof)),
    await judge('CHECKPOINT', async () => describeCheckpoint(proof, keys)),
  ];
  const { later } = proof;
  if (later === undefined) return steps;
  return [...steps, await judge('CONSISTENCY', async () => describeConsistency({ ...proof, later }, keys))];
}

/** Whether every step holds. */
export function isProven(steps: readonly ProofStep[]): boolean {
  return steps.length > 0 && steps.every(({ ok }) => ok);
}

/** A step holds unless its words come as something thrown: a file from outside may break anything. */
async function judge(step: ProofStepName, describe: () => string | Promise<string>): Promise<ProofStep> {
  try {
    return { step, ok: true, detail: await describe() };
  } catch (thrown) {
    return { step, ok: false, detail: toMessage(thrown) };
  }
}
