/**
 * What one node lists: its dossiers in the order of the interface, (moment of change, code), as of the moment the
 * shelf was last brought up to. It keeps where a dossier stands in the order, not what is said of it.
 */
import type { DemoDossier } from '../../demo/life.js';
import { toStand } from '../../demo/stand.js';
import { changesOf, toWholeSecond } from './changes.js';

/** A dossier in its place on a shelf. */
export interface ShelfEntry {
  readonly dossier: DemoDossier;
  /** 0 for the dossier itself; 1 for a second listing, which always shows it one change behind. */
  readonly lag: 0 | 1;
  /** The code it is listed under; '' where the source lost it. */
  code: string;
  /** The moment whose state is shown. */
  standAtMs: number;
  /** The moment of change it is listed under, in whole seconds; that of `standAtMs` unless it was touched. */
  changedAtMs: number;
  /** When it will change next; Infinity when never. */
  nextAtMs: number;
}

/** One node's dossiers in order. */
export interface Shelf {
  /** In the order of the interface. */
  readonly entries: readonly ShelfEntry[];
  /** Puts a dossier on the shelf; it takes its place at the next `advance`. */
  add(dossier: DemoDossier, lag: 0 | 1): void;
  /** Moves every dossier that changed up to this moment to its place. Time never goes back. */
  advance(atMs: number): void;
  /** Where the entries changed at or after this moment begin. */
  indexSince(fromMs: number): number;
  /** Lists an entry as changed at this moment, though nothing in it did. */
  touch(entry: ShelfEntry, atMs: number): void;
}

/** Makes an empty shelf. */
export function makeShelf(): Shelf {
  const entries: ShelfEntry[] = [];
  let waiting: ShelfEntry[] = [];
  return {
    entries,
    add(dossier, lag) {
      const unplaced = { code: '', standAtMs: NaN, changedAtMs: NaN, nextAtMs: -Infinity };
      waiting.push({ dossier, lag, ...unplaced });
    },
    advance(atMs) {
      const due = waiting.filter((entry) => entry.nextAtMs <= atMs);
      if (due.length === 0) return;
      for (const entry of due) {
        const isNew = Number.isNaN(entry.changedAtMs);
        place(entry, atMs);
        if (isNew && !Number.isNaN(entry.changedAtMs)) entries.push(entry);
      }
      waiting = waiting.filter((entry) => entry.nextAtMs < Infinity);
      entries.sort(compareEntries);
    },
    indexSince: (fromMs) => indexSince(entries, fromMs),
    touch(entry, atMs) {
      entry.changedAtMs = toWholeSecond(atMs);
      entries.sort(compareEntries);
    },
  };
}

/** Order of the interface; dossiers the source lost the code of keep the order of their reception. */
function compareEntries(a: ShelfEntry, b: ShelfEntry): number {
  if (a.changedAtMs !== b.changedAtMs) return a.changedAtMs - b.changedAtMs;
  if (a.code !== b.code) return a.code < b.code ? -1 : 1;
  return a.dossier.ordinal - b.dossier.ordinal;
}

function place(entry: ShelfEntry, atMs: number): void {
  const changes = changesOf(entry.dossier);
  const next = changes.findIndex((changedAtMs) => changedAtMs > atMs);
  const shown = (next === -1 ? changes.length : next) - 1 - entry.lag;
  entry.nextAtMs = next === -1 ? Infinity : (changes[next] ?? Infinity);
  const shownAtMs = changes[shown];
  if (shownAtMs === undefined) return;
  entry.standAtMs = shownAtMs;
  entry.changedAtMs = toWholeSecond(shownAtMs);
  entry.code = toListedCode(entry.dossier, shownAtMs);
}

function toListedCode(dossier: DemoDossier, atMs: number): string {
  if (dossier.defects.includes('missing-code')) return '';
  return toStand(dossier, new Date(atMs))?.code ?? '';
}

function indexSince(entries: readonly ShelfEntry[], fromMs: number): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((entries[middle]?.changedAtMs ?? Infinity) < fromMs) low = middle + 1;
    else high = middle;
  }
  return low;
}
