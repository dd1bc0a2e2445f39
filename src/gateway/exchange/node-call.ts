/** A call of a node: which node it is, and that the body is the one it signed for this hub just now. */
import type { FastifyRequest } from 'fastify';
import type { NodeDirectory, ExchangeNode } from '../../delivery/nodes.js';
import { HubError } from '../../errors.js';
import { signatureHeader, verifyBody } from '../../evidence/signed-body.js';

/** Header that names the node. */
export const nodeHeader = 'x-lt-node';

/** What calls are held against. */
export interface NodeCallParts {
  nodes: NodeDirectory;
  /** Name of this hub: whom the signature must be for. */
  hub: string;
  now(): Date;
}

/** How far a node's clock may be off: also how long a call that was overheard could be sent again. */
const maxSkewMs = 5 * 60_000;

/**
 * The node that calls. With `id`, the signature must be for exactly that: what has no body is bound to what it asks for.
 * @throws HubError UNAUTHENTICATED saying what is missing or does not fit.
 */
export async function requireNode(
  { headers, body }: Pick<FastifyRequest, 'headers' | 'body'>,
  { nodes, hub, now }: NodeCallParts,
  id?: string,
): Promise<ExchangeNode> {
  const fail = (reason: string): never => {
    throw new HubError('UNAUTHENTICATED', `${nodeHeader}, ${signatureHeader}: ${reason}`);
  };
  const [name, signature] = [headers[nodeHeader], headers[signatureHeader]];
  const node = typeof name === 'string' ? nodes.find(name) : null;
  if (node === null || typeof signature !== 'string')
    return fail('expected the name of a known node and its signature of the body');
  const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
  const signed = await verifyBody({ bytes, signature, keys: node.keys, now: now(), maxSkewMs }).catch(
    (cause: unknown) => fail(cause instanceof HubError ? cause.message : 'the signature cannot be read'),
  );
  if (id !== undefined && signed.id !== id) return fail(`expected a signature for ${id}`);
  return signed.to === hub ? node : fail(`expected a signature for the hub ${hub}`);
}

/** The body of a call as JSON. @throws HubError BAD_INPUT where it is none. */
export function toJson(body: unknown): unknown {
  try {
    return JSON.parse((Buffer.isBuffer(body) ? body : Buffer.alloc(0)).toString('utf8'));
  } catch (cause) {
    throw new HubError('BAD_INPUT', 'expected a JSON body', { cause });
  }
}
