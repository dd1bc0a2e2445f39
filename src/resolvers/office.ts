/** Resolvers of schema/office.graphql: documents, what they add to agencies and dossiers, and the figures of the exchange of documents. */
import type { FoldedDispatch } from '../dossiers/dispatches/dispatch-state.js';
import type { DeliveryState, DocumentEntry } from '../lists/document-life.js';
import { countOfficeCoverage, type OfficeCoverage } from '../lists/office-coverage.js';
import type { Page, PageRequest } from '../lists/page.js';
import { countPaperless, type PaperlessRow } from '../lists/paperless.js';
import type { Period } from '../lists/period.js';
import type { LocalDay } from '../records/record.js';
import { toAgencyReference, type AgencyReference } from './agency-reference.js';
import type { HubContext } from './context.js';
import { todayOf } from './directory/today.js';
import { officeMutation } from './office/commands.js';
import { dispatchTypes, findDispatch } from './office/dispatch.js';
import { documentTypes } from './office/document.js';
import { findDocumentAsOf } from './office/document-as-of.js';
import { findVisible, toDocumentPage, type DocumentListArgs } from './office/document-page.js';
import { provenanceResolvers } from './record-fields.js';
import { dateScalar, dateTimeScalar } from './scalars.js';

interface AgencyDocumentArgs extends DocumentListArgs {
  direction?: 'SENT' | 'RECEIVED' | null;
  status?: readonly DeliveryState[] | null;
}

export const office = {
  DateTime: dateTimeScalar,
  Date: dateScalar,
  Query: {
    document: (
      _: unknown,
      { id, asOf }: { id: string; asOf?: Date | null },
      context: HubContext,
    ): DocumentEntry | null | Promise<DocumentEntry | null> =>
      asOf == null ? findVisible(context.documents().find(id), context) : findDocumentAsOf(id, asOf, context),
    dispatch: (_: unknown, { id }: { id: string }, context: HubContext): Promise<FoldedDispatch | null> =>
      findDispatch(id, context),
    documents: (_: unknown, args: DocumentListArgs, context: HubContext): Page<DocumentEntry> =>
      toDocumentPage(context.documents().all(), args, context),
    paperlessReport: (_: unknown, { period }: { period: Period }, context: HubContext): PaperlessRow[] =>
      countPaperless(context.documents().all(), period),
    officeCoverage: (
      _: unknown,
      { asOf }: { asOf?: LocalDay | null },
      context: HubContext,
    ): OfficeCoverage[] => countOfficeCoverage(context.listings, asOf ?? todayOf(context)),
  },
  Mutation: officeMutation,
  ...documentTypes,
  ...dispatchTypes,
  PaperlessRow: {
    agency: ({ agencyCode }: PaperlessRow): AgencyReference | null => toAgencyReference(agencyCode),
  },
  Agency: {
    // The directory knows it; here it is its code alone.
    __resolveReference: (agency: AgencyReference): AgencyReference => agency,
    documents: (
      { code }: AgencyReference,
      { direction, status, ...args }: AgencyDocumentArgs,
      context: HubContext,
    ): Page<DocumentEntry> => {
      const book = context.documents();
      const received = direction === 'SENT' ? [] : book.receivedBy(code);
      const sent = direction === 'RECEIVED' ? [] : book.sentBy(code);
      const own = direction === 'RECEIVED' ? { receiver: code } : {};
      const filter = { ...args.filter, ...(status == null ? {} : { state: status }) };
      return toDocumentPage(new Set([...sent, ...received]), { ...args, ...own, filter }, context);
    },
    officeSince: ({ code }: AgencyReference, _: unknown, { listings }: HubContext): LocalDay | null =>
      listings.officeAgency.get(code)?.content.registeredOn ?? null,
  },
  Dossier: {
    __resolveReference: ({ id }: { id: string }): { id: string } => ({ id }),
    documents: ({ id }: { id: string }, args: PageRequest, context: HubContext): Page<DocumentEntry> => {
      const codes = context.listings.dossier.get(id)?.codes ?? [];
      return toDocumentPage(context.documents().ofDossier(codes), args, context);
    },
  },
  Provenance: provenanceResolvers,
};
