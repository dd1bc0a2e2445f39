/** Addresses that are good for a while: a path with the moment it ends at and a keyed digest over both, so that nobody can make or lengthen one. */
import { createHmac, timingSafeEqual } from 'node:crypto';

/** Makes and checks such addresses. */
export interface PathSigner {
  /** The path with what makes it good until `expiresAt`. */
  sign(path: string, expiresAt: Date): string;
  /** Whether a path was signed so, and is still good. */
  isGood(path: string, given: { expires: string; signature: string }, now: Date): boolean;
}

/** Makes the signer of one key. */
export function makePathSigner(key: Uint8Array): PathSigner {
  const toSignature = (path: string, expires: string): string =>
    createHmac('sha256', key).update(`${path}\n${expires}`).digest('base64url');
  return {
    sign(path, expiresAt) {
      const expires = String(Math.floor(expiresAt.getTime() / 1000));
      return `${path}?expires=${expires}&signature=${toSignature(path, expires)}`;
    },
    isGood(path, { expires, signature }, now) {
      const wanted = Buffer.from(toSignature(path, expires));
      const got = Buffer.from(signature);
      const isSigned = wanted.length === got.length && timingSafeEqual(wanted, got);
      return isSigned && /^\d{1,12}$/.test(expires) && Number(expires) * 1000 > now.getTime();
    },
  };
}
