/**
 * What a node's system decides for an agency it serves: it takes a dossier over, gives it back, or sends on what the agency
 * holds. A command like any other.
 */
import { z } from 'zod';
import { commandIdPattern, toCommandKey, type Command, type CommandOf } from '../dossiers/command.js';
import { toReceiptId } from '../dossiers/identifiers.js';
import { runCommand } from '../dossiers/run-command.js';
import { HubError } from '../errors.js';
import { filled, instantText, readShape } from '../evidence/fields.js';
import type { InboxParts } from './inbox.js';
import type { ExchangeNode } from './nodes.js';

const common = {
  commandId: z.string().regex(commandIdPattern, 'expected 1 to 64 letters, digits and . _ -'),
  /** A remark, the reason of a return, the opinion of the sender. */
  note: z.string().max(4_000).nullable().default(null),
  claimedAt: instantText.nullable().default(null),
};
const answerShape = z.discriminatedUnion('kind', [
  z.strictObject({ ...common, kind: z.enum(['ACCEPT', 'RETURN']), transfer: filled }),
  z.strictObject({
    ...common,
    kind: z.literal('SEND'),
    /** The agency that holds the dossier, and the one it goes to. */
    agency: filled,
    dossier: filled,
    to: filled,
    dueAt: instantText.nullable().default(null),
  }),
]);

type Answer = z.infer<typeof answerShape>;

/** What became of an answer: the same answer again gets the same. */
export interface AnswerOutcome {
  receipt: string;
  jws: string | null;
}

/**
 * Carries a node's answer out.
 * @throws HubError BAD_INPUT naming the field, NOT_FOUND for a transfer or an agency that is not this node's, and whatever
 *   the rules say against it.
 */
export async function carryOutAnswer(
  node: ExchangeNode,
  given: unknown,
  parts: InboxParts,
): Promise<AnswerOutcome> {
  const answer = readShape(given, answerShape, 'the answer');
  const { event } = await runCommand(await toCommand(node, answer, parts), parts);
  return { receipt: toReceiptId(event.id), jws: event.receipt };
}

async function toCommand(node: ExchangeNode, answer: Answer, parts: InboxParts): Promise<Command> {
  const actor = `node:${node.name}`;
  const { commandId, note, claimedAt } = answer;
  const given: Pick<CommandOf<'SEND'>, 'command' | 'actor' | 'claimedAt' | 'expectedEpoch' | 'attachment'> = {
    command: toCommandKey(actor, commandId),
    actor,
    claimedAt: toUtc(claimedAt),
    expectedEpoch: null,
    attachment: note === null ? null : { note: note.normalize('NFC'), papers: [] },
  };
  if (answer.kind === 'SEND') {
    const { agency, dossier, to, dueAt } = answer;
    if (parts.nodes.findByAgency(agency)?.name !== node.name)
      throw new HubError('NOT_FOUND', `agency: node ${node.name} does not serve ${agency.slice(0, 64)}`);
    return { ...given, type: 'SEND', dossier, agency, body: { to, dueAt: toUtc(dueAt) } };
  }
  const [transfer] = await parts.store.transfers.findByIds([answer.transfer]);
  const served = transfer === undefined ? null : parts.nodes.findByAgency(transfer.to);
  if (transfer === undefined || served?.name !== node.name) {
    throw new HubError(
      'NOT_FOUND',
      `transfer: node ${node.name} has no transfer ${answer.transfer.slice(0, 64)}`,
    );
  }
  const { dossier, id, to: agency } = transfer;
  return { ...given, type: answer.kind, dossier, agency, body: { transfer: id } };
}

function toUtc(instant: string | null): string | null {
  return instant === null ? null : new Date(instant).toISOString();
}
