/** `Dossier`, its parts and its lists. The applicant's name is guarded in the SDL. */
import { judge, type JudgingRule, type Outcome } from '../../figures/outcome.js';
import { toChannel, toStatus, type Channel, type DossierStatus } from '../../lists/portal-codes.js';
import { toDossierFacts, type ProcedureRow, type StoredDossier } from '../../lists/rows.js';
import type { Lineage } from '../../sync/lineage.js';
import type { SealedDossierContent } from '../../records/dossier.js';
import { dossierConnection, dossierEdge } from '../connections.js';
import type { HubContext } from '../context.js';
import { contentFields } from '../record-fields.js';
import { toLegalDueAt } from './legal-due-at.js';
import { toAgencyReference, type AgencyReference } from '../agency-reference.js';

const dossier = {
  __resolveReference: ({ id }: { id: string }, { loaders }: HubContext): Promise<StoredDossier | null> =>
    loaders.findDossier(id),
  ...contentFields<SealedDossierContent>('codes', 'statusCode', 'portalStatusCode', 'subject', 'submittedAt'),
  ...contentFields<SealedDossierContent>('receivedAt', 'dueAt', 'completedAt', 'returnedAt', 'pauses'),
  code: ({ content }: StoredDossier): string | null => content.codes[0]?.value ?? null,
  status: ({ content }: StoredDossier): DossierStatus | null => toStatus(content.statusCode),
  channel: ({ content }: StoredDossier): Channel | null => toChannel(content.channelCode),
  procedure: (
    { content }: StoredDossier,
    _: unknown,
    { listings }: HubContext,
  ): ProcedureRow | ProcedureReference =>
    // A procedure the catalogue does not hold still has the code the dossier names.
    listings.procedure.get(content.procedureCode) ?? { content: { code: content.procedureCode } },
  receivingAgency: ({ content }: StoredDossier): AgencyReference | null =>
    toAgencyReference(content.receivingAgencyCode),
  applicantName: ({ content }: StoredDossier): string => content.applicant.name,
  legalDueAt: ({ content }: StoredDossier, _: unknown, { listings, calendar }: HubContext): Date | null =>
    toLegalDueAt(content, { procedure: listings.procedure.get(content.procedureCode), calendar }),
  lineage: ({ provenance }: StoredDossier, _: unknown, { findLineage }: HubContext): Promise<Lineage> =>
    findLineage(provenance),
  outcome: ({ content }: StoredDossier, { rule, at }: OutcomeArgs, { now }: HubContext): Outcome =>
    judge(toDossierFacts(content), rule, (at ?? now()).getTime()),
};

interface ProcedureReference {
  content: { code: string };
}

interface OutcomeArgs {
  rule: JudgingRule;
  at?: Date | null;
}

export const dossierTypes = {
  Dossier: dossier,
  DossierConnection: dossierConnection,
  DossierEdge: dossierEdge,
};
