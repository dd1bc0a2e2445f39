/** Messages of the axis as listing rows, for tests: complete, small, about nobody. */
import {
  toDocumentRow,
  toDocumentStatusRow,
  type DocumentRow,
  type DocumentStatusRow,
} from '../../src/lists/rows.js';
import type { DocumentContent } from '../../src/records/document.js';
import { toStored } from './sample-records.js';

/** A message that carries document `n` of agency A to B. */
export function makeDocument(n: number, given: Partial<DocumentContent> = {}): DocumentRow {
  const content: DocumentContent = {
    documentId: `A,2018/03/05,${n}/A`,
    ...{ business: 'NEW', reason: null, concerns: [] },
    issuer: { code: 'A', name: 'Sở Tư pháp' },
    receivers: [{ code: 'B', name: 'Văn phòng' }],
    ...{ number: String(n), notation: 'A', issuedOn: '2018-03-05', issuedPlace: null },
    ...{ kindCode: '1', kindName: 'Công văn', subject: `V/v việc số ${n}`, summary: null, signer: null },
    ...{ priorityCode: 0, dueOn: null, answers: [], dossierCodes: [], isPaper: false, attachments: [] },
    signature: { state: 'ABSENT', algorithm: null, isOutdated: false },
    sentAt: `2018-03-05T0${n % 10}:00:00.000Z`,
    ...given,
  };
  const stored = toStored(`doc_M${n}`, content);
  return toDocumentRow({ ...stored, provenance: { ...stored.provenance, key: `M${n}` } });
}

/** What B, or another, told of document `n`. */
export function makeStatus(
  n: number,
  statusCode: string,
  given: { at?: string; from?: string; description?: string } = {},
): DocumentStatusRow {
  const { at = '2018-03-06T02:00:00.000Z', from = 'B', description = null } = given;
  const content = {
    documentId: `A,2018/03/05,${n}/A`,
    ...{ agency: { code: from, name: null }, statusCode, description, department: 'Văn thư', at },
  };
  return toDocumentStatusRow(toStored(`S${n}-${from}-${statusCode}-${at}`, content));
}
