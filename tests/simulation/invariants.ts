/** What must hold once the faults have stopped, by the names of docs/adr/0007 and the tests: each violation is one line. */
import { fold } from '../../src/dossiers/custody-state.js';
import { toChained } from '../../src/dossiers/audit-log.js';
import { toCustodyView, toTransfer } from '../../src/dossiers/views.js';
import { checkChain } from '../../src/evidence/chain.js';
import type { AnyEventCore, DossierEvent } from '../../src/records/dossier-event.js';
import { start, type World } from './world.js';

/** Every violation of the world as it stands. */
export async function findViolations(world: World): Promise<string[]> {
  const events = world.store.held.events.map(({ event }) => event);
  const dossiers = [...new Set(events.map(({ core }) => core.dossier))];
  const violations = dossiers.flatMap((dossier) => {
    const own = events.filter(({ core }) => core.dossier === dossier).sort((a, b) => a.core.seq - b.core.seq);
    return [
      ...checkOrder(own),
      ...checkCustody(own),
      ...checkTransfers(own, world),
      ...checkViews(own, world),
    ];
  });
  return [
    ...violations,
    ...checkAcknowledged(events, world),
    ...checkEffects(events, world),
    ...(await checkRepeats(world)),
  ];
}

const unless = (holds: boolean, violation: string): string[] => (holds ? [] : [violation]);

function checkOrder(events: readonly DossierEvent[]): string[] {
  const gapless = events.every(({ core }, n) => core.seq === n + 1);
  const fault = gapless ? checkChain(events.map(toChained)) : null;
  return [
    ...unless(gapless, 'I1 seq gapless: a place in the chain is empty or taken twice'),
    ...unless(fault === null, `I2 hash chain valid: ${fault?.detail ?? ''}`),
  ];
}

/** The holder as told by hand, event by event: moved by acceptance and re-routing alone, epoch and time with it. */
function checkCustody(events: readonly DossierEvent[]): string[] {
  const violations: string[] = [];
  let holder: string | null = null;
  let epoch = 0;
  let at = '';
  const sentTo = new Map<string, string>();
  for (const { core } of events) {
    if (core.type === 'OPENED') holder = core.body.holder;
    if (core.type === 'SENT') {
      violations.push(...unless(core.agency === holder, 'I3 exactly one holder: somebody else sent it'));
      sentTo.set(core.body.transfer, core.body.to);
    }
    if (core.type === 'ACCEPTED') {
      const to = sentTo.get(core.body.transfer) ?? null;
      violations.push(
        ...unless(core.agency === to, 'I3 exactly one holder: accepted by who was not sent it'),
      );
      holder = to;
    }
    const raises = core.type === 'ACCEPTED' || core.type === 'RETURNED' || core.type === 'REROUTED';
    const isNext = core.type === 'OPENED' || core.epoch === (raises ? epoch + 1 : epoch);
    violations.push(...unless(isNext, `I4 epoch never falls: ${epoch} became ${core.epoch} by ${core.type}`));
    violations.push(...unless(core.at > at, 'I1 seq gapless: an event is earlier than the one before'));
    ({ epoch, at } = core);
  }
  const state = fold(events.map(({ core }) => core));
  return [...violations, ...unless(state?.holder === holder, 'I3 exactly one holder: the fold says another')];
}

function checkTransfers(events: readonly DossierEvent[], { store }: World): string[] {
  const count = (test: (core: AnyEventCore) => boolean): number =>
    events.filter(({ core }) => test(core)).length;
  return events.flatMap(({ core }) => {
    if (core.type !== 'SENT') return [];
    const { transfer, message } = core.body;
    const deliveries = count((one) => one.type === 'DELIVERED' && one.body.message === message);
    const answers = count(
      (one) =>
        ['ACCEPTED', 'RETURNED', 'RECALLED'].includes(one.type) &&
        'transfer' in one.body &&
        one.body.transfer === transfer,
    );
    const state = store.held.transfers.get(transfer)?.state;
    return [
      ...unless(deliveries <= 1, `I5 one delivery a message: ${deliveries}`),
      ...unless(answers <= 1, `I5 one business answer a transfer: ${answers}`),
      ...unless(
        state !== undefined && state !== 'IN_TRANSIT',
        `I9 every transfer arrives: it is ${state ?? 'unknown'}`,
      ),
    ];
  });
}

function checkViews(events: readonly DossierEvent[], { store }: World): string[] {
  const state = fold(events.map(({ core }) => core));
  if (state === null) return [];
  const isSame = (stored: object | undefined, folded: object): boolean =>
    Object.entries(folded).every(
      ([name, value]) => JSON.stringify(stored?.[name as never]) === JSON.stringify(value),
    );
  const transfers = state.transfers.map((one) => toTransfer(state.dossier, one));
  return [
    ...unless(
      isSame(store.held.custodies.get(state.dossier), toCustodyView(state)),
      'I10 views = refold: custody differs',
    ),
    ...transfers.flatMap((one) =>
      unless(isSame(store.held.transfers.get(one.id), one), 'I10 views = refold: a transfer differs'),
    ),
  ];
}

function checkAcknowledged(events: readonly DossierEvent[], { acknowledgements }: World): string[] {
  const logged = new Set(events.map(({ core }) => core.command));
  return acknowledgements.flatMap(({ command }) =>
    unless(logged.has(command.command), `I6 what was acknowledged is in the log: ${command.command} is not`),
  );
}

function checkEffects(events: readonly DossierEvent[], { receiver }: World): string[] {
  const delivered = events.filter(({ core }) => core.type === 'DELIVERED' && core.body.node !== null);
  const commands = events.map(({ core }) => core.command);
  const effects = [...receiver.effects.values()].reduce((sum, times) => sum + times, 0);
  return [
    ...unless(
      new Set(commands).size === commands.length,
      'I7 nothing applied twice: a command has two events',
    ),
    ...unless(effects === receiver.effects.size, 'I7 nothing applied twice: a message had its effect twice'),
    ...delivered.flatMap(({ core }) =>
      unless(
        core.type === 'DELIVERED' && receiver.effects.has(core.body.message),
        'I7 nothing applied twice: told as delivered, and the receiver has it not',
      ),
    ),
  ];
}

/** Every acknowledged command given once more gets the bytes it got before. */
async function checkRepeats(world: World): Promise<string[]> {
  const violations: string[] = [];
  for (const { command, answer } of world.acknowledgements) {
    let again = '';
    start(world, async (parts) => {
      const { event, state } = await world.run(command, parts);
      again = JSON.stringify({ event, state });
    });
    while (world.scheduler.waiting() > 0) await world.scheduler.step();
    violations.push(
      ...unless(again === answer, `I8 same command, same bytes: ${command.command} got others`),
    );
  }
  return violations;
}
