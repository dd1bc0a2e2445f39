/**
 * Whose hours a dossier's working time was: its events cut the time from reception on into spans, each of one agency. While it
 * is on its way the hours stay its holder's, until the receiver accepts; while it waits for the citizen they are
 * nobody's. The spans leave no gap and do not overlap, so the sums are exact. Pure.
 */
import type { WorkingCalendar } from '../calendar/working-calendar.js';
import { isOfCustody, type AnyEventCore, type CustodyEventCore } from '../records/dossier-event.js';
import { apply, type CustodyState } from './custody-state.js';
import { toOptionalDate } from './instants.js';

/** A span of time with one agency answerable. */
export interface HoursSpan {
  agency: string;
  /** RUNNING counts against the agency, WAITING is the citizen's. */
  clock: 'RUNNING' | 'WAITING';
  from: Date;
  to: Date;
  /** Office time within it. */
  workingMs: number;
}

/** The working time of an agency with a dossier. */
export interface AgencyHours {
  agency: string;
  workingMs: number;
}

/** The clock of a dossier at a moment. */
export interface DossierClock {
  state: 'RUNNING' | 'WAITING' | 'STOPPED';
  spans: readonly HoursSpan[];
  hours: readonly AgencyHours[];
  waitedMs: number;
  /** Office time until the appointment, negative once it has passed; null without one, while waiting, and once closed. */
  remainingMs: number | null;
  calendarVersion: string;
}

/**
 * Reads a dossier's clock at a moment; null for one the exchange has not opened, or without a moment it began at.
 * @throws HubError BAD_INPUT naming a year the calendar does not know.
 */
export function readClock(
  events: readonly AnyEventCore[],
  { at, calendar }: { at: Date; calendar: WorkingCalendar },
): DossierClock | null {
  const known = events
    .filter(isOfCustody)
    .filter((event) => event.type === 'OPENED' || new Date(event.at) <= at);
  const spans = toSpans(known, { at, calendar });
  const state = known.reduce<CustodyState | null>(apply, null);
  if (spans === null || state === null) return null;
  const isWaiting = state.status === 'PAUSED';
  const isClosed = state.status === 'CLOSED';
  const dueAt = isWaiting || isClosed ? null : toOptionalDate(state.dueAt);
  return {
    state: isClosed ? 'STOPPED' : isWaiting ? 'WAITING' : 'RUNNING',
    spans,
    hours: sumByAgency(spans),
    waitedMs: sum(spans.filter(({ clock }) => clock === 'WAITING')),
    remainingMs: dueAt === null ? null : toWorkingMs(at, dueAt, calendar),
    calendarVersion: calendar.version,
  };
}

interface Cut {
  agency: string;
  clock: HoursSpan['clock'];
  from: Date;
}

function toSpans(
  events: readonly CustodyEventCore[],
  { at, calendar }: { at: Date; calendar: WorkingCalendar },
): HoursSpan[] | null {
  const cuts: Cut[] = [];
  let end = at;
  let state: CustodyState | null = null;
  for (const event of events) {
    state = apply(state, event);
    if (event.type === 'OPENED') cuts.push(...toFirstCuts(state));
    else cuts.push(toCut(state, new Date(event.at)));
    if (event.type === 'CLOSED') end = new Date(event.at);
  }
  const [first] = cuts;
  if (first === undefined) return null;
  const spans = cuts.map((cut, n): HoursSpan => {
    const to = cuts[n + 1]?.from ?? (end > cut.from ? end : cut.from);
    return { ...cut, to, workingMs: toWorkingMs(cut.from, to, calendar) };
  });
  return mergeEqual(spans);
}

/** Before the exchange: the receiving agency from reception on, the holder since the source says so. */
function toFirstCuts({ opening, holder, at }: CustodyState): Cut[] {
  const receivedAt = toOptionalDate(opening.receivedAt);
  const since = toOptionalDate(opening.since) ?? receivedAt ?? new Date(at);
  const held: Cut = { agency: holder, clock: 'RUNNING', from: since };
  if (receivedAt === null || receivedAt >= since) return [held];
  return [{ agency: opening.receivingAgency, clock: 'RUNNING', from: receivedAt }, held];
}

function toCut({ holder, status }: CustodyState, from: Date): Cut {
  return { agency: holder, clock: status === 'PAUSED' ? 'WAITING' : 'RUNNING', from };
}

/** Neighbours of the same agency and clock are one span; a span without length is none. */
function mergeEqual(spans: readonly HoursSpan[]): HoursSpan[] {
  const merged: HoursSpan[] = [];
  for (const span of spans) {
    const last = merged.at(-1);
    if (last?.agency === span.agency && last.clock === span.clock) {
      merged[merged.length - 1] = { ...last, to: span.to, workingMs: last.workingMs + span.workingMs };
    } else if (span.to > span.from) {
      merged.push(span);
    }
  }
  return merged;
}

function sumByAgency(spans: readonly HoursSpan[]): AgencyHours[] {
  const running = spans.filter(({ clock }) => clock === 'RUNNING');
  return [...new Set(running.map(({ agency }) => agency))].map((agency) => ({
    agency,
    workingMs: sum(running.filter((span) => span.agency === agency)),
  }));
}

function sum(spans: readonly HoursSpan[]): number {
  return spans.reduce((total, { workingMs }) => total + workingMs, 0);
}

/** Whole milliseconds, negative where `to` is the earlier. */
function toWorkingMs(from: Date, to: Date, calendar: WorkingCalendar): number {
  return Math.round(calendar.workingMinutesBetween(from, to) * 60_000);
}
