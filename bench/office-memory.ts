/**
 * Reads one message with a file of fifty megabytes, by our codec or by the general library, and prints how far memory rose at its peak. In a process of its own, run by
 * `npm run bench:office`.
 */
import { randomBytes } from 'node:crypto';
import { makeEdxmlReader } from '../src/connectors/office/edxml/read.js';
import { makeTexts, readByLibrary } from './office-library.js';

const fileBytes = 50 * 1024 * 1024;
const pieceBytes = 48 * 1024;

/** The message in pieces, as the network brings them. */
function* largeMessage(): Iterable<Buffer> {
  const [text = ''] = makeTexts(1);
  const [head = '', tail = ''] = text.split(/(?<=<ContentTransferEncoded>)[^<]*/);
  yield Buffer.from(head);
  const piece = Buffer.from(randomBytes(pieceBytes).toString('base64'));
  for (let sent = pieceBytes; sent <= fileBytes; sent += pieceBytes) yield Buffer.from(piece);
  yield Buffer.from(tail);
}

function readByOurs(): number {
  const reader = makeEdxmlReader();
  for (const piece of largeMessage()) reader.write(piece);
  return reader.end().message.attachments[0]?.sizeBytes ?? 0;
}

const isOurs = process.argv[2] === 'ours';
makeTexts(1);
globalThis.gc?.();
const beforeBytes = process.memoryUsage.rss();
const startedAtMs = performance.now();
const sizeBytes = isOurs
  ? readByOurs()
  : readByLibrary(Buffer.concat([...largeMessage()]).toString('utf8')).sizeBytes;
const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(1);
const roseMb = Math.round((process.resourceUsage().maxRSS * 1024 - beforeBytes) / 1e6);
const who = isOurs ? 'ours' : 'fast-xml-parser';
console.log(
  `a file of ${Math.round(sizeBytes / 1e6)} MB, ${who}: memory rose by ${roseMb} MB at its peak, in ${seconds} s`,
);
