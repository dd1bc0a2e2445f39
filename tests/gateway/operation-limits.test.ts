/** How large an operation may be: measured as it would be answered, refused by what is too much, and never at the price it would have cost. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  buildSchema,
  Kind,
  parse,
  validate,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
} from 'graphql';
import { readFieldOwners } from '../../src/federation/field-owners.js';
import { exampleQueries } from '../../src/gateway/example-queries.js';
import { makeLimitsRule, operationLimits } from '../../src/gateway/operation-limits.js';
import { measureOperation, type OperationSize } from '../../src/gateway/operation-size.js';

const schema = buildSchema(readFileSync('schema/api.graphql', 'utf8'));
const ownersOf = readFieldOwners(
  buildSchema(readFileSync('schema/supergraph.graphql', 'utf8'), { assumeValidSDL: true }),
);

function measure(text: string): OperationSize {
  const { definitions } = parse(text);
  const operation = definitions.find(
    (one): one is OperationDefinitionNode => one.kind === Kind.OPERATION_DEFINITION,
  );
  const fragments = definitions.filter(
    (one): one is FragmentDefinitionNode => one.kind === Kind.FRAGMENT_DEFINITION,
  );
  if (operation === undefined) throw new Error('no operation');
  const findFragment = (name: string) => fragments.find((one) => one.name.value === name) ?? null;
  return measureOperation(operation, { schema, ownersOf, findFragment });
}

const refusals = (text: string): string[] =>
  validate(schema, parse(text), [makeLimitsRule(() => ownersOf)]).map(({ message }) => message);

describe('an operation is measured', () => {
  test.each<[string, string, Partial<OperationSize>]>([
    ['a field', '{ me { id } }', { depth: 2, cost: 2, aliases: 0 }],
    ['a page of the usual length', '{ agencies { nodes { code } } }', { depth: 3, cost: 1 + 20 * 2 }],
    [
      'a page as long as asked',
      '{ agencies(first: 3) { totalCount nodes { code name } } }',
      { cost: 1 + 3 * 4 },
    ],
    [
      'a page a variable says',
      'query($n: Int) { agencies(first: $n) { nodes { code } } }',
      { cost: 1 + 200 * 2 },
    ],
    [
      'pages within pages; an inbox is told by another subgraph than its agency, which costs four',
      '{ agencies(first: 2) { nodes { inbox(first: 3) { nodes { id } } } } }',
      { cost: 1 + 2 * (1 + 1 + 4 + 3 * 2) },
    ],
    ['aliases', '{ a: me { b: id } }', { aliases: 2 }],
    [
      'a hop in a fragment, counted by where it is spread',
      '{ agencies(first: 2) { nodes { ...A } } } fragment A on Agency { code inbox(first: 1) { totalCount } }',
      { cost: 1 + 2 * (1 + 1 + 1 + 4 + 1) },
    ],
    ['directives', '{ me @include(if: true) { id @skip(if: false) } }', { directives: 2 }],
    [
      'a fragment each time it is spread',
      '{ agencies(first: 2) { nodes { ...A ...A } } } fragment A on Agency { code x: name }',
      { aliases: 2, cost: 1 + 2 * (1 + 4) },
    ],
  ])('%s', (_, text, size) => {
    expect(measure(text)).toMatchObject(size);
  });

  test('and what everybody may ask is far below the limits', () => {
    for (const { query } of exampleQueries) expect(refusals(query)).toEqual([]);
  });
});

describe('refused, by what is too much', () => {
  const nested = (levels: number): string =>
    `{ agency(code: "A") { ${'unit { parent { '.repeat(levels)} code ${'} }'.repeat(levels)} } }`;
  const many = (count: number, one: (n: number) => string): string =>
    Array.from({ length: count }, (_, n) => one(n)).join(' ');
  test.each<[string, string, RegExp]>([
    ['too deep', nested(10), /has \d+ depth: expected at most 16/],
    ['far too deep', nested(400), /depth: expected at most 16/],
    ['too many aliases', `{ ${many(61, (n) => `a${n}: me { id }`)} }`, /has 61 aliases: expected at most 60/],
    ['too many directives', `{ me { ${many(61, () => 'id @include(if: true)')} } }`, /has 61 directives/],
    [
      'too much',
      '{ agencies(first: 200) { nodes { inbox(first: 200) { nodes { id dossier { code } } outer: nodes { id } } } } }',
      /cost: expected at most 200000 .*first/,
    ],
  ])('%s', (_, text, message) => {
    expect(refusals(text)).toEqual([expect.stringMatching(message)]);
  });

  test('fragments that double each other, thirty times over, at once', () => {
    const doubling = many(30, (n) => `fragment F${n} on Agency { ...F${n + 1} ...F${n + 1} }`);
    const text = `{ agency(code: "A") { ...F0 } } ${doubling} fragment F30 on Agency { code }`;
    expect(refusals(text)).toEqual([expect.stringMatching(/cost/)]);
  });

  test('fragments in a ring are measured without end', () => {
    const text =
      '{ agency(code: "A") { ...A } } fragment A on Agency { code ...B } fragment B on Agency { name ...A }';
    expect(measure(text).cost).toBeLessThan(10);
  });
});

test('whatever is asked, more is never measured as less', () => {
  const field = fc.constantFrom('code', 'name', 'level');
  fc.assert(
    fc.property(
      fc.array(field, { minLength: 1 }),
      field,
      fc.integer({ min: 1, max: 200 }),
      (fields, more, first) => {
        const ask = (some: string[]): OperationSize =>
          measure(`{ agencies(first: ${first}) { nodes { ${some.join(' ')} } } }`);
        expect(ask([...fields, more]).cost).toBe(ask(fields).cost + first);
      },
    ),
  );
  expect(operationLimits.cost).toBeGreaterThan(0);
});
