/**
 * Administrative units over time: which unit bore a code on a day, what lay above and below it, what it was made from,
 * and which agencies serve it. Codes are re-used, so that every step asks whether the periods meet.
 */
import type { LocalDay } from '../records/record.js';
import { groupBy } from './grouping.js';
import type { Listing } from './listing.js';
import type { AgencyRow, UnitRow } from './rows.js';
import { isOverlapping, isValidOn } from './validity.js';

/** The unit that bore `code` on the day `asOf`. */
export function findUnitOn(units: Iterable<UnitRow>, code: string, asOf: LocalDay): UnitRow | null {
  return withCode(units, code).find(({ content }) => isValidOn(content, asOf)) ?? null;
}

/** The unit that bears `code` today, else the last one that bore it. */
export function findCurrentUnit(units: Iterable<UnitRow>, code: string, today: LocalDay): UnitRow | null {
  const bearers = withCode(units, code);
  return bearers.find(({ content }) => isValidOn(content, today)) ?? bearers.at(-1) ?? null;
}

/** The unit above: the one valid when this one began, else one whose period meets this one's. */
export function findParent(units: Iterable<UnitRow>, { content }: UnitRow): UnitRow | null {
  if (content.parentCode === null) return null;
  const bearers = withCode(units, content.parentCode);
  return (
    bearers.find((parent) => isValidOn(parent.content, content.validFrom)) ??
    bearers.find((parent) => isOverlapping(parent.content, content)) ??
    null
  );
}

/** The units this one was made from; null while one of them is not in the listing, since a shorter list would lie. */
export function findPredecessors(units: Listing<UnitRow>, { content }: UnitRow): UnitRow[] | null {
  const found = content.predecessorIds.flatMap((id) => units.get(id) ?? []);
  return found.length === content.predecessorIds.length ? found : null;
}

/** The units made from this one, by code. */
export function findSuccessors(units: Iterable<UnitRow>, { id }: UnitRow): UnitRow[] {
  return [...units]
    .filter(({ content }) => content.predecessorIds.includes(id))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The unit an agency serves: of those that bore its code in its time, the last. */
export function findUnitServed(units: Iterable<UnitRow>, { content }: AgencyRow): UnitRow | null {
  if (content.unitCode === null) return null;
  return withCode(units, content.unitCode).findLast((unit) => isOverlapping(unit.content, content)) ?? null;
}

/** The agencies that serve these units or, at the same time, a unit below them at any depth. */
export function findAgenciesUnder(
  roots: Iterable<UnitRow>,
  { units, agencies }: { units: Iterable<UnitRow>; agencies: Iterable<AgencyRow> },
): AgencyRow[] {
  const unitsByCode = groupBy(findUnder(roots, units), ({ content }) => content.code);
  return [...agencies].filter(({ content }) =>
    unitsByCode.get(content.unitCode ?? '')?.some((unit) => isOverlapping(unit.content, content)),
  );
}

/** These units and all below them. */
function findUnder(roots: Iterable<UnitRow>, units: Iterable<UnitRow>): Set<UnitRow> {
  const byParentCode = groupBy(units, ({ content }) => content.parentCode);
  const found = new Set(roots);
  // A set hands out what is added while it is walked: children follow their parents until none is new.
  for (const parent of found) {
    for (const child of byParentCode.get(parent.content.code) ?? []) {
      if (isOverlapping(child.content, parent.content)) found.add(child);
    }
  }
  return found;
}

/** Every unit that ever bore this code, the earliest first. */
function withCode(units: Iterable<UnitRow>, code: string): UnitRow[] {
  return [...units]
    .filter(({ content }) => content.code === code)
    .sort((a, b) => (a.content.validFrom < b.content.validFrom ? -1 : 1));
}
