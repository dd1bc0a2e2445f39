/** How many agencies take part in exchanging documents electronically, by level. */
import type { Level, LocalDay } from '../records/record.js';
import type { Listings } from './listing.js';
import { isValidOn } from './validity.js';

/** Of one level. */
export interface OfficeCoverage {
  level: Level;
  covered: number;
  total: number;
  /** 0 to 1; null where the level has no agency. */
  share: number | null;
}

/** Counts the agencies that existed on a day, and those of them that were on the axis by then. */
export function countOfficeCoverage(
  { agency, officeAgency }: Pick<Listings, 'agency' | 'officeAgency'>,
  day: LocalDay,
): OfficeCoverage[] {
  return (['PROVINCE', 'DISTRICT', 'COMMUNE'] as const).map((level) => {
    const of = [...agency.values()].filter(
      ({ content }) => content.level === level && isValidOn(content, day),
    );
    const covered = of.filter(({ content: { code } }) => {
      const joined = officeAgency.get(code)?.content.registeredOn;
      return joined !== undefined && joined <= day;
    }).length;
    return { level, covered, total: of.length, share: of.length === 0 ? null : covered / of.length };
  });
}
