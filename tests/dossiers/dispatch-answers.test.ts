/** Answers to what was sent: matched to it once, and a recall's to the recall. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { DispatchDuty } from '../../src/records/dispatch.js';
import { sendDispatch } from '../../src/dossiers/dispatches/go-out.js';
import { matchAnswers, type MatchParts } from '../../src/dossiers/dispatches/match-answers.js';
import { runDispatch } from '../../src/dossiers/dispatches/run-dispatch.js';
import { makeStatus } from '../lists/sample-documents.js';
import {
  command,
  documentId,
  draft,
  openDispatches,
  other,
  receiver,
  type DispatchSetting,
} from './dispatch-setting.js';

let setting: DispatchSetting;
beforeEach(async () => {
  setting = await openDispatches();
});
afterEach(() => setting.close());

const tell = (code: string, from: string, at: string) => makeStatus(1, code, { from, at });
const withStatuses = (...statuses: ReturnType<typeof makeStatus>[]): MatchParts => ({
  ...setting.parts,
  findStatuses: () =>
    Promise.resolve(statuses.map((row) => ({ ...row, content: { ...row.content, documentId } }))),
});

test('are matched to what was sent, once, in their order, and only of its receivers', async () => {
  await runDispatch(command('1'), setting.parts);
  await sendDispatch('dsp_1', setting.parts, 0);
  const told = withStatuses(
    tell('03', receiver, '2018-03-06T03:00:00.000Z'),
    tell('01', receiver, '2018-03-06T02:00:00.000Z'),
    tell('01', other, '2018-03-06T02:00:00.000Z'),
  );
  expect([await matchAnswers(told), await matchAnswers(told)]).toEqual([2, 0]);
  const { answers = [] } = (await setting.read('1')) ?? {};
  expect(answers.map(({ agency, statusCode }) => [agency, statusCode])).toEqual([
    [receiver, '01'],
    [receiver, '03'],
  ]);
});

test('to a recall are answers to it, not to the document', async () => {
  const recall = { reason: 'Nhầm', documentId };
  await runDispatch(command('1'), setting.parts);
  await runDispatch(
    command('2', {
      body: { documentId, receivers: [receiver], statusCode: null, business: '1' },
      attachment: { ...draft, recall },
    }),
    setting.parts,
  );
  await sendDispatch('dsp_1', setting.parts, 0);
  await sendDispatch('dsp_2', setting.parts, 0);
  await matchAnswers(
    withStatuses(
      tell('01', receiver, '2018-03-06T02:00:00.000Z'),
      tell('15', receiver, '2018-03-07T02:00:00.000Z'),
    ),
  );
  expect((await setting.read('1'))?.answers.map(({ statusCode }) => statusCode)).toEqual(['01']);
  expect((await setting.read('2'))?.answers.map(({ statusCode }) => statusCode)).toEqual(['15']);
});

test('are found behind any number of documents nobody answers', async () => {
  await runDispatch(command('zz'), setting.parts);
  await sendDispatch('dsp_zz', setting.parts, 0);
  const { dispatches } = setting.parts.store;
  const [last] = await dispatches.findByIds(['dsp_zz']);
  const others = Array.from({ length: 600 }, (_, n) => ({
    ...(last as DispatchDuty),
    ...{ id: `dsp_a${String(n).padStart(4, '0')}`, documentId: `other ${n}` },
  }));
  await Promise.all(others.map((one) => dispatches.save(one, setting.parts.now())));
  expect(await matchAnswers(withStatuses(tell('01', receiver, '2018-03-06T02:00:00.000Z')))).toBe(1);
});
