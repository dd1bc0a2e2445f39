/**
 * The published figures as the hub counts them: the whole demonstration province goes from the one-stop's wire through
 * validation, mapping and rows to the counts, with nothing left out but the store.
 */
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { DemoNode } from '../../demo/life.js';
import { demoNow } from '../../demo/moment.js';
import { toInstant } from '../../src/calendar/local-time.js';
import { onestop } from '../../src/connectors/onestop/index.js';
import { countDossiers } from '../../src/figures/dossier-counts.js';
import { toDossierRow, type DossierRow } from '../../src/lists/rows.js';
import type { CanonicalRecord, Provenance, StoredRecord } from '../../src/records/record.js';
import type { SealedDossierContent } from '../../src/records/dossier.js';
import { makeSealer } from '../../src/store/seal.js';
import { sealRecord } from '../../src/store/seal-record.js';
import { siftItems } from '../../src/sync/sift.js';
import { openBook, type OnestopBook } from '../../simulators/onestop/book.js';
import { demoSource } from '../../simulators/onestop/demo-source.js';
import { makeRenderer } from '../../simulators/onestop/render.js';

const sealer = makeSealer('a secret of at least thirty-two characters');
const seal = (record: CanonicalRecord): CanonicalRecord => sealRecord(record, sealer);
const provenance: Provenance = {
  source: '',
  stream: '',
  key: '',
  version: '',
  runId: '',
  fetchedAt: demoNow,
  pageHash: '',
};

let book: OnestopBook;
const rows = new Map<string, { row: DossierRow; version: string }>();
let refused = 0;

function getStream(name: string) {
  const stream = onestop.streams.find((candidate) => candidate.name === name);
  if (stream === undefined) throw new Error(`no stream ${name}`);
  return stream;
}

function addNode(node: DemoNode): void {
  const render = makeRenderer(book.names);
  for (const entry of book.shelfAt(node, demoNow).entries) {
    const item: unknown = JSON.parse(JSON.stringify(render(entry)));
    const { candidates, refusals } = siftItems(getStream(`${node}-dossiers`), [item], seal);
    refused += refusals.length;
    for (const { record, version } of candidates) addRow(record, version);
  }
}

function addRow({ id, content }: CanonicalRecord, version: string): void {
  const known = rows.get(id);
  if (known !== undefined && known.version > version) return;
  const stored = {
    id,
    content,
    provenance,
    version: 1,
    recordedAt: demoNow,
  } as StoredRecord<SealedDossierContent>;
  rows.set(id, { row: toDossierRow(stored), version });
}

function countReceived(from: string, toExclusive: string): number {
  const [fromMs, toMs] = [toInstant(from).getTime(), toInstant(toExclusive).getTime()];
  return [...rows.values()].filter(
    ({ row: { receivedAtMs } }) => receivedAtMs !== null && receivedAtMs >= fromMs && receivedAtMs < toMs,
  ).length;
}

function findRecords(
  service: keyof OnestopBook['catalogues'],
  stream: string,
): CanonicalRecord<Record<string, string | null>>[] {
  const { candidates, refusals } = siftItems(getStream(stream), book.catalogues[service], seal);
  expect(refusals).toEqual([]);
  return candidates.map(({ record }) => record as CanonicalRecord<Record<string, string | null>>);
}

beforeAll(async () => {
  book = await openBook(demoSource, demoNow);
  for (const node of ['province', 'district', 'commune'] as const) addNode(node);
});

describe('the figures of the demonstration province', () => {
  test('dossiers received in the first half of 2018: 71,056; in 2017: 23,100', () => {
    expect([countReceived('2018-01-01', '2018-07-01'), countReceived('2017-01-01', '2018-01-01')]).toEqual([
      71_056, 23_100,
    ]);
  });

  test('resolved early or on time in the first half of 2018, by date: 98.3 % ± 0.2', () => {
    const period = { fromMs: toInstant('2018-01-01').getTime(), toMs: toInstant('2018-07-01').getTime() };
    const counts = countDossiers(
      [...rows.values()].map(({ row }) => row),
      { ...period, rule: 'BY_DATE' },
    );
    const share = ((counts.early + counts.onTime) / counts.resolved) * 100;
    expect(share).toBeGreaterThanOrEqual(98.1);
    expect(share).toBeLessThanOrEqual(98.5);
    expect(counts.received).toBe(71_056);
  });

  test('faulty records are refused, every one', () => {
    expect(refused).toBe(120);
  });

  test('procedures by level 1250 / 346 / 182, of service level 3 259 / 136', () => {
    const procedures = findRecords('LayDanhSachTTHC', 'procedures').map(({ content }) => content);
    const count = (level: string, serviceLevel?: string): number =>
      procedures.filter(
        (one) => one['level'] === level && (serviceLevel ?? one['serviceLevel']) === one['serviceLevel'],
      ).length;
    expect(['PROVINCE', 'DISTRICT', 'COMMUNE'].map((level) => count(level))).toEqual([1250, 346, 182]);
    expect([count('PROVINCE', 'LEVEL_3'), count('DISTRICT', 'LEVEL_3')]).toEqual([259, 136]);
  });

  test('on 2018-06-30: 10 districts, 161 communes (145 xã, 7 phường, 9 thị trấn), 19 pilot agencies', () => {
    const day = '2018-06-30';
    const units = findRecords('LayDanhMucDiaBan', 'administrative-units').map(({ content }) => content);
    const valid = units.filter(
      ({ validFrom, validTo }) => (validFrom ?? '') <= day && (validTo ?? day) >= day,
    );
    const count = (field: string, value: string): number =>
      valid.filter((unit) => unit[field] === value).length;
    expect([count('level', 'DISTRICT'), count('level', 'COMMUNE')]).toEqual([10, 161]);
    expect([count('kind', 'COMMUNE'), count('kind', 'WARD'), count('kind', 'TOWNSHIP')]).toEqual([145, 7, 9]);
    const agencies = findRecords('LayDanhMucCoQuan', 'agencies').map(({ content }) => content);
    expect(agencies.filter(({ pilotFrom }) => pilotFrom != null && pilotFrom <= day)).toHaveLength(19);
  });
});
