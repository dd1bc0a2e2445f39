/**
 * The documents agencies of the demonstration exchanged in the first half of 2018: every department and every district takes part. A day needs no other
 * day to have been made, and comes out the same every time; what becomes of a document is in document-life.ts.
 */
import { addDays } from '../src/calendar/local-time.js';
import type { AgencyContent } from '../src/records/agency.js';
import type { LocalDay } from '../src/records/record.js';
import { demoAgencies } from './agencies.js';
import { documentKinds } from './data/document-kinds.js';
import type { DemoDocument, DemoReference, DocumentDefect } from './document.js';
import { dossiersOfDay } from './dossiers.js';
import { demoCalendar, demoLastOn, demoSeed } from './moment.js';
import { officerNameOf } from './people.js';
import { makeRandom, makeWeighted, type Random } from './random.js';

/** First day of exchange by the e-office that the demonstration holds. */
export const documentsFirstOn: LocalDay = '2018-01-02';

/** The agencies on the e-office: all of the province's level and of the districts'. */
export const officeAgencies: readonly AgencyContent[] = demoAgencies.filter(
  ({ level }) => level !== 'COMMUNE',
);

/** Share of agencies that send something on a working day; each sends one document then. */
const sendingShare = 0.4;

/** Every so many days dossiers are looked at for documents to tie to them: making a day's dossiers is dear. */
const dossierEveryDays = 3;

const pickKind = makeWeighted(documentKinds, ({ weight }) => weight);

/** All documents up to a day. */
export function* demoDocuments(to: LocalDay = demoLastOn): Generator<DemoDocument> {
  for (let day = documentsFirstOn; day <= to; day = addDays(day, 1)) yield* documentsOfDay(day);
}

/** The documents sent on a day, in the order they were sent. */
export function documentsOfDay(day: LocalDay): DemoDocument[] {
  if (!demoCalendar.isWorkingDay(day)) return [];
  const ties = Number(day.slice(-2)) % dossierEveryDays === 0 ? findTies(day) : [];
  const sent = officeAgencies.flatMap((issuer, n): DemoDocument[] => {
    const random = makeRandom(demoSeed, `documents ${day}`, n);
    return random.chance(sendingShare)
      ? makeDocuments({ issuer, n, day, random, tie: ties.shift() ?? null })
      : [];
  });
  return sent.sort((a, b) => a.sentAt.getTime() - b.sentAt.getTime());
}

/** Dossiers of the day that were handed on: documents go with them. */
function findTies(day: LocalDay): string[] {
  return dossiersOfDay(day)
    .filter(
      ({ defects, events, agencyCode }) =>
        defects.length === 0 && events.some((one) => one.agencyCode !== agencyCode),
    )
    .map(({ localCode }) => localCode);
}

interface Sending {
  issuer: AgencyContent;
  n: number;
  day: LocalDay;
  random: Random;
  tie: string | null;
}

/** The document, and for a few the message that recalls, updates or replaces it later the same day. */
function makeDocuments(sending: Sending): DemoDocument[] {
  const first = makeDocument(sending);
  const { random } = sending;
  const drawn = random.unit();
  if (first.defect !== null || drawn > 0.05) return [first];
  const sentAt = new Date(first.sentAt.getTime() + (60 + random.below(180)) * 60_000);
  const concerns = toReference(first);
  const later = { ...first, sentAt, id: `${first.id}B`, concerns, answers: null };
  if (drawn < 0.02)
    return [first, { ...later, business: 'RECALL', reason: 'Ban hành nhầm đối tượng nhận', attachments: [] }];
  if (drawn < 0.035)
    return [
      first,
      {
        ...later,
        business: 'UPDATE',
        reason: 'Đính chính lỗi trình bày',
        subject: `${first.subject} (đính chính)`,
      },
    ];
  const number = String(Number(first.number) + 400);
  return [first, { ...later, business: 'REPLACE', reason: 'Thay thế văn bản đã gửi', number }];
}

function makeDocument({ issuer, n, day, random, tie }: Sending): DemoDocument {
  const kind = pickKind(random);
  const serial = dayOfYear(day) * 2 + 1;
  const sentAt = demoCalendar.addWorkingMinutes(
    new Date(`${day}T07:30:00+07:00`),
    random.below(440) + n / 60,
  );
  const subject = random.pick(kind.subjects);
  const signs = officerNameOf(issuer.code, random.below(3));
  const defect = drawDefect(random);
  return {
    id: `${day.replaceAll('-', '')}-${String(n).padStart(3, '0')}`,
    ...{
      issuer: issuer.code,
      issuedOn: day,
      number: String(serial),
      notation: toNotation(issuer, kind.short),
    },
    ...{ business: 'NEW', reason: '', concerns: null, sentAt },
    receivers: drawReceivers(random, issuer),
    kind: { code: kind.code, name: kind.name },
    subject: tie === null ? subject : `Về việc giải quyết hồ sơ ${tie}`,
    signer: { name: signs, ...random.pick(positions) },
    dueOn: random.chance(kind.dueShare) ? demoCalendar.addWorkingDays(day, 3 + random.below(12)) : null,
    priority: random.chance(0.06) ? 1 + random.below(3) : 0,
    answers: random.chance(0.2) ? findAnswered(day, random) : null,
    dossier: tie === null ? null : { code: tie, told: random.chance(0.7) ? 'IN_MESSAGE' : 'BY_LINK' },
    isPaper: random.chance(0.12),
    attachments: [
      {
        name: defect === 'path-name' ? '../van-ban.txt' : 'van-ban.txt',
        text: `${kind.name} ${serial}/${toNotation(issuer, kind.short)}\n${subject}\n`,
        isZipped: random.chance(0.3),
      },
    ],
    defect,
  };
}

const positions = [
  { position: 'Giám đốc', competence: '' },
  { position: 'Phó Giám đốc', competence: 'KT. Giám đốc' },
  { position: 'Chánh Văn phòng', competence: 'TL. Chủ tịch' },
] as const;

const defects: readonly DocumentDefect[] = ['slash-dates', 'stray-prefix', 'nfd-text', 'old-envelope'];
const failing: readonly DocumentDefect[] = ['impossible-date', 'missing-id', 'path-name'];

function drawDefect(random: Random): DocumentDefect | null {
  const drawn = random.unit();
  if (drawn < 0.006) return random.pick(failing);
  return drawn < 0.04 ? random.pick(defects) : null;
}

/** Most go up to the province or from it to many; some between two. */
function drawReceivers(random: Random, { code }: AgencyContent): string[] {
  const others = officeAgencies.filter((agency) => agency.code !== code).map((agency) => agency.code);
  const count = random.chance(0.12) ? 3 + random.below(4) : 1;
  const first = random.chance(0.35) ? 0 : random.below(others.length);
  return Array.from({ length: count }, (_, i) => others[(first + i * 7) % others.length] as string).filter(
    (one, i, all) => all.indexOf(one) === i,
  );
}

/** A document of a few days before that this one answers. */
function findAnswered(day: LocalDay, random: Random): DemoReference | null {
  const before = addDays(day, -3 - random.below(6));
  const n = random.below(officeAgencies.length);
  const issuer = officeAgencies[n];
  const drawn = makeRandom(demoSeed, `documents ${before}`, n);
  if (issuer === undefined || before < documentsFirstOn || !demoCalendar.isWorkingDay(before)) return null;
  if (!drawn.chance(sendingShare)) return null;
  return toReference(makeDocument({ issuer, n, day: before, random: drawn, tie: null }));
}

/** The id a document is known by. */
export function toReference({ issuer, issuedOn, number, notation }: DemoReference): DemoReference {
  return { issuer, issuedOn, number, notation };
}

/** Such as `QĐ-STP`: what it is, and of whom. */
function toNotation({ name, level }: AgencyContent, short: string): string {
  const body = level === 'DISTRICT' || name.startsWith('Ủy ban') ? 'UBND' : toInitials(name);
  return short === '' ? `${body}-VP` : `${short}-${body}`;
}

/** `Sở Tư pháp tỉnh Hưng Yên` → `STP`. */
function toInitials(name: string): string {
  const own = name.replace(/ tỉnh Hưng Yên$/, '').replace(/Ủy ban nhân dân/, '');
  return own
    .split(/[\s,-]+/)
    .map((word) => word.charAt(0).toLocaleUpperCase('vi'))
    .join('');
}

function dayOfYear(day: LocalDay): number {
  return Math.round((Date.parse(day) - Date.parse(`${day.slice(0, 4)}-01-01`)) / 86_400_000);
}
