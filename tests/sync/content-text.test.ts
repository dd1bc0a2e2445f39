/** Stored hashes are over the JSON of a content, so what is written by hand must be that JSON to the letter. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { toContentText } from '../../src/sync/content-text.js';

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('"', '\\', '\n', '\u007f', '\u2028', '\ud83d', '\ude00', 'ề', 'a') }),
);
const instant = fc.oneof(
  fc.date({ noInvalidDate: false }),
  fc.date({ min: new Date('0990-01-01'), max: new Date('1010-01-01') }),
  fc.date({ min: new Date('2010-01-01'), max: new Date('2030-01-01') }),
);
const name = fc.stringMatching(/^[A-Za-z_$][\w$]{0,8}$|^\d{1,3}$/);
const { content } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    text,
    instant,
    fc.double(),
    fc.integer(),
    fc.maxSafeNat(),
    fc.boolean(),
    fc.constantFrom(null, undefined, -0),
    fc.array(tie('value'), { maxLength: 4 }),
    tie('content'),
  ),
  content: fc.dictionary(name, tie('value'), { maxKeys: 6, noNullPrototype: false }),
}));

test('a content is written as JSON.stringify writes it', () => {
  fc.assert(
    fc.property(content, (one) => {
      expect(toContentText(one)).toBe(JSON.stringify(one));
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ['a dossier’s instants', { heldSince: new Date('2017-01-09T03:51:46.007Z'), dueAt: null, pauses: [] }],
  ['the edges of four digits', [new Date('0999-12-31'), new Date('1000-01-01'), new Date('+010000-01-01')]],
  ['what is no instant', { at: new Date(Number.NaN) }],
  ['half a letter', { text: 'a\ud83d' }],
])('%s', (_, one) => {
  expect(toContentText(one)).toBe(JSON.stringify(one));
});
