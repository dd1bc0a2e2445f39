/** Resolvers of connections and edges; what a page holds is decided in src/lists/page.ts. */
import { HubError } from '../errors.js';
import type { KeysetPage } from '../lists/keyset-page.js';
import type { Edge, Page } from '../lists/page.js';
import type { DossierRow, StoredDossier } from '../lists/rows.js';
import type { HubContext } from './context.js';

/** A connection over rows that are the nodes themselves. */
export const rowConnection = { nodes: <Row>({ edges }: Page<Row>): Row[] => edges.map(({ row }) => row) };

/** The same over either kind of page; a keyset page asks the store when a part of it is first looked at. */
export const anyConnection = {
  nodes: async <Row>({ edges }: AnyPage<Row>): Promise<Row[]> =>
    (typeof edges === 'function' ? await edges() : edges).map(({ row }) => row),
  edges: <Row>({ edges }: AnyPage<Row>): Promised<readonly Edge<Row>[]> =>
    typeof edges === 'function' ? edges() : edges,
  pageInfo: <Row>({ pageInfo }: AnyPage<Row>): Promised<Page<Row>['pageInfo']> =>
    typeof pageInfo === 'function' ? pageInfo() : pageInfo,
  totalCount: <Row>({ totalCount }: AnyPage<Row>): Promised<number> =>
    typeof totalCount === 'function' ? totalCount() : totalCount,
};

type Promised<Part> = Part | Promise<Part>;

type AnyPage<Row> = Page<Row> | KeysetPage<Row>;

/** An edge of `rowConnection` and `anyConnection`. */
export const rowEdge = { node: <Row>({ row }: Edge<Row>): Row => row };

/** The connection of dossiers: rows stand for them until a node is asked for. */
export const dossierConnection = {
  nodes: ({ edges }: Page<DossierRow>, _: unknown, context: HubContext): Promise<StoredDossier>[] =>
    edges.map(({ row }) => getDossier(row, context)),
};

/** An edge of `dossierConnection`. */
export const dossierEdge = {
  node: ({ row }: Edge<DossierRow>, _: unknown, context: HubContext): Promise<StoredDossier> =>
    getDossier(row, context),
};

async function getDossier({ id }: DossierRow, { loaders }: HubContext): Promise<StoredDossier> {
  const dossier = await loaders.findDossier(id);
  // A row is written once its record is there, so one without a record is damage to the store.
  if (dossier === null) {
    throw new HubError(
      'INTERNAL',
      `dossier ${id} is listed and cannot be read; if it stays so, rebuild the listing`,
    );
  }
  return dossier;
}
