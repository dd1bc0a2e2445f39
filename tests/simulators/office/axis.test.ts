/** The simulated axis: agencies come and go, messages are carried once, each agency sees its own. */
import { expect, test } from '@jest/globals';
import { makeAxis } from '../../../simulators/office/axis.js';
import { renderDocument, renderStatus } from '../../../simulators/office/render.js';
import { credentials, makeSampleDocument, sampleBegin, startSampleAxis } from './sample.js';

const [issuer, receiver] = ['000.00.03.H31', '000.00.31.H31'];
const document = makeSampleDocument(1, { receivers: [receiver] });

const openAxis = () =>
  makeAxis([issuer, receiver].map((organId) => ({ organId, name: organId, registeredOn: '2018-01-02' })));

test('the same message is carried once, another under its id is refused', () => {
  const axis = openAxis();
  const first = axis.send(renderDocument(document), sampleBegin);
  expect(axis.send(renderDocument(document), sampleBegin)).toBe(first);
  const changed = renderDocument({ ...document, subject: 'Khác' });
  expect(() => axis.send(changed, sampleBegin)).toThrow('DocumentId');
});

test('a status is matched to the document it tells of; one of a document never carried is not', () => {
  const axis = openAxis();
  const { id } = axis.send(renderDocument(document), sampleBegin);
  const status = {
    id: 'S',
    at: sampleBegin,
    from: receiver,
    of: document,
    code: '01',
    description: '',
    department: '',
  };
  expect(axis.send(renderStatus(status), sampleBegin).answers).toBe(id);
  const other = { ...status, of: makeSampleDocument(2) };
  expect(axis.send(renderStatus(other), sampleBegin).answers).toBe('');
});

test('recalls, corrections and replacements are messages of their own', () => {
  const axis = openAxis();
  axis.send(renderDocument(document), sampleBegin);
  const concerns = document;
  for (const business of ['RECALL', 'UPDATE'] as const)
    axis.send(renderDocument({ ...document, business, concerns, reason: business }), sampleBegin);
  axis.send(renderDocument({ ...document, business: 'REPLACE', concerns, number: '9' }), sampleBegin);
  expect(axis.messages()).toHaveLength(4);
});

test('over the network agencies register and leave, and see what they sent and received', async () => {
  const axis = openAxis();
  axis.send(renderDocument(document), sampleBegin);
  const office = await startSampleAxis(axis);
  const ask = async (path: string, body: object): Promise<Record<string, unknown>> =>
    (await (await fetch(office.url + path, { method: 'POST', body: JSON.stringify(body) })).json()) as Record<
      string,
      unknown
    >;
  try {
    expect(await ask('/inbox', { session: 'none' })).toEqual({ error: 'session ended' });
    const { session } = await ask('/login', credentials);
    const idsOf = async (path: string, organId: string | undefined): Promise<unknown[]> =>
      ((await ask(path, { session, organId }))['messages'] as { id: unknown }[]).map(({ id }) => id);
    expect([await idsOf('/sent', issuer), await idsOf('/inbox', receiver)]).toEqual([
      ['S0000001'],
      ['S0000001'],
    ]);
    expect([await idsOf('/sent', receiver), await idsOf('/inbox', issuer)]).toEqual([[], []]);
    await ask('/register', { session, organId: 'N', name: 'Mới' });
    await ask('/remove', { session, organId: issuer });
    const { agencies } = await ask('/agencies', { session });
    expect(agencies).toMatchObject([{ organId: receiver }, { organId: 'N', registeredOn: '2018-03-05' }]);
  } finally {
    await office.close();
  }
});
