/**
 * Folding of text for search: without accents, without case, whatever the Unicode form, so that `nguyen van` finds
 * `Nguyễn Văn`. Codes keep their dots and hyphens and stay one word. Ranking is not done here.
 */
import { HubError } from '../errors.js';

/** Letters and digits, joined inside by single or repeated dots and hyphens: `an`, `000.00.12.h31-180105-0001`. */
const word = /[\p{L}\p{N}]+(?:[.-]+[\p{L}\p{N}]+)*/gu;

const longestText = 200;

/** The folded words of a text, in its order. */
export function toWords(text: string): string[] {
  const bare = text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd');
  return bare.match(word) ?? [];
}

/** A text as rows keep it for search: its folded words, each after a space. */
export function fold(text: string): string {
  return toWords(text)
    .map((each) => ` ${each}`)
    .join('');
}

/**
 * The test a search text sets: every one of its words begins a word of the row, in any order.
 * @returns a predicate over folded texts (see `fold`).
 * @throws HubError BAD_INPUT naming `text` when it is longer than 200 characters or has no letter and no digit.
 */
export function toTextTest(text: string): (foldedText: string) => boolean {
  if (text.length > longestText) {
    throw new HubError('BAD_INPUT', `text: expected at most ${longestText} characters, got ${text.length}`);
  }
  const starts = [...new Set(toWords(text))].map((each) => ` ${each}`);
  if (starts.length === 0) {
    throw new HubError(
      'BAD_INPUT',
      'text: expected at least one letter or digit; leave it out to search for nothing',
    );
  }
  return (foldedText) => starts.every((start) => foldedText.includes(start));
}
