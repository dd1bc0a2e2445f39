/** Bundles for agencies without network, over HTTP: an operator fetches a node's inbox as a file and puts the file it brings back. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { makeInboxBundle, takeAnswerBundle, type BundleParts } from '../../delivery/bundles.js';
import { HubError } from '../../errors.js';
import type { Authenticate } from '../authenticate.js';
import { requireScope } from './require-scope.js';

/** What the routes work with. */
export interface BundleRouteParts extends BundleParts {
  authenticate: Authenticate;
}

/** Largest file that is taken. */
const mostBundleBytes = 16 * 1024 * 1024;

/** Adds GET /exchange/bundles/<node> and POST /exchange/bundles; the scope hands bodies over as bytes. */
export function addBundleRoutes(server: FastifyInstance, parts: BundleRouteParts): void {
  const requireOperator = (request: FastifyRequest): Promise<unknown> =>
    requireScope(request, 'operations:write', parts.authenticate);

  server.get<{ Params: { node: string } }>('/exchange/bundles/:node', async (request, reply) => {
    await requireOperator(request);
    const node = parts.nodes.find(request.params.node);
    if (node === null) throw new HubError('NOT_FOUND', 'node: there is none of this name');
    const file = await makeInboxBundle(node, parts);
    return reply.type('text/plain; charset=utf-8').header('cache-control', 'no-store').send(file);
  });

  server.post('/exchange/bundles', { bodyLimit: mostBundleBytes }, async (request, reply) => {
    await requireOperator(request);
    const text = Buffer.isBuffer(request.body) ? request.body.toString('utf8') : '';
    const file = await takeAnswerBundle(text, parts);
    return reply.type('text/plain; charset=utf-8').header('cache-control', 'no-store').send(file);
  });
}
