/** The cases a receiver is held to, each with what is expected in words. Modelled on what happens to messages in the field. */
import { verifyBody } from '../../evidence/signed-body.js';
import { toCanonicalBytes } from '../../evidence/canonical.js';
import type { DeliveryMessage } from '../../delivery/message.js';
import type { PublishedKey } from '../../evidence/keys.js';
import { makeMessage, post, type Answer, type KitOptions } from './kit.js';

/** A case: what is expected, and what came; null where that was right. */
export interface ConformanceCase {
  expected: string;
  /** @returns what came instead, in words; null where all was as expected */
  run(options: KitOptions, nodeKeys: readonly PublishedKey[]): Promise<string | null>;
}

const hour = 3_600_000;
const oversizedBytes = 4 * 1024 * 1024;

/** The cases by name, in the order they are run. */
export const conformanceCases: Readonly<Record<string, ConformanceCase>> = {
  accept: {
    expected: "HTTP 200 with the node's receipt over the very bytes",
    run: async (options, keys) => {
      const message = makeMessage(options);
      return judgeReceipt(await post(options, { message }), { message, options, keys });
    },
  },
  duplicate: {
    expected: 'the same receipt again',
    run: async (options) => {
      const message = makeMessage(options);
      const [first, second] = [await post(options, { message }), await post(options, { message })];
      return judgeSame([first, second]);
    },
  },
  'duplicates at once': {
    expected: 'one receipt for all of them',
    run: async (options) => {
      const message = makeMessage(options);
      return judgeSame(await Promise.all([1, 2, 3, 4, 5].map(() => post(options, { message }))));
    },
  },
  'same id, other body': {
    expected: 'HTTP 4xx, and the first message kept',
    run: async (options) => {
      const message = makeMessage(options);
      const first = await post(options, { message });
      const other = await post(options, { message: { ...message, note: 'another body' } });
      return judgeRefused(other) ?? judgeSame([first, await post(options, { message })]);
    },
  },
  reorder: {
    expected: 'HTTP 200 for a later message that comes first, and for the earlier one',
    run: async (options, keys) => {
      const [early, late] = [makeMessage(options), makeMessage(options)];
      for (const message of [late, early]) {
        const fault = judgeReceipt(await post(options, { message }), { message, options, keys });
        if (fault !== null) return fault;
      }
      return null;
    },
  },
  'timeout after effect': {
    expected: 'a receipt for who went away and asks again',
    run: async (options, keys) => {
      const message = makeMessage(options);
      await post(options, { message, leaveAfterMs: 1 });
      return judgeReceipt(await post(options, { message }), { message, options, keys });
    },
  },
  'wrong hash': {
    expected: 'HTTP 4xx for a body that is not the one signed',
    run: async (options) => {
      const message = makeMessage(options);
      const bytes = toCanonicalBytes({ ...message, note: 'altered on its way' });
      return judgeRefused(await post(options, { message, bytes }));
    },
  },
  'expired key': {
    expected: 'HTTP 4xx for a signature of a key whose period is over',
    run: async (options) =>
      judgeRefused(await post(options, { message: makeMessage(options), key: options.expiredKey })),
  },
  'skewed clock': {
    expected: 'HTTP 4xx for a signature of an hour ago, and of an hour ahead',
    run: async (options) => {
      for (const skewMs of [-hour, hour]) {
        const at = new Date(Date.now() + skewMs);
        const fault = judgeRefused(await post(options, { message: makeMessage(options), at }));
        if (fault !== null) return fault;
      }
      return null;
    },
  },
  oversized: {
    expected: 'HTTP 4xx, or the connection closed, for a body of 4 MB',
    run: async (options) => {
      const message = makeMessage(options, { note: 'x'.repeat(oversizedBytes) });
      const answer = await post(options, { message });
      return answer.status === 0 ? null : judgeRefused(answer);
    },
  },
  'unknown agency': {
    expected: 'HTTP 4xx for an agency it does not serve',
    run: async (options) =>
      judgeRefused(await post(options, { message: makeMessage(options, { to: 'NOBODY-OF-THIS-NAME' }) })),
  },
};

function judgeRefused({ status }: Answer): string | null {
  return status >= 400 && status < 500 ? null : describe(status);
}

function judgeSame(answers: readonly Answer[]): string | null {
  const bad = answers.find(({ status, receipt }) => status !== 200 || receipt === null);
  if (bad !== undefined) return bad.status === 200 ? 'HTTP 200 without a receipt' : describe(bad.status);
  const different = new Set(answers.map(({ receipt }) => receipt)).size;
  return different === 1 ? null : `${different} different receipts for one message`;
}

interface Expected {
  message: DeliveryMessage;
  options: KitOptions;
  keys: readonly PublishedKey[];
}

async function judgeReceipt(
  { status, receipt }: Answer,
  { message, options, keys }: Expected,
): Promise<string | null> {
  if (status !== 200) return describe(status);
  if (receipt === null) return 'HTTP 200 without a receipt';
  const bytes = toCanonicalBytes(message);
  try {
    const signed = await verifyBody({
      bytes,
      signature: receipt,
      keys,
      now: new Date(),
      maxSkewMs: 24 * hour,
    });
    if (signed.id !== message.message) return 'a receipt of another message';
    return signed.to === options.hub ? null : `a receipt for another hub than ${options.hub}`;
  } catch (thrown) {
    return `a receipt that does not verify: ${thrown instanceof Error ? thrown.message : 'unreadable'}`;
  }
}

function describe(status: number): string {
  return status === 0 ? 'no answer' : `HTTP ${status}`;
}
