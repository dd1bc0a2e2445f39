/** Files of documents, fetched from the axis while somebody downloads them, and held against what was measured when the document was read. */
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import type { OfficeClient } from '../connectors/office/client.js';
import { measure } from '../connectors/office/edxml/content.js';
import { toContentId } from '../connectors/office/edxml/message.js';
import { HubError } from '../errors.js';
import type { AttachmentRouteParts, OpenedAttachment } from '../gateway/attachment-routes.js';
import type { ConnectedSource } from '../jobs/sync.js';
import { makeRowsByKey } from '../lists/grouping.js';
import type { Listings } from '../lists/listing.js';
import type { DocumentAttachment } from '../records/document.js';
import { makeGetAxis } from './dispatches.js';

/** Bytes held for a reader that is slower than the axis. */
const highWaterMark = 256 * 1024;

/** Makes the opener. */
export function makeOpenAttachment(
  sources: readonly ConnectedSource[],
  { listings }: { listings: Pick<Listings, 'document'> },
): AttachmentRouteParts['openAttachment'] {
  const getAxis = makeGetAxis(sources);
  const byMessage = makeRowsByKey(listings.document, ({ provenance }) => provenance.key);
  return async (messageId, contentId) => {
    const files = byMessage([messageId]).flatMap(({ content }) => content.attachments);
    const file = files.find((one) => one.contentId === contentId);
    if (file === undefined) return null;
    const client = getAxis();
    return open(file, (passing, signal) => client.fetchMessage(messageId, passing, signal));
  };
}

type Fetch = (passing: Parameters<OfficeClient['fetchMessage']>[1], signal: AbortSignal) => Promise<void>;

/** The file, once its first bytes are there; what goes wrong later ends the body with an error. */
async function open(file: DocumentAttachment, fetch: Fetch): Promise<OpenedAttachment> {
  const body = new PassThrough({ highWaterMark });
  const gone = new AbortController();
  body.once('close', () => gone.abort());
  let isSound = false;
  const sink = measure('Attachment', file.sizeBytes, {
    next: { write: (bytes) => void body.write(bytes), end: () => undefined },
    done: ({ sha256 }) => (isSound = sha256 === file.sha256),
  });
  let begun = false;
  const begins = once(body, 'readable', { signal: gone.signal });
  const fetched = fetch(
    {
      open: ({ ContentId }) => {
        // A second attempt cannot take back what the first has sent.
        if (toContentId(ContentId) !== file.contentId || begun) return null;
        begun = true;
        return sink;
      },
      whenReady: () => (body.writableNeedDrain ? once(body, 'drain', { signal: gone.signal }) : null),
    },
    gone.signal,
  ).then(
    () =>
      isSound ? body.end() : body.destroy(new HubError('SOURCE_INVALID', 'a file is not what was announced')),
    (fault: unknown) => {
      body.destroy(fault as Error);
      throw fault;
    },
  );
  await Promise.race([begins, fetched]);
  fetched.catch(() => undefined);
  return { name: file.name, sizeBytes: file.sizeBytes, body };
}
