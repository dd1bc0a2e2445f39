/** Records and listings for tests: complete, small, about nobody. Tests name only what they are about. */
import type { Listing, Listings } from '../../src/lists/listing.js';
import {
  toRecordRow,
  toDossierRow,
  type AgencyRow,
  type DossierRow,
  type ProcedureRow,
  type StoredDossier,
  type UnitRow,
} from '../../src/lists/rows.js';
import { toUnitId, type AdministrativeUnitContent } from '../../src/records/administrative-unit.js';
import type { AgencyContent } from '../../src/records/agency.js';
import type { SealedDossierContent } from '../../src/records/dossier.js';
import type { ProcedureContent } from '../../src/records/procedure.js';
import type { StoredRecord } from '../../src/records/record.js';
import { toEach } from '../../src/store/entities.js';

/** A stored record of the source `onestop`. */
export function toStored<Content extends object>(id: string, content: Content): StoredRecord<Content> {
  return {
    id,
    content,
    provenance: {
      source: 'onestop',
      stream: 'records',
      key: `key-of-${id}`,
      version: '20180601000000',
      runId: 'run-1',
      fetchedAt: new Date('2018-06-30T10:00:00+07:00'),
      pageHash: 'a'.repeat(64),
    },
    version: 1,
    recordedAt: new Date('2018-06-30T10:00:01+07:00'),
    goneAt: null,
  };
}

export function makeAgency(given: Partial<AgencyContent> & { code: string }): AgencyRow {
  const content: AgencyContent = {
    name: `Cơ quan ${given.code}`,
    level: 'COMMUNE',
    parentCode: null,
    unitCode: null,
    pilotFrom: null,
    validFrom: null,
    validTo: null,
    ...given,
  };
  return toRecordRow(toStored(content.code, content));
}

export function makeUnit(given: Partial<AdministrativeUnitContent> & { code: string }): UnitRow {
  const content: AdministrativeUnitContent = {
    name: `Đơn vị ${given.code}`,
    kind: 'COMMUNE',
    level: 'COMMUNE',
    parentCode: null,
    validFrom: '2004-01-01',
    validTo: null,
    predecessorIds: [],
    ...given,
  };
  return toRecordRow(toStored(toUnitId(content.code, content.validFrom), content));
}

export function makeProcedure(given: Partial<ProcedureContent> & { code: string }): ProcedureRow {
  const content: ProcedureContent = {
    name: `Thủ tục ${given.code}`,
    level: 'COMMUNE',
    serviceLevel: null,
    fieldCode: 'F1',
    fieldName: 'Hộ tịch',
    agencyCode: null,
    timeLimit: null,
    ...given,
  };
  return toRecordRow(toStored(content.code, content));
}

/** What a test says of a dossier; the applicant by name and citizen id. */
export type GivenDossier = Partial<Omit<SealedDossierContent, 'applicant'>> & {
  applicantName?: string;
  citizenId?: string | null;
};

export function makeDossier(id: string, given: GivenDossier = {}): StoredDossier {
  const { applicantName = 'Người Nộp Thử', citizenId = null, ...content } = given;
  return toStored<SealedDossierContent>(id, {
    codes: [{ value: `CODE-${id}`, issuer: 'A1' }],
    statusCode: 4,
    portalStatusCode: null,
    channelCode: 1,
    procedureCode: 'P1',
    receivingAgencyCode: 'A1',
    holderCode: 'A1',
    heldSince: null,
    handovers: 0,
    applicant: {
      name: applicantName,
      kindCode: 1,
      citizenId,
      sealedIdentity: null,
      phone: null,
      address: null,
    },
    subject: 'Đăng ký thử',
    submittedAt: null,
    receivedAt: new Date('2018-03-01T08:00:00+07:00'),
    dueAt: null,
    completedAt: null,
    returnedAt: null,
    pauses: [],
    ...content,
  });
}

/** A listing of these rows that never changes. */
export function toListing<Row extends { id: string }>(rows: readonly Row[]): Listing<Row> {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return { get: (id) => byId.get(id), values: () => byId.values(), size: byId.size, generation: 1 };
}

/** The rows a test gives, everything else empty. */
export interface GivenRows {
  agencies?: readonly AgencyRow[];
  units?: readonly UnitRow[];
  procedures?: readonly ProcedureRow[];
  dossiers?: readonly DossierRow[];
}

export function toListings({
  agencies = [],
  units = [],
  procedures = [],
  dossiers = [],
}: GivenRows): Listings {
  return {
    ...toEach(() => toListing<never>([])),
    agency: toListing(agencies),
    administrativeUnit: toListing(units),
    procedure: toListing(procedures),
    dossier: toListing(dossiers),
  };
}

/** The row of a dossier in one step. */
export function makeDossierRow(id: string, given: GivenDossier = {}): DossierRow {
  return toDossierRow(makeDossier(id, given));
}
