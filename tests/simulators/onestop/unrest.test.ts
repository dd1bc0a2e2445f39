/** The one-stop while its data move: late commits, changes during paging, sessions cut short, a running clock. */
import { afterEach, describe, expect, test } from '@jest/globals';
import type { DemoDossier } from '../../../demo/life.js';
import { parseMisbehaviour } from '../../../simulators/misbehave.js';
import type { Onestop } from '../../../simulators/onestop/server.js';
import { call, logIn, post, valuesOf, type WireReply } from './client.js';
import { at, dossier, event, startSampleNodes } from './sample-book.js';

let onestop: Onestop | null = null;
let access = { url: '', session: '' };
let moment = '';

async function start(dossiers: readonly DemoDossier[], standing: string): Promise<Onestop> {
  moment = standing;
  onestop = await startSampleNodes(dossiers, standing, { now: () => at(moment), control: true });
  access = { url: onestop.urls.district, session: await logIn(onestop.urls.district) };
  return onestop;
}

const list = (trang: string, sobanghi = '2', tuthoidiem = ''): Promise<WireReply> =>
  call(access, 'LayDanhSachHoSo', { tuthoidiem, trang, sobanghi });

const codes = async (reply: Promise<WireReply>): Promise<string[]> =>
  valuesOf(await reply, 'MaHoSo').map((code) => String(code).slice(-1));

/** Dossiers 1 to 5, changed one day after the other from 5 March on. */
const five = [1, 2, 3, 4, 5].map((n) => dossier(n, { events: [event(`03-0${4 + n} 08:00:00`, 2)] }));

afterEach(async () => {
  await onestop?.close();
  onestop = null;
});

describe('data that misbehave', () => {
  test('a late commit is missing from one page and comes later, behind what was served', async () => {
    const { misbehave } = await start(five, '03-31 00:00:00');
    misbehave('district', [parseMisbehaviour('late-commitsx1')]);
    const page = list('1', '3');
    expect(await codes(page)).toEqual(['1', '3', '4']);
    expect((await page).tongso).toBe('4');
    expect(await codes(list('1', '3', '20180306080000'))).toEqual(['2', '3', '4']);
  });

  test('a late commit on the last page holds back its last record but one', async () => {
    const { misbehave } = await start(five, '03-31 00:00:00');
    misbehave('district', [parseMisbehaviour('late-commitsx1')]);
    expect(await codes(list('1', '9'))).toEqual(['1', '2', '3', '5']);
  });

  test('a record changing while being paged moves to the end with a newer NgayCapNhat', async () => {
    const { misbehave } = await start(five, '03-31 00:00:00');
    misbehave('all', [parseMisbehaviour('changingx1')]);
    expect(await codes(list('1'))).toEqual(['1', '2']);
    expect(await codes(list('2'))).toEqual(['4', '5']);
    const last = list('3');
    expect(await codes(last)).toEqual(['1']);
    expect(valuesOf(await last, 'NgayCapNhat')).toEqual(['20180331000000']);
  });

  test('a session is forgotten on every third call, and a new one works', async () => {
    const { misbehave } = await start(five, '03-31 00:00:00');
    misbehave('district', [parseMisbehaviour('expired/3')]);
    const answers = [];
    for (let i = 0; i < 4; i += 1) answers.push((await list('1')).error_code);
    expect(answers).toEqual(['0', '0', '-1', '-1']);
    access = { ...access, session: await logIn(access.url) };
    expect((await list('1')).error_code).toBe('0');
  });

  test('misbehaving at one node leaves the others alone', async () => {
    const { misbehave, urls } = await start(five, '03-31 00:00:00');
    misbehave('district', [parseMisbehaviour('500')]);
    expect((await fetch(`${urls.district}/login`, { method: 'POST' })).status).toBe(500);
    expect((await fetch(`${urls.commune}/login`, { method: 'POST' })).status).toBe(200);
  });

  test('the control address of a node switches that node', async () => {
    await start(five, '03-31 00:00:00');
    await post(`${access.url}/control`, { misbehave: ['expired'] });
    expect((await list('1')).error_code).toBe('-1');
  });
});

describe('a running clock', () => {
  test('moves a dossier on when its next event comes', async () => {
    await start([dossier(1), ...five.slice(1)], '03-05 09:00:00');
    expect(valuesOf(await list('1'), 'TrangThaiHoSo')).toEqual(['2']);
    moment = '03-06 12:00:00';
    expect(await codes(list('1'))).toEqual(['1', '2']);
    expect(valuesOf(await list('1'), 'TrangThaiHoSo')).toEqual(['9', '2']);
  });

  test('lists a dossier of a later day once it is received, and online from its registration on', async () => {
    const online = dossier(2, {
      channel: 2,
      submittedAt: at('03-09 20:00:00'),
      receivedAt: at('03-12 08:00:00'),
      events: [event('03-09 20:00:00', 1), event('03-12 08:00:00', 2)],
    });
    const later = dossier(3, { receivedAt: at('03-20 08:00:00'), events: [event('03-20 08:00:00', 2)] });
    await start([dossier(1), online, later], '03-09 12:00:00');
    expect(await codes(list('1', '9'))).toEqual(['1']);
    moment = '03-09 21:00:00';
    expect(valuesOf(await list('1', '9'), 'TrangThaiHoSo')).toEqual(['9', '1']);
    moment = '03-20 08:00:00';
    expect(await codes(list('1', '9'))).toEqual(['1', '2', '3']);
    expect(valuesOf(await list('1', '9'), 'TrangThaiHoSo')).toEqual(['9', '2', '2']);
  });

  test('re-codes a dossier at its moment, which counts as a change', async () => {
    await start(
      [dossier(1, { recoded: { code: 'H31-180305-00009', at: at('03-07 08:00:00') } })],
      '03-06 00:00:00',
    );
    expect(valuesOf(await list('1'), 'MaHoSo')).toEqual(['MAU-180305-0001']);
    moment = '03-07 08:00:00';
    const reply = await list('1', '2', '20180307080000');
    expect(valuesOf(reply, 'MaHoSo')).toEqual(['H31-180305-00009']);
    expect(valuesOf(reply, 'MaHoSoKhac')).toEqual(['MAU-180305-0001']);
  });

  test('never goes back', async () => {
    await start([dossier(1)], '03-05 12:00:00');
    moment = '03-05 09:00:00';
    expect(valuesOf(await list('1'), 'TrangThaiHoSo')).toEqual(['9']);
  });
});
