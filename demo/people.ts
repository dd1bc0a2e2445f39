/**
 * The made-up people, companies and bodies who apply, and the officers who act. A person is known by a number and is the
 * same wherever the number comes up. Identity numbers, tax codes and telephone numbers have prefixes nobody was given,
 * addresses of e-mail end in a domain reserved for examples (RFC 2606).
 */
import type { AdministrativeUnitContent } from '../src/records/administrative-unit.js';
import { HubError } from '../src/errors.js';
import {
  companyTrades,
  companyWords,
  femaleGivens,
  femaleMiddles,
  maleGivens,
  maleMiddles,
  surnames,
  villages,
} from './data/names.js';
import type { DemoDossier } from './life.js';
import { demoLastOn, demoSeed } from './moment.js';
import { placesOn } from './places.js';
import { makeRandom, makeWeighted, type Random } from './random.js';

/** Whoever hands in a dossier. */
export type DemoApplicant = DemoDossier['applicant'];

const pickSurname = makeWeighted(surnames, ([, share]) => share);
const communes = placesOn(demoLastOn).filter(({ level }) => level === 'COMMUNE');
const districtNames = new Map(
  placesOn(demoLastOn).flatMap(({ level, code, name }) =>
    level === 'DISTRICT' ? [[code, name] as const] : [],
  ),
);

/** Residents made up for each commune. */
export const peoplePerCommune = 450;

/** How many people there are; they are numbered from 0. */
export const peopleCount = communes.length * peoplePerCommune;

/** Companies registered in the province; numbered from 0. */
export const companyCount = 3_000;

/** A number of a person who lives in the commune of this code. */
export function residentOf(communeCode: string, random: Random): number {
  const place = communes.findIndex(({ code }) => code === communeCode);
  if (place < 0)
    throw new HubError('BAD_INPUT', `expected the code of a commune of 2018, got '${communeCode}'`);
  return random.below(peoplePerCommune) * communes.length + place;
}

/** The citizen of a number. */
export function citizenOf(number: number): DemoApplicant {
  const random = makeRandom(demoSeed, 'citizen', number);
  const isFemale = random.chance(0.47);
  const birthYear = 1940 + random.below(60);
  return {
    name: toPersonName(random, isFemale),
    kind: 1,
    identityNumber: toIdentityNumber(number, { isFemale, birthYear, isNew: random.chance(0.45) }),
    phone: toPhone(number),
    email: random.chance(0.3) ? `cong-dan-${number}@example.com` : '',
    address: toAddress(random, communeOf(number)),
  };
}

/** The company of a number. */
export function companyOf(number: number): DemoApplicant {
  const random = makeRandom(demoSeed, 'company', number);
  const form = random.chance(0.7) ? 'Công ty TNHH' : 'Công ty Cổ phần';
  return {
    name: `${form} ${random.pick(companyTrades)} ${random.pick(companyWords)} ${100 + (number % 900)}`,
    kind: 2,
    identityNumber: `99${String(number).padStart(8, '0')}`,
    phone: toPhone(peopleCount + number),
    email: `doanh-nghiep-${number}@example.com`,
    address: toAddress(random, random.pick(communes)),
  };
}

/** A state agency (kind 3) or another organisation (kind 4) of a commune; it has no identity number. */
export function bodyOf(kind: 3 | 4, random: Random): DemoApplicant {
  const commune = random.pick(communes);
  const word = kind === 3 ? 'Trường Tiểu học' : 'Hợp tác xã Nông nghiệp';
  const number = peopleCount + companyCount + random.below(1_000);
  return {
    name: `${word} ${commune.name.replace(/^(Xã|Phường|Thị trấn) /, '')}`,
    kind,
    identityNumber: '',
    phone: toPhone(number),
    email: `co-quan-${number}@example.com`,
    address: toAddress(random, commune),
  };
}

/** Name of the officer of a number at an agency. */
export function officerNameOf(agencyCode: string, number: number): string {
  const random = makeRandom(demoSeed, `officer ${agencyCode}`, number);
  return toPersonName(random, random.chance(0.5));
}

function toPersonName(random: Random, isFemale: boolean): string {
  const [surname] = pickSurname(random);
  const middle = random.pick(isFemale ? femaleMiddles : maleMiddles);
  return `${surname} ${middle} ${random.pick(isFemale ? femaleGivens : maleGivens)}`;
}

/** Province codes end at 096 and 9-digit series begin with 0 to 3: neither 099 nor 990 was ever given out. */
function toIdentityNumber(
  number: number,
  who: { isFemale: boolean; birthYear: number; isNew: boolean },
): string {
  const serial = String(number).padStart(6, '0');
  if (!who.isNew) return `990${serial}`;
  return `099${who.isFemale ? 1 : 0}${String(who.birthYear % 100).padStart(2, '0')}${serial}`;
}

/** No operator has the prefix 040. */
function toPhone(number: number): string {
  return `040${String(number).padStart(7, '0')}`;
}

function communeOf(number: number): AdministrativeUnitContent {
  const commune = communes[number % communes.length];
  if (commune === undefined)
    throw new HubError('BAD_INPUT', `expected the number of a person, got ${number}`);
  return commune;
}

function toAddress(random: Random, commune: AdministrativeUnitContent): string {
  const district = districtNames.get(commune.parentCode ?? '') ?? '';
  return `${random.pick(villages)}, ${commune.name}, ${district}, Tỉnh Hưng Yên`;
}
