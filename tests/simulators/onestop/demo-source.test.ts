/** The whole demonstration province in the one-stop's book: the published figures are what its nodes list. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { isFailing } from '../../../demo/defects.js';
import type { DemoNode } from '../../../demo/life.js';
import { demoNow } from '../../../demo/moment.js';
import { openBook, type OnestopBook } from '../../../simulators/onestop/book.js';
import { demoSource } from '../../../simulators/onestop/demo-source.js';
import { makeRenderer } from '../../../simulators/onestop/render.js';
import type { ShelfEntry } from '../../../simulators/onestop/shelf.js';

const nodes: DemoNode[] = ['province', 'district', 'commune'];
let book: OnestopBook;

beforeAll(async () => {
  book = await openBook(demoSource, demoNow);
});

const listed = (): ShelfEntry[] => nodes.flatMap((node) => book.shelfAt(node, demoNow).entries);

describe('the dossiers of the demonstration', () => {
  test.each([
    ['2017-01-01', '2018-01-01', 23_100],
    ['2018-01-01', '2018-07-01', 71_056],
  ])('received from %s until before %s and free of faults are %i', (from, until, expected) => {
    const startAt = new Date(`${from}T00:00:00+07:00`);
    const endAt = new Date(`${until}T00:00:00+07:00`);
    const received = listed().filter(
      ({ lag, dossier }) => lag === 0 && dossier.receivedAt >= startAt && dossier.receivedAt < endAt,
    );
    expect(received.filter(({ dossier }) => !isFailing(dossier))).toHaveLength(expected);
  });

  test('are each at their own node, and at the one above where listed twice', () => {
    const own = listed().filter(({ lag }) => lag === 0);
    const behind = listed().filter(({ lag }) => lag === 1);
    expect(new Set(own.map(({ dossier }) => dossier.ordinal)).size).toBe(own.length);
    expect(behind.length).toBeGreaterThan(0);
    expect(behind.filter(({ dossier }) => !dossier.defects.includes('listed-twice'))).toEqual([]);
    expect(book.shelfAt('commune', demoNow).entries.filter(({ lag }) => lag === 1)).toEqual([]);
  });

  test('are in order at every node, none later than the moment', () => {
    for (const node of nodes) {
      const { entries } = book.shelfAt(node, demoNow);
      const late = entries.filter(({ changedAtMs }, i) => changedAtMs < (entries[i - 1]?.changedAtMs ?? 0));
      expect(late).toEqual([]);
      expect(entries.at(-1)?.changedAtMs).toBeLessThanOrEqual(demoNow.getTime());
    }
  });

  test('name an agency and a procedure of the catalogues', () => {
    const render = makeRenderer(book.names);
    const sample = listed().filter((_, i) => i % 101 === 0);
    const nameless = sample
      .map(render)
      .filter(({ DonViXuLy, TenTTHC }) => DonViXuLy === '' || TenTTHC === '');
    expect(nameless).toEqual([]);
  });
});

test('the catalogues are sorted by their code and give none twice', () => {
  const { LayDanhMucCoQuan, LayDanhMucLinhVuc, LayDanhSachTTHC, LayDanhMucDiaBan } = book.catalogues;
  const keys = [
    LayDanhMucCoQuan.map(({ MADONVI }) => MADONVI),
    LayDanhMucLinhVuc.map(({ MALINHVUC }) => MALINHVUC),
    LayDanhSachTTHC.map(({ MATTHC }) => MATTHC),
    LayDanhMucDiaBan.map(({ MADIABAN, NGAYHIEULUC }) => `${MADIABAN} ${NGAYHIEULUC}`),
  ];
  for (const list of keys) expect(list).toEqual([...new Set(list)].sort());
  expect(LayDanhSachTTHC).toHaveLength(1_778);
});
