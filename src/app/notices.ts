/** The sending of notices, put together for the worker: the ways to subscribers, the mail server, the keys. */
import type { Closers } from '../closers.js';
import type { Config } from '../config.js';
import { HubError } from '../errors.js';
import { makeMailer, type Mailer } from '../notices/mail.js';
import type { NoticeParts } from '../notices/send-notices.js';
import type { Subscriber } from '../notices/subscribers.js';
import { callWebhook } from '../notices/webhook.js';
import type { ExchangeMakings } from './exchange.js';
import { makeNodeClients } from './nodes.js';
import { now } from './sources.js';

/**
 * Makes what notices are sent with.
 * @throws HubError BAD_INPUT naming the variables a subscriber by e-mail needs.
 */
export function makeNoticeParts(
  { hub, store, agencies, keys, subscribers, log }: ExchangeMakings,
  closers: Closers,
): NoticeParts {
  const mailer = openMailer(hub, subscribers);
  if (mailer !== null) {
    closers.add(() => {
      mailer.close();
      return Promise.resolve();
    });
  }
  const httpOf = makeNodeClients(log);
  const webhook = { httpOf, now, getSigningKey: (at: Date) => keys.getSigningKey(at) };
  const { notices, events, deadLetters } = store.exchange;
  return {
    ...{ notices, events, deadLetters, subscribers, now, log },
    nameOf: (code) => agencies.get(code)?.content.name ?? code,
    async give(notice, { name, webhook: url, email }) {
      if (url !== null) await callWebhook(notice, { name, url }, webhook);
      if (email !== null) await mailer?.send(notice, email);
    },
  };
}

function openMailer(hub: Config['hub'], subscribers: readonly Subscriber[]): Mailer | null {
  if (subscribers.every(({ email }) => email === null)) return null;
  const { EXCHANGE_SMTP_URL: smtpUrl, EXCHANGE_MAIL_FROM: from } = hub;
  if (smtpUrl === undefined || from === undefined) {
    throw new HubError(
      'BAD_INPUT',
      'EXCHANGE_SMTP_URL and EXCHANGE_MAIL_FROM: expected both, because a subscriber in EXCHANGE_NOTICES_FILE wants e-mail',
    );
  }
  return makeMailer({ smtpUrl, from });
}
