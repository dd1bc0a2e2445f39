/**
 * Turns and crashes. Every call to store, queue or network waits for its turn, and the seed says whose it is; around every
 * call its process may be killed, before or after the effect, or be told of a fault that may or may not have had one.
 */
import { HubError } from '../../src/errors.js';
import type { Chance } from './chance.js';

/** A process of the simulated hub; a killed one never goes on, not even in its catch blocks. */
export interface SimulatedProcess {
  killed: boolean;
}

/** The faults that happen while `on`. */
export interface Faults {
  on: boolean;
  /** Once in so many calls. */
  killOneIn: number;
  failOneIn: number;
}

/** Who goes on when. */
export interface Scheduler {
  /** Runs one call of a process in its turn. */
  call<T>(process: SimulatedProcess, effect: () => Promise<T>): Promise<T>;
  /** Calls that wait for their turn. */
  waiting(): number;
  /** Lets one of them go on. */
  step(): Promise<void>;
}

/** A call whose process was killed is never answered. Of its own for each: one for all would hold on to all that ever waited for it. */
const never = (): Promise<never> => new Promise<never>(() => undefined);

/** Makes a scheduler. */
export function makeScheduler(chance: Chance, faults: Faults): Scheduler {
  const turns: (() => void)[] = [];
  const kill = (process: SimulatedProcess): boolean =>
    (process.killed ||= faults.on && chance.oneIn(faults.killOneIn));
  const fail = (): void => {
    if (faults.on && chance.oneIn(faults.failOneIn)) throw new HubError('INTERNAL', 'simulated: no answer');
  };
  return {
    async call(process, effect) {
      await new Promise<void>((go) => turns.push(go));
      if (kill(process)) return never();
      fail();
      const result = await effect();
      if (kill(process)) return never();
      fail();
      return result;
    },
    waiting: () => turns.length,
    async step() {
      const index = Math.floor(chance.next() * turns.length);
      turns.splice(index, 1)[0]?.();
      // Everything that follows without waiting for another turn happens now.
      await new Promise((settled) => setImmediate(settled));
    },
  };
}
