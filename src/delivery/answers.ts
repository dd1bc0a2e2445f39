/** What a node's system answers for an agency it serves: it takes a dossier over, or gives it back. A command like any other. */
import { z } from 'zod';
import { toCommandKey } from '../dossiers/command.js';
import { toReceiptId } from '../dossiers/identifiers.js';
import { runCommand } from '../dossiers/run-command.js';
import { HubError } from '../errors.js';
import { instantText, readShape } from '../evidence/fields.js';
import type { InboxParts } from './inbox.js';
import type { ExchangeNode } from './nodes.js';

const answerShape = z.strictObject({
  commandId: z.string().regex(/^[\w.-]{1,64}$/, 'expected 1 to 64 letters, digits and . _ -'),
  kind: z.enum(['ACCEPT', 'RETURN']),
  transfer: z.string().min(1),
  /** A remark, or the reason of a return. */
  note: z.string().max(4_000).nullable().default(null),
  claimedAt: instantText.nullable().default(null),
});

/** What became of an answer: the same answer again gets the same. */
export interface AnswerOutcome {
  receipt: string;
  jws: string | null;
}

/**
 * Carries a node's answer out.
 * @throws HubError BAD_INPUT naming the field, NOT_FOUND for a transfer that is not for this node's agencies, and whatever
 *   the rules say against it.
 */
export async function carryOutAnswer(
  node: ExchangeNode,
  given: unknown,
  parts: InboxParts,
): Promise<AnswerOutcome> {
  const { commandId, kind, transfer: id, note, claimedAt } = readShape(given, answerShape, 'the answer');
  const [transfer] = await parts.store.transfers.findByIds([id]);
  const served = transfer === undefined ? null : parts.nodes.findByAgency(transfer.to);
  if (transfer === undefined || served?.name !== node.name) {
    throw new HubError('NOT_FOUND', `transfer: node ${node.name} has no transfer ${id.slice(0, 64)}`);
  }
  const actor = `node:${node.name}`;
  const { event } = await runCommand(
    {
      type: kind,
      command: toCommandKey(actor, commandId),
      dossier: transfer.dossier,
      agency: transfer.to,
      actor,
      claimedAt: claimedAt === null ? null : new Date(claimedAt).toISOString(),
      expectedEpoch: null,
      body: { transfer: id },
      attachment: note === null ? null : { note: note.normalize('NFC'), papers: [] },
    },
    parts,
  );
  return { receipt: toReceiptId(event.id), jws: event.receipt };
}
