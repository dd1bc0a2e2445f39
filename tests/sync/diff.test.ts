/** What a reading changes: one class for every candidate. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { toContentHash, toDifference, type Candidate } from '../../src/sync/diff.js';
import type { RecordHead } from '../../src/store/record-store.js';

function candidate(id: string, version: string, hash: string): Candidate {
  return {
    record: { entity: 'dossier', id, content: {} },
    hash,
    digest: null,
    position: 0,
    key: id,
    version,
  };
}

const stored = { hash: 'h1', digest: null, sourceVersion: '5', version: 3, isGone: false };

describe('one candidate against the store', () => {
  test.each([
    ['nothing stored', 'fresh', '5', 'h1', null],
    ['the same content', 'unchanged', '5', 'h1', stored],
    ['the same content under a later version', 'unchanged', '6', 'h1', stored],
    ['the same content under an earlier version', 'unchanged', '4', 'h1', stored],
    ['another content under a later version', 'changed', '6', 'h2', stored],
    ['another content under the same version', 'changed', '5', 'h2', stored],
    ['another content under an earlier version', 'setBack', '4', 'h2', stored],
    ['the same content where a tombstone lies', 'changed', '5', 'h1', { ...stored, isGone: true }],
    ['an earlier version where a tombstone lies', 'changed', '4', 'h2', { ...stored, isGone: true }],
  ] as const)('%s → %s', (_, expected, version, hash, head) => {
    const one = candidate('a', version, hash);
    const found = toDifference([one], new Map<string, RecordHead>(head === null ? [] : [['a', head]]));
    const none = { fresh: [], changed: [], unchanged: [], older: [], setBack: [] };
    const another = [{ candidate: one, storedVersion: stored.version }];
    const isAnother = expected === 'changed' || expected === 'setBack';
    expect(found).toEqual({ ...none, [expected]: isAnother ? another : [one] });
  });
});

describe('one record twice in a page', () => {
  test.each([
    ['the later version wins, read first', ['2', '1'], 0],
    ['the later version wins, read last', ['1', '2'], 1],
    ['of equal versions the one read last wins', ['1', '1'], 1],
  ])('%s', (_, versions, winner) => {
    const both = versions.map((version, n) => candidate('a', version, `h${n}`));
    const { fresh, older } = toDifference(both, new Map());
    expect(fresh).toEqual([both[winner]]);
    expect(older).toEqual([both[1 - winner]]);
  });
});

const ids = fc.constantFrom('a', 'b', 'c');
const versions = fc.constantFrom('1', '2', '3');
const hashes = fc.constantFrom('h1', 'h2');

test('every candidate is in exactly one class, whatever is stored', () => {
  const candidates = fc.array(fc.tuple(ids, versions, hashes).map((parts) => candidate(...parts)));
  const head = fc.record({
    hash: hashes,
    digest: fc.constant(null),
    sourceVersion: versions,
    version: fc.nat(),
    isGone: fc.boolean(),
  });
  fc.assert(
    fc.property(candidates, fc.dictionary(ids, head), (read, heads) => {
      const { fresh, changed, unchanged, older, setBack } = toDifference(
        read,
        new Map(Object.entries(heads)),
      );
      const others = [...changed, ...setBack].map((one) => one.candidate);
      const found = [...fresh, ...others, ...unchanged, ...older];
      expect(found).toHaveLength(read.length);
      expect(new Set(found)).toEqual(new Set(read));
      const written = [...fresh, ...changed.map((one) => one.candidate)].map(({ record }) => record.id);
      expect(new Set(written).size).toBe(written.length);
    }),
  );
});

test('the hash of a content tells contents apart and nothing else', () => {
  const content = { a: 1, at: new Date(0), list: ['x'] };
  expect(toContentHash({ ...content, at: new Date(0) })).toBe(toContentHash(content));
  expect(toContentHash({ ...content, at: new Date(1) })).not.toBe(toContentHash(content));
});
