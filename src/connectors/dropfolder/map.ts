/** Rows of files → the hub's dossiers. Pure and total over what wire.ts accepts; fix a wrong value here. */
import { createHash } from 'node:crypto';
import type { DossierContent } from '../../records/dossier.js';
import type { CanonicalRecord } from '../../records/record.js';
import type { DropfolderItem } from './wire.js';

/** The dossier of a row; a file as a whole is none. */
export function toDossier(raw: DropfolderItem): CanonicalRecord<DossierContent>[] {
  if (raw.kind === 'file') return [];
  const content: DossierContent = {
    codes: [{ value: raw.code, issuer: raw.agencyCode }],
    statusCode: raw.status,
    portalStatusCode: null,
    channelCode: raw.channel,
    procedureCode: raw.procedureCode,
    receivingAgencyCode: raw.agencyCode,
    holderCode: raw.holderCode ?? raw.agencyCode,
    // A sheet says where a dossier is, not since when.
    heldSince: null,
    handovers: 0,
    applicant: {
      name: raw.applicantName,
      kindCode: raw.applicantKind,
      identityNumber: raw.identityNumber,
      phone: raw.phone,
      address: raw.address,
    },
    subject: raw.subject ?? '',
    submittedAt: raw.submittedAt,
    receivedAt: raw.receivedAt,
    dueAt: raw.dueAt,
    completedAt: raw.completedAt,
    returnedAt: raw.returnedAt,
    pauses: [],
  };
  return [{ entity: 'dossier', id: toDossierId(raw.code), content }];
}

/** The hub's id of a dossier by its code. */
export function toDossierId(code: string): string {
  return `dos_${createHash('sha256').update(`dropfolder\0${code}`).digest('base64url').slice(0, 22)}`;
}

/** The key of an item: the code of a dossier, or the name of a file. */
export function toKey(raw: DropfolderItem): string {
  return raw.kind === 'file' ? `file ${raw.file}` : raw.code;
}

/** The version of an item: when its row was changed where the sheet says so, else its file; RFC 3339 in UTC, so that versions compare. */
export function toVersion(raw: DropfolderItem): string {
  if (raw.kind === 'file') return '';
  return raw.updatedAt?.toISOString() ?? raw.fileAt;
}

/** What identifies nobody. */
const open: ReadonlySet<string> = new Set([
  ...[
    'kind',
    'file',
    'fault',
    'fileAt',
    'sheet',
    'row',
    'code',
    'procedureCode',
    'agencyCode',
    'holderCode',
    'applicantKind',
  ],
  ...['channel', 'status', 'submittedAt', 'receivedAt', 'dueAt', 'completedAt', 'returnedAt', 'updatedAt'],
]);

/** An item with everything masked that is not known to be open. */
export function maskItem(raw: unknown): unknown {
  if (typeof raw !== 'object' || raw === null) return raw;
  return Object.fromEntries(
    Object.entries(raw).map(([name, value]) => [name, open.has(name) ? (value as unknown) : '***']),
  );
}
