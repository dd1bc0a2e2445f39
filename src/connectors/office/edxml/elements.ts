/**
 * The elements of a message: QCVN 102:2016/BTTTT (Circular 10/2016/TT-BTTTT), header of the message, list of traces, manifest; and of a status
 * message, which has the same envelope. Names are the standard's own, its spelling `Bussiness` too.
 */
import { group, many, text, type ValueOf } from './spec.js';

const organ = group({
  OrganId: text,
  OrganizationInCharge: text,
  OrganName: text,
  OrganAdd: text,
  Email: text,
  Telephone: text,
  Fax: text,
  Website: text,
});

/** A document that is referred to: the standard's four elements for it. */
const reference = group({
  OrganId: text,
  Code: text,
  PromulgationDate: text,
  DocumentId: text,
});

const staff = group({ Department: text, Staff: text, Email: text, Mobile: text });

/** MessageHeader; the last three elements are a status message's. */
export const headerSpec = group({
  From: organ,
  To: many(organ),
  DocumentId: text,
  Code: group({ CodeNumber: text, CodeNotation: text }),
  PromulgationInfo: group({ Place: text, PromulgationDate: text }),
  DocumentType: group({ Type: text, TypeDetail: text, TypeName: text }),
  Subject: text,
  Content: text,
  SignerInfo: group({ Competence: text, Position: text, FullName: text }),
  DueDate: text,
  OtherInfo: group({
    Priority: text,
    SphereOfPromulgation: text,
    TyperNotation: text,
    PromulgationAmount: text,
    PageAmount: text,
    Direction: text,
    Appendixes: group({ Appendix: many(text) }),
  }),
  ResponseFor: many(reference),
  SteeringType: text,
  ToPlaces: group({ Place: many(text) }),
  StaffInfo: staff,
  StatusCode: text,
  Description: text,
  Timestamp: text,
});

/** TraceHeaderList: where the message passed, and what business it is. */
export const traceSpec = group({
  TraceHeader: many(group({ OrganId: text, Timestamp: text })),
  Bussiness: group({
    BussinessDocType: text,
    BussinessDocReason: text,
    DocumentId: text,
    Paper: text,
    BussinessDocumentInfo: group({
      DocumentInfo: text,
      DocumentReceiver: text,
      ReceiverList: group({ Receiver: many(group({ OrganId: text, ReceiverType: text })) }),
    }),
    ReplacementInfoList: group({
      ReplacementInfo: many(group({ DocumentId: text, OrganIdList: group({ OrganId: many(text) }) })),
    }),
    StaffInfo: staff,
  }),
});

/** edXMLManifest: what is attached. */
export const manifestSpec = group({
  Reference: many(group({ ContentId: text, ContentType: text, Description: text, AttachmentName: text })),
});

/** Attachment, its content apart. */
export const attachmentSpec = group({
  ContentId: text,
  AttachmentName: text,
  Description: text,
  ContentType: text,
});

/** Element that holds an attachment's content in base64. */
export const contentElement = 'ContentTransferEncoded';

export type EdxmlHeader = ValueOf<typeof headerSpec>;
export type EdxmlTrace = ValueOf<typeof traceSpec>;
export type EdxmlManifest = ValueOf<typeof manifestSpec>;
export type EdxmlAttachment = ValueOf<typeof attachmentSpec>;
export type EdxmlOrgan = ValueOf<typeof organ>;
