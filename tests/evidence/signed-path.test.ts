/** Addresses that are good for a while: as they were signed, and until then. */
import { expect, test } from '@jest/globals';
import { makePathSigner } from '../../src/evidence/signed-path.js';

const now = new Date('2018-06-15T05:00:00Z');
const until = new Date('2018-06-15T05:05:00Z');
const signer = makePathSigner(Buffer.alloc(32, 1));
const read = (url: string) => {
  const { pathname, searchParams } = new URL(url, 'http://hub');
  const given = {
    expires: searchParams.get('expires') ?? '',
    signature: searchParams.get('signature') ?? '',
  };
  return { path: pathname, given };
};
const { path, given } = read(signer.sign('/office/attachments/M1/f%201', until));

test('it is good until its moment', () => {
  expect(signer.isGood(path, given, now)).toBe(true);
  expect(signer.isGood(path, given, until)).toBe(false);
});

test.each<[string, Parameters<typeof signer.isGood>[0], Partial<typeof given>]>([
  ['for another path', '/office/attachments/M2/f%201', {}],
  ['longer than it was signed for', path, { expires: '9999999999' }],
  ['with another signature', path, { signature: 'A'.repeat(43) }],
  ['with a shorter one', path, { signature: '' }],
])('it is not good %s', (_, asked, change) => {
  expect(signer.isGood(asked, { ...given, ...change }, now)).toBe(false);
});

test('nobody with another key signs for this hub', () => {
  const other = read(makePathSigner(Buffer.alloc(32, 2)).sign(path, until));
  expect(signer.isGood(path, other.given, now)).toBe(false);
});
