/** Which one-stop desks take dossiers in on a day: the pilot agencies of the time and the communes of pilot districts. */
import type { AgencyContent } from '../src/records/agency.js';
import type { LocalDay, Level } from '../src/records/record.js';
import { demoAgencies, findAgency } from './agencies.js';
import { makeWeighted, type PickWeighted, type Random } from './random.js';

/** Share of dossiers by level of the desk. */
const levelShares: readonly (readonly [level: Level, share: number])[] = [
  ['PROVINCE', 25],
  ['DISTRICT', 40],
  ['COMMUNE', 35],
];

/** Desks busier than others of their level (1), by the opening of the name. */
const busyDesks: readonly (readonly [opening: string, weight: number])[] = [
  ['Sở Giao thông vận tải', 6],
  ['Sở Tư pháp', 4],
  ['Sở Kế hoạch và Đầu tư', 3],
  ['Sở Lao động', 3],
  ['Sở Tài nguyên', 2.5],
  ['Sở Y tế', 1.5],
  ['Ủy ban nhân dân thành phố', 2],
  ['Ủy ban nhân dân huyện Khoái Châu', 1.5],
  ['Ủy ban nhân dân phường', 2.5],
  ['Ủy ban nhân dân thị trấn', 2],
];

const pickLevel = makeWeighted(levelShares, ([, share]) => share);

/** Lays out the desks open on a day for picking one dossier's receiver after the other. */
export function makeReceivers(day: LocalDay): PickWeighted<AgencyContent> {
  const open = demoAgencies.filter((agency) => isOnPilot(agency, day));
  const desks = new Map(
    levelShares.map(([level]) => [
      level,
      makeWeighted(
        open.filter((one) => one.level === level),
        toWeight,
      ),
    ]),
  );
  return (random: Random) => {
    const [level] = pickLevel(random);
    return desks.get(level)?.(random) ?? random.pick(open);
  };
}

function isOnPilot(agency: AgencyContent, day: LocalDay): boolean {
  const pilot = agency.level === 'COMMUNE' ? findAgency(agency.parentCode ?? '') : agency;
  return pilot !== undefined && pilot.pilotFrom !== null && pilot.pilotFrom <= day;
}

function toWeight({ name }: AgencyContent): number {
  return busyDesks.find(([opening]) => name.startsWith(opening))?.[1] ?? 1;
}
