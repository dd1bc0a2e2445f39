/** Signed bodies: the skew table, and every way a body is not the one that was signed. */
import { describe, expect, test } from '@jest/globals';
import { toPublishedKey, type PublishedKey } from '../../src/evidence/keys.js';
import { signBody, verifyBody, type ReceivedBody } from '../../src/evidence/signed-body.js';
import { signReceipt } from '../../src/evidence/receipt.js';
import { key, makeClaims, makeEvents, makeKey, type SampleEvent } from './sample-hub.js';
import { toRejection } from './refusal.js';

const bytes = Buffer.from('{"transfer":"trf_1"}');
const now = new Date('2018-05-07T12:00:00+07:00');
const address = { to: 'node-district', id: 'trf_1.1', at: '2018-05-07T12:00:00+07:00' };
const keys = [toPublishedKey(key)];
const signature = await signBody(bytes, key, address);
const received = { bytes, signature, keys, now, maxSkewMs: 300_000 };

test('a body that is the one signed tells whom it is for', async () => {
  expect(await verifyBody(received)).toEqual({ kid: key.kid, ...address });
});

describe('a clock', () => {
  const after = (ms: number): Date => new Date(now.getTime() + ms);
  test.each([
    ['the same', 0, 'accepted'],
    ['slow up to the limit', 300_000, 'accepted'],
    ['fast up to the limit', -300_000, 'accepted'],
    ['slow beyond it', 300_001, '300.001 s slow against ours; at most 300 s'],
    ['fast beyond it', -300_001, '300.001 s fast against ours; at most 300 s'],
    ['off by a day', 86_400_000, '86400 s slow'],
  ])('%s', async (_, ms, refusal) => {
    expect(await toRejection(verifyBody({ ...received, now: after(ms) }))).toContain(refusal);
  });
});

const [event] = makeEvents(1) as [SampleEvent];
const expired = makeKey('expired', '2017-01-01T00:00:00+07:00', '2018-01-01T00:00:00+07:00');
const revokedAt = (text: string): PublishedKey[] => [toPublishedKey(key, new Date(text))];

/** What is changed of `received`, and the words it is refused in. */
const refused: [string, Partial<ReceivedBody>, string][] = [
  ['another body', { bytes: Buffer.from('{"transfer":"trf_2"}') }, 'the body is not the one signed'],
  ['no body', { bytes: Buffer.alloc(0) }, 'the body is not the one signed'],
  ['no signature', { signature: '' }, 'not a signature of a body'],
  [
    'a receipt as signature',
    { signature: await signReceipt(makeClaims(event), key) },
    'expected typ lt-body+jws',
  ],
  ['an altered signature', { signature: `${signature.slice(0, -4)}AAAA` }, 'altered'],
  ['an unknown key', { keys: [] }, "unknown key 'hub-1'"],
  [
    'an expired key',
    { signature: await signBody(bytes, expired, address), keys: [toPublishedKey(expired)] },
    'expired at 2018-01-01',
  ],
  ['a revoked key', { keys: revokedAt('2018-05-01T00:00:00+07:00') }, 'was revoked at'],
  [
    'a key revoked since, the signature dated before',
    { keys: revokedAt('2018-05-07T12:02:00+07:00'), now: new Date('2018-05-07T12:03:00+07:00') },
    'was revoked at',
  ],
];

describe('refused', () => {
  test.each(refused)('%s', async (_, change, words) => {
    const refusal = await toRejection(verifyBody({ ...received, ...change }));
    expect(refusal).toMatch(/^BAD_INPUT: /);
    expect(refusal).toContain(words);
  });

  test('not before a revocation announced for later', async () => {
    const keys = revokedAt('2018-05-08T00:00:00+07:00');
    expect(await verifyBody({ ...received, keys })).toMatchObject({ id: 'trf_1.1' });
  });
});
