/** Who applies at which level: people at the commune, more companies the further up. */
import type { AgencyContent } from '../src/records/agency.js';
import type { Level } from '../src/records/record.js';
import {
  bodyOf,
  citizenOf,
  companyCount,
  companyOf,
  peopleCount,
  residentOf,
  type DemoApplicant,
} from './people.js';
import type { Random } from './random.js';

/** Shares of citizens, companies and state agencies by level; the rest are other organisations. */
const shares: Readonly<Record<Level, readonly [citizen: number, company: number, agency: number]>> = {
  PROVINCE: [0.66, 0.28, 0.04],
  DISTRICT: [0.88, 0.08, 0.03],
  COMMUNE: [0.97, 0.01, 0.01],
};

/** Of the people at a commune's desk, how many live there. */
const residentShare = 0.92;

/** Draws the applicant of a dossier received by an agency. */
export function drawApplicant(random: Random, { level, unitCode }: AgencyContent): DemoApplicant {
  const [citizen, company, agency] = shares[level];
  const drawn = random.unit();
  if (drawn < citizen) {
    const isResident = level === 'COMMUNE' && unitCode !== null && random.chance(residentShare);
    return citizenOf(isResident ? residentOf(unitCode, random) : random.below(peopleCount));
  }
  if (drawn < citizen + company) return companyOf(random.below(companyCount));
  return bodyOf(drawn < citizen + company + agency ? 3 : 4, random);
}
