/**
 * The hub's receipt for one event: who handed which dossier to whom, when, and the hash of the event it stands for.
 * It names agencies and ids, never a person: it is shown around, printed and scanned.
 */
import { z } from 'zod';
import { HubError } from '../errors.js';
import type { EventType } from '../records/dossier-event.js';
import { count, filled, hashText, instantText } from './fields.js';
import { requireValid, type PublishedKey, type SigningKey } from './keys.js';
import { signClaims, verifyClaims, type ClaimsKind, type Verified } from './signature.js';

/** Kinds of receipt: one for every kind of event but notices, which nobody did. */
export type ReceiptKind = Exclude<EventType, 'DUE_SOON' | 'OVERDUE'>;

/** Each kind as the administration says it. */
export const receiptKinds: Readonly<Record<ReceiptKind, string>> = {
  OPENED: 'tiếp nhận vào trục liên thông',
  SENT: 'chuyển hồ sơ',
  DELIVERED: 'hồ sơ đã đến hệ thống của nơi nhận',
  ACCEPTED: 'nơi nhận tiếp nhận hồ sơ',
  RETURNED: 'nơi nhận trả lại hồ sơ',
  RECALLED: 'nơi gửi thu hồi hồ sơ',
  RECALL_ASKED: 'nơi gửi yêu cầu thu hồi hồ sơ',
  PAUSED: 'tạm dừng tính thời hạn',
  RESUMED: 'tiếp tục tính thời hạn',
  EXTENDED: 'xin lỗi và hẹn lại ngày trả kết quả',
  REROUTED: 'chuyển sang cơ quan kế thừa',
  CLOSED: 'kết thúc hồ sơ',
  DISPATCHED: 'gửi văn bản qua trục liên thông',
  TAKEN: 'trục liên thông đã nhận văn bản',
  REFUSED: 'trục liên thông từ chối văn bản',
  ANSWERED: 'nơi nhận phản hồi trạng thái văn bản',
};

/** What a receipt says. No personal data. */
export interface ReceiptClaims {
  /** The hub that signed. */
  iss: string;
  /** Id of the receipt, `rcp_…`. */
  jti: string;
  kind: ReceiptKind;
  /** The hub's id of the dossier. */
  dossier: string;
  /** Its code [mã hồ sơ]; null where it has none. */
  code: string | null;
  /** The transfer the event is part of. */
  transfer: string | null;
  /** Identification codes of the agencies that gave and took, where the event has such. */
  from: string | null;
  to: string | null;
  /** Epoch of custody after the event. */
  epoch: number;
  /** Place of the event in the dossier's chain. */
  seq: number;
  /** Hash of the event. */
  event: string;
  /** The hub's clock at the event, RFC 3339. */
  at: string;
  /** The caller's clock, where it was told; `skewed` when the two are too far apart to be taken for the same. */
  claimedAt: string | null;
  skewed: boolean;
  /** Hash of the payload that went along; null where none did. */
  body: string | null;
}

const kinds = Object.keys(receiptKinds) as ReceiptKind[];

const receiptShape: z.ZodType<ReceiptClaims> = z.strictObject({
  iss: filled,
  jti: z.string().startsWith('rcp_'),
  kind: z.enum(kinds),
  dossier: filled,
  code: filled.nullable(),
  transfer: filled.nullable(),
  from: filled.nullable(),
  to: filled.nullable(),
  epoch: count,
  seq: count.min(1),
  event: hashText,
  at: instantText,
  claimedAt: instantText.nullable(),
  skewed: z.boolean(),
  body: hashText.nullable(),
});

/** Receipts among signed claims. */
export const receiptClaims: ClaimsKind<ReceiptClaims> = {
  name: 'a receipt',
  typ: 'lt-receipt+jws',
  shape: receiptShape,
};

/** Before a receipt where text stands alone, as in a QR code: it says what the text is. */
const compactPrefix = 'lt:';

/** Signs a receipt as compact JWS. ES256 is randomised: the same claims signed twice are two texts, so keep the first. */
export async function signReceipt(claims: ReceiptClaims, key: SigningKey): Promise<string> {
  return signClaims(receiptClaims, claims, key);
}

/**
 * Verifies a receipt that comes alone. A key revoked since is refused, whatever moment the receipt names: who has the
 * key can put any date. Its proof file still counts then (`verifyProof`).
 * @throws HubError BAD_INPUT: not a receipt, unknown key, key not valid then, altered.
 */
export async function verifyReceipt(jws: string, keys: readonly PublishedKey[]): Promise<ReceiptClaims> {
  const { claims, key } = await verifyDatedReceipt(jws, keys);
  if (key.revokedAt === null) return claims;
  throw new HubError(
    'BAD_INPUT',
    `key '${key.kid}' was revoked at ${key.revokedAt}: its receipts count with their proof file only`,
  );
}

/** As `verifyReceipt`, for who has the log to hold the receipt's date against: a key revoked later than it is let pass. */
export async function verifyDatedReceipt(
  jws: string,
  keys: readonly PublishedKey[],
): Promise<Verified<ReceiptClaims>> {
  const verified = await verifyClaims(receiptClaims, jws, keys);
  requireValid(verified.key, new Date(verified.claims.at));
  return verified;
}

/** A receipt as text that stands alone, such as in a QR code. */
export function toCompactReceipt(jws: string): string {
  return compactPrefix + jws;
}

/** The receipt in a text that stands alone, with or without its prefix. */
export function fromCompactReceipt(text: string): string {
  const trimmed = text.trim();
  return trimmed.startsWith(compactPrefix) ? trimmed.slice(compactPrefix.length) : trimmed;
}
