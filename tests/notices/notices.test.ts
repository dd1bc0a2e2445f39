/** Notices reach those who asked for them, once, by web call or by mail; what cannot be given is kept with its reason. */
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { makeHttpClient } from '../../src/connectors/http.js';
import { defaultPatience } from '../../src/connectors/patient-call.js';
import { runCommand } from '../../src/dossiers/run-command.js';
import { redrive } from '../../src/dossiers/redrive.js';
import { sweep } from '../../src/dossiers/sweep.js';
import { verifyBody } from '../../src/evidence/signed-body.js';
import { makeMailer, type Mailer } from '../../src/notices/mail.js';
import { makePlanNotices } from '../../src/notices/plan-notices.js';
import { sendNotices, type NoticeParts } from '../../src/notices/send-notices.js';
import { readSubscribers, type Subscriber } from '../../src/notices/subscribers.js';
import { callWebhook } from '../../src/notices/webhook.js';
import type { Notices } from '../../src/store/notices.js';
import { startHttpNode, type HttpNode, type NodeCall } from '../../simulators/http-node.js';
import { makeMisbehaviours } from '../../simulators/misbehave.js';
import { openExchange, toCommand, type ExchangeSetting } from '../dossiers/exchange-setting.js';

let setting: ExchangeSetting;
let notices: Notices;
let mailer: Mailer;
let web: HttpNode;
let mail: SMTPServer;
/** What the mail server refuses recipients with; null for taking them. */
let refusal: number | null = null;
const misbehaviours = makeMisbehaviours();
const calls: NodeCall[] = [];
const mails: string[] = [];

beforeAll(async () => {
  web = await startHttpNode({
    ...{ host: '127.0.0.1', port: 0, control: false, misbehaviours },
    answer(call) {
      calls.push(call);
      return Promise.resolve({ status: 202, body: 'taken, and not in JSON' });
    },
  });
  mail = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo(_address, _session, done) {
      const fault = new Error('mailbox an@x.vn unavailable');
      done(refusal === null ? null : Object.assign(fault, { responseCode: refusal }));
    },
    onData(stream, _session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        mails.push(Buffer.concat(parts).toString());
        done();
      });
    },
  });
  await new Promise<void>((resolve) => mail.listen(0, '127.0.0.1', resolve));
  const { port } = mail.server.address() as AddressInfo;
  mailer = makeMailer({ smtpUrl: `smtp://127.0.0.1:${port}`, from: 'hub@hungyen.vn' });
  setting = await openExchange();
  ({ notices } = setting);
});

afterAll(async () => {
  mailer.close();
  await web.close();
  await new Promise<void>((resolve) => mail.close(resolve));
  await setting.close();
});

beforeEach(() => {
  calls.length = 0;
  mails.length = 0;
  refusal = null;
  misbehaviours.set([]);
});

/** The exchange with these subscribers, and what their notices are sent with. */
function withSubscribers(subscribers: Subscriber[]) {
  const { parts, clock, deadLetters, hubKey } = setting;
  const planNotices = makePlanNotices(subscribers, { notices, now: parts.now });
  const { log, now } = parts;
  const limits = { perSecond: 100, burst: 100, concurrency: 4 };
  const patience = { ...defaultPatience, attempts: 1 };
  const webhook = {
    ...{ now, getSigningKey: () => Promise.resolve(hubKey) },
    httpOf: ({ name }: { name: string }) => makeHttpClient({ source: name, limits, log }, patience),
  };
  const sending: NoticeParts = {
    ...{ notices, deadLetters, subscribers, now, log },
    events: parts.store.events,
    nameOf: (code) => `cơ quan ${code}`,
    async give(notice, { name, webhook: url, email }) {
      if (url !== null) await callWebhook(notice, { name, url }, webhook);
      if (email !== null) await mailer.send(notice, email);
    },
  };
  return { exchange: { ...parts, planNotices }, sending, clock };
}

const byWeb = (): Subscriber[] =>
  readSubscribers(
    JSON.stringify({
      subscribers: [{ name: 'desk', agencies: ['H1'], types: ['OVERDUE'], webhook: web.url }],
    }),
  );
const byMail = readSubscribers(
  JSON.stringify({ subscribers: [{ name: 'office', types: ['OVERDUE', 'EXTENDED'], email: ['an@x.vn'] }] }),
);

/** The words of a mail, whichever way they were made fit for seven bits. */
function toMailText(mail: string): string {
  const [head = '', ...rest] = mail.split('\r\n\r\n');
  const body = rest.join('\r\n\r\n');
  if (/^content-transfer-encoding: base64/im.test(head)) return Buffer.from(body, 'base64').toString();
  const unwrapped = body.replaceAll('=\r\n', '');
  return decodeURIComponent(unwrapped.replaceAll('%', '%25').replace(/=([0-9A-F]{2})/g, '%$1'));
}

/** A step sent to H1 that falls due in an hour, and then is overdue. */
async function makeOverdue(dossier: string, exchange: ExchangeSetting['parts']): Promise<void> {
  const dueAt = new Date(setting.clock.now.getTime() + 3_600_000).toISOString();
  await runCommand(toCommand('SEND', { to: 'H1', dueAt }, { dossier }), exchange);
  await sweep(exchange);
  setting.wait(2 * 3_600_000);
  await sweep(exchange);
}

test('an overdue step is told to its receiver by a signed call, once', async () => {
  const { exchange, sending } = withSubscribers(byWeb());
  await makeOverdue('d-web', exchange);
  expect(await sendNotices(sending)).toBe(1);
  expect(await sendNotices(sending)).toBe(0);
  await sweep(exchange);
  expect(await sendNotices(sending)).toBe(0);
  const [call] = calls;
  expect(calls).toHaveLength(1);
  const bytes = Buffer.from(call?.body ?? '');
  const said = JSON.parse(bytes.toString()) as { id: string; type: string; text: string };
  expect(said).toMatchObject({ type: 'OVERDUE', dossier: { id: 'd-web', code: 'X1-261102-0001' } });
  expect(said.text).toMatch(/^Hồ sơ X1-261102-0001 chuyển đến cơ quan H1 đã quá hạn xử lý: /);
  expect(call?.headers['idempotency-key']).toBe(said.id);
  const signature = String(call?.headers['x-lt-signature']);
  const verified = await verifyBody({
    ...{ bytes, signature, keys: setting.keys, now: setting.clock.now },
    maxSkewMs: 1_000,
  });
  expect(verified).toMatchObject({ to: 'desk', id: said.id });
});

test('a subscriber that is down is asked again later, under the same id', async () => {
  const { exchange, sending } = withSubscribers(byWeb());
  await makeOverdue('d-down', exchange);
  misbehaviours.set([{ kind: '500' }]);
  expect(await sendNotices(sending)).toBe(0);
  misbehaviours.set([]);
  expect(await sendNotices(sending)).toBe(0);
  setting.wait(20_000);
  expect(await sendNotices(sending)).toBe(1);
  expect(calls).toHaveLength(1);
});

test('a new appointment is told by mail, with the old one', async () => {
  const { exchange, sending } = withSubscribers(byMail);
  const extend = toCommand('EXTEND', { dueAt: '2026-12-20T10:00:00.000Z' }, { dossier: 'd-mail' });
  await runCommand(extend, exchange);
  expect(await sendNotices(sending)).toBe(1);
  const [text = ''] = mails;
  expect(text).toMatch(/^Message-ID: <evt_\w+\.office@hungyen\.vn>/im);
  expect(toMailText(text)).toMatch(
    /^cơ quan X1 xin lỗi và hẹn lại .* hồ sơ X1-261102-0001: .*20\/12\/2026 \(hẹn trước: .*15\/12\/2026\)\./,
  );
});

test('what the mail server refuses is a dead letter without the address, until it is redriven', async () => {
  const { exchange, sending } = withSubscribers(byMail);
  refusal = 550;
  await makeOverdue('d-refused', exchange);
  expect(await sendNotices(sending)).toBe(0);
  const [letter] = await setting.deadLetters.findWaiting(10);
  expect(letter).toMatchObject({ queue: 'notify', reason: 'the mail server answered 550' });
  refusal = null;
  const { transfers } = exchange.store;
  const { deadLetters } = setting;
  const dispatches = { noteFailure: () => Promise.resolve() };
  const duties = { transfers, dispatches, notices, deadLetters, now: exchange.now };
  await redrive(letter?.id ?? '', 'operator', duties);
  expect(await sendNotices(sending)).toBe(1);
  expect(await setting.deadLetters.findWaiting(10)).toEqual([]);
});

test('a slow subscriber with a backlog keeps the others waiting for one turn at most', async () => {
  const told: string[] = [];
  const { sending, clock } = withSubscribers(
    ['slow', 'quick'].map((name) => ({ ...(byMail[0] as Subscriber), name })),
  );
  const give: NoticeParts['give'] = (_, { name }) => {
    told.push(name);
    // One answer of the slow one takes as long as a turn may.
    if (name === 'slow') setting.wait(10_001);
    return Promise.resolve();
  };
  const { events } = setting.parts.store;
  const dossier = 'd-slow';
  await runCommand(toCommand('SEND', { to: 'H1', dueAt: null }, { dossier }), setting.parts);
  const [event] = await events.findByDossier(dossier);
  const owe = (subscriber: string, n: number): Promise<void> =>
    notices.put({ id: `n${n}.${subscriber}`, event: event?.id ?? '', subscriber, dossier }, clock.now);
  for (let n = 0; n < 250; n += 1) await owe('slow', n);
  await owe('quick', 250);
  await sendNotices({ ...sending, give });
  expect(told.toSorted()).toEqual(['quick', 'slow']);
});

test('who subscribes today is not told of last month', async () => {
  const { exchange } = withSubscribers([]);
  await makeOverdue('d-old', exchange);
  setting.wait(30 * 24 * 3_600_000);
  const { exchange: later, sending } = withSubscribers(byWeb());
  const events = await later.store.events.findByDossier('d-old');
  await later.planNotices(events, { transfers: [{ id: 'x' }] } as never);
  expect(await sendNotices(sending)).toBe(0);
});

test.each([
  [{ name: 'Desk', types: ['OVERDUE'], webhook: 'http://x' }, /subscribers\[0\]\.name/],
  [{ name: 'desk', types: ['PAUSED'], webhook: 'http://x' }, /subscribers\[0\]\.types\[0\]/],
  [{ name: 'desk', types: ['OVERDUE'] }, /expected a webhook or an email/],
  [{ name: 'desk', types: ['OVERDUE'], email: ['nobody'] }, /email\[0\]: expected an e-mail address/],
])('a subscriber that cannot be is refused by its field: %j', (subscriber, words) => {
  expect(() => readSubscribers(JSON.stringify({ subscribers: [subscriber] }))).toThrow(words);
});
