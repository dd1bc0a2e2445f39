/** How much a message may hold. Messages come from other systems: whatever is more is refused before it is kept. */

/** Bounds of one message. */
export interface EdxmlLimits {
  /** Elements within elements. */
  depth: number;
  elements: number;
  /** Letters of an element's or attribute's name. */
  nameLength: number;
  attributes: number;
  /** Letters of all texts that are kept, attachments apart. */
  keptLength: number;
  attachments: number;
  /** Of one attachment, decoded. The axis itself takes no file above 50 MB. */
  attachmentBytes: number;
}

export const edxmlLimits: EdxmlLimits = {
  depth: 24,
  elements: 20_000,
  nameLength: 100,
  attributes: 24,
  keptLength: 2_000_000,
  attachments: 50,
  attachmentBytes: 50 * 1024 * 1024,
};
