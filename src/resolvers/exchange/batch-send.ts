/** `batchSend`: many dossiers, each a command of its own, each with its own outcome. */
import type { Outcome } from '../../dossiers/run-command.js';
import { HubError } from '../../errors.js';
import type { DossierEvent } from '../../records/dossier-event.js';
import type { Transfer } from '../../records/exchange.js';
import type { HubContext } from '../context.js';
import { toCommandId } from './command-input.js';
import { carryOut, toOutcomeTransfer, toSend, type InputArgs, type SendInput } from './commands.js';

interface BatchOutcome {
  dossierId: string;
  transfer: Transfer | null;
  receipt: DossierEvent | null;
  error: { code: string; message: string } | null;
}

const mostItems = 500;

/** Items under way at once: each waits for the store far longer than it computes. */
const width = 8;

/** Sends every item; an item that is refused says so and does not touch the others. */
export async function batchSend(
  _: unknown,
  { input: { commandId, items } }: InputArgs<{ items: readonly SendInput[] }>,
  context: HubContext,
): Promise<{ outcomes: BatchOutcome[] }> {
  const id = toCommandId(commandId);
  requireItems(items);
  const outcomes: BatchOutcome[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) {
      const item = items[index];
      if (item !== undefined) outcomes[index] = await sendItem(item, id, context);
    }
  };
  await Promise.all(Array.from({ length: width }, work));
  return { outcomes };
}

async function sendItem(item: SendInput, batchId: string, context: HubContext): Promise<BatchOutcome> {
  const { dossierId } = item;
  try {
    // No client can make such an id for a single command, so the two never meet.
    const command = toSend({ ...item, commandId: batchId }, context);
    const outcome: Outcome = await carryOut(
      { ...command, command: `${command.command}#${dossierId}` },
      context,
    );
    return { dossierId, transfer: toOutcomeTransfer(outcome), receipt: outcome.event, error: null };
  } catch (thrown) {
    if (!(thrown instanceof HubError) || thrown.code === 'INTERNAL') throw thrown;
    const { code, message } = thrown;
    return { dossierId, transfer: null, receipt: null, error: { code, message } };
  }
}

function requireItems(items: readonly SendInput[]): void {
  if (items.length < 1 || items.length > mostItems) {
    throw new HubError('BAD_INPUT', `items: expected 1 to ${mostItems}, got ${items.length}`);
  }
  const seen = new Set<string>();
  items.forEach(({ dossierId }, index) => {
    if (seen.has(dossierId))
      throw new HubError('BAD_INPUT', `items.${index}.dossierId: ${dossierId} is in the batch already`);
    seen.add(dossierId);
  });
}
