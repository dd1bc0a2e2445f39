/**
 * The dossiers of the demonstration, a day at a time: who asks whom for what, and all that becomes of it. A day needs
 * no other day to have been made, and comes out the same every time.
 */
import { addDays } from '../src/calendar/local-time.js';
import type { AgencyContent } from '../src/records/agency.js';
import type { Level, LocalDay } from '../src/records/record.js';
import { drawApplicant } from './applicants.js';
import { planDay, type DayPlan } from './arrivals.js';
import { drawRecoding, toLocalCode, type CodeQuestion } from './codes.js';
import { makeCourse } from './course.js';
import { drawDefects, toFailingDefect } from './defects.js';
import { nameOfUnit } from './places.js';
import { demoFirstOn, demoLastOn, demoSeed } from './moment.js';
import type { DemoDossier, DemoNode } from './life.js';
import { demoProcedures, type DemoProcedure } from './procedures.js';
import { makeRandom, makeWeighted, type PickWeighted, type Random } from './random.js';
import { makeReceivers } from './receivers.js';
import type { Reception } from './reception.js';
import { drawReceptionTimes, drawSubmission } from './reception-times.js';

/** How many days before its reception a dossier can be on record, sent in online: over Tết the offices rest for a week. */
export const registeredAheadDays = 10;

const nodes: Readonly<Record<Level, DemoNode>> = {
  PROVINCE: 'province',
  DISTRICT: 'district',
  COMMUNE: 'commune',
};

/** Share of dossiers sent in online, where the service level allows it, and by post. */
const onlineShare = 0.22;
const postShare = 0.02;

/** Procedures to pick from, by department for the province and by level below it. */
const proceduresByDesk = groupProcedures();

/**
 * All dossiers received from one day to another, both included; by default those of the published figures. What was
 * already sent in online but is received later is found up to `registeredAheadDays` beyond.
 */
export function* demoDossiers(
  from: LocalDay = demoFirstOn,
  to: LocalDay = demoLastOn,
): Generator<DemoDossier> {
  for (let day = from; day <= to; day = addDays(day, 1)) yield* dossiersOfDay(day);
}

/** The dossiers received on a day, in order of reception; throws BAD_INPUT for a day outside the plan. */
export function dossiersOfDay(day: LocalDay): DemoDossier[] {
  const plan = planDay(day);
  const count = plan.valid + plan.faulty;
  if (count === 0) return [];
  const faulty = drawFaultyPlaces(plan, count);
  const pickAgency = makeReceivers(day);
  const counters = new Map<string, number>();
  return drawReceptionTimes(day, plan.firstOrdinal, count).map((receivedAt, i) => {
    const ordinal = plan.firstOrdinal + i;
    const random = makeRandom(demoSeed, 'dossier', ordinal);
    const agency = pickAgency(random);
    const counter = (counters.get(agency.code) ?? 0) + 1;
    counters.set(agency.code, counter);
    const arrival = { ordinal, day, random, agency, counter, receivedAt };
    const faultyRank = faulty.indexOf(i);
    return faultyRank < 0
      ? makeValidDossier(arrival)
      : { ...makeDossier(arrival, 1), defects: [toFailingDefect(plan.faultyBefore + faultyRank)] };
  });
}

/** A dossier at the moment it comes in. */
interface Arrival extends CodeQuestion {
  ordinal: number;
  random: Random;
  receivedAt: Date;
}

function makeValidDossier(arrival: Arrival): DemoDossier {
  const dossier = makeDossier(arrival, null);
  return { ...dossier, defects: drawDefects(arrival.random, dossier) };
}

/** The dossier without its faults; a given channel replaces the drawn one. */
function makeDossier(arrival: Arrival, givenChannel: number | null): Omit<DemoDossier, 'defects'> {
  const { ordinal, day, random, agency, receivedAt } = arrival;
  const procedure = pickProcedure(random, agency);
  const channel = givenChannel ?? drawChannel(random, procedure);
  const submittedAt = channel === 2 ? drawSubmission(random, receivedAt, day) : null;
  const reception: Reception = { random, agency, procedure, submittedAt, receivedAt };
  const course = makeCourse(reception);
  return {
    ordinal,
    node: nodes[agency.level],
    localCode: toLocalCode(arrival),
    recoded: drawRecoding(arrival, reception, course.events),
    procedureCode: procedure.code,
    agencyCode: agency.code,
    channel,
    applicant: drawApplicant(random, agency),
    subject: `${procedure.name} tại ${nameOfUnit(agency.unitCode ?? '')}`,
    submittedAt,
    receivedAt,
    fee: procedure.fee,
    papers: [...procedure.papers],
    ...course,
  };
}

function groupProcedures(): Map<string, PickWeighted<DemoProcedure>> {
  const desks = new Set(demoProcedures.map(toDesk));
  return new Map(
    [...desks].map((desk) => {
      const list = demoProcedures.filter((procedure) => toDesk(procedure) === desk);
      return [desk, makeWeighted(list, ({ popularity }) => popularity)];
    }),
  );
}

function toDesk({ agencyCode, level }: DemoProcedure): string {
  return agencyCode ?? level;
}

function pickProcedure(random: Random, { code, level }: AgencyContent): DemoProcedure {
  const pick = proceduresByDesk.get(level === 'PROVINCE' ? code : level);
  return pick === undefined ? random.pick(demoProcedures) : pick(random);
}

function drawChannel(random: Random, { serviceLevel }: DemoProcedure): number {
  const isOnline = serviceLevel === 'LEVEL_3' || serviceLevel === 'LEVEL_4';
  if (isOnline && random.chance(onlineShare)) return 2;
  return random.chance(postShare) ? 3 : 1;
}

/** Places of the day's faulty dossiers among all of the day. */
function drawFaultyPlaces({ firstOrdinal, faulty }: DayPlan, count: number): number[] {
  const random = makeRandom(demoSeed, 'faulty', firstOrdinal);
  const places = new Set<number>();
  while (places.size < faulty) places.add(random.below(count));
  return [...places];
}
