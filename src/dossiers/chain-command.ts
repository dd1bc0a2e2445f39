/**
 * The one road of every command, whatever chain it is about: judge it by the chain's events, append one event, do what follows from it. One insert is one
 * fact; whatever fails after it is made good by a sweep, whatever fails before it changed nothing. The same command given again gets the same event back,
 * byte for byte. What chains there are, and what their commands mean, is a `Life`: of dossiers in run-command.ts, of dispatches in dispatches/.
 */
import { HubError, toMessage } from '../errors.js';
import type { AnyEventCore, DossierEvent, Instant } from '../records/dossier-event.js';
import { makeEvent, type EventDraft, type EventParts } from './make-event.js';

/** A command as far as the road must know it. */
export interface ChainCommand {
  /** Unique in the hub. */
  command: string;
  /** The chain: a dossier, or a dispatch. */
  dossier: string;
  agency: string;
  actor: string;
  claimedAt: Instant | null;
  /** What goes with it, sealed beside the event; null where nothing does. */
  attachment: object | null;
}

/** What became of a command: its event, and its chain as it stood after it, whatever has happened since. */
export interface ChainOutcome<State> {
  event: DossierEvent;
  state: State;
}

/** What a command leads to, once it may be carried out. */
export type Judgement = Pick<EventDraft, 'consequence' | 'epoch' | 'describe'>;

/** One kind of chain. */
export interface Life<Given extends ChainCommand, State, Parts extends EventParts> {
  /** What the chain is called in messages. */
  name: string;
  /** SHA-256 of what was commanded: the same command with another body is a conflict. */
  toHash(command: Given): string;
  fold(events: readonly AnyEventCore[]): State | null;
  /** What must have happened before; null where nothing must. */
  findPrior(command: Given, state: State | null, parts: Parts): Promise<Given | null>;
  /** @throws HubError what the rules say against it */
  judge(command: Given, state: State | null, parts: Parts): Judgement;
  /** Does what follows from an event; `opened` is the chain's first event where this one is the next. Never rejects. */
  follow(outcome: ChainOutcome<State> & { opened: DossierEvent | null }, parts: Parts): Promise<void>;
  /** Whether what follows from an event is done with the next one. */
  waitsForNext(event: DossierEvent): boolean;
}

/** How often a command is judged anew when others were faster. */
const mostJudgements = 12;

interface Running<Given extends ChainCommand, State, Parts extends EventParts> {
  life: Life<Given, State, Parts>;
  command: Given;
  parts: Parts;
}

/**
 * Carries a command out, or finds that it was carried out.
 * @throws HubError what the rules say against it (nothing is changed then); CONFLICT when the same command id came with
 *   another body; INTERNAL when the outcome is unknown: the same command given again will tell.
 */
export async function runChainCommand<Given extends ChainCommand, State, Parts extends EventParts>(
  running: Running<Given, State, Parts>,
  before: readonly DossierEvent[] | null = null,
): Promise<ChainOutcome<State>> {
  const { life, command, parts } = running;
  const commandHash = life.toHash(command);
  // Events just read or appended: whoever wrote more meanwhile has taken the place, and they are read again.
  let known = before;
  for (let judgement = 1; judgement <= mostJudgements; judgement += 1) {
    const events = known ?? (await parts.store.events.findByDossier(command.dossier));
    known = null;
    const repeated = events.find(({ core }) => core.command === command.command);
    if (repeated !== undefined) return toRepeated(repeated, { ...running, commandHash, events });
    const state = life.fold(events.map(({ core }) => core));
    const prior = await life.findPrior(command, state, parts);
    if (prior !== null) {
      const { event } = await runChainCommand({ ...running, command: prior }, events);
      known = event.core.seq === events.length + 1 ? [...events, event] : null;
      continue;
    }
    const draft = { command, commandHash, ...life.judge(command, state, parts) };
    const outcome = await append(draft, { ...running, events });
    if (outcome !== null) return outcome;
  }
  throw new HubError(
    'CONFLICT',
    `${life.name} ${command.dossier} kept changing under the command; send the same command again`,
  );
}

/** Appends the event; null when another event took its place and the command must be judged anew. */
async function append<Given extends ChainCommand, State, Parts extends EventParts>(
  draft: EventDraft,
  { life, command, events, parts }: Running<Given, State, Parts> & { events: readonly DossierEvent[] },
): Promise<ChainOutcome<State> | null> {
  const { event, sealedBody } = await makeEvent(draft, events.at(-1) ?? null, parts);
  const inserted = await parts.store.events.insert(event, sealedBody).catch((error: unknown) => {
    // Perhaps it is there: reading the events again will tell.
    parts.log.warn({ reason: toMessage(error) }, 'an event was inserted with unknown outcome');
    return 'UNKNOWN' as const;
  });
  if (inserted === 'COMMAND_TAKEN') await requireSameChain(command, parts);
  if (inserted !== 'INSERTED') return null;
  const outcome = { event, state: toStateAfter([...events, event], life) };
  // What follows from an opening is done with the event it makes way for; left alone, the sweep does it.
  if (!life.waitsForNext(event)) {
    const opened = event.core.seq === 2 ? (events[0] ?? null) : null;
    await life.follow({ ...outcome, opened }, parts);
  }
  return outcome;
}

/** A command id used before for another chain is another body. */
async function requireSameChain(
  { command, dossier }: ChainCommand,
  { store }: Pick<EventParts, 'store'>,
): Promise<void> {
  const known = await store.events.findByCommand(command);
  if (known !== null && known.core.dossier !== dossier) throw toBodyConflict();
}

async function toRepeated<Given extends ChainCommand, State, Parts extends EventParts>(
  event: DossierEvent,
  {
    life,
    commandHash,
    events,
    parts,
  }: Running<Given, State, Parts> & { commandHash: string; events: readonly DossierEvent[] },
): Promise<ChainOutcome<State>> {
  if (event.core.commandHash !== commandHash) throw toBodyConflict();
  const known = events.filter(({ core }) => core.seq <= event.core.seq);
  const outcome = { event, state: toStateAfter(known, life) };
  // Whoever asks again may have missed more than the answer; but views go by the newest event, not by an old one.
  if (events.at(-1) === event) await life.follow({ ...outcome, opened: events[0] ?? null }, parts);
  return outcome;
}

function toStateAfter<State>(
  events: readonly DossierEvent[],
  { fold }: { fold(cores: readonly AnyEventCore[]): State | null },
): State {
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
