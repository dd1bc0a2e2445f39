/**
 * Follows the moves of dossiers between agencies as they happen, for whoever looks on: events found by polling, so that it
 * does not matter which process appended them. Nothing rests on it: who misses a move finds it in the events.
 */
import { toMessage } from '../errors.js';
import type { Logger } from '../logger.js';
import type { DossierEvent, EventType } from '../records/dossier-event.js';
import type { EventLog } from '../store/event-log.js';
import type { Transfers } from '../store/transfers.js';
import { toEventIdFloor } from './identifiers.js';

/** A move. */
export interface Movement {
  /** Id of its event. */
  event: string;
  at: Date;
  /** The agencies it goes from, to, or is made by. */
  agencies: ReadonlySet<string>;
}

/** Gives every move to whoever listens. */
export interface Movements {
  /** Calls back for every move from now on, in the order they are found; returns what ends it. */
  listen(callback: (movement: Movement) => void): () => void;
  stop(): Promise<void>;
}

/** What movements are found in. */
export interface MovementParts {
  events: Pick<EventLog, 'findAfter'>;
  transfers: Pick<Transfers, 'findByIds'>;
  now(): Date;
  pollMs: number;
  log: Logger;
}

const moves: ReadonlySet<EventType> = new Set([
  'SENT',
  'DELIVERED',
  'ACCEPTED',
  'RETURNED',
  'RECALLED',
  'RECALL_ASKED',
  'REROUTED',
]);

/** Processes' clocks and commits may be this far apart: so long an event may appear behind a later one. */
const lookBackMs = 10_000;
const mostEvents = 1_000;

/** Makes the movements; the store is asked only while somebody listens. */
export function makeMovements(parts: MovementParts): Movements {
  const listeners = new Set<(movement: Movement) => void>();
  const seen = new Set<string>();
  let running: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | null = null;

  async function poll(): Promise<void> {
    const floor = toEventIdFloor(new Date(parts.now().getTime() - lookBackMs));
    for (const id of seen) if (id < floor) seen.delete(id);
    for (const movement of await findMovements(floor, seen, parts)) {
      for (const listener of listeners) listener(movement);
    }
  }

  function keepPolling(): void {
    running = poll()
      .catch((error: unknown) => {
        parts.log.warn({ reason: toMessage(error) }, 'movements could not be read; asking again');
      })
      .then(() => {
        timer = listeners.size === 0 ? null : setTimeout(keepPolling, parts.pollMs);
      });
  }

  return {
    listen(callback) {
      const since = parts.now();
      const listener = (movement: Movement): void => {
        if (movement.at >= since) callback(movement);
      };
      listeners.add(listener);
      timer ??= setTimeout(keepPolling, parts.pollMs);
      return () => void listeners.delete(listener);
    },
    async stop() {
      listeners.clear();
      if (timer !== null) clearTimeout(timer);
      await running;
    },
  };
}

/** Moves among the events after an id that were not seen before; they are now. */
async function findMovements(
  floor: string,
  seen: Set<string>,
  { events, transfers }: MovementParts,
): Promise<Movement[]> {
  const fresh: DossierEvent[] = [];
  for (let after = floor; ;) {
    const found = await events.findAfter(after, mostEvents);
    fresh.push(...found.filter(({ id }) => !seen.has(id)));
    for (const { id } of found) seen.add(id);
    if (found.length < mostEvents) break;
    after = found.at(-1)?.id ?? after;
  }
  const moved = fresh.filter(({ core }) => moves.has(core.type));
  const known = await transfers.findByIds([...new Set(moved.flatMap(toTransferIds))]);
  const byId = new Map(known.map((transfer) => [transfer.id, transfer]));
  return moved.map((event) => {
    const ends = toTransferIds(event).flatMap((id) => {
      const transfer = byId.get(id);
      return transfer === undefined ? [] : [transfer.from, transfer.to, transfer.originalTo];
    });
    const { id, core } = event;
    const named = 'to' in core.body ? [core.body.to] : [];
    return { event: id, at: new Date(core.at), agencies: new Set([core.agency, ...named, ...ends]) };
  });
}

function toTransferIds({ core: { body } }: DossierEvent): string[] {
  return 'transfer' in body && body.transfer !== null ? [body.transfer] : [];
}
