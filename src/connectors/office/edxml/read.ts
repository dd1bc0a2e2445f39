/**
 * Reads a message of the axis (QCVN 102:2016/BTTTT, chapter 2) as its bytes come: envelope and header into a bounded tree, attachments past it, so that
 * a file of fifty megabytes is never in memory, neither encoded nor decoded.
 */
import { decodeBase64, measure, unwrapZip, type ByteSink, type Measured } from './content.js';
import {
  attachmentSpec,
  contentElement,
  headerSpec,
  manifestSpec,
  traceSpec,
  type EdxmlAttachment,
} from './elements.js';
import { findParts, type EdxmlParts } from './forms.js';
import { edxmlLimits, type EdxmlLimits } from './limits.js';
import { toContentId, type EdxmlMessage, type MeasuredAttachment } from './message.js';
import { makeProblem } from './problem.js';
import { readSpec } from './spec.js';
import { makeXmlReader } from './xml-reader.js';
import type { XmlElement } from './xml-tree.js';

/** What to do while reading. */
export interface ReadOptions {
  limits?: EdxmlLimits;
  /** Where the file of an attachment goes, decoded and taken out of its ZIP; null for one nobody wants. */
  open?(attachment: EdxmlAttachment): ByteSink | null;
  /** Attachments whose content was left out of these bytes, by their place: what was measured of them when it was there. */
  measured?: readonly (Measured | null)[];
}

/** A message, and its text without the contents of its attachments. */
export interface ReadEdxml {
  message: EdxmlMessage;
  outside: string;
  /** What was measured of the attachments, in their order. */
  measured: readonly (Measured | null)[];
}

/** A message while it is being read. */
export interface EdxmlReader {
  write(bytes: Uint8Array): void;
  end(): ReadEdxml;
}

/** Kinds of content that are ZIPs themselves; others in a ZIP are wrapped in it. */
const zipKinds = /zip|officedocument|opendocument|jar/i;
const zipNames = /\.(zip|docx|xlsx|pptx|od[tsp])$/i;

/** Makes a reader. Its methods throw HubError SOURCE_INVALID naming the element that is wrong. */
export function makeEdxmlReader({
  limits = edxmlLimits,
  open,
  measured: known,
}: ReadOptions = {}): EdxmlReader {
  const measured = new Map<XmlElement, Measured>();
  const xml = makeXmlReader(limits, (element, parent) => {
    if (element.name !== contentElement) return null;
    if (measured.size >= limits.attachments)
      throw makeProblem('AttachmentEncoded', `expected at most ${limits.attachments} attachments`);
    const attachment = readAttachment(parent);
    const path = `Attachment.${contentElement}`;
    const isZip = zipKinds.test(attachment.ContentType) || zipNames.test(attachment.AttachmentName);
    const done = (found: Measured): void => void measured.set(parent, found);
    const file = measure(path, limits.attachmentBytes, { next: open?.(attachment) ?? null, done });
    const unpacked = isZip ? file : unwrapZip(path, limits.attachmentBytes, file);
    return decodeBase64(
      path,
      measure(path, limits.attachmentBytes, { next: unpacked, done: () => undefined }),
    );
  });
  return {
    write: (bytes) => xml.write(bytes),
    end() {
      const { root, outside } = xml.end();
      const parts = findParts(root);
      const found = parts.attachments.map(
        (element, place) => known?.[place] ?? measured.get(element) ?? null,
      );
      return { message: toMessage(parts, found), outside, measured: found };
    },
  };
}

/** Reads one that is whole. */
export function readEdxml(bytes: Uint8Array, options?: ReadOptions): ReadEdxml {
  const reader = makeEdxmlReader(options);
  reader.write(bytes);
  return reader.end();
}

function readAttachment(element: XmlElement): EdxmlAttachment {
  const children = element.children.filter(({ name }) => name !== contentElement);
  const path = 'Attachment';
  return readSpec(attachmentSpec, { ...element, children }, { path, onUnknown: () => undefined });
}

function toMessage(parts: EdxmlParts, measured: readonly (Measured | null)[]): EdxmlMessage {
  const unknown = new Set<string>();
  const onUnknown = (path: string): void => void unknown.add(path);
  const header = readSpec(headerSpec, parts.header, { path: 'MessageHeader', onUnknown });
  const trace = readSpec(traceSpec, parts.trace, { path: 'TraceHeaderList', onUnknown });
  const manifest = readSpec(manifestSpec, parts.manifest, { path: 'edXMLManifest', onUnknown });
  const attachments = parts.attachments.map((element, place): MeasuredAttachment => {
    const own = measured[place] ?? null;
    if (own === null) throw makeProblem(`Attachment.${contentElement}`, 'expected a content, there is none');
    return { ...readAttachment(element), ...own };
  });
  requireAttached(manifest.Reference, attachments);
  return {
    ...{ form: parts.form, header, trace, manifest, attachments },
    kind: header.StatusCode === '' ? 'edoc' : 'status',
    isSigned: parts.signature !== null,
    unknown: [...unknown],
  };
}

/** What the manifest promises must be attached, and nothing may bear a name that leads out of a folder. */
function requireAttached(
  references: readonly { ContentId: string }[],
  attachments: readonly EdxmlAttachment[],
): void {
  const attached = new Set(attachments.map(({ ContentId }) => toContentId(ContentId)));
  for (const { ContentId } of references)
    if (!attached.has(toContentId(ContentId)))
      throw makeProblem(
        'edXMLManifest.Reference.ContentId',
        'expected an attachment of this id, there is none',
      );
  for (const { AttachmentName } of attachments)
    // eslint-disable-next-line no-control-regex -- a name with one is no name of a file
    if (/[/\\\u0000-\u001f]/.test(AttachmentName) || /^\.*$/.test(AttachmentName))
      throw makeProblem('Attachment.AttachmentName', 'expected the name of a file, got a path or nothing');
}
