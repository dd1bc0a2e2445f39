/**
 * All that the one-stop holds, node by node, as of a moment that may move on. Where dossiers and catalogues come from
 * is left to a `BookSource`: the demonstration province, or a handful written by hand in a test.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DemoDossier, DemoNode } from '../../demo/life.js';
import { toNames, type Catalogues, type Names } from './catalogues.js';
import { makeShelf, type Shelf } from './shelf.js';

/** What a book is filled from. */
export interface BookSource {
  catalogues: Catalogues;
  /** First local day dossiers were received, `yyyy-MM-dd`. */
  firstOn: string;
  /** Last local day dossiers can be received. */
  lastOn: string;
  /** How many days before its reception a dossier can be on record already, as submitted online. */
  aheadDays: number;
  /** The dossiers received on a local day. */
  dossiersOfDay(day: string): Iterable<DemoDossier>;
}

/** The catalogues and the dossiers of every node. */
export interface OnestopBook {
  catalogues: Catalogues;
  /** The names in the catalogues that dossiers repeat. */
  names: Names;
  /** The node's dossiers as of `at`, or as of the latest moment ever asked for where that is later. */
  shelfAt(node: DemoNode, at: Date): Shelf;
}

const dayMs = 86_400_000;
const localOffsetMs = 7 * 3_600_000;
const nodeAbove = { commune: 'district', district: 'province', province: null } as const;

/** Fills a book with everything up to `at`; gives other work a turn after every day. */
export async function openBook(source: BookSource, at: Date): Promise<OnestopBook> {
  const shelves = { province: makeShelf(), district: makeShelf(), commune: makeShelf() };
  let nextDayMs = Date.parse(source.firstOn);
  const aheadMs = localOffsetMs + source.aheadDays * dayMs;
  const hasDayUpTo = (moment: Date): boolean =>
    nextDayMs <= Math.min(moment.getTime() + aheadMs, Date.parse(source.lastOn));
  const addDay = (): void => {
    for (const dossier of source.dossiersOfDay(new Date(nextDayMs).toISOString().slice(0, 10))) {
      addDossier(shelves, dossier);
    }
    nextDayMs += dayMs;
  };
  while (hasDayUpTo(at)) {
    addDay();
    await nextTurn();
  }
  const shelfAt = (node: DemoNode, moment: Date): Shelf => {
    while (hasDayUpTo(moment)) addDay();
    shelves[node].advance(moment.getTime());
    return shelves[node];
  };
  for (const node of ['province', 'district', 'commune'] as const) {
    shelfAt(node, at);
    await nextTurn();
  }
  return { catalogues: source.catalogues, names: toNames(source.catalogues), shelfAt };
}

function addDossier(shelves: Record<DemoNode, Shelf>, dossier: DemoDossier): void {
  shelves[dossier.node].add(dossier, 0);
  const above = nodeAbove[dossier.node];
  if (above !== null && dossier.defects.includes('listed-twice')) shelves[above].add(dossier, 1);
}
