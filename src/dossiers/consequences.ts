/** What follows from a command where it takes arithmetic or the directory to say it. Pure. */
import { toLocalDay } from '../calendar/local-time.js';
import { HubError } from '../errors.js';
import type { EventBodies } from '../records/dossier-event.js';
import type { CustodyState, FoldedTransfer } from './custody-state.js';
import { toInstantText } from './instants.js';
import type { Circumstances } from './rules.js';

/**
 * The end of a wait: the due date moves by the office time waited. A wait that began after the due date moves nothing: a
 * late dossier does not become timely by asking for papers.
 */
export function toResuming(
  { dueAt, pausedAt }: CustodyState,
  { now, calendar }: Pick<Circumstances, 'now' | 'calendar'>,
): EventBodies['RESUMED'] {
  const unchanged = { previousDueAt: dueAt, dueAt, calendarVersion: calendar.version };
  if (dueAt === null || pausedAt === null || pausedAt > dueAt) return unchanged;
  const waitedMinutes = calendar.workingMinutesBetween(new Date(pausedAt), now);
  // Outside office time nothing was waited, and a due date at closing time must not slip to the next morning.
  if (waitedMinutes <= 0) return unchanged;
  return { ...unchanged, dueAt: toInstantText(calendar.addWorkingMinutes(new Date(dueAt), waitedMinutes)) };
}

/**
 * Who goes on in place of an agency that ended: the receiver of the transfer under way, or the holder.
 * @throws HubError CONFLICT where it has neither, or where no successor is named for the dossier's procedure.
 */
export function toRerouting(
  from: string,
  { state, open, around }: { state: CustodyState; open: FoldedTransfer | null; around: Circumstances },
): EventBodies['REROUTED'] {
  const isReceiver = open?.to === from;
  if (!isReceiver && state.holder !== from) {
    throw new HubError(
      'CONFLICT',
      `${from} neither holds dossier ${state.dossier} nor is it on its way there`,
    );
  }
  const { procedure } = state.opening;
  const to = around.directory.findSuccessor(from, procedure, toLocalDay(around.now));
  if (to === null) {
    throw new HubError(
      'CONFLICT',
      `no agency is named to go on with procedure ${procedure} in place of ${from}; name one in the directory`,
    );
  }
  return isReceiver
    ? { from, to: to.code, transfer: open.id, message: toNextMessage(open.message) }
    : { from, to: to.code, transfer: null, message: null };
}

/** `trf_1.1` → `trf_1.2`: another receiver must not take the delivery for one it has had. */
function toNextMessage(message: string): string {
  const dot = message.lastIndexOf('.');
  return `${message.slice(0, dot)}.${Number(message.slice(dot + 1)) + 1}`;
}
