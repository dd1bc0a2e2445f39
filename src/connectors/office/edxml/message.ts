/** A message of the axis as it was read: its parts as texts, its attachments measured. What the texts mean is wire.ts's business. */
import type { Measured } from './content.js';
import type { EdxmlAttachment, EdxmlHeader, EdxmlManifest, EdxmlTrace } from './elements.js';
import type { EdxmlForm } from './forms.js';

/** A message. */
export interface EdxmlMessage {
  form: EdxmlForm;
  /** A document, or what became of one. */
  kind: 'edoc' | 'status';
  header: EdxmlHeader;
  trace: EdxmlTrace;
  manifest: EdxmlManifest;
  attachments: readonly MeasuredAttachment[];
  isSigned: boolean;
  /** Paths of elements the standard does not know, each once; they are not kept. */
  unknown: readonly string[];
}

/** An attachment, its content gone by: what it said of itself, and what it was. */
export interface MeasuredAttachment extends EdxmlAttachment, Measured {}

/** The id a content is referred to by, with or without `cid:`. */
export function toContentId(written: string): string {
  return written.replace(/^cid:/i, '').replace(/^<|>$/g, '');
}
