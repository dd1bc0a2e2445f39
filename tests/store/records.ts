/** Made-up record documents for the tests of the store. */
import type { RecordDocument } from '../../src/store/record-documents.js';

/** A procedure's document; what matters to a test is given, the rest is filled in. */
export function makeProcedure(
  id: string,
  change: Partial<RecordDocument> & { name?: string } = {},
): RecordDocument {
  const { name = 'Cấp giấy phép', ...document } = change;
  const at = new Date('2018-06-30T10:00:00Z');
  return {
    _id: id,
    content: {
      code: id,
      name,
      level: 'PROVINCE',
      serviceLevel: null,
      fieldCode: 'F',
      fieldName: 'F',
      agencyCode: null,
      timeLimit: null,
    },
    prov: {
      source: 'toy',
      stream: 'procedures',
      key: id,
      version: '1',
      runId: 'run_1',
      fetchedAt: at,
      pageHash: 'hash',
    },
    h: `hash of ${name}`,
    sv: '1',
    v: 1,
    at,
    ...document,
  };
}

/** A dossier's document with these codes. */
export function makeDossier(id: string, codes: readonly string[]): RecordDocument {
  const content = {
    codes: codes.map((value) => ({ value, issuer: 'toy' })),
    statusCode: 4,
    portalStatusCode: null,
    channelCode: 1,
    procedureCode: 'P',
    receivingAgencyCode: 'A',
    holderCode: 'A',
    heldSince: null,
    handovers: 0,
    applicant: {
      name: 'Nguyễn Văn Thử',
      kindCode: 1,
      phone: null,
      address: null,
      citizenId: null,
      sealedIdentity: null,
    },
    subject: 'Thử nghiệm',
    submittedAt: null,
    receivedAt: new Date('2018-06-01T02:00:00Z'),
    dueAt: null,
    completedAt: null,
    returnedAt: null,
    pauses: [],
  };
  return { ...makeProcedure(id), content, prov: { ...makeProcedure(id).prov, stream: 'dossiers' } };
}
