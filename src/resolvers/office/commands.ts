/** Mutations of documents: sent, asked back, and told of, through the axis. Every one is a dispatch with its receipts (src/dossiers/dispatches/). */
import type { Paper } from '../../dossiers/command.js';
import type { DispatchCommand, DocumentDraft } from '../../dossiers/dispatches/command.js';
import { runDispatch, type DispatchOutcome } from '../../dossiers/dispatches/run-dispatch.js';
import { requireSayable, type StatusWord } from '../../dossiers/dispatches/status-rules.js';
import { HubError } from '../../errors.js';
import type { DocumentEntry } from '../../lists/document-life.js';
import { statusCodes } from '../../records/document.js';
import type { LocalDay } from '../../records/record.js';
import type { HubContext } from '../context.js';
import { toCaller, toPapers, toText, toWords } from './command-input.js';
import { findVisible } from './document-page.js';

interface SendInput {
  commandId: string;
  to: readonly string[];
  number: string;
  notation: string;
  issuedOn: LocalDay;
  issuedPlace?: string | null;
  kind: string;
  kindCode?: string | null;
  subject: string;
  summary?: string | null;
  signer?: { fullName: string; position?: string | null; competence?: string | null } | null;
  priorityCode?: number | null;
  dueOn?: LocalDay | null;
  answers?: readonly string[] | null;
  dossiers?: readonly string[] | null;
  isPaper?: boolean | null;
  papers?: readonly Paper[] | null;
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
  const { issuedOn } = input;
  const [number, notation] = [toText('number', input.number, 32), toText('notation', input.notation, 64)];
  const documentId = `${caller.agency},${issuedOn.replaceAll('-', '/')},${number}/${notation}`;
  const known = context.documents().findByDocumentId(documentId);
  const [paperDossier = null] = input.dossiers ?? [];
  const draft: DocumentDraft = {
    ...{ number, notation, issuedOn, issuedPlace: toWords('issuedPlace', input.issuedPlace, 200) },
    kindCode: input.kindCode ?? '',
    kindName: toText('kind', input.kind, 100),
    subject: toText('subject', input.subject, 1_000),
    summary: toWords('summary', input.summary, 4_000),
    signer: toSigner(input.signer),
    priorityCode: input.priorityCode ?? 0,
    dueOn: input.dueOn ?? null,
    answers: (input.answers ?? []).map(
      (id, n) => getDocument(`answers.${n}`, id, context).first.content.documentId,
    ),
    dossierCodes: await findDossierCodes(input.dossiers ?? [], context),
    ...{ isPaper: input.isPaper ?? false, recall: null },
    ...{
      papers: await toPapers(input.papers ?? [], { dossier: paperDossier, agency: caller.agency }, context),
      paperDossier,
    },
  };
  if (draft.priorityCode < 0 || draft.priorityCode > 4)
    throw new HubError('BAD_INPUT', `priorityCode: expected 0 to 4, got ${draft.priorityCode}`);
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
  const reason = toText('reason', input.reason, 1_000);
  const { number, notation, issuedOn, issuedPlace, kindCode, kindName, subject, signer } = current.content;
  const draft: DocumentDraft = {
    ...{ number, notation, issuedOn, issuedPlace, kindCode, kindName, subject, signer },
    ...{ summary: null, priorityCode: 0, dueOn: null, answers: [], dossierCodes: [], isPaper: false },
    ...{ papers: [], paperDossier: null, recall: { reason, documentId: content.documentId } },
  };
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

function getDocument(field: string, id: string, context: HubContext): DocumentEntry {
  const entry = findVisible(context.documents().find(id), context);
  if (entry === null) throw new HubError('NOT_FOUND', `${field}: there is no document ${id.slice(0, 64)}`);
  return entry;
}

async function findDossierCodes(ids: readonly string[], { loaders }: HubContext): Promise<string[]> {
  const found = await Promise.all(ids.map((id) => loaders.findDossier(id)));
  return found.map((dossier, n) => {
    const code = dossier?.content.codes[0]?.value;
    if (code === undefined)
      throw new HubError('NOT_FOUND', `dossiers.${n}: there is no dossier ${ids[n]?.slice(0, 64) ?? ''}`);
    return code;
  });
}

function toReceivers(to: readonly string[], agency: string): string[] {
  if (to.length === 0 || to.length > 100)
    throw new HubError('BAD_INPUT', `to: expected 1 to 100 receivers, got ${to.length}`);
  if (to.includes(agency)) throw new HubError('BAD_INPUT', `to: agency ${agency} is the sender itself`);
  return [...new Set(to)];
}

function toSigner(signer: SendInput['signer']): DocumentDraft['signer'] {
  if (signer == null) return null;
  return {
    fullName: toText('signer.fullName', signer.fullName, 200),
    position: toWords('signer.position', signer.position, 200),
    competence: toWords('signer.competence', signer.competence, 200),
  };
}

export const officeMutation = { sendDocument, recallDocument, updateDocumentStatus };
