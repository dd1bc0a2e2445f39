import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { toLocalDay } from '../../src/calendar/local-time.js';
import { judge } from '../../src/figures/outcome.js';
import { makeCursorCodec } from '../../src/lists/cursor.js';
import { selectDossiers, type DossierFilter, type HolderOf } from '../../src/lists/dossier-filter.js';
import { makeRowsByKey } from '../../src/lists/grouping.js';
import { dossierOrders } from '../../src/lists/orders.js';
import { toPage } from '../../src/lists/page.js';
import type { DossierRow } from '../../src/lists/rows.js';
import { makeAgency, makeDossierRow, toListings } from './sample-records.js';

const statuses = ['REGISTERED', 'RECEIVED', 'REFUSED_AT_RECEPTION', 'PROCESSING'] as const;
const channels = ['IN_PERSON', 'ONLINE', 'POST'] as const;
const levels = { A1: 'PROVINCE', A2: 'DISTRICT', A3: 'COMMUNE' } as const;
const nowMs = Date.parse('2018-02-01T00:00:00+07:00');
const names = ['Nguyễn Văn', 'Nguyễn Thị', 'Trần Văn'];

const instants = fc.option(
  fc.date({ min: new Date('2018-01-01'), max: new Date('2018-01-06'), noInvalidDate: true }),
  { nil: null },
);
const days = fc.option(fc.constantFrom('2018-01-01', '2018-01-03', '2018-01-05'), { nil: null });
const agencyCodes = fc.constantFrom('A1', 'A2', 'A3', 'GONE');

const rows = fc
  .array(
    fc.record({
      statusCode: fc.integer({ min: 1, max: 11 }),
      channelCode: fc.integer({ min: 1, max: 4 }),
      receivingAgencyCode: agencyCodes,
      holderCode: agencyCodes,
      procedureCode: fc.constantFrom('P1', 'P2'),
      receivedAt: instants,
      dueAt: instants,
      completedAt: instants,
      applicantName: fc.constantFrom(...names),
    }),
    { maxLength: 40 },
  )
  .map((given) => given.map((dossier, number) => makeDossierRow(`d${number}`, dossier)));

const listOf = <Value>(values: readonly Value[]): fc.Arbitrary<Value[] | null> =>
  fc.option(fc.subarray([...values]), { nil: null, freq: 2 });

const filters: fc.Arbitrary<DossierFilter> = fc.record({
  status: listOf(statuses),
  channel: listOf(channels),
  agency: listOf(['A1', 'A2', 'GONE']),
  holder: listOf(['A1', 'A3']),
  procedure: listOf(['P1', 'P2']),
  level: listOf(['PROVINCE', 'COMMUNE'] as const),
  receivedFrom: days,
  receivedTo: days,
  dueBefore: instants,
  outcome: listOf(['EARLY', 'LATE', 'OPEN_LATE', 'NOT_COUNTED'] as const),
  rule: fc.constantFrom('BY_DATE', 'BY_MINUTE', null),
  text: fc.constantFrom(null, 'nguyen', 'van nguy', 'thi tran'),
});

/** Whether a row meets the filter, written out as the SDL words it. */
function meets(row: DossierRow, filter: DossierFilter): boolean {
  const { receivedAtMs, dueAtMs, statusCode, channelCode } = row;
  const isIn = (list: readonly unknown[] | null | undefined, value: unknown): boolean =>
    !list || list.includes(value);
  const receivedOn = receivedAtMs === null ? null : toLocalDay(new Date(receivedAtMs));
  const words = row.text.split(' ');
  return (
    isIn(filter.status, statuses[statusCode - 1]) &&
    isIn(filter.channel, channels[channelCode - 1]) &&
    isIn(filter.agency, row.agencyCode) &&
    isIn(filter.holder, row.holderCode) &&
    isIn(filter.procedure, row.procedureCode) &&
    isIn(filter.level, levels[row.agencyCode as 'A1']) &&
    (!filter.receivedFrom || (receivedOn !== null && receivedOn >= filter.receivedFrom)) &&
    (!filter.receivedTo || (receivedOn !== null && receivedOn <= filter.receivedTo)) &&
    (!filter.dueBefore || (dueAtMs !== null && dueAtMs < filter.dueBefore.getTime())) &&
    isIn(filter.outcome, judge(row, filter.rule ?? 'BY_DATE', nowMs)) &&
    (!filter.text || filter.text.split(' ').every((start) => words.some((word) => word.startsWith(start))))
  );
}

describe('the total of a list of dossiers', () => {
  test('equals a recount of all dossiers, and so does the list, for any filter', () => {
    fc.assert(
      fc.property(rows, filters, (dossiers, filter) => {
        const agencies = Object.entries(levels).map(([code, level]) => makeAgency({ code, level }));
        const listings = toListings({ dossiers, agencies });
        const dossiersByAgency = makeRowsByKey(listings.dossier, ({ agencyCode }) => agencyCode);
        const holders: HolderOf = ({ holderCode }) => holderCode;
        const selected = selectDossiers(filter, { listings, dossiersByAgency, holders, nowMs });
        const cursors = makeCursorCodec(Buffer.alloc(32, 1));
        const page = toPage(selected, { first: 200 }, { order: dossierOrders.RECEIVED_AT_ASC, cursors });
        const recounted = dossiers.filter((row) => meets(row, filter)).map(({ id }) => id);
        expect(page.totalCount).toBe(recounted.length);
        expect(page.edges.map(({ row }) => row.id).sort()).toEqual(recounted.sort());
      }),
      { numRuns: 300 },
    );
  });
});
