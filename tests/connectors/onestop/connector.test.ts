/** The one-stop connector against a running one-stop: nothing is missed, whatever the pages and the weather. */
import { afterEach, describe, expect, test } from '@jest/globals';
import type { DemoDossier } from '../../../demo/life.js';
import { parseMisbehaviour } from '../../../simulators/misbehave.js';
import type { Onestop } from '../../../simulators/onestop/server.js';
import type { Page, ReadContext } from '../../../src/connectors/connector.js';
import { makeHttpClient } from '../../../src/connectors/http.js';
import { onestop } from '../../../src/connectors/onestop/index.js';
import type { OnestopSettings } from '../../../src/connectors/onestop/settings.js';
import { makeLogger } from '../../../src/logger.js';
import { credentials } from '../../simulators/onestop/client.js';
import { dossier, event, startSampleNodes } from '../../simulators/onestop/sample-book.js';

const log = makeLogger('test', 'silent');
const standing = '03-05 12:00:00';
const patience = {
  attempts: 2,
  timeoutMs: 5000,
  backoffMs: 1,
  longestWaitMs: 2,
  breakAfter: 100,
  breakMs: 1000,
};
const sizes = [1, 2, 3, 7];

let source: Onestop | null = null;

afterEach(async () => {
  await source?.close();
  source = null;
});

async function start(dossiers: readonly DemoDossier[], ...misbehaviours: string[]): Promise<Onestop> {
  source = await startSampleNodes(dossiers, standing);
  source.misbehave('district', misbehaviours.map(parseMisbehaviour));
  return source;
}

/** Dossiers 1, 2, 3 … last changed at these minutes after 8 of 5 March. */
const changedAt = (...minutes: number[]): DemoDossier[] =>
  minutes.map((minute, n) => dossier(n + 1, { events: [event(`03-05 08:0${minute}:00`, 2)] }));

function toContext(more: Partial<OnestopSettings> = {}): ReadContext<OnestopSettings> {
  const settings = onestop.settings.parse({ districtUrl: source?.urls.district, ...credentials, ...more });
  const http = makeHttpClient(
    { source: 'onestop', limits: { perSecond: 1e6, burst: 1e6, concurrency: 4 }, log },
    patience,
  );
  return { settings, http, log, now: () => new Date(), signal: new AbortController().signal };
}

interface Reading {
  codes: string[];
  cursor: unknown;
}

function findStream(name: string): (typeof onestop.streams)[number] {
  const stream = onestop.streams.find((one) => one.name === name);
  if (stream === undefined) throw new Error(`expected a stream ${name}`);
  return stream;
}

const districts = findStream('district-dossiers');

/** Reads to the end; `onPage` may change the world between pages. */
async function read(
  pageSize: number,
  { from = null, onPage = () => undefined }: { from?: unknown; onPage?: (page: Page<unknown>) => void } = {},
): Promise<Reading> {
  const reading: Reading = { codes: [], cursor: from };
  const pages = districts.read(toContext({ pageSize }), from) as AsyncIterable<Page<unknown>>;
  for await (const page of pages) {
    reading.codes.push(...page.items.map((item) => (item as { MaHoSo: string }).MaHoSo.slice(-1)));
    reading.cursor = districts.cursor.parse(page.next);
    onPage(page);
  }
  return reading;
}

const rewound = ({ cursor }: Reading): unknown => districts.rewind?.(cursor, districts.overlapMs ?? 0);
const toSorted = (codes: readonly string[]): string[] => [...new Set(codes)].sort();

describe('reading the dossiers of a node', () => {
  test.each(sizes)('meets every one in order, by pages of %i', async (size) => {
    await start(changedAt(1, 2, 3, 4, 5, 6));
    const { codes } = await read(size);
    expect([...new Set(codes)]).toEqual(['1', '2', '3', '4', '5', '6']);
  });

  test.each(sizes)('meets every one of a single second, by pages of %i', async (size) => {
    await start(changedAt(1, 1, 1, 1, 1, 1));
    expect(toSorted((await read(size)).codes)).toEqual(['1', '2', '3', '4', '5', '6']);
  });

  test.each(sizes)('meets every one where equal stamps lie over the edges of pages of %i', async (size) => {
    await start(changedAt(1, 2, 2, 2, 3, 3, 4));
    expect(toSorted((await read(size)).codes)).toEqual(['1', '2', '3', '4', '5', '6', '7']);
  });

  test.each(sizes)('ends after one page of %i where there are none', async (size) => {
    await start([]);
    expect(await read(size)).toEqual({ codes: [], cursor: { since: '', page: 1 } });
  });

  test.each(sizes)('goes on from any page’s cursor without missing one, by pages of %i', async (size) => {
    await start(changedAt(1, 2, 2, 2, 3, 3, 4));
    const heard: { cursor: unknown; before: string[] }[] = [];
    let before: string[] = [];
    await read(size, {
      onPage: ({ items, next }) => {
        before = [...before, ...items.map((item) => (item as { MaHoSo: string }).MaHoSo.slice(-1))];
        heard.push({ cursor: next, before });
      },
    });
    for (const one of heard) {
      const { codes } = await read(size, { from: one.cursor });
      expect(toSorted([...one.before, ...codes])).toEqual(['1', '2', '3', '4', '5', '6', '7']);
    }
  });
});

describe('data that move while they are read', () => {
  test.each(sizes)('changing behind us slide nothing past a page of %i', async (size) => {
    await start(changedAt(1, 2, 3, 4, 5, 6), 'changing/2x2');
    expect(toSorted((await read(size)).codes)).toEqual(['1', '2', '3', '4', '5', '6']);
  });

  test.each([1, 2, 3])(
    'changing on every page end complete within two runs, by pages of %i',
    async (size) => {
      const { misbehave } = await start(changedAt(1, 2, 2, 2, 3, 3, 4), 'changingx3');
      const first = await read(size);
      misbehave('district', []);
      const second = await read(size, { from: rewound(first) });
      expect(toSorted([...first.codes, ...second.codes])).toEqual(['1', '2', '3', '4', '5', '6', '7']);
    },
  );

  test.each([2, 3, 7])(
    'committed late are met by the overlap of the next run, by pages of %i',
    async (size) => {
      const { misbehave } = await start(changedAt(1, 2, 3, 4, 5, 6), 'late-commits/2x2', 'late-commitsx1');
      const first = await read(size);
      misbehave('district', []);
      const second = await read(size, { from: rewound(first) });
      expect(toSorted([...first.codes, ...second.codes])).toEqual(['1', '2', '3', '4', '5', '6']);
    },
  );

  test('committed late within the page are missed by the first run and met by the second', async () => {
    const { misbehave } = await start(changedAt(1, 2, 3), 'late-commitsx1');
    const first = await read(7);
    misbehave('district', []);
    expect(toSorted(first.codes)).toEqual(['1', '3']);
    expect(toSorted((await read(7, { from: rewound(first) })).codes)).toEqual(['1', '2', '3']);
  });
});

describe('sessions', () => {
  test('that end in the middle of a run are opened again', async () => {
    await start(changedAt(1, 2, 3, 4, 5, 6), 'expired/3');
    expect(toSorted((await read(2)).codes)).toEqual(['1', '2', '3', '4', '5', '6']);
  });

  test('that end at every call end the run as a refusal', async () => {
    await start(changedAt(1), 'expired');
    await expect(read(2)).rejects.toMatchObject({ code: 'SOURCE_REJECTED', source: 'onestop' });
  });

  test('refused for a wrong password name no password', async () => {
    await start(changedAt(1));
    const context = toContext({ password: 'wrong-password' });
    const pages = districts.read(context, null)[Symbol.asyncIterator]();
    const refusal: unknown = await pages.next().catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'SOURCE_REJECTED', source: 'onestop' });
    expect(String(refusal)).not.toContain('wrong-password');
  });
});

describe('a check of the connection', () => {
  test('is ok for every node that is on', async () => {
    const { urls } = await start([]);
    expect(await onestop.check(toContext({ communeUrl: urls.commune }))).toEqual([
      ...['dns', 'auth', 'scope', 'sample', 'clock'].map((name) => ({
        of: 'districtUrl',
        name,
        ok: true,
        advice: '',
      })),
      ...['dns', 'auth', 'scope', 'sample', 'clock'].map((name) => ({
        of: 'communeUrl',
        name,
        ok: true,
        advice: '',
      })),
    ]);
  });

  test('says which address refused, and no password', async () => {
    await start([]);
    const [, probe, ...none] = await onestop.check(toContext({ password: 'wrong-password' }));
    expect(probe).toMatchObject({ of: 'districtUrl', name: 'auth', ok: false });
    expect(none).toEqual([]);
    expect(probe?.advice).toContain('ONESTOP_PASSWORD');
    expect(probe?.advice).not.toContain('wrong-password');
  });
});

describe('a catalogue', () => {
  test.each(sizes)('is read whole from the province, by pages of %i', async (pageSize) => {
    const { urls } = await start([]);
    const agencies = findStream('agencies');
    const codes: string[] = [];
    const context = toContext({ provinceUrl: urls.province, pageSize });
    for await (const page of agencies.read(context, null) as AsyncIterable<Page<unknown>>) {
      codes.push(...page.items.map((item) => (item as { MADONVI: string }).MADONVI));
    }
    expect(codes).toEqual(['000.00.09.H31', '000.00.31.H31']);
  });
});

test('an unknown channel or status is remarked without saying whose', () => {
  const raw = { KenhThucHien: 9, TrangThaiHoSo: 11 };
  expect(districts.remark?.(raw)).toEqual(['unknown KenhThucHien 9', 'unknown TrangThaiHoSo 11']);
  expect(districts.remark?.({ KenhThucHien: 3, TrangThaiHoSo: 10 })).toEqual([]);
});

test('the overlap moves a cursor back by its time, and to the start where it names no instant', () => {
  const back = (since: string): unknown => districts.rewind?.({ since, page: 4 }, 600_000);
  expect(back('20180305080000')).toEqual({ since: '20180305075000', page: 1 });
  expect(back('')).toEqual({ since: '', page: 1 });
});
