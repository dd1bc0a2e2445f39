/**
 * Messages of the axis as the engine meets them: the row the axis lists one by, and what edXML says, element by element. Made of a page's bytes alone, so
 * that a page that was kept is read again without the axis.
 */
import { z } from 'zod';
import type { EdxmlHeader, EdxmlManifest, EdxmlTrace } from './edxml/elements.js';
import type { MeasuredAttachment } from './edxml/message.js';
import { toProblem, type EdxmlProblem } from './edxml/problem.js';
import { readEdxml } from './edxml/read.js';
import { noSignature, verifySignature, type SignatureFinding } from './edxml/signature.js';

const measuredShape = z.object({ sizeBytes: z.number(), sha256: z.string() });

/** A row of the axis's list. `content` is the message; where it was too large to lie in the list, without the contents of its attachments. */
export const rowShape = z.object({
  id: z.string(),
  kind: z.enum(['edoc', 'status']),
  updatedAt: z.string(),
  links: z.array(z.string()),
  answers: z.string(),
  documentId: z.string(),
  sizeBytes: z.number(),
  content: z.string(),
  /** What was measured of the attachments whose contents are left out. */
  measured: z.array(measuredShape.nullable()).optional(),
});

export type OfficeRow = z.infer<typeof rowShape>;

/** A page: the agencies registered when it was read, and its messages. */
export const pageShape = z.object({ agencies: z.array(z.string()), messages: z.array(rowShape) });

/** A message. The elements keep the standard's names, so that a fault is named by them. */
export interface OfficeItem {
  row: Omit<OfficeRow, 'content' | 'measured'>;
  /** Why it could not be read; the elements are missing then. */
  problem: EdxmlProblem | null;
  MessageHeader?: EdxmlHeader;
  TraceHeaderList?: EdxmlTrace;
  edXMLManifest?: EdxmlManifest;
  attachments?: readonly MeasuredAttachment[];
  signature?: SignatureFinding;
  /** Elements the standard does not know. */
  unknown?: readonly string[];
}

/** The items of a page's bytes. @throws where they are no page */
export function parseItems(bytes: Uint8Array): readonly OfficeItem[] {
  const { agencies, messages } = pageShape.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
  const registered = new Set(agencies);
  return messages.map((row) => toItem(row, registered));
}

function toItem({ content, measured, ...row }: OfficeRow, registered: ReadonlySet<string>): OfficeItem {
  try {
    const { message, outside } = readEdxml(
      Buffer.from(content, 'utf8'),
      measured === undefined ? {} : { measured },
    );
    const { header, trace, manifest, attachments, isSigned, unknown } = message;
    const signature = isSigned ? verifySignature(outside, attachments) : noSignature;
    const problem = message.kind === row.kind ? findStranger(header, registered) : wrongKind(row.kind);
    return {
      row,
      problem: problem ?? (signature.state === 'INVALID' ? brokenSignature : null),
      ...{ MessageHeader: header, TraceHeaderList: trace, edXMLManifest: manifest, attachments, unknown },
      signature,
    };
  } catch (error) {
    return { row, problem: toProblem(error) };
  }
}

/** An agency nobody registered on the axis: its documents have no sender to answer to. */
function findStranger({ From, To }: EdxmlHeader, registered: ReadonlySet<string>): EdxmlProblem | null {
  const reason = 'expected an agency registered on the axis';
  if (From.OrganId !== '' && !registered.has(From.OrganId))
    return { element: 'MessageHeader.From.OrganId', reason };
  const isStrange = To.some(({ OrganId }) => OrganId !== '' && !registered.has(OrganId));
  return isStrange ? { element: 'MessageHeader.To.OrganId', reason } : null;
}

const brokenSignature: EdxmlProblem = {
  element: 'Signature',
  reason: 'expected a signature that holds over what came; header or file is another than was signed',
};

function wrongKind(kind: OfficeRow['kind']): EdxmlProblem {
  const reason = kind === 'edoc' ? 'expected none in a document' : 'expected a status, there is none';
  return { element: 'MessageHeader.StatusCode', reason };
}
