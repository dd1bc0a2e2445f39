/**
 * Files of documents over HTTP: whoever was given a link in the graph may follow it while it is good, without a token, as a browser does. Where the bytes
 * come from is left to the parts.
 */
import type { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { HubError } from '../errors.js';
import type { PathSigner } from '../evidence/signed-path.js';

/** A file on its way. */
export interface OpenedAttachment {
  name: string;
  sizeBytes: number;
  /** Ends with an error where what came is not what was announced. */
  body: Readable;
}

/** What the route works with. */
export interface AttachmentRouteParts {
  links: Pick<PathSigner, 'isGood'>;
  /** @throws HubError SOURCE_UNAVAILABLE while the axis does not answer. @returns null where there is no such file */
  openAttachment(messageId: string, contentId: string): Promise<OpenedAttachment | null>;
  now(): Date;
}

interface Address {
  Params: { message: string; content: string };
  Querystring: { expires?: string; signature?: string };
}

/** Adds the route. */
export function addAttachmentRoutes(
  server: FastifyInstance,
  { links, openAttachment, now }: AttachmentRouteParts,
): void {
  server.get<Address>('/office/attachments/:message/:content', async (request, reply) => {
    const [path = ''] = request.url.split('?');
    const { expires = '', signature = '' } = request.query;
    if (!links.isGood(path, { expires, signature }, now()))
      throw new HubError('FORBIDDEN', 'the link is not good, or not any more; ask the graph for another');
    const { message, content } = request.params;
    const opened = await openAttachment(message, content);
    if (opened === null) throw new HubError('NOT_FOUND', 'the document has no such file');
    const { name, sizeBytes, body } = opened;
    return (
      reply
        // Never shown in the hub's own name, whatever it is.
        .type('application/octet-stream')
        .header('x-content-type-options', 'nosniff')
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
        .header('content-length', sizeBytes)
        .header('cache-control', 'no-store')
        .send(body)
    );
  });
}
