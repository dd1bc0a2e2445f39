/** Papers, and the record of a dossier, over HTTP: put by the side that sends, fetched by the side that receives; nodes by signature, officers by token. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import {
  concernsAgency,
  findPaper,
  mostPaperBytes,
  putPaper,
  type PaperParts,
} from '../../delivery/papers.js';
import { HubError } from '../../errors.js';
import type { Authenticate } from '../authenticate.js';
import { nodeHeader, requireNode, type NodeCallParts } from './node-call.js';

/** What the routes work with. */
export interface PaperRouteParts extends PaperParts, NodeCallParts {
  authenticate: Authenticate;
}

interface Address {
  Params: { dossier: string; sha256: string };
}

const path = '/exchange/papers/:dossier/:sha256';

/** Adds the routes; the scope hands bodies over as bytes. */
export function addPaperRoutes(server: FastifyInstance, parts: PaperRouteParts): void {
  addRecordRoute(server, parts);
  server.put<Address>(path, { bodyLimit: mostPaperBytes }, async (request, reply) => {
    const { dossier, sha256 } = request.params;
    await requireConcerned(request, { dossier, signedFor: sha256 }, parts);
    const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    await putPaper({ dossier, sha256, bytes }, parts);
    return reply.code(204).send();
  });

  server.get<Address>(path, async (request, reply) => {
    const { dossier, sha256 } = request.params;
    await requireConcerned(request, { dossier, signedFor: sha256 }, parts);
    const bytes = await findPaper(dossier, sha256, parts);
    if (bytes === null) throw new HubError('NOT_FOUND', 'the dossier has no paper of this hash');
    return reply
      .type('application/octet-stream')
      .header('cache-control', 'no-store')
      .header('content-disposition', 'attachment')
      .send(Buffer.from(bytes));
  });
}

/** Adds what the source's record says of a dossier, which a message names by its id. */
function addRecordRoute(server: FastifyInstance, parts: PaperRouteParts): void {
  server.get<{ Params: { dossier: string } }>('/exchange/dossiers/:dossier', async (request, reply) => {
    const { dossier } = request.params;
    await requireConcerned(request, { dossier, signedFor: dossier }, parts);
    const record = await parts.findRecord(dossier);
    if (record === null) throw new HubError('NOT_FOUND', 'there is no record of this dossier');
    return reply.header('cache-control', 'no-store').send(record);
  });
}

/** Lets those pass whose agency has or had to do with the dossier; for everybody else there is none. */
async function requireConcerned(
  request: FastifyRequest,
  { dossier, signedFor }: { dossier: string; signedFor: string },
  parts: PaperRouteParts,
): Promise<void> {
  const isOurs = await toOwnership(request, signedFor, parts);
  if (await concernsAgency(dossier, isOurs, parts)) return;
  throw new HubError('NOT_FOUND', 'there is no such dossier for this caller');
}

async function toOwnership(
  request: FastifyRequest,
  signedFor: string,
  parts: PaperRouteParts,
): Promise<(agency: string) => boolean> {
  if (request.headers[nodeHeader] !== undefined) {
    const node = await requireNode(request, parts, signedFor);
    return (agency) => parts.nodes.findByAgency(agency)?.name === node.name;
  }
  const principal = await parts.authenticate(request.headers);
  if (principal === null)
    throw new HubError('UNAUTHENTICATED', 'papers need a token, or the signature of a node');
  if (principal.agency === null || !principal.scopes.includes('dossier:personal'))
    throw new HubError('FORBIDDEN', 'papers need the scope dossier:personal and an agency to act for');
  return (agency) => agency === principal.agency;
}
