/** What makes two commands the same: everything the caller said, and nothing the hub or a clock added. */
import { sha256Hex, toCanonicalBytes } from '../evidence/canonical.js';
import type { Command } from './command.js';

/** SHA-256 of a command's canonical form. The opening and the hub's own notices are the same by their id alone. */
export function toCommandHash({
  type,
  dossier,
  agency,
  body,
  attachment,
  expectedEpoch,
  actor,
}: Command): string {
  if (type === 'OPEN' || type === 'DELIVER') return sha256Hex(toCanonicalBytes({ type, dossier }));
  return sha256Hex(toCanonicalBytes({ type, dossier, agency, body, attachment, expectedEpoch, actor }));
}
