/**
 * The sweep: everything the exchange owes, found in the store and done or queued again. Queues may be lost, workers killed,
 * clocks set back: what is due is due by the store. Any process may sweep, several at once; each step is safe to repeat.
 */
import { toLocalDay } from '../calendar/local-time.js';
import { HubError, toMessage } from '../errors.js';
import type { CustodyView, Transfer } from '../records/exchange.js';
import { hubActor, hubCommands, type CommandOf } from './command.js';
import { firstRetryMs, followDossier } from './follow-event.js';
import { toInstantText } from './instants.js';
import { findLagging } from './lagging-views.js';
import type { ExchangeParts } from './parts.js';
import { runCommand } from './run-command.js';

/** What a sweep found to do. */
export interface SweepReport {
  /** Dossiers whose views were written again. */
  followed: number;
  /** Deliveries queued again. */
  queued: number;
  /** Notices of deadlines given. */
  noticed: number;
  /** Dossiers and transfers that went on to a successor. */
  rerouted: number;
}

/** Events younger than this are probably being followed by whoever appended them. */
const followGraceMs = 5_000;

/** Duties of one kind done in one sweep; what is left is the next sweep's. */
const mostDuties = 500;

/** Sweeps once. One duty that fails does not keep the others from being done. */
export async function sweep(parts: ExchangeParts): Promise<SweepReport> {
  const followed = await followLeft(parts);
  const queued = await queueDue(parts);
  const noticed = await giveNotices(parts);
  const rerouted = await rerouteEnded(parts);
  return { followed, queued, noticed, rerouted };
}

async function followLeft(parts: ExchangeParts): Promise<number> {
  const before = new Date(parts.now().getTime() - followGraceMs);
  const events = await parts.store.events.findUnsettled(before, mostDuties);
  const lagging = await findLagging(events, parts.store);
  return countDone([...lagging], (dossier) => followDossier(dossier, parts), parts);
}

async function queueDue(parts: ExchangeParts): Promise<number> {
  const now = parts.now();
  const { transfers } = parts.store;
  const due = await transfers.findDue(now, mostDuties);
  return countDone(
    due,
    async (duty) => {
      const isTaken = await transfers.take(duty, new Date(now.getTime() + firstRetryMs));
      if (isTaken) await parts.queueDelivery({ transfer: duty.id, round: duty.round });
    },
    parts,
  );
}

async function giveNotices(parts: ExchangeParts): Promise<number> {
  const now = parts.now();
  const custodies = await parts.store.custodies.findNoticeDue(now, mostDuties);
  const transfers = await parts.store.transfers.findNoticeDue(now, mostDuties);
  const warnings = [
    ...custodies.map((view) =>
      toWarning({ ...view, of: 'DOSSIER', transfer: null, agency: view.holder }, now),
    ),
    ...transfers.map((one) => toWarning({ ...one, of: 'TRANSFER', transfer: one.id, agency: one.to }, now)),
  ].filter((command) => command !== null);
  return countDone(warnings, (command) => runCommand(command, parts), parts);
}

type Noticed = Pick<CustodyView | Transfer, 'dossier' | 'dueAt'> & {
  of: 'DOSSIER' | 'TRANSFER';
  transfer: string | null;
  agency: string;
};

function toWarning({ dossier, dueAt, of, transfer, agency }: Noticed, now: Date): CommandOf<'WARN'> | null {
  if (dueAt === null) return null;
  const notice = dueAt <= now ? 'OVERDUE' : 'DUE_SOON';
  const instant = toInstantText(dueAt);
  return {
    type: 'WARN',
    command: hubCommands.warn(notice, transfer ?? dossier, instant),
    ...toHubCommand(dossier, agency),
    body: { notice, of, transfer, dueAt: instant },
  };
}

/** Dossiers held by, or on their way to, agencies that have ended go on to the successor named for their procedure. */
async function rerouteEnded(parts: ExchangeParts): Promise<number> {
  const ended = parts.directory.listEnded(toLocalDay(parts.now()));
  let rerouted = 0;
  for (const { code } of ended) {
    const held = await parts.store.custodies.findOpenOf(code, mostDuties);
    const coming = await parts.store.transfers.find(
      { to: [code], states: ['IN_TRANSIT', 'DELIVERED'] },
      mostDuties,
    );
    const commands = [
      ...held.map(({ dossier, epoch }) => toReroute(code, { dossier, subject: dossier, epoch })),
      ...coming.map(({ dossier, id, seq }) => toReroute(code, { dossier, subject: id, epoch: seq })),
    ];
    rerouted += await countDone(commands, (command) => runCommand(command, parts), parts);
  }
  return rerouted;
}

function toReroute(
  from: string,
  { dossier, subject, epoch }: { dossier: string; subject: string; epoch: number },
): CommandOf<'REROUTE'> {
  const command = hubCommands.reroute(subject, from, epoch);
  return { type: 'REROUTE', command, ...toHubCommand(dossier, from), body: { from } };
}

function toHubCommand(dossier: string, agency: string) {
  return {
    dossier,
    agency,
    actor: hubActor,
    claimedAt: null,
    expectedEpoch: null,
    attachment: null,
  } as const;
}

/** Does each duty; one that fails is logged and found again by the next sweep. */
async function countDone<Duty>(
  duties: readonly Duty[],
  run: (duty: Duty) => Promise<unknown>,
  { log }: ExchangeParts,
): Promise<number> {
  let done = 0;
  for (const duty of duties) {
    try {
      await run(duty);
      done += 1;
    } catch (error) {
      // Another process was faster, or the state moved on: nothing is owed any more.
      if (error instanceof HubError && error.code === 'CONFLICT') continue;
      log.warn({ reason: toMessage(error) }, 'a duty of the exchange failed; the next sweep tries again');
    }
  }
  return done;
}
