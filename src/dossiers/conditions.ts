/**
 * What a command must satisfy besides the table of rules.ts: the caller's idea of the dossier, its clock, the agencies and
 * dates it names. Each failure says what was expected, what came and what to do; none changes anything.
 */
import { toLocalDay } from '../calendar/local-time.js';
import { HubError } from '../errors.js';
import type { Command, CommandOf } from './command.js';
import { findOpenTransfer, type CustodyState, type FoldedTransfer } from './custody-state.js';
import { existsOn } from './directory.js';
import { hasRoute } from './routes.js';
import { rules, type Circumstances } from './rules.js';

/** How far a caller's clock may be off; beyond `flaggedSkewMs` the receipt says so. */
const refusedSkewMs = 24 * 3_600_000;
export const flaggedSkewMs = 5 * 60_000;

type Judged = Exclude<Command, { type: 'OPEN' }>;

/**
 * Lets a command pass that may be given now.
 * @throws HubError FORBIDDEN for who may not, CONFLICT for a state that moved on, BAD_INPUT naming what is wrong, NOT_FOUND.
 */
export function requireAllowed(command: Judged, state: CustodyState, around: Circumstances): void {
  requireEpoch(command, state);
  requireClock(command, around.now);
  if ('transfer' in command.body && command.type !== 'WARN') requireUnanswered(command.body.transfer, state);
  requireWho(command, state);
  requireStatus(command, state);
  if (command.type === 'SEND') requireReceiver(command, state, around);
  if (command.type === 'SEND' || command.type === 'EXTEND') requireFuture(command.body.dueAt, around.now);
  if (command.type === 'DELIVER') requireMessage(command, findOpenTransfer(state));
  if (command.type === 'WARN') requireNoticeDue(command, state);
}

function requireEpoch({ expectedEpoch, dossier }: Judged, { epoch }: CustodyState): void {
  if (expectedEpoch === null || expectedEpoch === epoch) return;
  throw new HubError(
    'CONFLICT',
    `epoch: expected ${epoch}, got ${expectedEpoch}; custody of dossier ${dossier} moved on, read it again`,
  );
}

function requireClock({ claimedAt }: Judged, now: Date): void {
  if (claimedAt === null) return;
  const skewMs = Date.parse(claimedAt) - now.getTime();
  if (Math.abs(skewMs) <= refusedSkewMs) return;
  const side = skewMs < 0 ? 'behind' : 'ahead of';
  const hours = Math.round(Math.abs(skewMs) / 3_600_000);
  throw new HubError(
    'BAD_INPUT',
    `claimedAt: ${hours} hours ${side} the hub's clock; set the sender's clock right`,
  );
}

function requireUnanswered(id: string, { transfers, dossier }: CustodyState): void {
  const transfer = transfers.find((one) => one.id === id);
  if (transfer === undefined) throw new HubError('NOT_FOUND', `dossier ${dossier} has no transfer ${id}`);
  if (transfer.answeredAt === null) return;
  const answer = transfer.state.toLowerCase();
  throw new HubError(
    'CONFLICT',
    `transfer ${id} was ${answer} at ${transfer.answeredAt}; nothing is left to do`,
  );
}

function requireStatus({ type, dossier }: Judged, { status }: CustodyState): void {
  const { act, from } = rules[type];
  if (from.includes(status)) return;
  throw new HubError(
    'CONFLICT',
    `cannot ${act} dossier ${dossier}: expected it ${from.join(' or ')}, it is ${status}`,
  );
}

function requireWho({ type, agency, dossier }: Judged, state: CustodyState): void {
  const { act, who } = rules[type];
  if (who === 'HUB') return;
  const receiver = findOpenTransfer(state)?.to;
  const entitled = who === 'HOLDER' ? state.holder : receiver;
  if (agency === entitled) return;
  const role = who === 'HOLDER' ? 'its holder' : 'the receiver of its transfer';
  throw new HubError(
    'FORBIDDEN',
    `only ${role}, ${entitled ?? 'nobody'}, may ${act} dossier ${dossier}, not ${agency}`,
  );
}

function requireReceiver(
  { body: { to }, agency }: CommandOf<'SEND'>,
  { holder }: CustodyState,
  { directory, now }: Circumstances,
): void {
  const today = toLocalDay(now);
  const receiver = directory.find(to);
  if (receiver === null) throw new HubError('BAD_INPUT', `to: the directory knows no agency ${to}`);
  if (to === holder) throw new HubError('BAD_INPUT', `to: agency ${to} holds the dossier itself`);
  if (!existsOn(receiver, today)) {
    const period = `${receiver.validFrom ?? '…'} to ${receiver.validTo ?? '…'}`;
    throw new HubError(
      'BAD_INPUT',
      `to: agency ${to} existed from ${period}, not on ${today}; name its successor`,
    );
  }
  const sender = directory.find(agency);
  if (sender === null)
    throw new HubError('BAD_INPUT', `the directory knows no agency ${agency} to send from`);
  if (hasRoute(sender.level, receiver.level, today)) return;
  throw new HubError(
    'BAD_INPUT',
    `to: level ${sender.level} does not hand dossiers to level ${receiver.level}; send it through the level above`,
  );
}

function requireFuture(dueAt: string | null, now: Date): void {
  if (dueAt === null || Date.parse(dueAt) > now.getTime()) return;
  throw new HubError('BAD_INPUT', `dueAt: expected an instant after now, got ${dueAt}`);
}

/** A receipt of an attempt that was re-routed since says nothing about the present receiver. */
function requireMessage({ body }: CommandOf<'DELIVER'>, open: FoldedTransfer | null): void {
  if (open?.message === body.message) return;
  throw new HubError('CONFLICT', `delivery ${body.message} is no longer under way`);
}

function requireNoticeDue({ body }: CommandOf<'WARN'>, state: CustodyState): void {
  const subject = body.of === 'DOSSIER' ? state : findOpenTransfer(state);
  const isSame =
    body.of === 'DOSSIER' || (subject !== null && 'id' in subject && subject.id === body.transfer);
  if (isSame && subject?.dueAt === body.dueAt && !subject.notices.includes(body.notice)) return;
  throw new HubError('CONFLICT', `the notice of ${body.dueAt} is given already, or the due date moved`);
}
