/** Lint rule: only directives every router runs, where every router runs them, and no shape our composer loses. */
import { print, visit, type DirectiveNode } from 'graphql';
import { allowedDirectives, cacheControlSdl } from './federation-directives.js';
import type { LintedSubgraph } from './linted-subgraph.js';
import { directivesOf, textArgument } from './sdl-reading.js';

const specifiedDirectives: ReadonlySet<string> = new Set(['deprecated', 'specifiedBy', 'oneOf']);

/** Directives that are not allowed, own definitions of directives, @requires with fragments, guards without effect. */
export function lintDirectives({ document }: LintedSubgraph): string[] {
  const faults: string[] = [];
  visit(document, {
    DirectiveDefinition: ({ description: _, ...node }) => {
      if (print(node) !== cacheControlSdl)
        faults.push(`@${node.name.value} is defined here; only federation's own are allowed`);
    },
    Directive: (node) => void faults.push(...directiveFaults(node)),
    InterfaceTypeDefinition: (node) => {
      const guarded = (node.fields ?? []).filter(
        (field) =>
          directivesOf(field, 'authenticated').length + directivesOf(field, 'requiresScopes').length > 0,
      );
      faults.push(
        ...guarded.map(
          (field) => `${node.name.value}.${field.name.value} guards an interface; guard its objects`,
        ),
      );
    },
  });
  return faults;
}

function directiveFaults(node: DirectiveNode): string[] {
  const name = node.name.value;
  if (!allowedDirectives.has(name) && !specifiedDirectives.has(name))
    return [`@${name} is not run by every router`];
  const fields = name === 'requires' ? (textArgument(node, 'fields') ?? '') : '';
  return fields.includes('...')
    ? [`@requires(fields: "${fields}") has a fragment, which does not compose`]
    : [];
}
