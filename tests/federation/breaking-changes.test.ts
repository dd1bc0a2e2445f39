import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { lintBreakingChanges } from '../../src/federation/breaking-changes.js';
import { composeFolder, releaseFolderSchema } from '../../src/federation/compose-cli.js';
import { librarySdl } from './toy-graph.js';

const released = 'type Query { a(x: Int): String! b: [B] } type B { c: Int } enum E { ONE TWO }';
const lint = (sdl: string, accepted: Record<string, string> = {}) =>
  lintBreakingChanges(sdl, { apiSdl: released, accepted });

describe('what breaks clients of the last release', () => {
  test.each<[string, string, string[]]>([
    ['nothing', released, []],
    ['a field more', released.replace('c: Int', 'c: Int d: Int'), []],
    ['a field less', released.replace('c: Int', 'd: Int'), ['breaks clients: B.c was removed.']],
    [
      'another type',
      released.replace('c: Int', 'c: String'),
      ['breaks clients: B.c changed type from Int to String.'],
    ],
    [
      'a null where none was',
      released.replace('String!', 'String'),
      ['breaks clients: Query.a changed type from String! to String.'],
    ],
    [
      'a required argument',
      released.replace('x: Int', 'x: Int!'),
      ['breaks clients: Query.a arg x has changed type from Int to Int!.'],
    ],
    [
      'an enum value less',
      released.replace('TWO', ''),
      ['breaks clients: TWO was removed from enum type E.'],
    ],
  ])('%s', (_, sdl, faults) => {
    expect(lint(sdl)).toEqual(faults);
  });

  test('may be accepted by name; an acceptance of nothing is a fault', () => {
    const without = released.replace('c: Int', 'd: Int');
    expect(lint(without, { 'B.c was removed.': 'told on 2026-11-01' })).toEqual([]);
    expect(lint(released, { 'B.c was removed.': 'told on 2026-11-01' })).toEqual([
      'accepted-breaks.json: no such change: B.c was removed.',
    ]);
  });
});

test('a folder is checked against its release, and released anew', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'release-'));
  await writeFile(join(folder, 'library.graphql'), librarySdl);
  await writeFile(join(folder, 'bounded-lists.json'), '{"Query.books": "two"}');
  await composeFolder(folder, false);
  await expect(composeFolder(folder, true)).resolves.toEqual([]);
  await releaseFolderSchema(folder);
  await writeFile(join(folder, 'library.graphql'), librarySdl.replace('"Its title." title: String', ''));
  await composeFolder(folder, false);
  await expect(composeFolder(folder, true)).rejects.toThrow('breaks clients: Book.title was removed.');
  await releaseFolderSchema(folder);
  await expect(composeFolder(folder, true)).resolves.toEqual([]);
});
