/** What every lint rule is given. */
import type { DocumentNode } from 'graphql';

/** One subgraph as the rules see it. */
export interface LintedSubgraph {
  name: string;
  document: DocumentNode;
  /** Entity → the subgraphs that describe it; its owner is the only one that does. */
  owners: ReadonlyMap<string, readonly string[]>;
  /** `Type.field` → why this list needs no pages. */
  boundedLists: Readonly<Record<string, string>>;
}
