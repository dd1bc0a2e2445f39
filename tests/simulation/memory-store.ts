/**
 * The exchange's store in memory, for the deterministic simulation and nothing else: the same answers as src/store, every
 * effect at once. store-contract.test.ts holds the two against each other.
 */
import { copy } from './copy.js';
import type { ExchangeStore } from '../../src/dossiers/parts.js';
import type { DossierEvent } from '../../src/records/dossier-event.js';
import type { CustodyView, TransferDuty } from '../../src/records/exchange.js';
import type { DeadLetter, DeadLetters } from '../../src/store/dead-letters.js';
import type { EventLog } from '../../src/store/event-log.js';
import type { Transfers, TransferQuestion } from '../../src/store/transfers.js';

interface KeptEvent {
  event: DossierEvent;
  sealedBody: string | null;
  unsettled: boolean;
}

/** What the store holds, for checks to look at. */
export interface MemoryStore extends ExchangeStore {
  deadLetters: DeadLetters;
  held: {
    events: KeptEvent[];
    transfers: Map<string, TransferDuty>;
    custodies: Map<string, CustodyView>;
  };
}

/** Makes an empty store. */
export function makeMemoryStore(): MemoryStore {
  const held: MemoryStore['held'] = { events: [], transfers: new Map(), custodies: new Map() };
  return {
    held,
    events: makeEvents(held.events),
    transfers: makeTransfers(held.transfers),
    custodies: makeCustodies(held.custodies),
    // The simulation plays dossiers alone.
    dispatches: { findByIds: () => Promise.resolve([]) },
    deadLetters: makeDeadLetters(),
  };
}

const done = Promise.resolve();
const byId = <One extends { id: string }>(a: One, b: One): number => (a.id < b.id ? -1 : 1);

function makeEvents(kept: KeptEvent[]): EventLog {
  const select = (wanted: (one: KeptEvent) => boolean, limit = Infinity): Promise<DossierEvent[]> => {
    const found = kept.filter(wanted).map(({ event }) => event);
    return Promise.resolve(copy(found.sort(byId).slice(0, limit)));
  };
  const ofDossiers = (dossiers: readonly string[]): Promise<DossierEvent[]> => {
    const found = kept.map(({ event }) => event).filter(({ core }) => dossiers.includes(core.dossier));
    const order = (event: DossierEvent): string =>
      `${event.core.dossier} ${String(event.core.seq).padStart(6, '0')}`;
    return Promise.resolve(copy(found.sort((a, b) => (order(a) < order(b) ? -1 : 1))));
  };
  return {
    init: () => done,
    insert(event, sealedBody) {
      const { dossier, seq, command } = event.core;
      if (kept.some(({ event: { core } }) => core.command === command))
        return Promise.resolve('COMMAND_TAKEN');
      if (kept.some(({ event: { core } }) => core.dossier === dossier && core.seq === seq))
        return Promise.resolve('SEQ_TAKEN');
      kept.push({ event: copy(event), sealedBody, unsettled: true });
      return Promise.resolve('INSERTED');
    },
    findByDossier: (dossier) => ofDossiers([dossier]),
    findByDossiers: ofDossiers,
    findAfter: (id, limit) => select(({ event }) => event.id > id, limit),
    findByCommand: async (command) =>
      (await select(({ event }) => event.core.command === command))[0] ?? null,
    findByIds: (ids) => select(({ event }) => ids.includes(event.id)),
    findSealedBody: (id) => Promise.resolve(kept.find(({ event }) => event.id === id)?.sealedBody ?? null),
    findUnsettled: (before, limit) =>
      select(
        ({ event, unsettled }) => unsettled && (before === null || new Date(event.core.at) <= before),
        limit,
      ),
    markSettled(ids) {
      for (const one of kept) if (ids.includes(one.event.id)) one.unsettled = false;
      return done;
    },
  };
}

function makeTransfers(held: Map<string, TransferDuty>): Transfers {
  const select = (
    wanted: (one: TransferDuty) => boolean,
    limit: number,
    order: (a: TransferDuty, b: TransferDuty) => number = byId,
  ): Promise<TransferDuty[]> =>
    Promise.resolve(copy([...held.values()].filter(wanted).sort(order).slice(0, limit)));
  const newest = (a: TransferDuty, b: TransferDuty): number => byId(b, a);
  const by =
    (path: 'nextAt' | 'noticeAt') =>
    (a: TransferDuty, b: TransferDuty): number =>
      (a[path]?.getTime() ?? 0) - (b[path]?.getTime() ?? 0);
  const isDue = (at: Date | null, now: Date): boolean => at !== null && at <= now;
  return {
    init: () => done,
    save(view, nextAt) {
      const known = held.get(view.id);
      if (known !== undefined && known.seq >= view.seq) return done;
      const duty = { round: known?.round ?? 0, lastError: known?.lastError ?? null };
      held.set(view.id, copy({ ...view, ...duty, nextAt: view.state === 'IN_TRANSIT' ? nextAt : null }));
      return done;
    },
    findByIds: (ids) => select(({ id }) => ids.includes(id), Infinity),
    findByDossiers: (dossiers) => select(({ dossier }) => dossiers.includes(dossier), Infinity, newest),
    find: (question, limit) => select(toTest(question), limit, newest),
    findOldest: (question, limit) => select(toTest(question), limit),
    count: (question) => Promise.resolve([...held.values()].filter(toTest(question)).length),
    findDue: (now, limit) =>
      select(({ state, nextAt }) => state === 'IN_TRANSIT' && isDue(nextAt, now), limit, by('nextAt')),
    findLongestOwed: () =>
      select(
        ({ state, nextAt }) => state === 'IN_TRANSIT' && nextAt !== null,
        1,
        (a, b) => a.sentAt.getTime() - b.sentAt.getTime(),
      ),
    findNoticeDue: (now, limit) => select(({ noticeAt }) => isDue(noticeAt, now), limit, by('noticeAt')),
    take(duty, nextAt) {
      const known = held.get(duty.id);
      const isDue = known?.state === 'IN_TRANSIT' && known.nextAt?.getTime() === duty.nextAt?.getTime();
      if (isDue) Object.assign(known, { nextAt });
      return Promise.resolve(isDue);
    },
    noteFailure(id, failed) {
      const known = held.get(id);
      if (known?.state === 'IN_TRANSIT') Object.assign(known, failed);
      return done;
    },
  };
}

function toTest({ to, from, states, sentFrom, sentBefore, dueBefore, afterId }: TransferQuestion) {
  const holds = <T>(bound: T | undefined, test: (bound: T) => boolean): boolean =>
    bound === undefined || test(bound);
  return (one: TransferDuty): boolean =>
    holds(to, (codes) => codes.includes(one.to)) &&
    holds(from, (codes) => codes.includes(one.from)) &&
    holds(states, (wanted) => wanted.includes(one.state)) &&
    holds(sentFrom, (at) => one.sentAt >= at) &&
    holds(sentBefore, (at) => one.sentAt < at) &&
    holds(dueBefore, (at) => one.dueAt !== null && one.dueAt < at) &&
    holds(afterId, (id) => one.id < id);
}

function makeCustodies(held: Map<string, CustodyView>): ExchangeStore['custodies'] {
  const select = (wanted: (one: CustodyView) => boolean, limit = Infinity): Promise<CustodyView[]> =>
    Promise.resolve(copy([...held.values()].filter(wanted).slice(0, limit)));
  return {
    init: () => done,
    save(view) {
      const known = held.get(view.dossier);
      if (known === undefined || known.seq < view.seq) held.set(view.dossier, copy(view));
      return done;
    },
    findByDossiers: (dossiers) => select(({ dossier }) => dossiers.includes(dossier)),
    findOpenOf: (holder, limit) => select((one) => one.holder === holder && one.clock !== 'STOPPED', limit),
    findNoticeDue: (now, limit) => select(({ noticeAt }) => noticeAt !== null && noticeAt <= now, limit),
    findWrittenAfter: async () => ({ views: await select(() => true), mark: null }),
  };
}

function makeDeadLetters(): DeadLetters {
  const letters = new Map<string, DeadLetter>();
  return {
    init: () => done,
    put({ queue, subject, reason }, now) {
      const id = `${queue} ${subject}`;
      const known = letters.get(id);
      const count = (known?.count ?? 0) + 1;
      letters.set(id, {
        id,
        queue,
        subject,
        reason,
        firstAt: known?.firstAt ?? now,
        lastAt: now,
        count,
        redrivenBy: null,
      });
      return done;
    },
    findWaiting: (limit) =>
      Promise.resolve([...letters.values()].filter(({ redrivenBy }) => redrivenBy === null).slice(0, limit)),
    redrive(id, by) {
      const known = letters.get(id);
      if (known === undefined || known.redrivenBy !== null) return Promise.resolve(null);
      letters.set(id, { ...known, redrivenBy: by });
      return Promise.resolve(known);
    },
    settle(queue, subject) {
      letters.delete(`${queue} ${subject}`);
      return done;
    },
  };
}
