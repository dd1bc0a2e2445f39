/** Messages that go out to the axis: once, whatever breaks on the way, with a receipt for every step. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readEdxml } from '../../src/connectors/office/edxml/read.js';
import type { DispatchCommand } from '../../src/dossiers/dispatches/command.js';
import { sendDispatch, sweepDispatches } from '../../src/dossiers/dispatches/go-out.js';
import { runDispatch } from '../../src/dossiers/dispatches/run-dispatch.js';
import { sealLog } from '../../src/dossiers/seal-log.js';
import { HubError } from '../../src/errors.js';
import {
  command,
  documentId,
  draft,
  issuer,
  openDispatches,
  receiver,
  type DispatchSetting,
} from './dispatch-setting.js';

let setting: DispatchSetting;
beforeEach(async () => {
  setting = await openDispatches();
});
afterEach(() => setting.close());

describe('a document', () => {
  test('goes out as it was written, and the axis takes it', async () => {
    await runDispatch(command('1'), setting.parts);
    expect(setting.queued).toEqual(['dsp_1 0']);
    await sendDispatch('dsp_1', setting.parts, 0);
    expect(await setting.read('1')).toMatchObject({ state: 'TAKEN', message: 'S0000001' });
    const { header, trace } = readEdxml(Buffer.from(setting.axis.messages()[0]?.content ?? '')).message;
    expect(header).toMatchObject({
      ...{ From: { OrganId: issuer }, To: [{ OrganId: receiver }], DocumentId: documentId },
      ...{ Subject: draft.subject, DueDate: '2018/03/12', OtherInfo: { Priority: '1' } },
      ResponseFor: [{ OrganId: receiver, Code: '3/UBND-VP', PromulgationDate: '2018/03/01' }],
    });
    expect(trace.Bussiness).toMatchObject({ BussinessDocType: '0', Paper: '1' });
  });

  test('is one dispatch however often it is commanded, and another body under the id is a conflict', async () => {
    const first = await runDispatch(command('1'), setting.parts);
    expect((await runDispatch(command('1'), setting.parts)).event).toEqual(first.event);
    const changed = command('1', { attachment: { ...draft, subject: 'Khác' } });
    await expect(runDispatch(changed, setting.parts)).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  test('is at the axis once, though the worker died between the axis and the event', async () => {
    await runDispatch(command('1'), setting.parts);
    const { store } = setting.parts;
    const events = { ...store.events, insert: () => Promise.reject(new Error('killed')) };
    await sendDispatch('dsp_1', { ...setting.parts, store: { ...store, events } }, 0);
    expect(await setting.typesOf('1')).toEqual(['DISPATCHED']);
    await sendDispatch('dsp_1', setting.parts, 0);
    await sendDispatch('dsp_1', setting.parts, 0);
    expect(setting.axis.messages()).toHaveLength(1);
    expect(await setting.typesOf('1')).toEqual(['DISPATCHED', 'TAKEN']);
  });

  test.each<[string, Partial<Extract<DispatchCommand, { type: 'SEND' }>>, string]>([
    [
      'an unknown receiver',
      { body: { documentId, receivers: ['X'], statusCode: null, business: '0' } },
      'to.0: the directory knows no agency X',
    ],
    ['an unknown sender', { agency: 'X' }, 'agency: the directory knows no agency X'],
  ])('to or from %s is refused, and nothing is kept', async (_, change, message) => {
    await expect(runDispatch(command('1', change), setting.parts)).rejects.toThrow(message);
    expect(await setting.read('1')).toBeNull();
  });

  test('to an agency that is not on the axis is refused', async () => {
    setting.axis.remove(receiver);
    await expect(runDispatch(command('1'), setting.parts)).rejects.toThrow('takes no part in the axis');
  });
});

describe('what goes wrong on the way', () => {
  test('an axis that is down is asked again later, and takes it then', async () => {
    await runDispatch(command('1'), setting.parts);
    setting.weather.fault = new HubError('SOURCE_UNAVAILABLE', 'office did not answer');
    await expect(sendDispatch('dsp_1', setting.parts, 0)).rejects.toThrow('did not answer');
    const [duty] = await setting.parts.store.dispatches.findByIds(['dsp_1']);
    expect(duty).toMatchObject({ state: 'WAITING', lastError: 'office did not answer' });
    setting.weather.fault = null;
    setting.wait(60_000);
    expect(await sweepDispatches(setting.parts)).toMatchObject({ queued: 1 });
    expect(setting.queued).toEqual(['dsp_1 0', 'dsp_1 1']);
    await sendDispatch('dsp_1', setting.parts, 0);
    expect((await setting.read('1'))?.state).toBe('TAKEN');
  });

  test('what the axis refuses is refused, with its reason', async () => {
    await runDispatch(command('1'), setting.parts);
    setting.axis.remove(receiver);
    await sendDispatch('dsp_1', setting.parts, 0);
    expect(await setting.read('1')).toMatchObject({
      state: 'REFUSED',
      reason: expect.stringContaining('To.OrganId') as unknown,
    });
    await sendDispatch('dsp_1', setting.parts, 0);
    expect(await setting.typesOf('1')).toEqual(['DISPATCHED', 'REFUSED']);
  });

  test('what fails for good waits as a dead letter', async () => {
    await runDispatch(command('1'), setting.parts);
    setting.weather.fault = new HubError('SOURCE_INVALID', 'office answered nonsense');
    await sendDispatch('dsp_1', setting.parts, 0);
    const [letter] = await setting.deadLetters.findWaiting(10);
    expect(letter).toMatchObject({ queue: 'dispatch', subject: 'dsp_1', reason: 'office answered nonsense' });
    setting.wait(24 * 3_600_000);
    expect(await sweepDispatches(setting.parts)).toMatchObject({ queued: 0 });
  });

  test('a queue that lost it, or never had it, is found out by the sweep', async () => {
    const down = { ...setting.parts, queueDispatch: () => Promise.reject(new Error('Redis is away')) };
    await runDispatch(command('1'), down);
    setting.wait(10_000);
    await sweepDispatches(setting.parts);
    expect(setting.queued).toEqual(['dsp_1 0']);
  });

  test('a view that was never written is written by the sweep, and its events wait for that to be sealed', async () => {
    const dispatches = { ...setting.parts.store.dispatches, save: () => Promise.reject(new Error('killed')) };
    await runDispatch(command('1'), { ...setting.parts, store: { ...setting.parts.store, dispatches } });
    expect(await sealLog(setting.seal)).toBe(0);
    setting.wait(10_000);
    expect(await sweepDispatches(setting.parts)).toMatchObject({ followed: 1 });
    expect(await sealLog(setting.seal)).toBe(1);
  });
});

test('word of a document goes out as a status message', async () => {
  const body = { documentId, receivers: [issuer], statusCode: '02', business: '0' };
  const attachment = { description: 'Sai nơi nhận', department: 'Văn thư' };
  await runDispatch(command('1', { agency: receiver, body, attachment }), setting.parts);
  await sendDispatch('dsp_1', setting.parts, 0);
  const { message } = readEdxml(Buffer.from(setting.axis.messages()[0]?.content ?? ''));
  expect(message).toMatchObject({
    kind: 'status',
    header: {
      ...{ From: { OrganId: receiver }, StatusCode: '02', Description: 'Sai nơi nhận' },
      ResponseFor: [
        { OrganId: issuer, Code: '7/STP-VP', PromulgationDate: '2018/03/05', DocumentId: documentId },
      ],
      StaffInfo: { Department: 'Văn thư' },
    },
  });
});
