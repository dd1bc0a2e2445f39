/**
 * Hands a dispatch to the axis, and sees to what was left undone. Done twice it is done once: the same message handed over again has the same id there, and the
 * hub's event is one command. How the axis is spoken to, and how a message is written, is src/delivery's business.
 */
import { HubError } from '../../errors.js';
import type { DispatchDuty } from '../../records/dispatch.js';
import { isOfDispatch, type DossierEvent } from '../../records/dossier-event.js';
import type { DeadLetters } from '../../store/dead-letters.js';
import { hubActor } from '../command.js';
import { firstRetryMs } from '../follow-event.js';
import { noteFailedDuty } from '../retry.js';
import { dispatchCommands, type DispatchCommand } from './command.js';
import { foldDispatch } from './dispatch-state.js';
import { runDispatch, saveDispatch, type DispatchParts } from './run-dispatch.js';

/** What handing over takes beside the dispatches themselves. */
export interface GoOutParts extends DispatchParts {
  deadLetters: Pick<DeadLetters, 'put' | 'settle'>;
  /** Writes the message of a dispatch from its first event: the same bytes whenever it is written. */
  writeMessage(sent: DossierEvent): Promise<Uint8Array>;
  /** Hands it to the axis. @returns its id there @throws HubError SOURCE_REJECTED where the axis will not have it */
  send(message: Uint8Array): Promise<string>;
}

/** The queue of dispatches, also in dead letters. */
export const dispatchQueue = 'dispatch';

/** Dispatches seen to in one sweep; what is left is the next sweep's. */
const mostDuties = 200;

/** Events younger than this are probably being followed by whoever appended them. */
const followGraceMs = 5_000;

/**
 * Takes a turn at handing one over, after `round` that failed; done, quietly, when it is settled already.
 * @throws HubError of a failure worth trying again soon; failures for good become dead letters, refusals facts.
 */
export async function sendDispatch(id: string, parts: GoOutParts, round: number): Promise<void> {
  const [duty] = await parts.store.dispatches.findByIds([id]);
  if (duty?.state !== 'WAITING') return;
  try {
    const [sent] = await parts.store.events.findByDossier(id);
    if (sent === undefined) throw new HubError('NOT_FOUND', `there are no events of dispatch ${id}`);
    const message = await parts.send(await parts.writeMessage(sent));
    await settle(duty, { type: 'TAKE', command: dispatchCommands.take(id), body: { message } }, parts);
    if (duty.lastError !== null) await parts.deadLetters.settle(dispatchQueue, id);
  } catch (error) {
    // The job's count, not the duty's: a job's second try is the same turn.
    await noteFailure({ ...duty, round }, error, parts);
  }
}

/** Appends what came of it; another process that was faster has done the work. */
async function settle(
  { id, agency }: DispatchDuty,
  what: Pick<Extract<DispatchCommand, { type: 'TAKE' | 'REFUSE' }>, 'type' | 'command' | 'body'>,
  parts: GoOutParts,
): Promise<void> {
  const byHub = { dossier: id, agency, actor: hubActor, claimedAt: null, attachment: null };
  try {
    await runDispatch({ ...byHub, ...what } as DispatchCommand, parts);
  } catch (error) {
    if (!(error instanceof HubError) || error.code !== 'CONFLICT') throw error;
    parts.log.info({ dispatch: id, reason: error.message }, 'a dispatch was settled meanwhile');
  }
}

/** What the axis refused is a fact; everything else is a duty that failed. */
async function noteFailure(duty: DispatchDuty, error: unknown, parts: GoOutParts): Promise<void> {
  const { id, round } = duty;
  if (error instanceof HubError && error.code === 'SOURCE_REJECTED') {
    const body = { reason: error.message };
    await settle(duty, { type: 'REFUSE', command: dispatchCommands.refuse(id), body }, parts);
    return;
  }
  const failed = { queue: dispatchQueue, subject: id, round };
  if (await noteFailedDuty(failed, error, { ...parts, duties: parts.store.dispatches })) throw error;
}

/** Writes views that were left behind, and queues again what is due. @returns how many of each */
export async function sweepDispatches(parts: DispatchParts): Promise<{ followed: number; queued: number }> {
  const { events, dispatches } = parts.store;
  const now = parts.now();
  const left = await events.findUnsettled(new Date(now.getTime() - followGraceMs), mostDuties);
  const ids = [...new Set(left.flatMap(({ core }) => (isOfDispatch(core) ? core.dossier : [])))];
  let followed = 0;
  for (const id of ids) {
    const state = foldDispatch((await events.findByDossier(id)).map(({ core }) => core));
    if (state === null) continue;
    await saveDispatch(state, parts);
    followed += 1;
  }
  let queued = 0;
  for (const duty of await dispatches.findDue(now, mostDuties)) {
    if (!(await dispatches.take(duty, new Date(now.getTime() + firstRetryMs)))) continue;
    await parts.queueDispatch({ dispatch: duty.id, round: duty.round });
    queued += 1;
  }
  return { followed, queued };
}
