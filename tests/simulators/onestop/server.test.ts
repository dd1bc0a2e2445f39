/** The one-stop as a client meets it: sessions, services, pages, order. */
import { afterEach, describe, expect, test } from '@jest/globals';
import type { DemoDossier } from '../../../demo/life.js';
import type { Onestop, OnestopOptions } from '../../../simulators/onestop/server.js';
import { call, credentials, logIn, post, valuesOf, type WireReply } from './client.js';
import { at, dossier, event, openSampleBook, startSampleNodes } from './sample-book.js';

let onestop: Onestop | null = null;

const standing = '03-31 00:00:00';

async function start(dossiers: readonly DemoDossier[], more: Partial<OnestopOptions> = {}): Promise<Onestop> {
  onestop = await startSampleNodes(dossiers, standing, more);
  return onestop;
}

async function list(node: 'province' | 'district' | 'commune', parameters: object = {}): Promise<WireReply> {
  const url = onestop?.urls[node] ?? '';
  const everything = { tuthoidiem: '', trang: '1', sobanghi: '10' };
  return call({ url, session: await logIn(url) }, 'LayDanhSachHoSo', { ...everything, ...parameters });
}

/** Dossiers 1, 2, 3 … last changed at these moments. */
const changedAt = (...moments: string[]): DemoDossier[] =>
  moments.map((moment, i) => dossier(i + 1, { events: [event(moment, 2)] }));

afterEach(async () => {
  await onestop?.close();
  onestop = null;
});

describe('sessions', () => {
  test('a login tells the session and how many seconds it lasts', async () => {
    const { urls } = await start([]);
    const reply = await post(`${urls.commune}/login`, credentials);
    expect(reply).toEqual({
      error_code: '0',
      message: '',
      session: expect.stringMatching(/./),
      hethan: '60',
    });
  });

  test.each([
    ['a wrong password', { ...credentials, password: 'other' }, '1'],
    ['no password', { username: 'hub' }, '2'],
    ['no JSON', 'username=hub', '2'],
  ])('a login with %s is refused', async (_, body, code) => {
    const { urls } = await start([]);
    const reply = await post(`${urls.province}/login`, body);
    expect(reply.error_code).toBe(code);
    expect(reply).not.toHaveProperty('session');
  });

  test('a session of one node is none at another', async () => {
    const { urls } = await start([]);
    const session = await logIn(urls.province);
    expect((await call({ url: urls.district, session }, 'TraCuuHoSo', { mahoso: 'x' })).error_code).toBe(
      '-1',
    );
  });

  test('a session past its time answers -1', async () => {
    const { urls } = await start([], { sessionTtlMs: 0 });
    const reply = await call({ url: urls.district, session: await logIn(urls.district) }, 'TraCuuHoSo', {
      mahoso: 'x',
    });
    expect(reply).toEqual({ error_code: '-1', message: 'Phiên làm việc không hợp lệ hoặc đã hết hạn' });
  });
});

describe('calls', () => {
  test.each([
    ['an unknown service', { service: 'LayTatCa' }, { error_code: '3' }],
    ['no service', { service: '' }, { error_code: '2', message: expect.stringContaining('service') }],
    ['no agency', { madonvi: '' }, { error_code: '2', message: expect.stringContaining('madonvi') }],
    ['page 0', { trang: '0' }, { error_code: '2', message: expect.stringContaining('trang') }],
    ['a page that is a number', { trang: 1 }, { error_code: '2', message: expect.stringContaining('trang') }],
    ['1001 items', { sobanghi: '1001' }, { error_code: '2', message: expect.stringContaining('sobanghi') }],
    [
      'another date',
      { tuthoidiem: '2018-01-01' },
      { error_code: '2', message: expect.stringContaining('tuthoidiem') },
    ],
    [
      'no date',
      { tuthoidiem: undefined },
      { error_code: '2', message: expect.stringContaining('tuthoidiem') },
    ],
  ])('%s is refused by code and name', async (_, parameters, expected) => {
    await start([]);
    expect(await list('district', parameters)).toMatchObject(expected);
  });

  test('a call that names no destination is refused', async () => {
    const { urls } = await start([]);
    const body = { session: await logIn(urls.province), madonvi: 'x', service: 'LayDanhMucCoQuan' };
    const reply = await post(`${urls.province}/mapi/g`, body);
    expect(reply).toMatchObject({ error_code: '2', message: expect.stringContaining('dstcode') });
  });

  test('calls wait for a book that is still being filled, health does not', async () => {
    let fill: (book: ReturnType<typeof openSampleBook>) => void = () => undefined;
    const { urls } = await start([], { book: new Promise((resolve) => (fill = resolve)) });
    const reply = list('district');
    expect(await (await fetch(`${urls.district}/health`)).json()).toEqual({ status: 'ok' });
    fill(openSampleBook([dossier(1)], standing));
    expect((await reply).tongso).toBe('1');
  });

  test('one taken port stops all three', async () => {
    const { urls } = await start([]);
    const port = Number(new URL(urls.district).port);
    const second = startSampleNodes([], standing, { ports: { province: 0, district: port, commune: 0 } });
    await expect(second).rejects.toThrow(`port ${port} on 127.0.0.1 is taken`);
  });
});

describe('catalogues', () => {
  test.each(['LayDanhMucCoQuan', 'LayDanhMucDiaBan', 'LayDanhMucLinhVuc', 'LayDanhSachTTHC'])(
    '%s is on the province node alone',
    async (service) => {
      const { urls } = await start([]);
      const reply = await call({ url: urls.province, session: await logIn(urls.province) }, service, {
        trang: '1',
        sobanghi: '1',
      });
      expect(reply).toMatchObject({ error_code: '0', tongso: expect.stringMatching(/^[12]$/) });
      expect(reply.data).toHaveLength(1);
      for (const url of [urls.district, urls.commune]) {
        expect((await call({ url, session: await logIn(url) }, service, { trang: '1' })).error_code).toBe(
          '3',
        );
      }
    },
  );

  test('page by number', async () => {
    const { urls } = await start([]);
    const access = { url: urls.province, session: await logIn(urls.province) };
    const second = await call(access, 'LayDanhMucCoQuan', { trang: '2', sobanghi: '1' });
    expect([second.tongso, valuesOf(second, 'MADONVI')]).toEqual(['2', ['000.00.31.H31']]);
    expect((await call(access, 'LayDanhMucCoQuan', { trang: '3', sobanghi: '1' })).data).toEqual([]);
  });
});

describe('LayDanhSachHoSo', () => {
  test('comes in order of NgayCapNhat, then MaHoSo', async () => {
    await start(changedAt('03-07 08:00:00', '03-06 08:00:00', '03-05 08:00:00', '03-06 08:00:00'));
    const reply = await list('district');
    expect(valuesOf(reply, 'MaHoSo')).toEqual([
      'MAU-180305-0003',
      'MAU-180305-0002',
      'MAU-180305-0004',
      'MAU-180305-0001',
    ]);
  });

  test('a last page that is exactly full is followed by an empty one', async () => {
    await start(changedAt('03-05 08:00:00', '03-06 08:00:00', '03-07 08:00:00', '03-08 08:00:00'));
    const pages = [];
    for (const trang of ['1', '2', '3']) pages.push(await list('district', { trang, sobanghi: '2' }));
    expect(pages.map(({ data }) => data?.length)).toEqual([2, 2, 0]);
    expect(pages.map(({ tongso }) => tongso)).toEqual(['4', '4', '4']);
  });

  test('tuthoidiem is inclusive', async () => {
    await start(changedAt('03-05 08:00:00', '03-06 08:00:00', '03-07 08:00:00'));
    const from = async (tuthoidiem: string): Promise<string | undefined> =>
      (await list('district', { tuthoidiem })).tongso;
    expect(await from('20180306080000')).toBe('2');
    expect(await from('20180306080001')).toBe('1');
    expect(await from('20180308000000')).toBe('0');
  });

  test('a page is counted from tuthoidiem on', async () => {
    await start(changedAt('03-05 08:00:00', '03-06 08:00:00', '03-07 08:00:00'));
    const reply = await list('district', { tuthoidiem: '20180306080000', trang: '2', sobanghi: '1' });
    expect(valuesOf(reply, 'MaHoSo')).toEqual(['MAU-180305-0003']);
  });

  test('each node lists its own; what is listed twice is behind at the node above', async () => {
    await start([dossier(1), dossier(2, { node: 'commune', defects: ['listed-twice'] })]);
    expect(valuesOf(await list('province'), 'MaHoSo')).toEqual([]);
    expect(valuesOf(await list('commune'), 'TrangThaiHoSo')).toEqual(['9']);
    const district = await list('district');
    expect(valuesOf(district, 'MaHoSo')).toEqual(['MAU-180305-0002', 'MAU-180305-0001']);
    expect(valuesOf(district, 'TrangThaiHoSo')).toEqual(['2', '9']);
    expect(valuesOf(district, 'NgayCapNhat')).toEqual(['20180305080000', '20180305100000']);
  });

  test('does not list what has not happened yet', async () => {
    await start([dossier(1, { receivedAt: at('04-01 08:00:00'), events: [event('04-01 08:00:00', 2)] })]);
    expect((await list('district')).tongso).toBe('0');
  });
});

describe('TraCuuHoSo', () => {
  const recoded = dossier(1, { recoded: { code: 'H31-180305-00001', at: at('03-06 08:00:00') } });

  test.each([
    ['MAU-180305-0001', 'H31-180305-00001'],
    ['H31-180305-00001', 'H31-180305-00001'],
  ])('finds a dossier by any of its codes: %s', async (mahoso, current) => {
    const { urls } = await start([recoded]);
    const reply = await call({ url: urls.district, session: await logIn(urls.district) }, 'TraCuuHoSo', {
      mahoso,
    });
    expect([reply.tongso, valuesOf(reply, 'MaHoSo')]).toEqual(['1', [current]]);
  });

  test('answers no data for an unknown code', async () => {
    const { urls } = await start([recoded]);
    const reply = await call({ url: urls.district, session: await logIn(urls.district) }, 'TraCuuHoSo', {
      mahoso: 'x',
    });
    expect(reply).toMatchObject({ error_code: '0', tongso: '0', data: [] });
  });
});
