/**
 * Bundles at the hub: the inbox of a node as a file, and the file it brings back. Same inbox, same receipts, same rules as
 * over the network; a bundle brought twice changes nothing the second time.
 */
import { HubError } from '../errors.js';
import { toRfc3339 } from '../calendar/local-time.js';
import { toBundleFile, readBundleFile } from '../evidence/bundle-file.js';
import { sha256Hex } from '../evidence/canonical.js';
import { readJson } from '../evidence/fields.js';
import type { PublishedKey, SigningKey } from '../evidence/keys.js';
import type { Bundles } from '../store/bundles.js';
import type { Papers } from '../store/papers.js';
import { carryOutAnswer } from './answers.js';
import { answerBundleShape, type AnswerBundle, type InboxBundle, type Outcome } from './bundle-shapes.js';
import { acknowledge, readMessage, type InboxParts } from './inbox.js';
import type { DeliveryMessage } from './message.js';
import type { ExchangeNode } from './nodes.js';
import { findPaper } from './papers.js';

/** What bundles are made and taken with. */
export interface BundleParts extends InboxParts {
  papers: Papers;
  bundles: Bundles;
  publishedKeys(): Promise<readonly PublishedKey[]>;
  getSigningKey(now: Date): Promise<SigningKey>;
}

/** Messages in one bundle, and bytes of papers: a file that any stick and any old computer takes. */
const mostMessages = 500;
const mostPaperBytes = 32 * 1024 * 1024;

/** Makes the file of a node's inbox, the oldest messages first. Fetched twice it holds the same messages, byte for byte. */
export async function makeInboxBundle(node: ExchangeNode, parts: BundleParts): Promise<string> {
  const question = { to: parts.nodes.agenciesOf(node), states: ['IN_TRANSIT'] } as const;
  const waiting = await parts.store.transfers.findOldest(question, mostMessages);
  const all = await parts.store.transfers.count(question);
  const made = await Promise.all(
    waiting.map(async (transfer) => ({
      message: transfer.message,
      bytes: await readMessage(transfer, parts),
    })),
  );
  const messages = made.flatMap(({ message, bytes }) => (bytes === null ? [] : [{ message, bytes }]));
  const packed = await packPapers(
    messages.map(({ bytes }) => bytes),
    parts,
  );
  const now = parts.now();
  const bundle = `inbox-${node.name}-${now.getTime().toString(36)}`;
  const body: InboxBundle = {
    kind: 'INBOX',
    ...{ bundle, node: node.name },
    hubKeys: [...(await parts.publishedKeys())],
    messages: messages.map(({ message, bytes }) => ({ message, body: toBase64(bytes) })),
    papers: packed.papers,
    left: Math.max(0, all - messages.length) + packed.left,
  };
  const address = { to: node.name, id: bundle, at: toRfc3339(now) };
  return toBundleFile(body, await parts.getSigningKey(now), address);
}

/** The papers messages name, as many as fit; what does not is fetched otherwise by its hash. */
async function packPapers(
  messages: readonly Uint8Array[],
  parts: BundleParts,
): Promise<Pick<InboxBundle, 'papers' | 'left'>> {
  const named = messages.flatMap((bytes) => {
    const { dossier, papers } = JSON.parse(Buffer.from(bytes).toString('utf8')) as DeliveryMessage;
    return papers.map(({ sha256 }) => ({ dossier: dossier.id, sha256 }));
  });
  const papers: InboxBundle['papers'] = [];
  let bytesLeft = mostPaperBytes;
  for (const { dossier, sha256 } of named) {
    const bytes = await findPaper(dossier, sha256, parts);
    if (bytes === null || bytes.length > bytesLeft) continue;
    bytesLeft -= bytes.length;
    papers.push({ dossier, sha256, body: toBase64(bytes) });
  }
  return { papers, left: named.length - papers.length };
}

/**
 * Takes the file a node brings back and says what became of each of its answers, as a file again.
 * @throws HubError BAD_INPUT: altered, revoked key, not for this hub; NOT_FOUND: unknown node; CONFLICT: its id was used
 *   before with other content. Nothing is changed then.
 */
export async function takeAnswerBundle(text: string, parts: BundleParts): Promise<string> {
  const now = parts.now();
  const { node, answers } = await verifyAnswers(text, parts);
  const { bundle } = answers;
  const sha256 = sha256Hex(Buffer.from(text, 'utf8'));
  const before = await parts.bundles.take({ node: node.name, bundle }, { sha256, takenAt: now });
  if (before !== null && before.sha256 !== sha256)
    throw new HubError('CONFLICT', `bundle ${bundle.slice(0, 64)} came before with other content`);
  const outcomes = await carryOut(node, answers, parts);
  const takenBeforeAt = before === null ? null : toRfc3339(before.takenAt);
  const id = `outcomes-${bundle}`;
  const body = { kind: 'OUTCOMES', bundle: id, node: node.name, takenBeforeAt, outcomes };
  const key = await parts.getSigningKey(now);
  return toBundleFile(body, key, { to: node.name, id, at: toRfc3339(now) });
}

/** Whose bundle it claims to be is read first, and holds only if that node's key signed it. */
async function verifyAnswers(
  text: string,
  { nodes, hub, now }: BundleParts,
): Promise<{ node: ExchangeNode; answers: AnswerBundle }> {
  const answers = readJson(text.split('\n')[1] ?? '', answerBundleShape, 'the bundle');
  const node = nodes.find(answers.node);
  if (node === null) throw new HubError('NOT_FOUND', `node: no node is called ${answers.node.slice(0, 64)}`);
  const { to, id } = await readBundleFile(text, { keys: node.keys, now: now() });
  if (to !== hub) throw new HubError('BAD_INPUT', `expected a bundle for the hub ${hub}`);
  if (answers.bundle !== id) throw new HubError('BAD_INPUT', 'expected the same id in bundle and signature');
  return { node, answers };
}

/** In order, each for itself: one that is refused keeps no other from being done. */
async function carryOut(
  node: ExchangeNode,
  { acknowledgements, answers }: AnswerBundle,
  parts: BundleParts,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const given of acknowledgements) {
    const taken = acknowledge(node, given, parts).then(() => ({ receipt: null, jws: null }));
    outcomes.push(await toOutcome(given.message, taken));
  }
  for (const answer of answers) {
    const of = typeof answer['commandId'] === 'string' ? answer['commandId'].slice(0, 64) : '';
    outcomes.push(await toOutcome(of, carryOutAnswer(node, answer, parts)));
  }
  return outcomes;
}

async function toOutcome(of: string, done: Promise<Pick<Outcome, 'receipt' | 'jws'>>): Promise<Outcome> {
  try {
    const { receipt, jws } = await done;
    return { of, receipt, jws, code: null, reason: null };
  } catch (error) {
    if (!(error instanceof HubError)) throw error;
    return { of, receipt: null, jws: null, code: error.code, reason: error.message };
  }
}

function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
