/** The officers of the simulation: what they would do next, sensible more often than not, and how they insist on it. */
import type { Command } from '../../src/dossiers/command.js';
import { findOpenTransfer, fold, type CustodyState } from '../../src/dossiers/custody-state.js';
import { toCommand } from '../dossiers/exchange-setting.js';
import { start, type World } from './world.js';

const agencies = ['S1', 'H1', 'X1'] as const;
const dossiers = ['d1', 'd2'] as const;

/** How often the same command is given again to who was not told what became of it. */
const mostTries = 4;

/** An officer gives a command, and gives it again until it is answered or there have been enough. */
export function startCommand(world: World, command: Command, tries = 1): void {
  start(world, async (parts) => {
    try {
      const { event, state } = await world.run(command, parts);
      world.acknowledgements.push({ command, answer: JSON.stringify({ event, state }) });
      world.history.push(`${command.command} ${command.type} ${command.dossier} → ${event.id}`);
    } catch (error) {
      world.history.push(`${command.command} ${command.type} ${command.dossier} ✗ ${String(error)}`);
    }
  });
  // Whether it was killed nobody knows: an impatient officer gives it again, also while it still runs.
  if (tries < mostTries && world.chance.oneIn(2)) startCommand(world, command, tries + 1);
}

/** The next command of some officer on some dossier. */
export function makeNextCommand(world: World, ordinal: number): Command {
  const { chance, store } = world;
  const dossier = chance.pick(dossiers);
  const events = store.held.events.map(({ event }) => event.core).filter((core) => core.dossier === dossier);
  const state = fold(events.sort((a, b) => a.seq - b.seq));
  const given = { dossier, command: `officer c${ordinal}`, agency: chance.pick(agencies) };
  // One in four does what no reasonable officer would: the rules must hold against them too.
  const isReasonable = !chance.oneIn(4);
  if (state === null) return toCommand('SEND', { to: 'H1', dueAt: null }, { ...given, agency: 'X1' });
  const open = findOpenTransfer(state);
  const agency = isReasonable ? (open?.to ?? state.holder) : given.agency;
  const holder = { ...given, agency: isReasonable ? state.holder : given.agency };
  return makeMove({ state, chance, holder, receiver: { ...given, agency }, nowMs: world.clock.nowMs });
}

interface Move {
  state: CustodyState;
  chance: World['chance'];
  holder: Partial<Command>;
  receiver: Partial<Command>;
  nowMs: number;
}

function makeMove({ state, chance, holder, receiver, nowMs }: Move): Command {
  const transfer = state.transfers.at(-1)?.id ?? 'trf_none';
  const others = agencies.filter(
    (code) => code !== state.holder && !(state.holder === 'X1' && code === 'X1'),
  );
  const soon = new Date(nowMs + 3_600_000 * (1 + Math.floor(chance.next() * 60))).toISOString();
  const send = (): Command =>
    toCommand('SEND', { to: chance.pick(others), dueAt: chance.oneIn(2) ? soon : null }, holder);
  const answers = [
    () => toCommand('ACCEPT', { transfer }, receiver),
    () => toCommand('ACCEPT', { transfer }, receiver),
    () => toCommand('RETURN', { transfer }, receiver),
    () => toCommand('RECALL', { transfer }, holder),
  ];
  const rest = [
    () => toCommand('PAUSE', { wait: 'SUPPLEMENT' }, holder),
    () => toCommand('RESUME', {}, holder),
    () => toCommand('EXTEND', { dueAt: soon }, holder),
  ];
  // Closing ends the story of a dossier, so it comes seldom.
  if (chance.oneIn(25)) return toCommand('CLOSE', {}, holder);
  if (state.status === 'PAUSED' && chance.oneIn(2)) return toCommand('RESUME', {}, holder);
  if (chance.oneIn(5)) return chance.pick(rest)();
  const isUnderWay = state.status === 'IN_TRANSIT' || state.status === 'DELIVERED';
  return isUnderWay ? chance.pick(answers)() : send();
}
