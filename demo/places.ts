/**
 * The administrative units of the province over time: three levels until 2025-06-30, two after. Built from the lists in
 * `data/`. Known gaps: periods start with the code list of 2004 even where a unit is younger, and the mergers of
 * December 2024 are left out, so that 161 communes last until the reform of 2025.
 */
import type { AdministrativeUnitContent, UnitKind } from '../src/records/administrative-unit.js';
import { toUnitId } from '../src/records/administrative-unit.js';
import type { LocalDay, Level } from '../src/records/record.js';
import { HubError } from '../src/errors.js';
import { communes2025 } from './data/communes-2025.js';
import { districts2018 } from './data/districts-2018.js';
import { demoLastOn } from './moment.js';

/** Code of the province, before and after the merger. */
export const provinceCode = '33';

/** Decision 124/2004/QĐ-TTg, the first list of codes. */
const codeListOn: LocalDay = '2004-07-08';

/** Resolution 656/NQ-UBTVQH14: Mỹ Hào becomes a town and seven of its communes wards. */
const myHao = {
  code: '328',
  name: 'Thị xã Mỹ Hào',
  wards: ['12103', '12106', '12118', '12121', '12124', '12127', '12130'],
  lastOn: '2019-04-30',
  nextOn: '2019-05-01',
};

/** The reform of 2025: districts end and communes are drawn anew. */
const reform = { lastOn: '2025-06-30', nextOn: '2025-07-01' };

const kindsByWord: Readonly<Record<string, UnitKind>> = {
  Tỉnh: 'PROVINCE',
  'Thành phố': 'CITY',
  'Thị xã': 'TOWN',
  Huyện: 'RURAL_DISTRICT',
  Xã: 'COMMUNE',
  Phường: 'WARD',
  'Thị trấn': 'TOWNSHIP',
};

/** Every unit in every period, upper levels first, then in order of code and time. */
export const demoPlaces: readonly AdministrativeUnitContent[] = makePlaces();

/** The units that were valid on a day. */
export function placesOn(day: LocalDay): AdministrativeUnitContent[] {
  return demoPlaces.filter(
    ({ validFrom, validTo }) => validFrom <= day && (validTo === null || day <= validTo),
  );
}

const namesIn2018 = new Map(placesOn(demoLastOn).map(({ code, name }) => [code, name]));

/** Name of 2018 of a unit's code; throws BAD_INPUT for a code of no unit then. */
export function nameOfUnit(code: string): string {
  const name = namesIn2018.get(code);
  if (name !== undefined) return name;
  throw new HubError('BAD_INPUT', `expected the code of an administrative unit of 2018, got '${code}'`);
}

interface PlaceSeed {
  code: string;
  name: string;
  level: Level;
  parentCode: string | null;
  /** Codes of the communes of 2025 its land went to. */
  successors: string[];
}

function makePlaces(): AdministrativeUnitContent[] {
  const old = [provinceSeed(), ...districtSeeds(), ...communeSeeds()];
  const units = old.flatMap(toPeriods);
  const after = [
    provinceSeed(),
    ...communes2025.split(';').map((entry) => toSeed(entry, 'COMMUNE', provinceCode)),
  ];
  for (const seed of after) {
    const from = old.filter(({ successors }) => successors.includes(seed.code)).map(({ code }) => code);
    const predecessors = units.filter((unit) => unit.validTo === reform.lastOn && from.includes(unit.code));
    units.push(toUnit(seed, { from: reform.nextOn, to: null }, predecessors));
  }
  return units;
}

function provinceSeed(): PlaceSeed {
  const name = 'Tỉnh Hưng Yên';
  return { code: provinceCode, name, level: 'PROVINCE', parentCode: null, successors: [provinceCode] };
}

function districtSeeds(): PlaceSeed[] {
  return districts2018.map(({ code, name }) => ({
    code,
    name,
    level: 'DISTRICT',
    parentCode: provinceCode,
    successors: [],
  }));
}

function communeSeeds(): PlaceSeed[] {
  return districts2018.flatMap(({ code, communes }) =>
    communes.split(';').map((entry) => toSeed(entry, 'COMMUNE', code)),
  );
}

/** Reads an entry `code name > successors`. */
function toSeed(entry: string, level: Level, parentCode: string): PlaceSeed {
  const match = /^\s*(\d+) ([^>]+?)(?: > ([\d ]+))?\s*$/.exec(entry);
  const [, code, name, successors = ''] = match ?? [];
  if (code === undefined || name === undefined) {
    throw new HubError(
      'BAD_INPUT',
      `expected 'code name > successors' in the list of places, got '${entry}'`,
    );
  }
  return { code, name, level, parentCode, successors: successors.split(' ').filter((one) => one !== '') };
}

/** One period until the reform, or two for what changed its kind in 2019. */
function toPeriods(seed: PlaceSeed): AdministrativeUnitContent[] {
  const isWard = myHao.wards.includes(seed.code);
  if (!isWard && seed.code !== myHao.code) return [toUnit(seed, { from: codeListOn, to: reform.lastOn }, [])];
  const before = toUnit(seed, { from: codeListOn, to: myHao.lastOn }, []);
  const name = isWard ? seed.name.replace(/^(Xã|Thị trấn)/, 'Phường') : myHao.name;
  return [before, toUnit({ ...seed, name }, { from: myHao.nextOn, to: reform.lastOn }, [before])];
}

function toUnit(
  { code, name, level, parentCode }: PlaceSeed,
  { from, to }: { from: LocalDay; to: LocalDay | null },
  predecessors: readonly AdministrativeUnitContent[],
): AdministrativeUnitContent {
  const predecessorIds = predecessors.map((unit) => toUnitId(unit.code, unit.validFrom));
  return { code, name, kind: kindOf(name), level, parentCode, validFrom: from, validTo: to, predecessorIds };
}

function kindOf(name: string): UnitKind {
  const word = Object.keys(kindsByWord).find((one) => name.startsWith(`${one} `));
  const kind = word === undefined ? undefined : kindsByWord[word];
  if (kind === undefined)
    throw new HubError('BAD_INPUT', `expected a name that opens with its kind, got '${name}'`);
  return kind;
}
