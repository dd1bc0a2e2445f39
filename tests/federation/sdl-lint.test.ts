import { describe, expect, test } from '@jest/globals';
import { lintSubgraphs } from '../../src/federation/sdl-lint.js';
import { librarySdl, reviewsSdl } from './toy-graph.js';

const bounded = { 'Query.books': 'a test', 'Book.reviews': 'a test' };
const lint = (library: string, reviews: string = reviewsSdl, bounds: Record<string, string> = bounded) =>
  lintSubgraphs(
    [
      { name: 'library', typeDefs: library },
      { name: 'reviews', typeDefs: reviews },
    ],
    bounds,
  );

test('SDL that keeps every rule has no fault', () => {
  expect(lint(librarySdl)).toEqual([]);
});

describe('each rule finds its fault', () => {
  test.each([
    ['type without description', 'type T { "A." a: Int }', 'library: T has no description'],
    ['field without', '"T." type T { a: Int }', 'library: T.a has no description'],
    ['argument without', '"T." type T { "A." a(b: Int): Int }', 'library: T.a(b:) has no description'],
    ['enum value without', '"E." enum E { A }', 'library: E.A has no description'],
    ['input field without', '"I." input I { a: Int }', 'library: I.a has no description'],
    ['scalar without', 'scalar S', 'library: S has no description'],
    ['empty description', '" " scalar S', 'library: S has no description'],
    ['interface field without', '"F." interface F { a: Int }', 'library: F.a has no description'],
    [
      'directive not every router runs',
      '"T." type T @interfaceObject { "A." a: Int }',
      'library: @interfaceObject is not run by every router',
    ],
    [
      'directive of our own',
      'directive @mine on OBJECT',
      "library: @mine is defined here; only federation's own are allowed",
    ],
    [
      '@requires with a fragment',
      '"T." type T { "A." a: Int @requires(fields: "b { ... on C { d } }") }',
      'library: @requires(fields: "b { ... on C { d } }") has a fragment, which does not compose',
    ],
    [
      'guard on an interface',
      '"F." interface F { "A." a: Int @authenticated }',
      'library: F.a guards an interface; guard its objects',
    ],
    [
      'list that may grow',
      '"T." type T { "B." b: [Book!] }',
      'library: T.b is a list that may grow: page it, or name it in bounded-lists.json',
    ],
    [
      'connection without pages',
      '"T." type T { "B." b(first: Int): BookConnection }',
      'library: T.b needs the arguments first and after',
    ],
  ])('%s', (_, addition, fault) => {
    expect(lint(`${librarySdl} ${addition}`)).toContain(fault);
  });

  test('a stub may add only what can be null', () => {
    expect(lint(librarySdl, reviewsSdl.replace('stars: Int', 'stars: Int!'))).toEqual([
      'reviews: Book.stars must be nullable: another subgraph may be down',
    ]);
  });

  test("a field of another subgraph's entity must be nullable", () => {
    expect(lint(librarySdl, reviewsSdl.replace('best: Book', 'best: Book!'))).toEqual([
      'reviews: Query.best must be nullable: another subgraph may be down',
    ]);
  });

  test('an entity has one owner', () => {
    const both = 'Book must be described by exactly one subgraph, its owner; now library, reviews';
    expect(lint(librarySdl, reviewsSdl.replace('type Book', '"Mine." type Book'))).toContain(
      `library: ${both}`,
    );
    const none = 'Book must be described by exactly one subgraph, its owner; now none';
    expect(lint(librarySdl.replace('"A book." type', 'type'))).toContain(`reviews: ${none}`);
  });

  test('a union stands in one subgraph', () => {
    const union = '"U." union U = Book';
    expect(lint(`${librarySdl} ${union}`, `${reviewsSdl} ${union}`)).toEqual([
      'reviews: U is a union that another subgraph defines too',
    ]);
  });

  test('a bound for a field that is gone is found', () => {
    expect(lint(librarySdl, reviewsSdl, { ...bounded, 'Book.gone': 'why' })).toEqual([
      'bounded-lists.json: there is no field Book.gone',
    ]);
  });
});
