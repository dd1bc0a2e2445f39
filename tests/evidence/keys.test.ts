/** Key files, the rotation of keys, and what each key is good for when. */
import { describe, expect, test } from '@jest/globals';
import {
  findKey,
  pickSigningKey,
  readPublishedKeys,
  readSigningKeys,
  toPublishedKey,
  type SigningKey,
} from '../../src/evidence/keys.js';
import { makeKey } from './sample-hub.js';
import { toRefusal } from './refusal.js';

const first = makeKey('first', '2018-01-01T00:00:00+07:00', '2019-01-01T00:00:00+07:00');
const second = makeKey('second', '2018-12-01T00:00:00+07:00');

describe('rotation', () => {
  test.each([
    ['2018-01-01T00:00:00+07:00', 'first'],
    ['2018-11-30T23:59:59+07:00', 'first'],
    ['2018-12-01T00:00:00+07:00', 'second'],
    ['2019-01-01T00:00:00+07:00', 'second'],
    ['2030-01-01T00:00:00+07:00', 'second'],
  ])('at %s the hub signs with %s', (at, kid) => {
    expect(pickSigningKey([first, second], new Date(at)).kid).toBe(kid);
    expect(pickSigningKey([second, first], new Date(at)).kid).toBe(kid);
  });

  test('without a valid key nothing is signed', () => {
    const tooEarly = new Date('2017-12-31T23:59:59+07:00');
    expect(toRefusal(() => pickSigningKey([first, second], tooEarly))).toContain('INTERNAL: ');
    const tooLate = new Date('2019-01-01T00:00:00+07:00');
    expect(toRefusal(() => pickSigningKey([first], tooLate))).toContain('2019-01-01T00:00:00+07:00');
  });
});

describe('a published key', () => {
  const revoked = toPublishedKey(
    makeKey('stolen', '2018-01-01T00:00:00+07:00'),
    new Date('2018-06-01T00:00:00+07:00'),
  );
  const keys = [toPublishedKey(first), toPublishedKey(second), revoked];

  test.each([
    ['first', '2018-01-01T00:00:00+07:00', 'accepted'],
    ['first', '2018-12-31T23:59:59+07:00', 'accepted'],
    ['first', '2017-12-31T23:59:59+07:00', 'is not valid before 2018-01-01T00:00:00+07:00'],
    ['first', '2019-01-01T00:00:00+07:00', 'expired at 2019-01-01T00:00:00+07:00'],
    ['second', '2018-11-30T23:59:59+07:00', 'is not valid before 2018-12-01T00:00:00+07:00'],
    ['second', '2040-01-01T00:00:00+07:00', 'accepted'],
    ['stolen', '2018-05-31T23:59:59+07:00', 'accepted'],
    ['stolen', '2018-06-01T00:00:00+07:00', 'was revoked at 2018-06-01T00:00:00+07:00'],
    ['nobody', '2018-06-01T00:00:00+07:00', "unknown key 'nobody'"],
  ])("'%s' for a signature of %s: %s", (kid, at, refusal) => {
    expect(toRefusal(() => findKey(keys, kid, new Date(at)))).toContain(refusal);
  });

  test('is found by its kid', () => {
    expect(findKey(keys, 'second', new Date('2019-06-01T00:00:00+07:00'))).toBe(keys[1]);
  });
});

interface KeyEntry {
  kid: string;
  jwk: Record<string, unknown>;
  validFrom: string;
  validTo: string | null;
  revokedAt?: string | null;
}

function toPrivateEntry({ kid, privateKey }: SigningKey): KeyEntry {
  const jwk = privateKey.export({ format: 'jwk' }) as Record<string, unknown>;
  return { kid, jwk, validFrom: '2018-01-01T00:00:00+07:00', validTo: null };
}

describe('the file of signing keys', () => {
  const entry = toPrivateEntry(first);
  const toText = (...keys: unknown[]): string => JSON.stringify({ keys });

  test('gives keys whose public halves fit', () => {
    const [read] = readSigningKeys(toText({ ...entry, jwk: { ...entry.jwk, alg: 'ES256', use: 'sig' } }));
    expect(read).toMatchObject({ kid: 'first', publicJwk: first.publicJwk, validTo: null });
    expect(read?.validFrom).toEqual(new Date('2018-01-01T00:00:00+07:00'));
  });

  const { d, ...publicHalf } = entry.jwk;
  const other = toPrivateEntry(second).jwk;
  test.each([
    ['no JSON', '{', 'the file of signing keys as JSON'],
    ['no key', toText(), 'keys: expected at least one key'],
    ['a public key alone', toText({ ...entry, jwk: publicHalf }), "keys[0] (kid 'first').jwk.d"],
    [
      'another curve',
      toText(entry, { ...entry, kid: 'b', jwk: { ...entry.jwk, crv: 'P-384' } }),
      "keys[1] (kid 'b').jwk.crv",
    ],
    [
      'halves that do not belong together',
      toText({ ...entry, jwk: { ...publicHalf, d: other['d'] } }),
      'public half of d',
    ],
    [
      'an end before its beginning',
      toText({ ...entry, validTo: '2017-01-01T00:00:00+07:00' }),
      'validTo after validFrom',
    ],
    [
      'a day instead of an instant',
      toText({ ...entry, validFrom: '2018-01-01' }),
      "keys[0] (kid 'first').validFrom",
    ],
    ['two keys of one kid', toText(entry, entry), 'expected each kid once'],
  ])('with %s is refused, naming the entry and no secret', (_, text, words) => {
    const refusal = toRefusal(() => readSigningKeys(text));
    expect(refusal).toMatch(/^BAD_INPUT: /);
    expect(refusal).toContain(words);
    expect(refusal).not.toContain(d);
  });
});

describe('the list of published keys', () => {
  const published = toPublishedKey(first);
  const toText = (...keys: unknown[]): string => JSON.stringify({ keys });

  test('is read as it was published', () => {
    expect(readPublishedKeys(toText(published, toPublishedKey(second)))).toEqual([
      published,
      toPublishedKey(second),
    ]);
  });

  test.each([
    ['a private key', { ...published, jwk: toPrivateEntry(first).jwk }, 'must not be published'],
    [
      'a point off the curve',
      { ...published, jwk: { ...published.jwk, y: published.jwk.x } },
      'point of the curve',
    ],
    ['a cut coordinate', { ...published, jwk: { ...published.jwk, x: 'AA' } }, "keys[0] (kid 'first').jwk.x"],
    ['no word on revocation', { ...published, revokedAt: undefined }, "keys[0] (kid 'first').revokedAt"],
  ])('with %s is refused', (_, entry, words) => {
    const refusal = toRefusal(() => readPublishedKeys(toText(entry)));
    expect(refusal).toMatch(/^BAD_INPUT: /);
    expect(refusal).toContain(words);
  });
});
