/** A receipt says what was signed or is refused, each refusal in its own words. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CompactSign } from 'jose';
import { toPublishedKey } from '../../src/evidence/keys.js';
import {
  fromCompactReceipt,
  receiptKinds,
  signReceipt,
  toCompactReceipt,
  verifyDatedReceipt,
  verifyReceipt,
  type ReceiptClaims,
  type ReceiptKind,
} from '../../src/evidence/receipt.js';
import { signBody } from '../../src/evidence/signed-body.js';
import { key, makeCheckpoint, makeClaims, makeEvents, makeKey, type SampleEvent } from './sample-hub.js';
import { toRejection } from './refusal.js';

const [event] = makeEvents(1) as [SampleEvent];
const claims = makeClaims(event);
const keys = [toPublishedKey(key)];
const jws = await signReceipt(claims, key);
const expired = makeKey('expired', '2017-01-01T00:00:00+07:00', '2018-01-01T00:00:00+07:00');
const future = makeKey('future', '2019-01-01T00:00:00+07:00');

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'.split('');

async function signAnything(payload: string, header: object = {}): Promise<string> {
  return new CompactSign(Buffer.from(payload))
    .setProtectedHeader({ alg: 'ES256', kid: key.kid, typ: 'lt-receipt+jws', ...header })
    .sign(key.privateKey);
}

describe('a receipt', () => {
  test.each(Object.keys(receiptKinds) as ReceiptKind[])('of kind %s says what was signed', async (kind) => {
    const some: ReceiptClaims = { ...claims, kind };
    expect(await verifyReceipt(await signReceipt(some, key), keys)).toEqual(some);
  });

  test('of any claims says what was signed', async () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 });
    const instant = fc
      .date({ min: new Date('2018-01-02'), max: new Date('2099-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString());
    const anyClaims = fc.record({
      code: fc.option(text),
      from: fc.option(text),
      transfer: fc.option(text),
      epoch: fc.nat(),
      at: instant,
      claimedAt: fc.option(instant),
      skewed: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(anyClaims, async (some) => {
        const made = { ...claims, ...some };
        expect(await verifyReceipt(await signReceipt(made, key), keys)).toEqual(made);
      }),
    );
  });

  test('of which any character was changed is refused', async () => {
    const letters = fc.constantFrom(...alphabet, '.', '=', '+', ' ', '\n');
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: jws.length - 1 }), letters, async (place, letter) => {
        fc.pre(jws[place] !== letter);
        const changed = jws.slice(0, place) + letter + jws.slice(place + 1);
        expect(await toRejection(verifyReceipt(changed, keys))).toMatch(/^BAD_INPUT: /);
      }),
      { numRuns: 1000 },
    );
  });

  test('has one last letter only, though a lenient decoder would take sixteen', async () => {
    const taken = await Promise.all(
      alphabet.map(async (letter) => toRejection(verifyReceipt(jws.slice(0, -1) + letter, keys))),
    );
    expect(taken.filter((refusal) => refusal === 'accepted')).toHaveLength(1);
  });

  test.each<[string, () => string | Promise<string>, string]>([
    ['text', () => 'xin chào', 'not a receipt: expected a compact JWS'],
    ['nothing', () => '', 'not a receipt: expected a compact JWS'],
    ['a receipt with a line break behind it', () => `${jws}\n`, 'not a receipt: expected a compact JWS'],
    [
      'a checkpoint',
      async () => (await makeCheckpoint([])).jws,
      'not a receipt: expected typ lt-receipt+jws',
    ],
    [
      'a signed body',
      async () => signBody(Buffer.of(1), key, { to: 'H31', id: '1', at: claims.at }),
      'not a receipt: expected typ lt-receipt+jws',
    ],
    ['a payload that is no JSON', async () => signAnything('{'), 'payload is no JSON'],
    ['a payload of other claims', async () => signAnything('{}'), 'the payload breaks its shape'],
    [
      'more than a receipt says',
      async () => signAnything(JSON.stringify({ ...claims, name: 'A' })),
      'breaks its shape',
    ],
    [
      'a header with more in it',
      async () => signAnything(JSON.stringify(claims), { cty: 'x' }),
      'the header breaks',
    ],
    [
      'a header without algorithm',
      () =>
        `${Buffer.from('{"alg":"none","kid":"hub-1","typ":"lt-receipt+jws"}').toString('base64url')}${jws.slice(jws.indexOf('.'))}`,
      'the header breaks its shape',
    ],
    [
      'an unknown key',
      async () => signReceipt(claims, makeKey('else', '2018-01-01T00:00:00Z')),
      "unknown key 'else'",
    ],
    [
      'a key of the same name',
      async () => signReceipt(claims, makeKey('hub-1', '2018-01-01T00:00:00Z')),
      'altered',
    ],
    ['an expired key', async () => signReceipt(claims, expired), "key 'expired' expired at 2018-01-01"],
    [
      'a key not valid yet',
      async () => signReceipt(claims, future),
      "key 'future' is not valid before 2019-01-01",
    ],
  ])('that is %s is refused in words', async (_, make, words) => {
    const published = [...keys, toPublishedKey(expired), toPublishedKey(future)];
    const refusal = await toRejection(verifyReceipt(await make(), published));
    expect(refusal).toMatch(/^BAD_INPUT: /);
    expect(refusal).toContain(words);
  });

  test('of a key revoked since is refused alone, and let pass to be held against the log', async () => {
    const revoked = [toPublishedKey(key, new Date('2018-06-01T00:00:00+07:00'))];
    expect(await toRejection(verifyReceipt(jws, revoked))).toContain(
      'was revoked at 2018-06-01T00:00:00+07:00',
    );
    expect((await verifyDatedReceipt(jws, revoked)).claims).toEqual(claims);
    const later = await signReceipt({ ...claims, at: '2018-06-01T00:00:00+07:00' }, key);
    expect(await toRejection(verifyDatedReceipt(later, revoked))).toMatch(/^BAD_INPUT: /);
  });

  test('signed before a rotation verifies after it', async () => {
    const next = makeKey('hub-2', '2018-06-01T00:00:00+07:00');
    expect(await verifyReceipt(jws, [toPublishedKey(next), ...keys])).toEqual(claims);
  });

  test('stands alone as text and comes back', () => {
    expect(toCompactReceipt(jws)).toBe(`lt:${jws}`);
    for (const text of [jws, `lt:${jws}`, `  lt:${jws}\n`]) expect(fromCompactReceipt(text)).toBe(jws);
  });
});
