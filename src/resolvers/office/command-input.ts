/** What the inputs of document mutations have in common: who gives the command, and texts and files within their bounds. */
import { hash } from 'node:crypto';
import { concernsAgency } from '../../delivery/papers.js';
import { toCommandKey, type Paper } from '../../dossiers/command.js';
import { HubError } from '../../errors.js';
import type { HubContext } from '../context.js';
import { requireOfficer, toCommandId } from '../exchange/command-input.js';

/** A command as far as its caller makes it. */
export interface CallerCommand {
  command: string;
  /** The chain of the command: given again it meets what came of it. */
  dossier: string;
  agency: string;
  actor: string;
  claimedAt: null;
}

/** The caller's side of a command. @throws HubError naming the field; FORBIDDEN for a caller who acts for no agency */
export function toCaller({ commandId }: { commandId: string }, { principal }: HubContext): CallerCommand {
  const { agency, sub } = requireOfficer(principal);
  const command = toCommandKey(sub, toCommandId(commandId));
  const dossier = `dsp_${hash('sha256', command, 'base64url').slice(0, 22)}`;
  return { command, dossier, agency, actor: sub, claimedAt: null };
}

/** A text that must be there. */
export function toText(field: string, text: string, most: number): string {
  const written = toWords(field, text, most);
  if (written === null) throw new HubError('BAD_INPUT', `${field}: expected a text, got an empty one`);
  return written;
}

/** A text that may be there; letters composed, null where it is empty. */
export function toWords(field: string, text: string | null | undefined, most: number): string | null {
  const written = (text ?? '').normalize('NFC').trim();
  // eslint-disable-next-line no-control-regex -- XML has no way to write them
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(written))
    throw new HubError('BAD_INPUT', `${field}: expected no control characters`);
  if (written.length > most)
    throw new HubError('BAD_INPUT', `${field}: expected at most ${most} characters, got ${written.length}`);
  return written === '' ? null : written;
}

/**
 * Files by reference: papers of a dossier the document belongs to, put there before.
 * @throws HubError FORBIDDEN where the dossier is none of the agency's business, BAD_INPUT for a paper that is not there
 */
export async function toPapers(
  papers: readonly Paper[],
  { dossier, agency }: { dossier: string | null; agency: string },
  { exchange }: HubContext,
): Promise<Paper[]> {
  if (papers.length === 0) return [];
  if (dossier === null)
    throw new HubError('BAD_INPUT', 'papers: files are papers of a dossier; name it first in dossiers');
  if (!(await concernsAgency(dossier, (one) => one === agency, exchange.parts)))
    throw new HubError(
      'FORBIDDEN',
      `papers: dossier ${dossier} never was with agency ${agency}, nor are its papers its own to send`,
    );
  const hashes = papers.map(({ sha256 }) => sha256);
  const [missing] = await exchange.papers.findMissing(dossier, hashes);
  if (missing !== undefined)
    throw new HubError(
      'BAD_INPUT',
      `papers.${hashes.indexOf(missing)}.sha256: no such paper of the dossier; put its bytes to /exchange/papers first`,
    );
  return papers.map(({ name, mediaType, sizeBytes, sha256 }) => ({ name, mediaType, sizeBytes, sha256 }));
}
