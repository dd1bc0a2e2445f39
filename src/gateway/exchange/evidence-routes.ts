/**
 * What auditors and witnesses ask of the exchange: an audit of the log, and its latest checkpoint with the proof that it contains an
 * earlier one.
 */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { auditLog, type AuditParts } from '../../dossiers/audit-log.js';
import { findConsistency, type SealParts } from '../../dossiers/seal-log.js';
import { HubError } from '../../errors.js';
import { readShape } from '../../evidence/fields.js';
import type { Authenticate } from '../authenticate.js';
import { requireScope } from './require-scope.js';

/** What the routes work with. */
export interface EvidenceRouteParts {
  authenticate: Authenticate;
  sealedLog: AuditParts & Pick<SealParts, 'merkleLog' | 'checkpoints'>;
}

const fromShape = z.strictObject({ from: z.coerce.number().int().min(0).default(0) });

/** Adds the routes; the scope hands bodies over as bytes. */
export function addEvidenceRoutes(server: FastifyInstance, parts: EvidenceRouteParts): void {
  const { authenticate, sealedLog } = parts;

  server.get('/exchange/checkpoints/latest', async (request) => {
    const { from } = readShape(request.query, fromShape, 'the query');
    const checkpoint = await sealedLog.checkpoints.findLatest();
    if (checkpoint === null) throw new HubError('NOT_FOUND', 'there is no checkpoint yet');
    if (from > checkpoint.size)
      throw new HubError('BAD_INPUT', `from: expected at most ${checkpoint.size}, the size of the log`);
    const consistency = from === 0 ? [] : await findConsistency(from, checkpoint.size, sealedLog.merkleLog);
    return { checkpoint, consistency };
  });

  server.get('/exchange/audit', async (request) => {
    await requireScope(request, 'audit:read', authenticate);
    return auditLog(sealedLog);
  });
}
