/** `Dispatch`: a message on its way to the axis through the hub, shown from its events. */
import type { DispatchAnswer } from '../../dossiers/dispatches/command.js';
import { foldDispatch, type FoldedDispatch } from '../../dossiers/dispatches/dispatch-state.js';
import type { DispatchOutcome } from '../../dossiers/dispatches/run-dispatch.js';
import { toReceiptId } from '../../dossiers/identifiers.js';
import type { DocumentEntry } from '../../lists/document-life.js';
import type { DossierEvent } from '../../records/dossier-event.js';
import { toAgencyReference, type AgencyReference } from '../agency-reference.js';
import type { HubContext } from '../context.js';

/** The dispatch of an id; null where there is none. */
export async function findDispatch(
  id: string,
  { loaders }: Pick<HubContext, 'loaders'>,
): Promise<FoldedDispatch | null> {
  return foldDispatch((await loaders.findEvents(id)).map(({ core }) => core));
}

/** The dispatches a document was sent, asked back and told of by, the newest first. */
export async function findDispatchesOf(
  { first }: DocumentEntry,
  context: HubContext,
): Promise<FoldedDispatch[]> {
  const { documentId } = first.content;
  const found = await context.dispatches.store.dispatches.findByDocuments([documentId]);
  const folded = await Promise.all(found.map(({ id }) => findDispatch(id, context)));
  return folded.filter((one) => one !== null);
}

const dispatch = {
  documentId: ({ sent }: FoldedDispatch): string => sent.documentId,
  statusCode: ({ sent }: FoldedDispatch): string | null => sent.statusCode,
  agency: ({ agency }: FoldedDispatch): AgencyReference | null => toAgencyReference(agency),
  receivers: ({ sent }: FoldedDispatch): AgencyReference[] => sent.receivers.map((code) => ({ code })),
  sentAt: ({ sentAt }: FoldedDispatch): Date => new Date(sentAt),
  settledAt: ({ settledAt }: FoldedDispatch): Date | null =>
    settledAt === null ? null : new Date(settledAt),
  document: ({ sent }: FoldedDispatch, _: unknown, { documents }: HubContext): DocumentEntry | null =>
    documents().findByDocumentId(sent.documentId),
  receipts: async ({ id }: FoldedDispatch, _: unknown, { loaders }: HubContext): Promise<{ id: string }[]> =>
    (await loaders.findEvents(id)).map((event) => ({ id: toReceiptId(event.id) })),
};

const answer = {
  agency: ({ agency }: DispatchAnswer): AgencyReference => ({ code: agency }),
  at: ({ at }: DispatchAnswer): Date => new Date(at),
};

const payload = {
  dispatch: ({ state }: DispatchOutcome): FoldedDispatch => state,
  receipt: ({ event }: { event: DossierEvent }): { id: string } => ({ id: toReceiptId(event.id) }),
};

export const dispatchTypes = {
  Dispatch: dispatch,
  DispatchAnswer: answer,
  DocumentCommandPayload: payload,
};
