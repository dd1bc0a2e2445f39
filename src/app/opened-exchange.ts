/** The exchange as processes that answer have it: what commands are run with, and what nodes fetch and answer with. */
import type { BundleParts } from '../delivery/bundles.js';
import type { InboxParts } from '../delivery/inbox.js';
import type { PaperParts } from '../delivery/papers.js';
import type { DispatchParts } from '../dossiers/dispatches/run-dispatch.js';
import type { EvidenceRouteParts } from '../gateway/exchange/evidence-routes.js';
import type { Exchange } from '../resolvers/context.js';
import { makeDispatchParts, type DispatchMakings } from './dispatches.js';
import { makeFindRecord, makeInboxParts } from './exchange.js';
import { openExchangeFiles, type ExchangeFiles } from './nodes.js';

/** What the graph and the routes of the exchange work with. */
export type OpenedExchange = Exchange &
  Pick<PaperParts, 'papers' | 'findRecord'> &
  Pick<BundleParts, 'bundles' | 'getSigningKey'> &
  Pick<EvidenceRouteParts, 'sealedLog'> & { parts: InboxParts; dispatches: DispatchParts };

/** Opens the files of the exchange and puts its parts together. */
export async function openExchange(
  makings: Omit<DispatchMakings, keyof ExchangeFiles>,
): Promise<OpenedExchange> {
  const { hub, store, agencies, log } = makings;
  const files = await openExchangeFiles(hub, { agencies, log });
  const { keys } = files;
  const parts = makeInboxParts({ ...makings, ...files });
  return {
    parts,
    dispatches: makeDispatchParts(parts, makings),
    sealedLog: store.exchange,
    papers: store.exchange.papers,
    findRecord: makeFindRecord(store),
    bundles: store.exchange.bundles,
    publishedKeys: () => keys.publishedKeys(),
    getSigningKey: (at) => keys.getSigningKey(at),
  };
}
