/**
 * The codes of dossiers: the local one given on reception and, for some, a national one given later. Both hold an
 * agency's identification code, the day, and a number that starts anew for each agency every day.
 */
import type { AgencyContent } from '../src/records/agency.js';
import type { LocalDay } from '../src/records/record.js';
import type { DemoDossier, DemoEvent } from './life.js';
import { toOfficeMoment, type Reception } from './reception.js';

/** What a code is made of. */
export interface CodeQuestion {
  agency: AgencyContent;
  day: LocalDay;
  /** Number of the dossier among the agency's of the day, from 1. */
  counter: number;
}

/** Share of dossiers that are given a national code later. */
const recodedShare = 0.015;

/** `000.00.31.H31-180615-0007`: lowest level first, number padded to four digits. */
export function toLocalCode({ agency, day, counter }: CodeQuestion): string {
  return `${agency.code}-${toShortDay(day)}-${String(counter).padStart(4, '0')}`;
}

/** `H31.31-180615-55464`: level 1 first, five digits; 7919 shares no factor with 100,000, so none comes twice. */
export function toNationalCode({ agency, day, counter }: CodeQuestion): string {
  const parts = agency.code.split('.').reverse();
  const issuer = parts.filter((part) => !/^0+$/.test(part)).join('.');
  const serial = String((counter * 7_919 + 31) % 100_000).padStart(5, '0');
  return `${issuer}-${toShortDay(day)}-${serial}`;
}

/** Draws the national code and when it was given: within two working days, at the latest just after the last event. */
export function drawRecoding(
  question: CodeQuestion,
  reception: Reception,
  events: readonly DemoEvent[],
): DemoDossier['recoded'] {
  const { random } = reception;
  if (!random.chance(recodedShare)) return null;
  const drawnAt = toOfficeMoment(reception, 30 + random.unit() * 900);
  const last = events.at(-1);
  const at = last !== undefined && last.at <= drawnAt ? new Date(last.at.getTime() + 60_000) : drawnAt;
  return { code: toNationalCode(question), at };
}

function toShortDay(day: LocalDay): string {
  return day.slice(2).replaceAll('-', '');
}
