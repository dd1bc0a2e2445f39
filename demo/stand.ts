/**
 * What was true of a dossier at a moment: its whole life is known to the generator, a source only ever tells how far
 * it has come. Saying it in the words of a source is left to the simulator.
 */
import type { DemoDossier, DemoEvent, DemoSupplement } from './life.js';

/** A dossier as it stood at a moment. */
export interface DemoStand {
  /** The code in use. */
  code: string;
  /** The local code it had before, once it was re-coded. */
  formerCode: string | null;
  /** National portal code 1–10. */
  status: number;
  /** Identification code of the agency holding it. */
  holderCode: string;
  submittedAt: Date | null;
  /** Null while it is only registered. */
  receivedAt: Date | null;
  /** The appointment then in force; null before reception and where none was given. */
  dueAt: Date | null;
  /** When it was first completed (status 9). */
  completedAt: Date | null;
  /** When the result was handed over (status 10). */
  returnedAt: Date | null;
  /** When it was refused (status 3). */
  refusedAt: Date | null;
  /** What had happened so far, in order of time; never empty. */
  events: DemoEvent[];
  /** Supplements asked for so far; answer and new due date are null where the answer had not come yet. */
  supplements: DemoSupplement[];
  /** The last moment at which anything of the above changed. */
  lastChangedAt: Date;
}

/** How a dossier stood at a moment, that moment included; null before it exists. */
export function toStand(dossier: DemoDossier, at: Date): DemoStand | null {
  const events = dossier.events.filter((event) => event.at <= at);
  const last = events.at(-1);
  if (last === undefined) return null;
  const recoded = dossier.recoded !== null && dossier.recoded.at <= at ? dossier.recoded : null;
  const isReceived = dossier.receivedAt <= at;
  return {
    code: recoded?.code ?? dossier.localCode,
    formerCode: recoded === null ? null : dossier.localCode,
    status: last.status,
    holderCode: last.agencyCode,
    submittedAt: dossier.submittedAt,
    receivedAt: isReceived ? dossier.receivedAt : null,
    dueAt: isReceived ? lastDueAt(dossier.dueAt, events) : null,
    completedAt: firstAt(events, 9),
    returnedAt: firstAt(events, 10),
    refusedAt: firstAt(events, 3),
    events,
    supplements: dossier.supplements
      .filter(({ requestedAt }) => requestedAt <= at)
      .map((one) => asOf(one, at)),
    lastChangedAt: recoded !== null && recoded.at > last.at ? recoded.at : last.at,
  };
}

function firstAt(events: readonly DemoEvent[], status: number): Date | null {
  return events.find((event) => event.status === status)?.at ?? null;
}

function lastDueAt(firstDueAt: Date | null, events: readonly DemoEvent[]): Date | null {
  const moved = events.findLast((event) => event.dueAt !== undefined);
  return moved?.dueAt === undefined ? firstDueAt : moved.dueAt;
}

function asOf(supplement: DemoSupplement, at: Date): DemoSupplement {
  const { answeredAt } = supplement;
  return answeredAt === null || answeredAt <= at
    ? supplement
    : { ...supplement, answeredAt: null, dueAfter: null };
}
