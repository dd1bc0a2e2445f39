/** `Procedure` and its lists. */
import type { ProcedureRow } from '../../lists/rows.js';
import type { ProcedureContent } from '../../records/procedure.js';
import { rowConnection, rowEdge } from '../connections.js';
import type { HubContext } from '../context.js';
import { contentFields } from '../record-fields.js';
import { toAgencyReference, type AgencyReference } from '../agency-reference.js';

const procedure = {
  __resolveReference: ({ code }: { code: string }, { listings }: HubContext): ProcedureRow | null =>
    listings.procedure.get(code) ?? null,
  ...contentFields<ProcedureContent>(
    'code',
    'name',
    'level',
    'serviceLevel',
    'fieldCode',
    'fieldName',
    'timeLimit',
  ),
  agency: ({ content }: { content: Partial<ProcedureContent> }): AgencyReference | null =>
    toAgencyReference(content.agencyCode),
};

export const procedureTypes = {
  Procedure: procedure,
  ProcedureConnection: rowConnection,
  ProcedureEdge: rowEdge,
};
