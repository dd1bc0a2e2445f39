/** What of a dossier's record travels to another system: everything the source said but the identity number. */
import type { SealedDossierContent } from '../records/dossier.js';

/** A record as JSON: instants as text, identity number and its seal left out. */
export function toOpenRecord(content: SealedDossierContent): object {
  const { sealedIdentity: _sealed, citizenId: _id, ...applicant } = content.applicant;
  return JSON.parse(JSON.stringify({ ...content, applicant })) as object;
}
