/**
 * A hub, its agencies, its queue and one receiver, all of it run by a seed: who goes on when, what is lost, doubled, killed, and
 * how late the clocks are. After the faults it is left to mend itself; invariants.ts says what must hold then.
 */
import { defaultCalendar } from '../../src/calendar/default-calendar.js';
import { makeWorkingCalendar } from '../../src/calendar/working-calendar.js';
import type { Command } from '../../src/dossiers/command.js';
import { deliverTransfer, type DeliveryParts } from '../../src/dossiers/deliver.js';
import { findFollowed } from '../../src/dossiers/lagging-views.js';
import type { ExchangeParts } from '../../src/dossiers/parts.js';
import { runCommand, type Outcome } from '../../src/dossiers/run-command.js';
import { sweep } from '../../src/dossiers/sweep.js';
import { HubError } from '../../src/errors.js';
import { makeLogger } from '../../src/logger.js';
import { makeSampleDirectory, sampleOpening } from '../dossiers/exchange-setting.js';
import { makeChance, type Chance } from './chance.js';
import { makeMemoryStore, type MemoryStore } from './memory-store.js';
import { makeScheduler, type Faults, type Scheduler, type SimulatedProcess } from './scheduler.js';

/** What a caller was told of a command. */
export interface Acknowledgement {
  command: Command;
  /** Event and state as they were answered. */
  answer: string;
}

/** The receiver of the agency H1: what it took, and how often each message had an effect there. */
export interface SimulatedReceiver {
  /** Takes a message; the same one again has no effect. */
  take(message: string): string;
  effects: Map<string, number>;
}

/** A world. Mutants change its parts before it runs. */
export interface World {
  chance: Chance;
  faults: Faults;
  scheduler: Scheduler;
  store: MemoryStore;
  receiver: SimulatedReceiver;
  clock: { nowMs: number };
  /** Queued deliveries: what of them ever runs is chance. */
  queue: { transfer: string; round: number }[];
  acknowledgements: Acknowledgement[];
  /** What is told of the run when it fails. */
  history: string[];
  run(command: Command, parts: ExchangeParts): Promise<Outcome>;
  push(message: string, world: World): Promise<string>;
  toParts(process: SimulatedProcess): DeliveryParts;
}

const log = makeLogger('simulation', 'silent');
const calendar = makeWorkingCalendar(defaultCalendar);
const directory = makeSampleDirectory();

/** Makes the world of a seed. */
export function makeWorld(seed: number): World {
  const chance = makeChance(seed);
  const faults = { on: true, killOneIn: 60, failOneIn: 50 };
  const effects = new Map<string, number>();
  const world: World = {
    chance,
    faults,
    scheduler: makeScheduler(chance, faults),
    store: makeMemoryStore(),
    receiver: {
      effects,
      take(message) {
        if (!effects.has(message)) effects.set(message, 1);
        return `node receipt of ${message}`;
      },
    },
    clock: { nowMs: Date.parse('2026-11-25T03:00:00.000Z') },
    queue: [],
    acknowledgements: [],
    history: [],
    run: runCommand,
    push: (message, { receiver }) => Promise.resolve(receiver.take(message)),
    toParts: (process) => toParts(world, process),
  };
  return world;
}

let made = 0;

function toParts(world: World, process: SimulatedProcess): DeliveryParts {
  const { store, scheduler, chance, clock, queue } = world;
  const call = <T>(effect: () => Promise<T>): Promise<T> => scheduler.call(process, effect);
  const now = (): Date => new Date(clock.nowMs);
  const makeId = (prefix: string): string =>
    `${prefix}_${clock.nowMs.toString(36)}${String((made += 1)).padStart(9, '0')}`;
  return {
    store: {
      events: throughTurns(store.events, call),
      transfers: throughTurns(store.transfers, call),
      custodies: throughTurns(store.custodies, call),
      dispatches: store.dispatches,
    },
    deadLetters: throughTurns(store.deadLetters, call),
    directory,
    calendar,
    now,
    identifiers: { makeEventId: () => makeId('evt'), makeTransferId: () => makeId('trf') },
    signReceipt: ({ jti }) => Promise.resolve(`receipt ${jti}`),
    bodies: {
      seal: (_, clear) => Promise.resolve(Buffer.from(clear).toString('base64')),
      open: (_, sealed) => Promise.resolve(Buffer.from(sealed, 'base64')),
    },
    findOpening: (dossier) => Promise.resolve(dossier.startsWith('d') ? sampleOpening : null),
    queueDelivery: (delivery) =>
      call(() => {
        // The queue loses some, doubles some, and gives the rest in any order.
        const copies = !world.faults.on ? 1 : chance.oneIn(5) ? 0 : chance.oneIn(5) ? 2 : 1;
        for (let n = 0; n < copies; n += 1) queue.push(delivery);
        return Promise.resolve();
      }),
    planNotices: () => Promise.resolve(),
    findRoute: (agency) => (agency === 'H1' ? { node: 'district', mode: 'PUSH' } : null),
    push: ({ message }) =>
      call(() => world.push(message, world)).catch((error: unknown) => {
        throw new HubError('SOURCE_UNAVAILABLE', error instanceof Error ? error.message : 'no answer');
      }),
    log,
  };
}

/** A store whose every call waits for its turn. */
function throughTurns<Store extends object>(
  store: Store,
  call: <T>(effect: () => Promise<T>) => Promise<T>,
): Store {
  type Method = (...given: unknown[]) => Promise<unknown>;
  return new Proxy(store, {
    get:
      (target, name) =>
      (...given: unknown[]) =>
        call(() => (target[name as keyof Store] as Method)(...given)),
  });
}

/** Runs a job, a sweep or a command in a process of its own; what it throws is the caller's to see, or nobody's. */
export function start(world: World, run: (parts: DeliveryParts) => Promise<unknown>): void {
  const process = { killed: false };
  run(world.toParts(process)).catch(() => undefined);
}

/** Takes a job off the queue, any of them, and runs it. */
export function startJob(world: World): void {
  const index = Math.floor(world.chance.next() * world.queue.length);
  const [job] = world.queue.splice(index, 1);
  if (job !== undefined) start(world, (parts) => deliverTransfer(job.transfer, parts, job.round));
}

/** Sweeps. */
export function startSweep(world: World): void {
  start(world, sweep);
}

/** Marks what has its views as settled, as the sealer does once it has given the leaves. */
export function startSettling(world: World): void {
  start(world, async ({ store }) => {
    const events = await store.events.findUnsettled(null, 1_000);
    await store.events.markSettled((await findFollowed(events, store)).map(({ id }) => id));
  });
}
