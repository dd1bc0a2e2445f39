/**
 * The exchange against a model of fifty lines, by random histories (fast-check commands): after every command both say the
 * same, and when all is done the invariants hold that need no fault to be tried: I1 to I5, I7, I8, I10.
 */
import { deepEqual, equal } from 'node:assert/strict';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Command } from '../../src/dossiers/command.js';
import { deliverTransfer, type DeliveryParts } from '../../src/dossiers/deliver.js';
import { runCommand, type Outcome } from '../../src/dossiers/run-command.js';
import { sweep } from '../../src/dossiers/sweep.js';
import { HubError } from '../../src/errors.js';
import { findViolations } from '../simulation/invariants.js';
import { makeWorld, type World } from '../simulation/world.js';
import { toCommand } from './exchange-setting.js';

const dossier = 'd-model';

/** What the model knows: who holds the dossier, and what is under way. */
interface Model {
  holder: string;
  epoch: number;
  status: 'HELD' | 'OPEN' | 'PAUSED' | 'CLOSED';
  to: string | null;
  transfers: number;
}

interface Real {
  world: World;
  parts: DeliveryParts;
  /** Ids of the transfers, in order. */
  transfers: string[];
  acknowledged: { command: Command; outcome: Outcome }[];
}

type Act = 'SEND' | 'ACCEPT' | 'RETURN' | 'RECALL' | 'PAUSE' | 'RESUME' | 'CLOSE';

/** May H1, X1, S1 do this now? And what comes of it. */
function step(model: Model, { act, agency, to }: { act: Act; agency: string; to: string }): boolean {
  const isHolder = agency === model.holder;
  const isReceiver = model.status === 'OPEN' && agency === model.to;
  const change = (done: Partial<Model>): true => {
    Object.assign(model, done);
    return true;
  };
  const { epoch, transfers, status } = model;
  switch (act) {
    case 'SEND':
      if (status !== 'HELD' || !isHolder || to === model.holder || !hasRoute(agency, to)) return false;
      return change({ status: 'OPEN', to, transfers: transfers + 1 });
    case 'ACCEPT':
      return isReceiver && change({ status: 'HELD', holder: agency, epoch: epoch + 1, to: null });
    case 'RETURN':
      return isReceiver && change({ status: 'HELD', epoch: epoch + 1, to: null });
    case 'RECALL':
      // Whether it was delivered already decides what a recall is; both are allowed.
      return status === 'OPEN' && isHolder;
    case 'PAUSE':
      return status === 'HELD' && isHolder && change({ status: 'PAUSED' });
    case 'RESUME':
      return status === 'PAUSED' && isHolder && change({ status: 'HELD' });
    case 'CLOSE':
      return (status === 'HELD' || status === 'PAUSED') && isHolder && change({ status: 'CLOSED' });
  }
}

const hasRoute = (from: string, to: string): boolean => from.charAt(0) !== 'H' || to.charAt(0) !== 'H';

interface Given {
  act: Act;
  agency: string;
  to: string;
  isDelivered: boolean;
  twice: boolean;
}

/** A command that is given to both, now and then twice, now and then after the delivery of what is under way. */
function toGiving(given: Given): fc.AsyncCommand<Model, Real> {
  const { act, agency, to, isDelivered, twice } = given;
  return {
    check: () => true,
    toString: () => JSON.stringify(given),
    async run(model, real) {
      if (isDelivered) await deliverLast(real);
      const command = toCommand(act, toBody(act, to, real), { dossier, agency });
      const isAllowed = step(model, { act, agency, to });
      const outcome = await runCommand(command, real.parts).catch(toRefusal);
      equal(outcome === null, !isAllowed, `allowed: ${isAllowed}`);
      if (outcome === null) return;
      const { event, state } = outcome;
      if (event.core.type === 'SENT') real.transfers.push(event.core.body.transfer);
      if (event.core.type === 'RECALLED') Object.assign(model, { status: 'HELD', to: null });
      const { holder, epoch, transfers } = model;
      deepEqual([state.holder, state.epoch, state.transfers.length], [holder, epoch, transfers]);
      real.acknowledged.push({ command, outcome });
      if (twice) deepEqual(await runCommand(command, real.parts), outcome);
    },
  };
}

function toRefusal(error: unknown): null {
  if (error instanceof HubError) return null;
  throw error;
}

async function deliverLast({ transfers, parts }: Real): Promise<void> {
  const last = transfers.at(-1);
  if (last !== undefined) await deliverTransfer(last, parts, 0);
}

function toBody(act: Act, to: string, { transfers }: Real): never {
  const transfer = transfers.at(-1) ?? 'trf_none';
  const bodies: Record<Act, object> = {
    SEND: { to, dueAt: null },
    ACCEPT: { transfer },
    RETURN: { transfer },
    RECALL: { transfer },
    PAUSE: { wait: 'OTHER' },
    RESUME: {},
    CLOSE: {},
  };
  return bodies[act] as never;
}

const agency = fc.constantFrom('X1', 'H1', 'S1', 'H2');
const given = fc.record({
  // Few closings: a closed dossier is the end of the story.
  act: fc.oneof(
    { weight: 20, arbitrary: fc.constantFrom<Act>('SEND', 'ACCEPT', 'RETURN', 'RECALL', 'PAUSE', 'RESUME') },
    { weight: 1, arbitrary: fc.constant<Act>('CLOSE') },
  ),
  agency,
  to: agency,
  isDelivered: fc.boolean(),
  twice: fc.boolean(),
});

function setUp(): { model: Model; real: Real } {
  const world = makeWorld(1);
  world.faults.on = false;
  world.clock.nowMs = Date.parse('2026-11-25T03:00:00.000Z');
  // Nobody but this test is at work: every call has its turn at once.
  world.scheduler.call = (_process, effect) => effect();
  const real = { world, parts: world.toParts({ killed: false }), transfers: [], acknowledged: [] };
  return { model: { holder: 'X1', epoch: 1, status: 'HELD', to: null, transfers: 0 }, real };
}

test('the exchange does what the model says, whatever is commanded by whom', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.commands([given.map(toGiving)], { maxCommands: 40, size: '+2' }),
      async (commands) => {
        let real: Real | null = null;
        await fc.asyncModelRun(() => {
          const made = setUp();
          ({ real } = made);
          return made;
        }, commands);
        const { world, parts, acknowledged } = real as unknown as Real;
        await deliverLast(real as unknown as Real);
        // What follows from the opening of a dossier that was never more than opened is the sweep's.
        world.clock.nowMs += 10_000;
        await sweep(parts);
        expect(await findViolations(world)).toEqual([]);
        for (const { command, outcome } of acknowledged)
          expect(await runCommand(command, parts)).toEqual(outcome);
      },
    ),
    { numRuns: 300 },
  );
});
