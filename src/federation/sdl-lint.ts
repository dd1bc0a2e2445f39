/**
 * What an SDL of ours must keep beyond being valid: described, owned once, nullable across subgraphs, paged, and free
 * of what one composer or router does differently from another. Each rule is a function; this file runs them.
 */
import { Kind, parse } from 'graphql';
import { lintDescriptions } from './lint-descriptions.js';
import { lintDirectives } from './lint-directives.js';
import { lintLists } from './lint-lists.js';
import { lintOwnership } from './lint-ownership.js';
import type { LintedSubgraph } from './linted-subgraph.js';
import type { SubgraphSdl } from './read-subgraph-sdl.js';
import { directivesOf, objectNodes } from './sdl-reading.js';

type ParsedSubgraph = Pick<LintedSubgraph, 'name' | 'document'>;

const rules = [lintDescriptions, lintDirectives, lintOwnership, lintLists];

/**
 * Checks every subgraph with every rule.
 * @returns one line per fault, `subgraph: Type.field what is wrong`; none when all is well
 */
export function lintSubgraphs(
  subgraphs: readonly SubgraphSdl[],
  boundedLists: Readonly<Record<string, string>>,
): string[] {
  const parsed = subgraphs.map(({ name, typeDefs }) => ({ name, document: parse(typeDefs) }));
  const owners = findOwners(parsed);
  const faults = parsed.flatMap(({ name, document }) =>
    rules.flatMap((rule) =>
      rule({ name, document, owners, boundedLists }).map((fault) => `${name}: ${fault}`),
    ),
  );
  return [...faults, ...sharedUnions(parsed), ...staleBounds(parsed, boundedLists)];
}

function findOwners(parsed: readonly ParsedSubgraph[]): Map<string, string[]> {
  const owners = new Map<string, string[]>();
  for (const { name, document } of parsed) {
    for (const node of objectNodes(document).filter((type) => directivesOf(type, 'key').length > 0)) {
      const described = 'description' in node && node.description !== undefined ? [name] : [];
      owners.set(node.name.value, [...(owners.get(node.name.value) ?? []), ...described]);
    }
  }
  return owners;
}

/** The composer does not merge members of a union that differ between subgraphs. */
function sharedUnions(parsed: readonly ParsedSubgraph[]): string[] {
  const unions = parsed.flatMap(({ name, document }) =>
    document.definitions.flatMap((node) =>
      node.kind === Kind.UNION_TYPE_DEFINITION ? [{ name, union: node.name.value }] : [],
    ),
  );
  return unions
    .filter(({ union }, index) => unions.findIndex((other) => other.union === union) < index)
    .map(({ name, union }) => `${name}: ${union} is a union that another subgraph defines too`);
}

function staleBounds(
  parsed: readonly ParsedSubgraph[],
  boundedLists: Readonly<Record<string, string>>,
): string[] {
  const fields = parsed.flatMap(({ document }) =>
    objectNodes(document).flatMap((type) =>
      (type.fields ?? []).map((field) => `${type.name.value}.${field.name.value}`),
    ),
  );
  return Object.keys(boundedLists)
    .filter((coordinate) => !fields.includes(coordinate))
    .map((coordinate) => `bounded-lists.json: there is no field ${coordinate}`);
}
