/** Takes personal numbers out of a record before it is hashed and stored; the only entity with one so far is the dossier. */
import type { DossierContent, SealedDossierContent } from '../records/dossier.js';
import type { CanonicalRecord } from '../records/record.js';
import type { Sealer } from './seal.js';

/** Only a citizen's number identifies a person; an enterprise's tax code is sealed but joins nobody. */
const citizenKindCode = 1;

/** The record as it may be hashed and stored. */
export function sealRecord(record: CanonicalRecord, sealer: Sealer): CanonicalRecord {
  if (record.entity !== 'dossier') return record;
  return { ...record, content: sealDossier(record as CanonicalRecord<DossierContent>, sealer) };
}

function sealDossier({ id, content }: CanonicalRecord<DossierContent>, sealer: Sealer): SealedDossierContent {
  const { name, kindCode, identityNumber, phone, address } = content.applicant;
  const isCitizen = kindCode === citizenKindCode;
  const applicant = {
    ...{ name, kindCode, phone, address },
    citizenId: identityNumber !== null && isCitizen ? sealer.toCitizenId(identityNumber) : null,
    sealedIdentity: identityNumber === null ? null : sealer.seal(identityNumber, id),
  };
  return { ...content, applicant };
}
