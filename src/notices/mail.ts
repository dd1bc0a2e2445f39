/** Gives notices by e-mail. The message's id is the notice's, so that a mail program shows a repeated one once. */
import { createTransport } from 'nodemailer';
import { HubError } from '../errors.js';
import type { Notice } from './send-notices.js';

/** Sends mail. */
export interface Mailer {
  /**
   * Sends a notice.
   * @throws HubError SOURCE_UNAVAILABLE to be tried again, SOURCE_REJECTED for good; addresses are not in the message.
   */
  send(notice: Notice, to: readonly string[]): Promise<void>;
  close(): void;
}

const timeoutMs = 15_000;

/** Makes the mailer of one server, `smtp://user:password@host:587` or `smtps://…`. */
export function makeMailer({ smtpUrl, from }: { smtpUrl: string; from: string }): Mailer {
  const { protocol, hostname, port, username, password } = new URL(smtpUrl);
  const secure = protocol === 'smtps:';
  const transport = createTransport({
    host: hostname,
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    ...(username === ''
      ? {}
      : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
  });
  const domain = from.slice(from.lastIndexOf('@') + 1);
  return {
    async send({ id, type, text, dossier }, to) {
      try {
        await transport.sendMail({
          from,
          to: [...to],
          messageId: `<${id}@${domain}>`,
          subject: `[Liên Thông] ${subjects[type] ?? 'Thông báo hồ sơ'} ${dossier.code ?? dossier.id}`,
          text: `${text}\n\n--\nThư tự động của trục liên thông hồ sơ, xin không trả lời.\n`,
        });
      } catch (error) {
        throw toMailError(error);
      }
    },
    close: () => transport.close(),
  };
}

const subjects: Readonly<Record<string, string>> = {
  DELIVERED: 'Hồ sơ mới đến',
  RETURNED: 'Hồ sơ bị trả lại',
  RECALL_ASKED: 'Đề nghị trả lại hồ sơ',
  EXTENDED: 'Hẹn lại ngày trả kết quả hồ sơ',
  REROUTED: 'Chuyển cơ quan giải quyết hồ sơ',
  DUE_SOON: 'Hồ sơ sắp đến hạn',
  OVERDUE: 'Hồ sơ quá hạn',
};

/** A server's words may repeat an address: only its number is told on (RFC 5321 §4.2.1: 5yz is for good). */
function toMailError(error: unknown): HubError {
  const { responseCode, code } = error as { responseCode?: number; code?: string };
  const isForGood = responseCode !== undefined && responseCode >= 500;
  const said =
    responseCode === undefined ? `could not be reached (${code ?? 'no code'})` : `answered ${responseCode}`;
  return new HubError(isForGood ? 'SOURCE_REJECTED' : 'SOURCE_UNAVAILABLE', `the mail server ${said}`);
}
