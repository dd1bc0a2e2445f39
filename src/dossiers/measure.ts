/** The numbers operators watch the exchange by, read from the store. */
import type { Checkpoints } from '../store/checkpoints.js';
import type { DeadLetters } from '../store/dead-letters.js';
import type { MerkleLog } from '../store/merkle-log.js';
import type { ExchangeStore } from './parts.js';

/** The numbers. */
export interface ExchangeMeasurements {
  /** Transfers that are not answered, by state. */
  openTransfers: Readonly<Record<string, number>>;
  /** Transfers and dossiers whose due date has passed without notice of it yet. */
  noticesDue: number;
  /** Age of the oldest delivery that is due again, in seconds; 0 where none is. */
  oldestDueSeconds: number;
  /** How long the transfer has been on its way that waits longest to be delivered, in seconds; 0 where none does. */
  longestOwedSeconds: number;
  /** Duties that failed for good and wait for an operator. */
  deadLetters: number;
  /** Events not known to have their views and a place in the log. */
  unsettledEvents: number;
  /** Age of the latest checkpoint, in seconds; 0 while there is none. */
  checkpointAgeSeconds: number;
  /** Leaves in the log. */
  logSize: number;
}

/** What is read. */
export interface MeasuredStore extends ExchangeStore {
  deadLetters: Pick<DeadLetters, 'findWaiting'>;
  checkpoints: Pick<Checkpoints, 'findLatest'>;
  merkleLog: Pick<MerkleLog, 'findSize'>;
}

/** More than this is told as this: who owes so much is woken either way. */
const most = 1_000;

/** Measures; counts stop at a thousand where counting on would cost the store more than it is worth. */
export async function measureExchange(store: MeasuredStore, now: Date): Promise<ExchangeMeasurements> {
  const { transfers, custodies, events } = store;
  const [
    inTransit,
    delivered,
    due,
    owed,
    transferNotices,
    dossierNotices,
    letters,
    unsettled,
    latest,
    logSize,
  ] = await Promise.all([
    transfers.count({ states: ['IN_TRANSIT'] }),
    transfers.count({ states: ['DELIVERED'] }),
    transfers.findDue(now, 1),
    transfers.findLongestOwed(),
    transfers.findNoticeDue(now, most),
    custodies.findNoticeDue(now, most),
    store.deadLetters.findWaiting(most),
    events.findUnsettled(null, most),
    store.checkpoints.findLatest(),
    store.merkleLog.findSize(),
  ]);
  const toAge = (at: Date | null | undefined): number =>
    at == null ? 0 : Math.max(0, (now.getTime() - at.getTime()) / 1_000);
  return {
    openTransfers: { IN_TRANSIT: inTransit, DELIVERED: delivered },
    noticesDue: transferNotices.length + dossierNotices.length,
    oldestDueSeconds: toAge(due[0]?.nextAt),
    longestOwedSeconds: toAge(owed[0]?.sentAt),
    deadLetters: letters.length,
    unsettledEvents: unsettled.length,
    checkpointAgeSeconds: toAge(latest === null ? null : new Date(latest.at)),
    logSize,
  };
}
