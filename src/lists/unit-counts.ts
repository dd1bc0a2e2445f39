/** Which dossiers the figures of an administrative unit are counted over. How they are counted is figures/' business. */
import { countDossiers, type DossierCounts } from '../figures/dossier-counts.js';
import type { JudgingRule } from '../figures/outcome.js';
import type { DossierScope } from './dossier-filter.js';
import { toPeriodMs, type Period } from './period.js';
import type { UnitRow } from './rows.js';
import { findAgenciesUnder } from './unit-tree.js';

/**
 * Counts the dossiers received by the agencies of a unit and of the units below it.
 * @throws HubError BAD_INPUT naming `period` when it ends before it begins.
 */
export function countUnitDossiers(
  unit: UnitRow,
  { period, rule }: { period: Period; rule: JudgingRule },
  { listings, dossiersByAgency }: Omit<DossierScope, 'nowMs'>,
): DossierCounts {
  const { fromMs, toMs } = toPeriodMs(period);
  const agencies = findAgenciesUnder([unit], {
    units: listings.administrativeUnit.values(),
    agencies: listings.agency.values(),
  });
  const rows = dossiersByAgency(agencies.map(({ content }) => content.code));
  return countDossiers(rows, { fromMs, toMs, rule });
}
