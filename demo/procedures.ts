/**
 * The catalogue of procedures: made-up names composed of actions and objects by field, in the published numbers for
 * each level and for service level 3. Which are asked for how often is kept with them.
 */
import type { ProcedureContent, ServiceLevel, TimeLimit } from '../src/records/procedure.js';
import type { Level } from '../src/records/record.js';
import { HubError } from '../src/errors.js';
import { demoAgencies } from './agencies.js';
import { communeRows } from './data/commune-rows.js';
import { districtRows } from './data/district-rows.js';
import { actionGroups, type ActionGroup, type FieldRow } from './data/procedure-rows.js';
import { provinceRows } from './data/province-rows.js';
import { codeOfField } from './fields.js';
import { demoSeed } from './moment.js';
import { makeRandom } from './random.js';

/** A procedure with what the generator needs to know of it. */
export interface DemoProcedure extends ProcedureContent {
  /** How often it is asked for, against others of its level or department. */
  popularity: number;
  /** Fee in đồng; 0 for none. */
  fee: number;
  /** Papers to be handed in. */
  papers: readonly string[];
}

/** How many procedures a level has, and how many of them are of service levels 3 and 4. */
interface LevelPlan {
  level: Level;
  rows: readonly FieldRow[];
  count: number;
  level3: number;
  level4: number;
}

const plans: readonly LevelPlan[] = [
  { level: 'PROVINCE', rows: provinceRows, count: 1250, level3: 259, level4: 24 },
  { level: 'DISTRICT', rows: districtRows, count: 346, level3: 136, level4: 6 },
  { level: 'COMMUNE', rows: communeRows, count: 182, level3: 0, level4: 0 },
];

/** Every procedure: province, then district, then commune level. */
export const demoProcedures: readonly DemoProcedure[] = plans.flatMap(makeLevel);

/** A possible procedure of a level: an action on an object. */
interface Candidate {
  row: FieldRow;
  group: ActionGroup;
  name: string;
  popularity: number;
}

/** The level's candidates that are asked for most, as many as were published, in the order of the rows. */
function makeLevel(plan: LevelPlan): DemoProcedure[] {
  const candidates = plan.rows.flatMap(toCandidates);
  const floor = candidates.map(({ popularity }) => popularity).sort((a, b) => b - a)[plan.count - 1];
  if (floor === undefined) {
    throw new HubError(
      'BAD_INPUT',
      `expected rows for ${plan.count} procedures at ${plan.level}, got ${candidates.length}`,
    );
  }
  const above = candidates.filter(({ popularity }) => popularity > floor).length;
  let ties = plan.count - above;
  return candidates
    .filter(({ popularity }) => popularity > floor || (popularity === floor && (ties -= 1) >= 0))
    .map((candidate, i) => toProcedure(plan, candidate, i));
}

function toCandidates(row: FieldRow, rowIndex: number, rows: readonly FieldRow[]): Candidate[] {
  const place = rows.slice(0, rowIndex).filter(({ department }) => department === row.department).length;
  const groups = Object.keys(actionGroups) as ActionGroup[];
  return groups.flatMap((group) =>
    (row[group]?.split('; ') ?? []).flatMap((object, objectIndex) =>
      actionGroups[group].actions.map((action, actionIndex) => ({
        row,
        group,
        name: `${action} ${object}`,
        popularity: 1 / ((1 + place) * (1 + objectIndex) * (1 + actionIndex) ** 2),
      })),
    ),
  );
}

function toProcedure(plan: LevelPlan, { row, group, name, popularity }: Candidate, i: number): DemoProcedure {
  const ordinal = plans.slice(0, plans.indexOf(plan)).reduce((sum, { count }) => sum + count, 0) + i;
  const random = makeRandom(demoSeed, 'procedure', ordinal);
  return {
    code: toProcedureCode(ordinal),
    name,
    level: plan.level,
    serviceLevel: toServiceLevel(plan, i),
    fieldCode: codeOfField(row),
    fieldName: row.name,
    agencyCode: findDepartmentCode(row.department),
    timeLimit:
      popularity < 0.05 && random.chance(0.03)
        ? null
        : toTimeLimit(group, random.pick(actionGroups[group].amounts)),
    popularity,
    fee: random.pick(actionGroups[group].fees),
    papers: actionGroups[group].papers,
  };
}

function toTimeLimit(group: ActionGroup, amount: number): TimeLimit {
  return { amount, unit: actionGroups[group].unit };
}

/** Spreads the published number of procedures of level 3, and a few of level 4, evenly over the level. */
function toServiceLevel({ level, count, level3, level4 }: LevelPlan, i: number): ServiceLevel {
  const isNth = (n: number, of: number): boolean => Math.floor(((i + 1) * n) / of) > Math.floor((i * n) / of);
  if (isNth(level3 + level4, count)) {
    const rank = Math.floor((i * (level3 + level4)) / count);
    const isLevel4 =
      Math.floor(((rank + 1) * level4) / (level3 + level4)) > Math.floor((rank * level4) / (level3 + level4));
    return isLevel4 ? 'LEVEL_4' : 'LEVEL_3';
  }
  return level === 'COMMUNE' && i % 6 === 5 ? 'LEVEL_1' : 'LEVEL_2';
}

/** Local form of the time, `d.dddddd.000.00.00.H31`; 3571 shares no factor with a million, so none comes twice. */
function toProcedureCode(ordinal: number): string {
  const number = String((ordinal * 3571 + 1107) % 1_000_000).padStart(6, '0');
  return `${1 + (ordinal % 3)}.${number}.000.00.00.H31`;
}

function findDepartmentCode(department: string | undefined): string | null {
  if (department === undefined) return null;
  const agency = demoAgencies.find(({ name }) => name.startsWith(department));
  if (agency === undefined)
    throw new HubError('BAD_INPUT', `expected an agency named '${department}…', got none`);
  return agency.code;
}
