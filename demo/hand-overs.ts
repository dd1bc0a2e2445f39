/** Which agencies a dossier passes through besides the one that received it: commune to district to department. */
import { HubError } from '../src/errors.js';
import type { AgencyContent } from '../src/records/agency.js';
import { demoAgencies } from './agencies.js';
import { provinceRows } from './data/province-rows.js';
import type { DemoProcedure } from './procedures.js';
import type { Random } from './random.js';

/** How likely a dossier leaves its agency, by level of the agency. */
const handOverShare = { PROVINCE: 0.06, DISTRICT: 0.1, COMMUNE: 0.08 };

/** Of the dossiers a commune hands to its district, how many go on to a department. */
const onwardShare = 0.2;

const departmentsBySector = new Map(
  provinceRows.toReversed().map(({ sector, department = '' }) => [sector, codeOfAgency(department)]),
);
const policeCode = codeOfAgency('Công an tỉnh');
const officeCode = codeOfAgency('Văn phòng');

/** Codes of the agencies a dossier is handed to, one after the other; empty for most. */
export function drawHandOvers(random: Random, agency: AgencyContent, procedure: DemoProcedure): string[] {
  if (!random.chance(handOverShare[agency.level])) return [];
  const sector = procedure.fieldCode.slice(0, 3);
  const department = departmentsBySector.get(sector) ?? officeCode;
  if (agency.level === 'PROVINCE') return [sector === 'G15' ? policeCode : officeCode];
  if (agency.level === 'DISTRICT') return [department];
  const district = agency.parentCode ?? officeCode;
  return random.chance(onwardShare) ? [district, department] : [district];
}

function codeOfAgency(opening: string): string {
  const agency = demoAgencies.find(({ name }) => name.startsWith(opening));
  if (agency === undefined)
    throw new HubError('BAD_INPUT', `expected an agency named '${opening}…', got none`);
  return agency.code;
}
