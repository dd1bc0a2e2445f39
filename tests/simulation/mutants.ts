/** Bugs on purpose, each of which the simulation must find: what it cannot find, it does not guard against. */
import { fold } from '../../src/dossiers/custody-state.js';
import { runCommand } from '../../src/dossiers/run-command.js';
import { HubError } from '../../src/errors.js';
import { hashEvent } from '../../src/evidence/chain.js';
import type { DossierEvent } from '../../src/records/dossier-event.js';
import { copy } from './copy.js';
import type { World } from './world.js';

/** A bug, and the invariants by which it may be found. */
export interface Mutant {
  name: string;
  foundBy: RegExp;
  mutate(world: World): void;
}

/** An event put into the store whatever the store says against it. */
function force(world: World, event: DossierEvent, sealedBody: string | null): Promise<'INSERTED'> {
  world.store.held.events.push({
    event: copy(event),
    sealedBody,
    unsettled: true,
  });
  return Promise.resolve('INSERTED');
}

/** An event with something else in it, its hash made to fit. */
function alter(event: DossierEvent, change: Partial<DossierEvent['core']>): DossierEvent {
  const core = { ...event.core, ...change } as DossierEvent['core'];
  return { ...event, core, hash: hashEvent(core, event.prev) };
}

/** The mutants. */
export const mutants: readonly Mutant[] = [
  {
    name: 'the store takes a second event in the same place',
    foundBy: /^I1 /,
    mutate: (world: World): void => {
      const { insert } = world.store.events;
      world.store.events.insert = async (event, body) => {
        const outcome = await insert(event, body);
        return outcome === 'SEQ_TAKEN' ? force(world, event, body) : outcome;
      };
    },
  },
  {
    name: 'the store takes a command twice',
    foundBy: /^I[17] /,
    mutate: (world: World): void => {
      const { insert, findByDossier } = world.store.events;
      world.store.events.insert = async (event, body) => {
        const outcome = await insert(event, body);
        return outcome === 'COMMAND_TAKEN' ? force(world, event, body) : outcome;
      };
      // And the road of commands does not look for repetitions any more.
      world.store.events.findByDossier = async (dossier) =>
        (await findByDossier(dossier)).map((event) => ({
          ...event,
          core: { ...event.core, command: `${event.core.command}?` },
        }));
    },
  },
  {
    name: 'an insert is acknowledged before it is stored, and sometimes never is',
    foundBy: /^I[68] /,
    mutate: (world: World): void => {
      const { insert } = world.store.events;
      // Not an opening: without one the agents of the simulation could not go on.
      world.store.events.insert = (event, body) =>
        event.core.type !== 'OPENED' && world.chance.oneIn(10)
          ? Promise.resolve('INSERTED')
          : insert(event, body);
    },
  },
  {
    name: 'an older view replaces a newer one',
    foundBy: /^I10 /,
    mutate: (world: World): void => {
      const { held } = world.store;
      world.store.custodies.save = (view) => {
        held.custodies.set(view.dossier, copy(view));
        return Promise.resolve();
      };
      world.store.transfers.save = (view, nextAt) => {
        const known = held.transfers.get(view.id);
        const duty = { round: known?.round ?? 0, lastError: null };
        const due = view.state === 'IN_TRANSIT' ? nextAt : null;
        held.transfers.set(view.id, copy({ ...view, ...duty, nextAt: due }));
        return Promise.resolve();
      };
    },
  },
  {
    name: 'the sweep does not look for views that lag',
    foundBy: /^I(9|10) /,
    mutate: ({ store }: World): void => {
      store.events.findUnsettled = () => Promise.resolve([]);
    },
  },
  {
    name: 'the sweep does not queue what the queue has lost',
    foundBy: /^I9 /,
    mutate: ({ store }: World): void => {
      store.transfers.findDue = () => Promise.resolve([]);
    },
  },
  {
    name: 'the receiver takes a repeated message for a new one',
    foundBy: /^I7 /,
    mutate: ({ receiver }: World): void => {
      receiver.take = (message) => {
        receiver.effects.set(message, (receiver.effects.get(message) ?? 0) + 1);
        return `node receipt of ${message}`;
      };
    },
  },
  {
    name: 'every attempt at delivering has an idempotency key of its own',
    foundBy: /^I7 /,
    mutate: (world: World): void => {
      let attempts = 0;
      world.push = (message, { receiver }) => Promise.resolve(receiver.take(`${message}#${(attempts += 1)}`));
    },
  },
  {
    name: 'a delivery is told without the receiver having it',
    foundBy: /^I7 /,
    mutate: (world: World): void => {
      const { push } = world;
      world.push = (message, all) =>
        world.chance.oneIn(3) ? Promise.resolve('node receipt') : push(message, all);
    },
  },
  {
    name: 'a repeated command is answered with the dossier of today',
    foundBy: /^I8 /,
    mutate: (world: World): void => {
      world.run = async (command, parts) => {
        const { event } = await runCommand(command, parts);
        const events = await parts.store.events.findByDossier(command.dossier);
        const state = fold(events.map(({ core }) => core));
        if (state === null) throw new HubError('INTERNAL', 'nothing was opened');
        return { event, state };
      };
    },
  },
  {
    name: 'acceptance does not raise the epoch',
    foundBy: /^I4 /,
    mutate: (world: World): void => {
      const { insert } = world.store.events;
      world.store.events.insert = (event, body) => {
        const epoch = event.core.type === 'ACCEPTED' ? event.core.epoch - 1 : event.core.epoch;
        return insert(alter(event, { epoch }), body);
      };
    },
  },
  {
    name: 'an event does not link to the one before it',
    foundBy: /^I2 /,
    mutate: (world: World): void => {
      const { insert } = world.store.events;
      world.store.events.insert = (event, body) => insert({ ...event, prev: null }, body);
    },
  },
];
