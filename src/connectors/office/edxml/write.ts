/**
 * Writes a message of the axis, QCVN 102:2016, piece by piece: attachments are encoded as they are read. Every element of
 * the envelope bears the prefix `edXML:`, which the national axis insists on; what is attached bears none. Reading what was written and writing it again gives the same bytes.
 */
import {
  attachmentSpec,
  contentElement,
  headerSpec,
  manifestSpec,
  traceSpec,
  type EdxmlAttachment,
  type EdxmlHeader,
  type EdxmlManifest,
  type EdxmlTrace,
} from './elements.js';
import { axisNamespace } from './forms.js';
import { writeSpec } from './spec.js';

const prefix = 'edXML:';

/** What a message is written of. */
export interface EdxmlDraft {
  header: EdxmlHeader;
  trace: EdxmlTrace;
  manifest: EdxmlManifest;
  attachments: readonly { attachment: EdxmlAttachment; content: Iterable<Uint8Array> }[];
}

/** Pieces of the message's text. @throws HubError SOURCE_INVALID for a text XML cannot hold */
export function* writeEdxml({ header, trace, manifest, attachments }: EdxmlDraft): Iterable<string> {
  yield `<?xml version="1.0" encoding="utf-8"?>\n<edXML xmlns="${axisNamespace}" xmlns:edXML="${axisNamespace}">`;
  yield '<edXML:edXMLEnvelope><edXML:edXMLHeader>';
  yield writeSpec(headerSpec, header, { name: 'MessageHeader', prefix });
  yield writeSpec(traceSpec, trace, { name: 'TraceHeaderList', prefix });
  yield '</edXML:edXMLHeader>';
  const references = writeSpec(manifestSpec, manifest, { name: 'edXMLManifest', prefix });
  if (references !== '')
    yield `<edXML:edXMLBody>${references.replace('edXMLManifest>', 'edXMLManifest version="1.0">')}</edXML:edXMLBody>`;
  yield '</edXML:edXMLEnvelope>';
  if (attachments.length > 0) {
    yield '<AttachmentEncoded>';
    for (const { attachment, content } of attachments) {
      yield writeSpec(attachmentSpec, attachment, { name: 'Attachment' }).replace(/<\/Attachment>$/, '');
      yield `<${contentElement}>`;
      yield* encodeBase64(content);
      yield `</${contentElement}></Attachment>`;
    }
    yield '</AttachmentEncoded>';
  }
  yield '</edXML>\n';
}

/** The whole of it, for messages that are small. */
export function toEdxml(draft: EdxmlDraft): Buffer {
  return Buffer.from([...writeEdxml(draft)].join(''), 'utf8');
}

function* encodeBase64(content: Iterable<Uint8Array>): Iterable<string> {
  let rest = Buffer.alloc(0);
  for (const bytes of content) {
    const all =
      rest.length === 0
        ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
        : Buffer.concat([rest, bytes]);
    const whole = all.length - (all.length % 3);
    yield all.toString('base64', 0, whole);
    rest = Buffer.from(all.subarray(whole));
  }
  if (rest.length > 0) yield rest.toString('base64');
}
