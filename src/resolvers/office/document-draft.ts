/** What an agency is about to send: a document as its input says, or the message by which one is asked back. */
import type { Paper } from '../../dossiers/command.js';
import type { DocumentDraft } from '../../dossiers/dispatches/command.js';
import { HubError } from '../../errors.js';
import type { DocumentContent } from '../../records/document.js';
import type { LocalDay } from '../../records/record.js';
import type { HubContext } from '../context.js';
import { toPapers, toText, toWords } from './command-input.js';
import { getDocument } from './document-page.js';

/** What the sender of a document says of it. */
export interface DraftInput {
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

/** The document an agency sends. @throws HubError BAD_INPUT or NOT_FOUND naming the field. */
export async function toDraft(
  input: DraftInput,
  agency: string,
  context: HubContext,
): Promise<DocumentDraft> {
  const { issuedOn, priorityCode, dossiers, papers } = input;
  const [paperDossier = null] = dossiers ?? [];
  if (priorityCode != null && (priorityCode < 0 || priorityCode > 4))
    throw new HubError('BAD_INPUT', `priorityCode: expected 0 to 4, got ${priorityCode}`);
  return {
    number: toText('number', input.number, 32),
    notation: toText('notation', input.notation, 64),
    ...{ issuedOn, issuedPlace: toWords('issuedPlace', input.issuedPlace, 200) },
    ...{ kindCode: input.kindCode ?? '', kindName: toText('kind', input.kind, 100) },
    subject: toText('subject', input.subject, 1_000),
    summary: toWords('summary', input.summary, 4_000),
    signer: toSigner(input.signer),
    ...{ priorityCode: priorityCode ?? 0, dueOn: input.dueOn ?? null },
    answers: (input.answers ?? []).map((id, n) => toDocumentId(`answers.${n}`, id, context)),
    dossierCodes: await findDossierCodes(dossiers ?? [], context),
    ...{ isPaper: input.isPaper ?? false, recall: null },
    papers: await toPapers(papers ?? [], { dossier: paperDossier, agency }, context),
    paperDossier,
  };
}

/** The message by which a document is asked back: it bears the document's own number and day. */
export function toRecallDraft(
  document: DocumentContent,
  recall: NonNullable<DocumentDraft['recall']>,
): DocumentDraft {
  const { number, notation, issuedOn, issuedPlace, kindCode, kindName, subject, signer } = document;
  return {
    ...{ number, notation, issuedOn, issuedPlace, kindCode, kindName, subject, signer },
    ...{ summary: null, priorityCode: 0, dueOn: null, answers: [], dossierCodes: [], isPaper: false },
    ...{ papers: [], paperDossier: null, recall },
  };
}

const toDocumentId = (field: string, id: string, context: HubContext): string =>
  getDocument(field, id, context).first.content.documentId;

async function findDossierCodes(ids: readonly string[], { loaders }: HubContext): Promise<string[]> {
  const found = await Promise.all(ids.map((id) => loaders.findDossier(id)));
  return found.map((dossier, n) => {
    const code = dossier?.content.codes[0]?.value;
    if (code === undefined)
      throw new HubError('NOT_FOUND', `dossiers.${n}: there is no dossier ${ids[n]?.slice(0, 64) ?? ''}`);
    return code;
  });
}

function toSigner(signer: DraftInput['signer']): DocumentDraft['signer'] {
  if (signer == null) return null;
  return {
    fullName: toText('signer.fullName', signer.fullName, 200),
    position: toWords('signer.position', signer.position, 200),
    competence: toWords('signer.competence', signer.competence, 200),
  };
}
