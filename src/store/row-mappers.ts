/** How each entity's documents become rows of its listing, and rows come back from their stored form. */
import type { AdministrativeUnitContent } from '../records/administrative-unit.js';
import type { AgencyContent } from '../records/agency.js';
import type { SealedDossierContent } from '../records/dossier.js';
import type { ProcedureContent } from '../records/procedure.js';
import type { EntityName } from '../records/record.js';
import { toAgencyRow, toDossierRow, toProcedureRow, toUnitRow } from '../lists/rows.js';
import { toStoredRecord, type RecordDocument } from './record-documents.js';

/** The row of each entity's document. */
export const rowMappers: Record<EntityName, (document: RecordDocument) => { id: string }> = {
  agency: (document) => toAgencyRow(toStoredRecord<AgencyContent>(document)),
  administrativeUnit: (document) => toUnitRow(toStoredRecord<AdministrativeUnitContent>(document)),
  procedure: (document) => toProcedureRow(toStoredRecord<ProcedureContent>(document)),
  dossier: (document) => toDossierRow(toStoredRecord<SealedDossierContent>(document)),
};
