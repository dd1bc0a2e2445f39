/**
 * Commands on dossiers: what must have happened before each, how it is judged, what its receipt says, what follows. The road they all take is
 * chain-command.ts; which of them may be given is decided in rules.ts and conditions.ts.
 */
import { HubError } from '../errors.js';
import { isOfDispatch } from '../records/dossier-event.js';
import { runChainCommand, type ChainOutcome, type Judgement, type Life } from './chain-command.js';
import { toCommandHash } from './command-hash.js';
import { hubActor, hubCommands, type Command } from './command.js';
import { requireAllowed } from './conditions.js';
import { apply, findOpenTransfer, fold, type CustodyState } from './custody-state.js';
import { followEvent } from './follow-event.js';
import type { ExchangeParts } from './parts.js';
import { toConsequence, toEpoch, type Consequence } from './rules.js';

/** What became of a command: its event, and the dossier as it stood after it, whatever has happened since. */
export type Outcome = ChainOutcome<CustodyState>;

const custody: Life<Command, CustodyState, ExchangeParts> = {
  name: 'dossier',
  toHash: toCommandHash,
  fold,
  findPrior,
  judge,
  follow: followEvent,
  waitsForNext: ({ core }) => core.type === 'OPENED',
};

/**
 * Carries a command out, or finds that it was carried out.
 * @throws HubError what the rules say against it (nothing is changed then); CONFLICT when the same command id came with
 *   another body; INTERNAL when the outcome is unknown: the same command given again will tell.
 */
export function runCommand(command: Command, parts: ExchangeParts): Promise<Outcome> {
  return runChainCommand({ life: custody, command, parts });
}

/** What must have happened before: the dossier's opening, and delivery of what its receiver answers. */
async function findPrior(
  command: Command,
  state: CustodyState | null,
  parts: ExchangeParts,
): Promise<Command | null> {
  if (command.type === 'OPEN') return null;
  const byHub = {
    dossier: command.dossier,
    actor: hubActor,
    claimedAt: null,
    expectedEpoch: null,
    attachment: null,
  };
  if (state === null) {
    const opening = await parts.findOpening(command.dossier);
    if (opening === null)
      throw new HubError('NOT_FOUND', `there is no dossier with the id ${command.dossier}`);
    const open = hubCommands.open(command.dossier);
    return { ...byHub, type: 'OPEN', command: open, agency: opening.holder, body: opening };
  }
  const transfer = findOpenTransfer(state);
  const isAnswer = command.type === 'ACCEPT' || command.type === 'RETURN';
  if (!isAnswer || transfer?.state !== 'IN_TRANSIT') return null;
  if (transfer.id !== command.body.transfer || transfer.to !== command.agency) return null;
  // Who answers has it, whatever became of the delivery.
  const { message } = transfer;
  const body = { message, node: null, nodeReceipt: null };
  return { ...byHub, type: 'DELIVER', command: hubCommands.deliver(message), agency: transfer.to, body };
}

function judge(command: Command, state: CustodyState | null, parts: ExchangeParts): Judgement {
  const consequence = toFollowing(command, state, parts);
  const epoch =
    consequence.type === 'OPENED' ? consequence.body.epoch : toEpoch(consequence.type, state?.epoch ?? 0);
  return {
    consequence,
    epoch,
    describe(core) {
      if (isOfDispatch(core)) throw new HubError('INTERNAL', 'a command on a dossier led to a dispatch');
      const after = apply(state, core);
      const named = 'transfer' in core.body ? core.body.transfer : null;
      const transfer = after.transfers.find((one) => one.id === named) ?? null;
      return {
        code: after.opening.code,
        transfer: transfer?.id ?? null,
        from: transfer?.from ?? state?.holder ?? null,
        to: transfer?.to ?? after.holder,
      };
    },
  };
}

function toFollowing(command: Command, state: CustodyState | null, parts: ExchangeParts): Consequence {
  if (command.type === 'OPEN') return { type: 'OPENED', body: command.body };
  if (state === null) throw new HubError('INTERNAL', `dossier ${command.dossier} was to be opened first`);
  const now = parts.now();
  const { directory, calendar, identifiers } = parts;
  const around = { now, directory, calendar, makeTransferId: () => identifiers.makeTransferId(now) };
  requireAllowed(command, state, around);
  return toConsequence(command, { state, open: findOpenTransfer(state), around });
}
