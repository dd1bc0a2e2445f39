/** Mutations of documents: sent, asked back, and told of, through the axis. Every one is a dispatch with its receipts (src/dossiers/dispatches/). */
import type { DispatchCommand } from '../../dossiers/dispatches/command.js';
import { runDispatch, type DispatchOutcome } from '../../dossiers/dispatches/run-dispatch.js';
import { requireSayable, type StatusWord } from '../../dossiers/dispatches/status-rules.js';
import { HubError } from '../../errors.js';
import type { DocumentEntry } from '../../lists/document-life.js';
import { statusCodes } from '../../records/document.js';
import type { HubContext } from '../context.js';
import { toCaller, toText, toWords } from './command-input.js';
import { toDraft, toRecallDraft, type DraftInput } from './document-draft.js';
import { getDocument } from './document-page.js';

interface SendInput extends DraftInput {
  commandId: string;
  to: readonly string[];
}

interface TellInput {
  commandId: string;
  documentId: string;
  status: StatusWord;
  description?: string | null;
  department?: string | null;
}

type Mutation<Input> = (_: unknown, args: { input: Input }, context: HubContext) => Promise<DispatchOutcome>;

const sendDocument: Mutation<SendInput> = async (_, { input }, context) => {
  const caller = toCaller(input, context);
  const draft = await toDraft(input, caller.agency, context);
  const documentId = `${caller.agency},${draft.issuedOn.replaceAll('-', '/')},${draft.number}/${draft.notation}`;
  const known = context.documents().findByDocumentId(documentId);
  const body = {
    documentId,
    receivers: toReceivers(input.to, caller.agency),
    statusCode: null,
    business: '0',
  };
  return send({ ...caller, body, attachment: draft }, context, known);
};

const recallDocument: Mutation<{ commandId: string; documentId: string; reason: string }> = async (
  _,
  { input },
  context,
) => {
  const caller = toCaller(input, context);
  const { first, deliveries, current } = getDocument('documentId', input.documentId, context);
  const { content } = first;
  if (content.issuer.code !== caller.agency)
    throw new HubError(
      'FORBIDDEN',
      `only its issuer, ${content.issuer.code}, may ask the document back, not ${caller.agency}`,
    );
  const recall = { reason: toText('reason', input.reason, 1_000), documentId: content.documentId };
  const draft = toRecallDraft(current.content, recall);
  const receivers = deliveries.map(({ agencyCode }) => agencyCode);
  const body = { documentId: content.documentId, receivers, statusCode: null, business: '1' };
  return send({ ...caller, body, attachment: draft }, context, null);
};

const updateDocumentStatus: Mutation<TellInput> = async (_, { input }, context) => {
  const caller = toCaller(input, context);
  const entry = getDocument('documentId', input.documentId, context);
  const delivery = entry.deliveries.find(({ agencyCode }) => agencyCode === caller.agency);
  if (delivery === undefined)
    throw new HubError('FORBIDDEN', `only a receiver of the document may tell of it, not ${caller.agency}`);
  const { documentId, issuer } = entry.first.content;
  const description = toWords('description', input.description, 1_000);
  const body = {
    ...{ documentId, receivers: [issuer.code], statusCode: statusCodes[input.status], business: '0' },
  };
  const command = {
    ...{ ...caller, body },
    attachment: { description, department: toWords('department', input.department, 200) },
  };
  const onTheWay = await context.dispatches.store.dispatches.findByDocuments([documentId]);
  const own = onTheWay.filter((one) => one.agency === caller.agency && one.state !== 'REFUSED');
  // The very command given again is let pass: its chain will say what came of it.
  if (!own.some(({ id }) => id === caller.dossier)) {
    const told = delivery.statuses.map(({ content }) => content.statusCode);
    const codes = [...told, ...own.flatMap(({ statusCode }) => statusCode ?? [])];
    const isAskedBack = entry.recall !== null || entry.versions.length > 1;
    requireSayable(input.status, { codes, isAskedBack }, description);
  }
  return send(command, context, null);
};

type Sent = Omit<Extract<DispatchCommand, { type: 'SEND' }>, 'type'>;

/** Gives the command. A document that came by another way under the same id stands against it, the same command given again does not. */
async function send(
  command: Sent,
  { dispatches }: HubContext,
  known: DocumentEntry | null,
): Promise<DispatchOutcome> {
  if (known !== null || command.body.statusCode === null) {
    const before = await dispatches.store.dispatches.findByDocuments([command.body.documentId]);
    const isRepeated = before.some(({ id }) => id === command.dossier);
    const isTaken = known !== null || (command.body.business === '0' && before.some(isDocument));
    if (isTaken && !isRepeated)
      throw new HubError(
        'CONFLICT',
        `number, notation: a document ${command.body.documentId} was sent before; give this one another number`,
      );
  }
  return runDispatch({ type: 'SEND', ...command }, dispatches);
}

const isDocument = ({ statusCode, state }: { statusCode: string | null; state: string }): boolean =>
  statusCode === null && state !== 'REFUSED';

function toReceivers(to: readonly string[], agency: string): string[] {
  if (to.length === 0 || to.length > 100)
    throw new HubError('BAD_INPUT', `to: expected 1 to 100 receivers, got ${to.length}`);
  if (to.includes(agency)) throw new HubError('BAD_INPUT', `to: agency ${agency} is the sender itself`);
  return [...new Set(to)];
}

export const officeMutation = { sendDocument, recallDocument, updateDocumentStatus };
