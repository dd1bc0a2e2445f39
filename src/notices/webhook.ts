/** Gives notices by a web call: JSON, signed like every body the hub sends, under the notice's id. */
import { toRfc3339 } from '../calendar/local-time.js';
import type { HttpClient } from '../connectors/http.js';
import { toCanonicalBytes } from '../evidence/canonical.js';
import type { SigningKey } from '../evidence/keys.js';
import { toSignedHeaders } from '../evidence/signed-body.js';
import type { Notice } from './send-notices.js';

/** What calling works with. */
export interface WebhookParts {
  /** The way to a subscriber, by its name. */
  httpOf(subscriber: { name: string }): HttpClient;
  getSigningKey(now: Date): Promise<SigningKey>;
  now(): Date;
}

/**
 * Calls a subscriber; any answer of success will do, whatever it says.
 * @throws HubError SOURCE_UNAVAILABLE to be tried again, SOURCE_REJECTED for good.
 */
export async function callWebhook(
  notice: Notice,
  { name, url }: { name: string; url: string },
  { httpOf, getSigningKey, now }: WebhookParts,
): Promise<void> {
  const bytes = toCanonicalBytes(notice);
  const at = now();
  const address = { to: name, id: notice.id, at: toRfc3339(at) };
  const headers = await toSignedHeaders(bytes, await getSigningKey(at), address);
  const { signal } = new AbortController();
  const call = { url, operation: 'notify', headers, body: bytes, signal, expectsJson: false };
  await httpOf({ name }).postJson(call);
}
