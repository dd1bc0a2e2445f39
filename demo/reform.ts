/**
 * The reform of July 2025 for the exchange, as data: districts end, 161 communes go into the 104 of the merged province, and
 * every agency that ends names who goes on. Made from the places of both periods; the new committees bear codes of their own, the units' codes are re-used.
 */
import type { DirectoryAgency } from '../src/dossiers/directory.js';
import type { Succession } from '../src/dossiers/successions.js';
import type { AgencyContent } from '../src/records/agency.js';
import type { AdministrativeUnitContent } from '../src/records/administrative-unit.js';
import { toUnitId } from '../src/records/administrative-unit.js';
import { demoAgencies, provinceCommitteeCode } from './agencies.js';
import { placesOn } from './places.js';

/** First day of the two levels. */
export const reformOn = '2025-07-01';

const lastOn = '2025-06-30';

/** The department that takes over what districts did about land; the rest goes to the province's committee. */
const landDepartmentCode = '000.00.10.H31';

const before = placesOn(lastOn).filter(({ level }) => level === 'COMMUNE');
const after = placesOn(reformOn).filter(({ level }) => level === 'COMMUNE');

/** The committees of the 104 communes. */
export const reformAgencies: readonly DirectoryAgency[] = after.map((_, n) => ({
  code: toCommitteeCode(n),
  level: 'COMMUNE',
  validFrom: reformOn,
  validTo: null,
}));

/** Who goes on in place of each of the 10 districts' and 161 communes' committees; land procedures go their own way. */
export function makeReform(landProcedures: readonly string[]): Succession[] {
  const ended = demoAgencies.filter(({ level }) => level !== 'PROVINCE');
  return ended.flatMap((agency): Succession[] => {
    if (agency.level === 'COMMUNE') {
      return [{ from: agency.code, to: findCommittee(agency), procedure: null, on: reformOn }];
    }
    const line = { from: agency.code, on: reformOn };
    return [
      { ...line, to: provinceCommitteeCode, procedure: null },
      ...landProcedures.map((procedure) => ({ ...line, to: landDepartmentCode, procedure })),
    ];
  });
}

/** The committee of the first commune this one's land went to; the province's where the lists do not say. */
function findCommittee({ unitCode }: AgencyContent): string {
  const old = before.find(({ code }) => code === unitCode);
  const n = old === undefined ? -1 : after.findIndex((unit) => isMadeFrom(unit, old));
  return n < 0 ? provinceCommitteeCode : toCommitteeCode(n);
}

function isMadeFrom(unit: AdministrativeUnitContent, old: AdministrativeUnitContent): boolean {
  return unit.predecessorIds.includes(toUnitId(old.code, old.validFrom));
}

function toCommitteeCode(n: number): string {
  return `H31.${String(n + 1).padStart(3, '0')}`;
}
