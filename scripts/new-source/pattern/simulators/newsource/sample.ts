/** Items to play the source newsource with: the n-th one, last changed so many seconds after the beginning of its world. */
import type { NewsourceEntry } from './server.js';

const beginMs = Date.parse('2018-03-05T01:00:00.000Z');

/** Makes one. */
export function makeEntry(n: number, second: number): NewsourceEntry {
  return {
    code: `NEWSOURCE-${String(n).padStart(6, '0')}`,
    name: `Mục thử số ${n}`,
    status: String((n % 3) + 1),
    agency: '000.00.09.H31',
    updatedAt: new Date(beginMs + second * 1_000).toISOString(),
  };
}
