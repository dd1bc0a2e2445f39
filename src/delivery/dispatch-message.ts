/**
 * What goes out to the axis, as edXML of QCVN 102:2016: a document, a recall of one, or word of what became of one. Made of the dispatch's first event and what is
 * sealed beside it alone, so that the same dispatch is the same bytes however often it goes out.
 */
import { toRfc3339 } from '../calendar/local-time.js';
import { formatDay } from '../connectors/office/edxml/dates.js';
import {
  attachmentSpec,
  headerSpec,
  manifestSpec,
  traceSpec,
  type EdxmlAttachment,
  type EdxmlHeader,
} from '../connectors/office/edxml/elements.js';
import { emptyValue } from '../connectors/office/edxml/spec.js';
import { toEdxml } from '../connectors/office/edxml/write.js';
import { readAttachment } from '../dossiers/attachment.js';
import type { DocumentDraft, StatusDraft } from '../dossiers/dispatches/command.js';
import type { ExchangeParts } from '../dossiers/parts.js';
import { HubError } from '../errors.js';
import type { DossierEvent } from '../records/dossier-event.js';
import type { PaperParts } from './papers.js';
import { findPaper } from './papers.js';

/** What messages are written with. */
export interface DispatchMessageParts extends Pick<PaperParts, 'papers' | 'bodies'> {
  store: { events: ExchangeParts['store']['events'] };
  /** Name of an agency; null where the directory does not know it. */
  nameOf(agency: string): string | null;
}

/**
 * Writes the message of a dispatch.
 * @throws HubError NOT_FOUND once what was written is gone, or a paper is not there.
 */
export async function writeDispatch(event: DossierEvent, parts: DispatchMessageParts): Promise<Uint8Array> {
  const { core } = event;
  if (core.type !== 'DISPATCHED') throw new HubError('INTERNAL', `event ${event.id} is no dispatch`);
  const draft = await readAttachment<DocumentDraft | StatusDraft>(event, parts);
  if (draft === null) throw new HubError('NOT_FOUND', `what dispatch ${core.dossier} says is gone`);
  const { body, agency, at } = core;
  const toOrgan = (code: string): EdxmlHeader['From'] => ({
    ...emptyValue(headerSpec).From,
    ...{ OrganId: code, OrganName: parts.nameOf(code) ?? '' },
  });
  const from = { From: toOrgan(agency), To: body.receivers.map(toOrgan) };
  const sentAt = toTime(at);
  if (!('subject' in draft)) return toEdxml(toStatusMessage(draft, { header: from, body, sentAt }));
  const files = await readFiles(draft, core.dossier, parts);
  return toEdxml(toDocumentMessage(draft, { header: from, body, sentAt, agency, files }));
}

interface Sending {
  header: Pick<EdxmlHeader, 'From' | 'To'>;
  body: { documentId: string; statusCode: string | null; business: string };
  sentAt: string;
}

type Message = Parameters<typeof toEdxml>[0];
type File = Message['attachments'][number];

function toStatusMessage(draft: StatusDraft, { header, body, sentAt }: Sending): Message {
  const [organId = '', day = '', code = ''] = body.documentId.split(',');
  const empty = emptyValue(headerSpec);
  return {
    header: {
      ...{ ...empty, ...header },
      ResponseFor: [{ OrganId: organId, Code: code, PromulgationDate: day, DocumentId: body.documentId }],
      StaffInfo: { ...empty.StaffInfo, Department: draft.department ?? '' },
      ...{ StatusCode: body.statusCode ?? '', Description: draft.description ?? '', Timestamp: sentAt },
    },
    ...{ trace: emptyValue(traceSpec), manifest: emptyValue(manifestSpec), attachments: [] },
  };
}

function toDocumentMessage(
  draft: DocumentDraft,
  { header, body, sentAt, agency, files }: Sending & { agency: string; files: readonly File[] },
): Message {
  const empty = emptyValue(headerSpec);
  const emptyTrace = emptyValue(traceSpec);
  const { recall, signer, dueOn, dossierCodes } = draft;
  return {
    header: {
      ...{ ...empty, ...header, DocumentId: body.documentId },
      Code: { CodeNumber: draft.number, CodeNotation: draft.notation },
      PromulgationInfo: { Place: draft.issuedPlace ?? '', PromulgationDate: formatDay(draft.issuedOn) },
      DocumentType: { ...empty.DocumentType, Type: draft.kindCode, TypeName: draft.kindName },
      ...{ Subject: draft.subject, Content: draft.summary ?? '' },
      SignerInfo: {
        ...{
          Competence: signer?.competence ?? '',
          Position: signer?.position ?? '',
          FullName: signer?.fullName ?? '',
        },
      },
      DueDate: dueOn === null ? '' : formatDay(dueOn),
      OtherInfo: {
        ...{ ...empty.OtherInfo, Priority: String(draft.priorityCode) },
        Appendixes: { Appendix: dossierCodes.map((code) => `Mã hồ sơ: ${code}`) },
      },
      ResponseFor: draft.answers.map((DocumentId) => ({ ...toReference(DocumentId), DocumentId })),
    },
    trace: {
      TraceHeader: [{ OrganId: agency, Timestamp: sentAt }],
      Bussiness: {
        ...{ ...emptyTrace.Bussiness, BussinessDocType: body.business },
        ...{ BussinessDocReason: recall?.reason ?? '', DocumentId: recall?.documentId ?? '' },
        Paper: draft.isPaper ? '1' : '0',
      },
    },
    manifest: {
      Reference: files.map(({ attachment: { ContentId, ContentType, Description, AttachmentName } }) => ({
        ...{ ContentId: `cid:${ContentId}`, ContentType, Description, AttachmentName },
      })),
    },
    attachments: files,
  };
}

function toReference(documentId: string): { OrganId: string; Code: string; PromulgationDate: string } {
  const [OrganId = '', PromulgationDate = '', Code = ''] = documentId.split(',');
  return { OrganId, Code, PromulgationDate };
}

async function readFiles(
  { papers, paperDossier }: DocumentDraft,
  dispatch: string,
  parts: DispatchMessageParts,
): Promise<File[]> {
  return Promise.all(
    papers.map(async ({ name, mediaType, sha256 }, n) => {
      const bytes = paperDossier === null ? null : await findPaper(paperDossier, sha256, parts);
      if (bytes === null) throw new HubError('NOT_FOUND', `paper ${sha256} of dispatch ${dispatch} is gone`);
      const attachment: EdxmlAttachment = {
        ...emptyValue(attachmentSpec),
        ...{ ContentId: `${dispatch}-${n}`, AttachmentName: name, Description: name, ContentType: mediaType },
      };
      return { attachment, content: [bytes] };
    }),
  );
}

/** yyyy/MM/dd HH:mm:ss in Asia/Ho_Chi_Minh. */
function toTime(at: string): string {
  return toRfc3339(new Date(at)).slice(0, 19).replaceAll('-', '/').replace('T', ' ');
}
