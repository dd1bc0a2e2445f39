/**
 * The exchange over plain HTTP, for the levels' own systems: inbox, answers, papers, bundles, and the published keys. Nodes sign their
 * bodies (node-call.ts); officers put and fetch papers with their token. Protocol: docs/exchange-protocol.md.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { carryOutAnswer } from '../delivery/answers.js';
import { acknowledge, leaseInbox, type InboxParts } from '../delivery/inbox.js';
import { readShape } from '../evidence/fields.js';
import type { PublishedKey } from '../evidence/keys.js';
import type { Authenticate } from './authenticate.js';
import { addBundleRoutes, type BundleRouteParts } from './exchange/bundle-routes.js';
import { addEvidenceRoutes, type EvidenceRouteParts } from './exchange/evidence-routes.js';
import { requireNode, toJson } from './exchange/node-call.js';
import { addPaperRoutes, type PaperRouteParts } from './exchange/paper-routes.js';
import { addSlipRoutes, type SlipRouteParts } from './exchange/slip-routes.js';

/** What the routes work with. */
export interface ExchangeRouteParts
  extends InboxParts, PaperRouteParts, SlipRouteParts, BundleRouteParts, EvidenceRouteParts {
  authenticate: Authenticate;
  publishedKeys(): Promise<readonly PublishedKey[]>;
}

const leaseShape = z.strictObject({
  most: z.number().int().min(1).max(100).default(20),
  leaseMs: z.number().int().min(1_000).max(3_600_000).default(60_000),
});
const acknowledgementShape = z.strictObject({ message: z.string().min(1), receipt: z.string().min(1) });

/** Adds the routes under /exchange. */
export function addExchangeRoutes(server: FastifyInstance, parts: ExchangeRouteParts): void {
  server.get('/exchange/keys', async () => ({ keys: await parts.publishedKeys() }));
  addSlipRoutes(server, parts);
  void server.register((scope, _, done) => {
    // What was signed is bytes: they are kept as they came, and read as JSON after the signature was verified.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, parsed) => parsed(null, body));
    addNodeRoutes(scope, parts);
    addPaperRoutes(scope, parts);
    addBundleRoutes(scope, parts);
    addEvidenceRoutes(scope, parts);
    done();
  });
}

function addNodeRoutes(server: FastifyInstance, parts: ExchangeRouteParts): void {
  const read = <T>(request: FastifyRequest, shape: z.ZodType<T>, what: string): T =>
    readShape(toJson(request.body), shape, what);

  server.post('/exchange/inbox/lease', async (request) => {
    const node = await requireNode(request, parts);
    const leased = await leaseInbox(node, read(request, leaseShape, 'the lease'), parts);
    return {
      messages: leased.map(({ message, leasedUntil, bytes }) => ({
        message,
        leasedUntil: leasedUntil.toISOString(),
        // As base64, because the node signs these very bytes.
        body: Buffer.from(bytes).toString('base64'),
      })),
    };
  });

  server.post('/exchange/inbox/acknowledge', async (request) => {
    const node = await requireNode(request, parts);
    const { message, receipt } = read(request, acknowledgementShape, 'the acknowledgement');
    await acknowledge(node, { message, receipt }, parts);
    return { message };
  });

  server.post('/exchange/answers', async (request) => {
    const node = await requireNode(request, parts);
    return carryOutAnswer(node, toJson(request.body), parts);
  });
}
