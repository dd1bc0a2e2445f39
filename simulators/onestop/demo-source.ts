/** The demonstration province as the content of the one-stop's book. */
import { plannedUntil } from '../../demo/arrivals.js';
import { dossiersOfDay, registeredAheadDays } from '../../demo/dossiers.js';
import { demoFirstOn } from '../../demo/moment.js';
import type { BookSource } from './book.js';
import { demoCatalogues } from './demo-catalogues.js';

/** Everything `demo/` makes, day by day; a running clock finds nothing new after its last planned day. */
export const demoSource: BookSource = {
  catalogues: demoCatalogues,
  firstOn: demoFirstOn,
  lastOn: plannedUntil,
  aheadDays: registeredAheadDays,
  dossiersOfDay,
};
