/** Commands on dispatches: who may give them, what follows, what their receipts say. The road they take is that of every command (chain-command.ts). */
import { toLocalDay } from '../../calendar/local-time.js';
import { HubError, toMessage } from '../../errors.js';
import { sha256Hex, toCanonicalBytes } from '../../evidence/canonical.js';
import { runChainCommand, type ChainOutcome, type Judgement, type Life } from '../chain-command.js';
import { existsOn } from '../directory.js';
import { firstRetryMs } from '../follow-event.js';
import type { EventParts } from '../make-event.js';
import type { ExchangeParts } from '../parts.js';
import type { Dispatches } from '../../store/dispatches.js';
import type { DispatchCommand } from './command.js';
import { foldDispatch, type FoldedDispatch } from './dispatch-state.js';
import { toDispatch } from './dispatch-view.js';

/** What dispatches work with. */
export interface DispatchParts extends EventParts {
  store: EventParts['store'] & { dispatches: Dispatches };
  directory: ExchangeParts['directory'];
  /** Whether an agency takes part in the axis. */
  isOnAxis(agency: string): boolean;
  /** Queues a dispatch; a queue that is down rejects, and the sweep finds the duty again. */
  queueDispatch(duty: { dispatch: string; round: number }): Promise<void>;
}

/** What became of a command. */
export type DispatchOutcome = ChainOutcome<FoldedDispatch>;

const dispatches: Life<DispatchCommand, FoldedDispatch, DispatchParts> = {
  name: 'dispatch',
  toHash: ({ type, dossier, agency, actor, body, attachment }) =>
    sha256Hex(toCanonicalBytes({ type, dossier, agency, actor, body, attachment })),
  fold: foldDispatch,
  findPrior: () => Promise.resolve(null),
  judge,
  follow: followDispatchEvent,
  waitsForNext: () => false,
};

/**
 * Carries a command out, or finds that it was carried out.
 * @throws HubError BAD_INPUT, FORBIDDEN or CONFLICT for what may not be; nothing is changed then.
 */
export function runDispatch(command: DispatchCommand, parts: DispatchParts): Promise<DispatchOutcome> {
  return runChainCommand({ life: dispatches, command, parts });
}

function judge(command: DispatchCommand, state: FoldedDispatch | null, parts: DispatchParts): Judgement {
  const { documentId, receivers } = command.type === 'SEND' ? command.body : (state?.sent ?? nothing);
  const [only = null, ...more] = receivers;
  const describe: Judgement['describe'] = ({ agency }) => ({
    ...{ code: documentId, transfer: null },
    from: command.type === 'ANSWER' ? agency : (state?.agency ?? command.agency),
    to: command.type === 'ANSWER' ? (state?.agency ?? null) : more.length === 0 ? only : null,
  });
  return { consequence: toConsequence(command, state, parts), epoch: 1, describe };
}

const nothing = { documentId: null, receivers: [] };

function toConsequence(
  command: DispatchCommand,
  state: FoldedDispatch | null,
  parts: DispatchParts,
): Judgement['consequence'] {
  if (command.type === 'SEND') {
    if (state !== null) throw new HubError('CONFLICT', `dispatch ${state.id} was sent before`);
    requireOnAxis('agency', command.agency, parts);
    command.body.receivers.forEach((receiver, n) => requireOnAxis(`to.${n}`, receiver, parts));
    return { type: 'DISPATCHED', body: command.body };
  }
  if (state === null) throw new HubError('NOT_FOUND', `there is no dispatch ${command.dossier}`);
  if (command.type === 'ANSWER') return { type: 'ANSWERED', body: command.body };
  if (state.state !== 'WAITING')
    throw new HubError('CONFLICT', `dispatch ${state.id} is ${state.state.toLowerCase()} already`);
  return command.type === 'TAKE'
    ? { type: 'TAKEN', body: command.body }
    : { type: 'REFUSED', body: command.body };
}

/** Only who is there today and takes part in the axis sends by it, and is sent to. */
function requireOnAxis(field: string, code: string, { directory, isOnAxis, now }: DispatchParts): void {
  const agency = directory.find(code);
  if (agency === null) throw new HubError('BAD_INPUT', `${field}: the directory knows no agency ${code}`);
  const today = toLocalDay(now());
  if (!existsOn(agency, today))
    throw new HubError(
      'BAD_INPUT',
      `${field}: agency ${code} does not exist on ${today}; name its successor`,
    );
  if (!isOnAxis(code))
    throw new HubError('BAD_INPUT', `${field}: agency ${code} takes no part in the axis of documents`);
}

/** Writes the view, and queues what is to go out. Never rejects: what is left is the sweep's. */
async function followDispatchEvent({ event, state }: DispatchOutcome, parts: DispatchParts): Promise<void> {
  try {
    await saveDispatch(state, parts);
    if (event.core.type === 'DISPATCHED') await parts.queueDispatch({ dispatch: state.id, round: 0 });
  } catch (error) {
    const reason = toMessage(error);
    parts.log.warn({ event: event.id, reason }, 'what follows from a dispatch is left to the sweep');
  }
}

/** Writes the view of a dispatch. */
export async function saveDispatch(state: FoldedDispatch, { store, now }: DispatchParts): Promise<void> {
  await store.dispatches.save(toDispatch(state), new Date(now().getTime() + firstRetryMs));
}
