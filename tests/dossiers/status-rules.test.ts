/** Which word of a document may follow which. */
import { expect, test } from '@jest/globals';
import { requireSayable, type StatusWord } from '../../src/dossiers/dispatches/status-rules.js';

interface Said {
  isAskedBack?: boolean;
  description?: string | null;
}

/** Why it may not be said; null where it may. */
function may(
  word: StatusWord,
  codes: string[],
  { isAskedBack = false, description = 'vì' }: Said = {},
): string | null {
  try {
    requireSayable(word, { codes, isAskedBack }, description);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

test.each<[StatusWord, string[]]>([
  ['ARRIVED', []],
  ['REFUSED', ['01']],
  ['REGISTERED', ['01']],
  ['DONE', ['01', '03']],
  ['DONE', ['05', '03', '01']],
])('%s may follow %j', (word, codes) => {
  expect(may(word, codes)).toBeNull();
});

test.each<[StatusWord, string[], RegExp]>([
  ['ARRIVED', ['01'], /after 01/],
  ['REGISTERED', ['05', '01'], /after 05/],
  ['REFUSED', ['01', '03'], /taken on already/],
  ['DONE', ['01', '02'], /was refused/],
  ['RECALL_AGREED', ['01'], /neither asked back/],
])('%s may not follow %j', (word, codes, message) => {
  expect(may(word, codes)).toMatch(message);
});

test('a recall is answered whatever was told before, a refusal with its reason', () => {
  const asked = { isAskedBack: true };
  expect(may('RECALL_AGREED', ['06'], { ...asked, description: null })).toBeNull();
  expect(may('RECALL_REFUSED', ['06'], { ...asked, description: null })).toMatch(/needs its reason/);
  expect(may('REFUSED', ['01'], { description: null })).toMatch(/needs its reason/);
});
