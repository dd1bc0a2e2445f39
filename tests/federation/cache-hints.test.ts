import { describe, expect, test } from '@jest/globals';
import { buildSchema, parse } from 'graphql';
import { readAccessRules } from '../../src/federation/access-rules.js';
import { readCacheHints, toMaxAgeS } from '../../src/federation/cache-hints.js';
import { composeSupergraph } from '../../src/federation/compose.js';
import { collectCoordinates } from '../../src/federation/execution/collect-coordinates.js';

const link = (names: string): string =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: [${names}])`;
const { supergraphSdl, apiSdl } = composeSupergraph([
  {
    name: 'shops',
    typeDefs: `${link('"@key", "@authenticated", "@composeDirective"')}
      @link(url: "https://lien-thong.invalid/cacheControl/v1.0", import: ["@cacheControl"])
      @composeDirective(name: "@cacheControl")
      directive @cacheControl(maxAge: Int!) on FIELD_DEFINITION | OBJECT
      type Shop @key(fields: "id") @cacheControl(maxAge: 300) {
        id: ID! name: String hours: Hours owner: Owner stock: Int @cacheControl(maxAge: 5) debts: Int @authenticated }
      type Hours @cacheControl(maxAge: 60) { from: Int }
      type Owner { name: String }
      type Query { shop: Shop shops: [Shop!] fresh: Shop @cacheControl(maxAge: 0) count: Int kept: Int @cacheControl(maxAge: 9) }`,
  },
  {
    name: 'sales',
    typeDefs: `${link('"@key"')} type Shop @key(fields: "id") { id: ID! best: Sale } type Sale { sum: Int }`,
  },
]);
const apiSchema = buildSchema(apiSdl);
const supergraph = buildSchema(supergraphSdl, { assumeValidSDL: true });
const hints = readCacheHints(supergraph, readAccessRules(supergraph));

describe('an answer may be kept', () => {
  test.each([
    ['as long as its type says', '{ shop { id name } }', 300],
    ['in a list too', '{ shops { name } }', 300],
    ['as long as the least of it', '{ shop { name hours { from } } }', 60],
    ['as long as a field of it says', '{ shop { name stock } shops { id } }', 5],
    ['where a field at the top says so', '{ kept }', 9],
    ['not where a field at the top says nothing', '{ count kept }', 0],
    ['not where objects are met of which nothing is said', '{ shop { owner { name } } }', 0],
    ['not where another subgraph adds such', '{ shop { best { sum } } }', 0],
    ['not where a field says so, whatever its type does', '{ fresh { id } }', 0],
    ['not where it depends on the caller', '{ shop { name debts } }', 0],
    ['not where nothing is asked of any subgraph', '{ __typename }', 0],
    [
      'not where only a fragment asks more',
      'query { shop { ...F } } fragment F on Shop { owner { name } }',
      0,
    ],
  ])('%s', (_, query, seconds) => {
    expect(toMaxAgeS(collectCoordinates(parse(query), apiSchema), hints)).toBe(seconds);
  });
});
