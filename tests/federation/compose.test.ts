import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { composeFolder } from '../../src/federation/compose-cli.js';
import { composeSupergraph } from '../../src/federation/compose.js';
import { loadSupergraph } from '../../src/federation/load-supergraph.js';
import { readSubgraphSdl } from '../../src/federation/read-subgraph-sdl.js';
import { librarySdl, reviewsSdl } from './toy-graph.js';

const library = { name: 'library', typeDefs: librarySdl };
const reviews = { name: 'reviews', typeDefs: reviewsSdl };
const ourSchema = fileURLToPath(new URL('../../schema', import.meta.url));

describe('composing', () => {
  test('gives the same bytes in whatever order', () => {
    expect(composeSupergraph([reviews, library])).toEqual(composeSupergraph([library, reviews]));
  });

  test('shows clients nothing of federation', () => {
    const { apiSdl } = composeSupergraph([library, reviews]);
    expect(apiSdl).toMatch(/type Book \{[^}]*borrower[^}]*stars/);
    expect(apiSdl).not.toMatch(/join__|_entities|@key|requiresScopes/);
  });

  test('a changed word changes the hash', () => {
    const changed = { ...library, typeDefs: librarySdl.replace('Its title', 'The title') };
    expect(composeSupergraph([changed, reviews]).hash).not.toBe(composeSupergraph([library, reviews]).hash);
  });

  test('every error is listed', () => {
    const clash = {
      ...reviews,
      typeDefs: `${reviewsSdl} extend type Book { title: Int } type Shelf { a: Nothing }`,
    };
    expect(() => composeSupergraph([library, clash])).toThrow(/do not compose, \d+ error\(s\):\n.*Nothing/);
  });

  // Known gap of the composer; when this fails an upgrade has closed it, and the lint rule can go.
  test('@requires with a fragment does not compose', () => {
    const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key", "@external", "@requires"])`;
    const a = `${link} interface M { id: ID! } type P implements M { id: ID! w: Int } type Box @key(fields: "id") { id: ID! m: M }
      type Query { box: Box }`;
    const b = `${link} interface M { id: ID! } type P implements M { id: ID! w: Int @external }
      type Box @key(fields: "id") { id: ID! m: M @external total: Int @requires(fields: "m { ... on P { w } }") }`;
    const subgraphs = [a, b].map((typeDefs, i) => ({ name: `s${i}`, typeDefs }));
    expect(() => composeSupergraph(subgraphs)).toThrow('do not compose');
  });
});

describe('composed files', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'compose-'));
    await writeFile(join(folder, 'library.graphql'), librarySdl);
    await writeFile(join(folder, 'reviews.graphql'), reviewsSdl);
    const bounded = { 'Query.books': 'a test', 'Book.reviews': 'a test' };
    await writeFile(join(folder, 'bounded-lists.json'), JSON.stringify(bounded));
  });

  test('are written once, and then found up to date', async () => {
    expect(await composeFolder(folder, false)).toEqual(['supergraph.graphql', 'api.graphql']);
    expect(await composeFolder(folder, false)).toEqual([]);
    expect(await composeFolder(folder, true)).toEqual([]);
    expect(await readSubgraphSdl(folder)).toHaveLength(2);
  });

  test('an edit by hand is found by --check', async () => {
    await composeFolder(folder, false);
    const file = join(folder, 'api.graphql');
    await writeFile(file, `${await readFile(file, 'utf8')}# edited\n`);
    await expect(composeFolder(folder, true)).rejects.toThrow(
      'stale; run compose-cli.ts without --check:\n  api.graphql',
    );
  });

  test('SDL that breaks a rule is not composed', async () => {
    await writeFile(join(folder, 'bounded-lists.json'), '{}');
    await expect(composeFolder(folder, false)).rejects.toThrow('Query.books is a list that may grow');
  });

  test.each(['demo', 'production'] as const)('%s mode loads them when they are of this SDL', async (mode) => {
    await composeFolder(folder, false);
    const loaded = await loadSupergraph(await readSubgraphSdl(folder), { folder, mode });
    expect(loaded.supergraphSdl).toBe(await readFile(join(folder, 'supergraph.graphql'), 'utf8'));
  });

  test('of older SDL they are composed anew in demo mode, refused in production', async () => {
    await composeFolder(folder, false);
    await writeFile(join(folder, 'reviews.graphql'), reviewsSdl.replace('stars: Int', 'stars: Float'));
    const subgraphs = await readSubgraphSdl(folder);
    const { apiSdl } = await loadSupergraph(subgraphs, { folder, mode: 'demo' });
    expect(apiSdl).toContain('stars: Float');
    await expect(loadSupergraph(subgraphs, { folder, mode: 'production' })).rejects.toThrow(
      'are of other SDL',
    );
  });

  test('missing ones are refused in production with what to run', async () => {
    const load = loadSupergraph([library, reviews], { folder, mode: 'production' });
    await expect(load).rejects.toThrow(
      'missing or torn: run `node --import tsx src/federation/compose-cli.ts`',
    );
  });
});

test('our own SDL keeps every rule, composes, and its composed files are up to date', async () => {
  await expect(composeFolder(ourSchema, true)).resolves.toEqual([]);
});
