/**
 * Cursors of paged lists: the position of a row in an order, signed, so that a client can only hand back what it was
 * given. A cursor is opaque, not secret: whoever holds it may read the sort key, which the list showed anyway.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { HubError } from '../errors.js';

/** What a list is ordered by; rows without a value come last. */
export type SortKey = number | string | null;

/** Where a row stands in an order: its sort key, and its id among rows of the same key. */
export interface Position {
  key: SortKey;
  id: string;
}

/** Writes and reads cursors. */
export interface CursorCodec {
  encode(orderName: string, position: Position): string;
  /** @throws HubError BAD_INPUT naming `after` for anything but a cursor given out for this order under this key. */
  decode(orderName: string, cursor: string): Position;
}

/** Bytes of HMAC-SHA-256 kept: RFC 2104 allows no fewer than half. */
const signatureBytes = 16;

/** Makes the codec of one hub; `key` has at least 32 bytes and serves nothing else. */
export function makeCursorCodec(key: Uint8Array): CursorCodec {
  const sign = (payload: Uint8Array): Buffer =>
    createHmac('sha256', key).update(payload).digest().subarray(0, signatureBytes);

  return {
    encode: (orderName, { key: sortKey, id }) => {
      const payload = Buffer.from(JSON.stringify([orderName, sortKey, id]));
      return Buffer.concat([sign(payload), payload]).toString('base64url');
    },
    decode: (orderName, cursor) => {
      const bytes = Buffer.from(cursor, 'base64url');
      const payload = bytes.subarray(signatureBytes);
      const isOurs =
        bytes.length > signatureBytes &&
        // Base64 reads several spellings as the same bytes; only the one given out is accepted.
        bytes.toString('base64url') === cursor &&
        timingSafeEqual(bytes.subarray(0, signatureBytes), sign(payload));
      if (!isOurs)
        throw new HubError(
          'BAD_INPUT',
          'after: expected a cursor this list gave out; start again without it',
        );
      const [itsOrder, sortKey, id] = JSON.parse(payload.toString('utf8')) as [string, SortKey, string];
      if (itsOrder !== orderName) {
        throw new HubError(
          'BAD_INPUT',
          `after: this cursor belongs to the order ${itsOrder}, the list asked for is in ${orderName}`,
        );
      }
      return { key: sortKey, id };
    },
  };
}
