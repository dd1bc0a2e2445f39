/**
 * A checkpoint: how large the log was at a moment and its root, signed by the hub. Two checkpoints with a consistency
 * proof between them show that nothing before the first was changed. When one is made is the sequencer's business.
 */
import { z } from 'zod';
import { HubError } from '../errors.js';
import { count, filled, hashText, instantText } from './fields.js';
import { requireValid, type PublishedKey, type SigningKey } from './keys.js';
import { signClaims, verifyClaims, type ClaimsKind, type Verified } from './signature.js';

/** A signed checkpoint; the fields beside the JWS are those it holds. */
export interface Checkpoint {
  /** Leaves in the log. */
  size: number;
  root: string;
  /** RFC 3339, +07:00. */
  at: string;
  jws: string;
}

/** What is signed. */
export interface CheckpointClaims {
  /** The hub that signed. */
  iss: string;
  typ: 'checkpoint';
  size: number;
  root: string;
  at: string;
}

const checkpointClaims: ClaimsKind<CheckpointClaims> = {
  name: 'a checkpoint',
  typ: 'lt-checkpoint+jws',
  shape: z.strictObject({
    iss: filled,
    typ: z.literal('checkpoint'),
    size: count,
    root: hashText,
    at: instantText,
  }),
};

/** A checkpoint as it comes from outside. */
export const checkpointShape: z.ZodType<Checkpoint> = z.strictObject({
  size: count,
  root: hashText,
  at: instantText,
  jws: filled,
});

/** Signs a checkpoint. */
export async function signCheckpoint(
  claims: Omit<CheckpointClaims, 'typ'>,
  key: SigningKey,
): Promise<Checkpoint> {
  const { iss, size, root, at } = claims;
  return {
    size,
    root,
    at,
    jws: await signClaims(checkpointClaims, { iss, typ: 'checkpoint', size, root, at }, key),
  };
}

/**
 * Verifies a checkpoint's signature, and that the fields beside it are those that were signed.
 * @throws HubError BAD_INPUT: no checkpoint, unknown key, key not valid then, altered.
 */
export async function verifyCheckpoint(
  { size, root, at, jws }: Checkpoint,
  keys: readonly PublishedKey[],
): Promise<Verified<CheckpointClaims>> {
  const verified = await verifyClaims(checkpointClaims, jws, keys);
  const { claims, key } = verified;
  if (claims.size !== size || claims.root !== root || claims.at !== at)
    throw new HubError(
      'BAD_INPUT',
      `a checkpoint was altered: ${toTitle(claims)} was signed, not what it says`,
    );
  requireValid(key, new Date(at));
  return verified;
}

/** A checkpoint as messages name it. */
export function toTitle({ size, at }: Pick<Checkpoint, 'size' | 'at'>): string {
  return `the checkpoint of ${size} leaves at ${at}`;
}
