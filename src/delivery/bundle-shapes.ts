/**
 * What bundles say, on both sides: the inbox an agency without network takes home, the answers it brings back, and what
 * became of them. The same messages, receipts and commands as over the network, only slower.
 */
import { z } from 'zod';
import { filled, hashText, instantText } from '../evidence/fields.js';
import { publishedKeysShape } from '../evidence/key-file.js';

const base64 = z.base64('expected base64');

/** Hub → agency: what lies in the inbox of a node. */
export const inboxBundleShape = z.strictObject({
  kind: z.literal('INBOX'),
  bundle: filled,
  node: filled,
  /** Keys of the hub: a bundle verified with a known key brings the ones that follow. */
  hubKeys: publishedKeysShape,
  messages: z.array(z.strictObject({ message: filled, body: base64 })),
  papers: z.array(z.strictObject({ dossier: filled, sha256: hashText, body: base64 })),
  /** Messages and papers that did not fit: there is another bundle to fetch. */
  left: z.number().int().min(0),
});

/** Agency → hub: receipts of what it took, and what its officers decided, in order. */
export const answerBundleShape = z.strictObject({
  kind: z.literal('ANSWERS'),
  bundle: filled,
  node: filled,
  acknowledgements: z.array(z.strictObject({ message: filled, receipt: filled })),
  /** As posted to /exchange/answers; each is judged for itself. */
  answers: z.array(z.record(z.string(), z.unknown())),
});

/** What became of one acknowledgement or answer: the hub's receipt, or why not. */
const outcomeShape = z.strictObject({
  /** `message` of an acknowledgement, `commandId` of an answer. */
  of: z.string(),
  receipt: z.string().nullable(),
  jws: z.string().nullable(),
  code: z.string().nullable(),
  reason: z.string().nullable(),
});

/** Hub → agency: what became of its answers. */
export const outcomeBundleShape = z.strictObject({
  kind: z.literal('OUTCOMES'),
  bundle: filled,
  node: filled,
  /** When the bundle was taken before; null the first time. It changes nothing then, and says the same. */
  takenBeforeAt: instantText.nullable(),
  outcomes: z.array(outcomeShape),
});

/** The inbox taken home. */
export type InboxBundle = z.infer<typeof inboxBundleShape>;
/** The answers brought back. */
export type AnswerBundle = z.infer<typeof answerBundleShape>;
/** What became of them. */
export type OutcomeBundle = z.infer<typeof outcomeBundleShape>;
/** What became of one. */
export type Outcome = z.infer<typeof outcomeShape>;
