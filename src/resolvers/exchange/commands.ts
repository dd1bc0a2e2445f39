/** The exchange's mutations: each makes one command of its input and shows what became of it, as of then. */
import type { Command, Paper } from '../../dossiers/command.js';
import { toOptionalInstant, toInstantText } from '../../dossiers/instants.js';
import { runCommand, type Outcome } from '../../dossiers/run-command.js';
import { toTransfer } from '../../dossiers/views.js';
import { HubError } from '../../errors.js';
import type { DossierEvent, Wait } from '../../records/dossier-event.js';
import type { Transfer } from '../../records/exchange.js';
import type { HubContext } from '../context.js';
import type { DossierParent } from './additions.js';
import { batchSend } from './batch-send.js';
import { toCommand, type CommandInput } from './command-input.js';

/** The one argument of every mutation. */
export interface InputArgs<Input> {
  input: CommandInput & Input;
}

/** `SendDossierInput`. */
export interface SendInput {
  dossierId: string;
  to: string;
  note?: string | null;
  dueAt?: Date | null;
  papers?: readonly Paper[] | null;
}

interface AnswerInput {
  transferId: string;
  note?: string | null;
  reason?: string | null;
}

interface ClockInput {
  dossierId: string;
  note?: string | null;
  reason?: string | null;
}

type Mutation<Input> = (_: unknown, args: InputArgs<Input>, context: HubContext) => Promise<Outcome>;

/** The command of `SendDossierInput`. */
export function toSend(input: CommandInput & SendInput, context: HubContext): Command {
  const { dossierId: dossier, to, dueAt } = input;
  const body = { to, dueAt: toOptionalInstant(dueAt ?? null) };
  return toCommand({ type: 'SEND', dossier, body }, input, context.principal);
}

const sendDossier: Mutation<SendInput> = async (_, { input }, context) => {
  const command = toSend(input, context);
  await requirePapers(input, context.exchange.papers);
  return carryOut(command, context);
};

/** What a command names must be there before: its receiver is told it can be fetched. */
async function requirePapers(
  { dossierId, papers }: SendInput,
  store: HubContext['exchange']['papers'],
): Promise<void> {
  const hashes = (papers ?? []).map(({ sha256 }) => sha256);
  const [missing] = hashes.length === 0 ? [] : await store.findMissing(dossierId, hashes);
  if (missing === undefined) return;
  throw new HubError(
    'BAD_INPUT',
    `papers.${hashes.indexOf(missing)}.sha256: no such paper of the dossier; put its bytes to /exchange/papers first`,
  );
}

function toAnswering(type: 'ACCEPT' | 'RETURN' | 'RECALL'): Mutation<AnswerInput> {
  return async (_, { input }, context) => {
    const { transferId } = input;
    const transfer = await context.loaders.findTransfer(transferId);
    if (transfer === null) throw new HubError('NOT_FOUND', `transferId: there is no transfer ${transferId}`);
    const body = { transfer: transferId };
    const { dossier } = transfer;
    return carryOut(toCommand({ type, dossier, body }, input, context.principal), context);
  };
}

const pauseDossier: Mutation<ClockInput & { wait: Wait }> = (_, { input }, context) => {
  const { dossierId: dossier, wait } = input;
  return carryOut(toCommand({ type: 'PAUSE', dossier, body: { wait } }, input, context.principal), context);
};

const extendDossier: Mutation<ClockInput & { dueAt: Date }> = (_, { input }, context) => {
  const { dossierId: dossier } = input;
  const body = { dueAt: toInstantText(input.dueAt) };
  return carryOut(toCommand({ type: 'EXTEND', dossier, body }, input, context.principal), context);
};

function toPlain(type: 'RESUME' | 'CLOSE'): Mutation<ClockInput> {
  return (_, { input }, context) => {
    const { dossierId: dossier } = input;
    return carryOut(toCommand({ type, dossier, body: {} }, input, context.principal), context);
  };
}

/** Runs a command; whatever this request read of the dossier before is read again. */
export async function carryOut(command: Command, { exchange, loaders }: HubContext): Promise<Outcome> {
  const outcome = await runCommand(command, exchange.parts);
  loaders.forgetEvents(command.dossier);
  return outcome;
}

/** The transfer an outcome is about, as it stood then. */
export function toOutcomeTransfer({ event: { core }, state }: Outcome): Transfer | null {
  const id = 'transfer' in core.body ? core.body.transfer : null;
  const folded = state.transfers.find((one) => one.id === id);
  return folded === undefined ? null : toTransfer(core.dossier, folded);
}

export const exchangeMutation = {
  sendDossier,
  acceptDossier: toAnswering('ACCEPT'),
  returnDossier: toAnswering('RETURN'),
  recallDossier: toAnswering('RECALL'),
  pauseDossier,
  resumeDossier: toPlain('RESUME'),
  extendDossier,
  closeDossier: toPlain('CLOSE'),
  batchSend,
};

const payload = {
  dossier: ({ state }: Outcome): DossierParent => ({ id: state.dossier, state }),
  transfer: toOutcomeTransfer,
  receipt: ({ event }: Outcome): DossierEvent => event,
};

export const dossierCommandTypes = { DossierCommandPayload: payload };
