/** When a dossier changed: every moment at which what the source says of it became different. */
import type { DemoDossier } from '../../demo/life.js';

/** All moments of change, past and to come, ascending and without repetition, in milliseconds since 1970. */
export function changesOf({ events, recoded }: DemoDossier): number[] {
  const moments = new Set(events.map(({ at }) => at.getTime()));
  if (recoded !== null) moments.add(recoded.at.getTime());
  return [...moments].sort((a, b) => a - b);
}

/** The moment as the interface can write it: whole seconds. */
export function toWholeSecond(atMs: number): number {
  return Math.floor(atMs / 1000) * 1000;
}
