/**
 * Papers by reference: put under the hash of their bytes before a command names them, fetched by the receiver's side and checked
 * against the hash. Who may is decided by the dossier's transfers.
 */
import type { ExchangeParts } from '../dossiers/parts.js';
import { HubError } from '../errors.js';
import { sha256Hex } from '../evidence/canonical.js';
import type { Papers } from '../store/papers.js';

/** What papers are kept with. */
export interface PaperParts extends Pick<ExchangeParts, 'store' | 'bodies' | 'findOpening'> {
  papers: Papers;
  /** What the source's record says of a dossier, its identity number left out; null where there is none. */
  findRecord(dossier: string): Promise<object | null>;
}

/** Largest paper: sealed and encoded it must fit one document of the store. */
export const mostPaperBytes = 10 * 1024 * 1024;

/**
 * Keeps a paper of a dossier.
 * @throws HubError BAD_INPUT for bytes that have another hash, NOT_FOUND for a dossier there is not.
 */
export async function putPaper(
  { dossier, sha256, bytes }: { dossier: string; sha256: string; bytes: Uint8Array },
  parts: PaperParts,
): Promise<void> {
  const got = sha256Hex(bytes);
  if (got !== sha256)
    throw new HubError('BAD_INPUT', `sha256: expected ${got}, the hash of the bytes that came`);
  if ((await parts.findOpening(dossier)) === null)
    throw new HubError('NOT_FOUND', `dossier: there is no dossier with the id ${dossier.slice(0, 64)}`);
  await parts.papers.keep(dossier, sha256, await parts.bodies.seal(dossier, bytes));
}

/** The bytes of a paper; null where there is none. @throws HubError NOT_FOUND once the dossier's key is gone. */
export async function findPaper(
  dossier: string,
  sha256: string,
  parts: Pick<PaperParts, 'papers' | 'bodies'>,
): Promise<Uint8Array | null> {
  const sealed = await parts.papers.find(dossier, sha256);
  return sealed === null ? null : parts.bodies.open(dossier, sealed);
}

/** Whether one of these agencies has or had to do with a dossier: as its holder, its sender, its receiver. */
export async function concernsAgency(
  dossier: string,
  isOurs: (agency: string) => boolean,
  { store, findOpening }: Pick<PaperParts, 'store' | 'findOpening'>,
): Promise<boolean> {
  const transfers = await store.transfers.findByDossiers([dossier]);
  if (transfers.some(({ from, to, originalTo }) => [from, to, originalTo].some(isOurs))) return true;
  const [custody] = await store.custodies.findByDossiers([dossier]);
  const holder = custody?.holder ?? (await findOpening(dossier))?.holder;
  return holder !== undefined && isOurs(holder);
}
