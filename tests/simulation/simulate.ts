/** Runs the world of a seed: a time of faults, then quiet, then the invariants. */
import { deliverTransfer } from '../../src/dossiers/deliver.js';
import { makeNextCommand, startCommand } from './agents.js';
import { findViolations } from './invariants.js';
import { makeWorld, start, startJob, startSettling, startSweep, type World } from './world.js';

/** What a seed came to. */
export interface SimulatedRun {
  seed: number;
  /** One line per invariant that does not hold, its name first; none when all hold. */
  violations: string[];
  world: World;
}

/** Commands given in the time of faults. */
const commands = 14;

/** Turns of mending after which what is still open will stay open. */
const mostMending = 60;

/** Runs a seed; `mutate` may break the world before it starts. */
export async function simulate(
  seed: number,
  mutate: (world: World) => void = () => undefined,
): Promise<SimulatedRun> {
  const world = makeWorld(seed);
  mutate(world);
  await runFaults(world);
  await mend(world);
  return { seed, world, violations: await findViolations(world) };
}

async function runFaults(world: World): Promise<void> {
  const { chance, scheduler, clock, queue } = world;
  for (let given = 0; given < commands;) {
    const draw = chance.next();
    if (draw < 0.1) {
      startCommand(world, makeNextCommand(world, (given += 1)));
    } else if (draw < 0.14) {
      startSweep(world);
    } else if (draw < 0.2) {
      startSettling(world);
    } else if (draw < 0.31 && queue.length > 0) {
      startJob(world);
    } else if (draw < 0.32) {
      // The queue is emptied, as by FLUSHALL.
      queue.length = 0;
    } else if (draw < 0.36) {
      // Time passes; now and then a clock is set back.
      clock.nowMs += chance.oneIn(10) ? -30_000 : Math.floor(chance.next() * 20_000);
    } else if (scheduler.waiting() > 0) {
      await scheduler.step();
    }
  }
}

/** No more faults: what was left to do is done by sweeps and jobs, as time passes. */
async function mend(world: World): Promise<void> {
  const { clock, faults, queue, store } = world;
  faults.on = false;
  await settle(world);
  for (let turn = 0; turn < mostMending; turn += 1) {
    clock.nowMs += 4 * 3_600_000;
    startSweep(world);
    await settle(world);
    for (const { transfer, round } of queue.splice(0))
      start(world, (parts) => deliverTransfer(transfer, parts, round));
    await settle(world);
    startSettling(world);
    await settle(world);
    const isQuiet = store.held.events.every(({ unsettled }) => !unsettled);
    const isDelivered = [...store.held.transfers.values()].every(({ state }) => state !== 'IN_TRANSIT');
    if (isQuiet && isDelivered) return;
  }
}

async function settle({ scheduler }: World): Promise<void> {
  while (scheduler.waiting() > 0) await scheduler.step();
}
