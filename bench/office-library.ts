/** What the benches of messages compare with: a general XML library doing the same work, and messages both can read. */
import { createHash } from 'node:crypto';
import { XMLParser } from 'fast-xml-parser';
import { demoDocuments } from '../demo/documents.js';
import { renderDocument } from '../simulators/office/render.js';

const options = { ignoreAttributes: false, removeNSPrefix: true, parseTagValue: false } as const;

interface Parsed {
  edXML: {
    edXMLEnvelope: { edXMLHeader: { MessageHeader: { DocumentId: string } } };
    AttachmentEncoded?: { Attachment: { ContentTransferEncoded: string } };
  };
}

/** Reads a message by the library: the same fields, the attachment decoded and measured as well. */
export function readByLibrary(text: string): { id: string; sizeBytes: number; sha256: string } {
  const { edXML } = new XMLParser(options).parse(text) as Parsed;
  const content = Buffer.from(edXML.AttachmentEncoded?.Attachment.ContentTransferEncoded ?? '', 'base64');
  const { DocumentId: id } = edXML.edXMLEnvelope.edXMLHeader.MessageHeader;
  return { id, sizeBytes: content.length, sha256: createHash('sha256').update(content).digest('hex') };
}

/** Messages a general library can read: well-formed, in the axis's own form, nothing zipped. */
export function makeTexts(count: number): string[] {
  return [...demoDocuments()]
    .filter(({ defect, attachments }) => defect === null && attachments.every(({ isZipped }) => !isZipped))
    .slice(0, count)
    .map(renderDocument);
}
