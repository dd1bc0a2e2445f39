/**
 * The one road of every command: judge it by the dossier's events, append one event, write what follows from it. One insert
 * is one fact; whatever fails after it is made good by the sweep, whatever fails before it changed nothing. The same
 * command given again gets the same event back, byte for byte.
 */
import { HubError, toMessage } from '../errors.js';
import type { DossierEvent } from '../records/dossier-event.js';
import { toCommandHash } from './command-hash.js';
import { hubActor, hubCommands, type Command } from './command.js';
import { requireAllowed } from './conditions.js';
import { findOpenTransfer, fold, type CustodyState } from './custody-state.js';
import { followEvent } from './follow-event.js';
import { makeEvent, type EventDraft } from './make-event.js';
import type { ExchangeParts } from './parts.js';
import { toConsequence } from './rules.js';

/** What became of a command: its event, and the dossier as it stood after it, whatever has happened since. */
export interface Outcome {
  event: DossierEvent;
  state: CustodyState;
}

/** How often a command is judged anew when others were faster. */
const mostJudgements = 12;

/**
 * Carries a command out, or finds that it was carried out.
 * @throws HubError what the rules say against it (nothing is changed then); CONFLICT when the same command id came with
 *   another body; INTERNAL when the outcome is unknown: the same command given again will tell.
 */
export async function runCommand(command: Command, parts: ExchangeParts): Promise<Outcome> {
  return runAfter(null, command, parts);
}

/** Carries it out after events just read or appended: whoever wrote more meanwhile has taken the place, and they are read again. */
async function runAfter(
  before: readonly DossierEvent[] | null,
  command: Command,
  parts: ExchangeParts,
): Promise<Outcome> {
  const commandHash = toCommandHash(command);
  let known = before;
  for (let judgement = 1; judgement <= mostJudgements; judgement += 1) {
    const events = known ?? (await parts.store.events.findByDossier(command.dossier));
    known = null;
    const repeated = events.find(({ core }) => core.command === command.command);
    if (repeated !== undefined) return toRepeated(repeated, { commandHash, events, parts });
    const state = fold(events.map(({ core }) => core));
    const prior = await findPrior(command, state, parts);
    if (prior !== null) {
      const { event } = await runAfter(events, prior, parts);
      known = event.core.seq === events.length + 1 ? [...events, event] : null;
      continue;
    }
    const draft = { command, commandHash, ...toDraft(command, state, parts) };
    const outcome = await append(draft, { events, parts });
    if (outcome !== null) return outcome;
  }
  throw new HubError(
    'CONFLICT',
    `dossier ${command.dossier} kept changing under the command; send the same command again`,
  );
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

function toDraft(
  command: Command,
  state: CustodyState | null,
  parts: ExchangeParts,
): Pick<EventDraft, 'consequence' | 'state'> {
  if (command.type === 'OPEN') return { consequence: { type: 'OPENED', body: command.body }, state: null };
  if (state === null) throw new HubError('INTERNAL', `dossier ${command.dossier} was to be opened first`);
  const now = parts.now();
  const { directory, calendar, identifiers } = parts;
  const around = { now, directory, calendar, makeTransferId: () => identifiers.makeTransferId(now) };
  requireAllowed(command, state, around);
  const consequence = toConsequence(command, { state, open: findOpenTransfer(state), around });
  return { consequence, state };
}

/** Appends the event; null when another event took its place and the command must be judged anew. */
async function append(
  draft: EventDraft,
  { events, parts }: { events: readonly DossierEvent[]; parts: ExchangeParts },
): Promise<Outcome | null> {
  const { event, sealedBody } = await makeEvent(draft, events.at(-1) ?? null, parts);
  const inserted = await parts.store.events.insert(event, sealedBody).catch((error: unknown) => {
    // Perhaps it is there: reading the events again will tell.
    parts.log.warn({ reason: toMessage(error) }, 'an event was inserted with unknown outcome');
    return 'UNKNOWN' as const;
  });
  if (inserted === 'COMMAND_TAKEN') await requireSameDossier(draft.command, parts);
  if (inserted !== 'INSERTED') return null;
  const outcome = { event, state: toStateAfter([...events, event]) };
  // What follows from an opening is done with the event it makes way for; left alone, the sweep does it.
  if (event.core.type !== 'OPENED') {
    const opened = event.core.seq === 2 ? (events[0] ?? null) : null;
    await followEvent({ ...outcome, opened }, parts);
  }
  return outcome;
}

/** A command id used before for another dossier is another body. */
async function requireSameDossier({ command, dossier }: Command, { store }: ExchangeParts): Promise<void> {
  const known = await store.events.findByCommand(command);
  if (known !== null && known.core.dossier !== dossier) throw toBodyConflict();
}

interface Repetition {
  commandHash: string;
  events: readonly DossierEvent[];
  parts: ExchangeParts;
}

async function toRepeated(event: DossierEvent, { commandHash, events, parts }: Repetition): Promise<Outcome> {
  if (event.core.commandHash !== commandHash) throw toBodyConflict();
  const outcome = { event, state: toStateAfter(events.filter(({ core }) => core.seq <= event.core.seq)) };
  // Whoever asks again may have missed more than the answer; but views go by the newest event, not by an old one.
  if (events.at(-1) === event) await followEvent({ ...outcome, opened: events[0] ?? null }, parts);
  return outcome;
}

function toStateAfter(events: readonly DossierEvent[]): CustodyState {
  const state = fold(events.map(({ core }) => core));
  if (state === null) throw new HubError('INTERNAL', 'an event was appended to nothing');
  return state;
}

function toBodyConflict(): HubError {
  return new HubError(
    'CONFLICT',
    'commandId: it was used before with another body; a new command needs a new id, a repeated one the same body',
  );
}
