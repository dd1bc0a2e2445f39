/**
 * Verifies a receipt or its proof in the browser, with WebCrypto alone and no request: written apart from src/evidence on
 * purpose, so that the two check each other (tests/gateway/verify-page.test.ts). What is shown is for page.js. A classic
 * script, since a browser opens no module from disk; page.js finds `verifySubject` on globalThis.
 */
/* global atob, crypto, TextDecoder, TextEncoder */

/** A fault in words that may be shown; anything else thrown means that the text has another shape than a proof's. */
class Fault extends Error {}
/** @type {(holds: unknown, words: string) => void} */
function need(holds, words) {
  if (holds !== true) throw new Fault(words);
}

// Canonical JSON (RFC 8785) of what JSON.parse gave, and SHA-256 in hexadecimal.
/** @type {(value: any) => string} */
function toCanonical(value) {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(toCanonical).join(',')}]`;
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${toCanonical(value[name])}`).join(',')}}`;
}
const toUtf8 = (/** @type {string} */ text) => new TextEncoder().encode(text);
const isHash = (/** @type {unknown} */ value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
/** @type {(...parts: Uint8Array[]) => Promise<string>} */
async function sha256(...parts) {
  const bytes = new Uint8Array(parts.flatMap((part) => [...part]));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

// The Merkle log: prefixes of RFC 6962 §2.1, proofs of RFC 9162 §2.1.3.2 and §2.1.4.2.
const fromHex = (/** @type {string} */ hex) =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
const toNode = async (/** @type {string} */ left, /** @type {string} */ right) =>
  sha256(Uint8Array.of(1), fromHex(left), fromHex(right));
const half = (/** @type {number} */ n) => Math.floor(n / 2);

/** Climbs from a node to the root over all siblings (whole) and over those to its left (left). */
/** @type {(from: { at: number, last: number, hash: string }, siblings: string[]) => Promise<{ whole: string, left: string }>} */
async function climb({ at, last, hash }, siblings) {
  let [whole, left] = [hash, hash];
  for (const sibling of siblings) {
    need(last > 0 && isHash(sibling), 'các mã băm của bằng chứng không đúng');
    if (at % 2 === 1 || at === last) {
      [whole, left] = [await toNode(sibling, whole), await toNode(sibling, left)];
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, half(last)];
    } else {
      whole = await toNode(whole, sibling);
    }
    [at, last] = [half(at), half(last)];
  }
  need(last === 0, 'các mã băm của bằng chứng không đủ');
  return { whole, left };
}
/** @type {(old: any, grown: any, hashes: string[]) => Promise<boolean>} */
async function isGrown(old, grown, hashes) {
  if (old.size > grown.size) return false;
  if (old.size === grown.size) return hashes.length === 0 && old.root === grown.root;
  if (old.size === 0) return hashes.length === 0 && old.root === (await sha256());
  const isWhole = Number.isInteger(Math.log2(old.size));
  const [hash = '', ...rest] = isWhole ? [old.root, ...hashes] : hashes;
  need(isHash(hash), 'các mã băm của bằng chứng không đúng');
  let [at, last] = [old.size - 1, grown.size - 1];
  while (at % 2 === 1) [at, last] = [half(at), half(last)];
  const roots = await climb({ at, last, hash }, rest);
  return roots.left === old.root && roots.whole === grown.root;
}

// Compact JWS (RFC 7515) under ES256, base64url in one spelling only.
const fromBase64url = (/** @type {string} */ text) =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
/** @type {(jws: any, typ: string) => { kid: string, claims: any, signed: Uint8Array, signature: Uint8Array }} */
function readJws(jws, typ) {
  const found = /^([\w-]+)\.([\w-]+)\.([\w-]{85}[AQgw])$/.exec(jws);
  need(found !== null, 'đây không phải chữ ký JWS của trục');
  const [, header = '', payload = '', signature = ''] = found ?? [];
  const toJson = (/** @type {string} */ part) => JSON.parse(new TextDecoder().decode(fromBase64url(part)));
  const head = toJson(header);
  const isOurs =
    Object.keys(head).sort().join() === 'alg,kid,typ' && head.alg === 'ES256' && head.typ === typ;
  need(isOurs, `chữ ký này không thuộc loại ${typ}`);
  const signed = toUtf8(`${header}.${payload}`);
  return { kid: head.kid, claims: toJson(payload), signed, signature: fromBase64url(signature) };
}
/** @type {(jws: any, typ: string, keys: any[]) => Promise<{ claims: any, key: any }>} */
async function verifyJws(jws, typ, keys) {
  const { kid, claims, signed, signature } = readJws(jws, typ);
  const key = keys.find((one) => one.kid === kid);
  need(key !== undefined, `khóa '${kid}' không có trong danh sách khóa`);
  const { kty, crv, x, y } = key.jwk;
  const curve = { name: 'ECDSA', namedCurve: 'P-256' };
  const publicKey = await crypto.subtle.importKey('jwk', { kty, crv, x, y }, curve, false, ['verify']);
  const isSigned = await crypto.subtle.verify(
    { name: 'ECDSA', hash: 'SHA-256' },
    publicKey,
    new Uint8Array(signature),
    new Uint8Array(signed),
  );
  need(isSigned, `nội dung đã bị sửa: chữ ký của khóa '${kid}' không khớp`);
  const at = Date.parse(claims.at);
  need(at >= Date.parse(key.validFrom), `khóa '${kid}' chưa có hiệu lực lúc ký (${claims.at})`);
  need(
    key.validTo === null || at < Date.parse(key.validTo),
    `khóa '${kid}' đã hết hạn lúc ký (${claims.at})`,
  );
  need(key.revokedAt === null || at < Date.parse(key.revokedAt), `khóa '${kid}' đã bị thu hồi lúc ký`);
  return { claims, key };
}
const needUnrevoked = (/** @type {any} */ key) =>
  need(
    key.revokedAt === null,
    `khóa '${key.kid}' đã bị thu hồi: hãy lấy tệp chứng minh có mốc kiểm tra mới hơn`,
  );
/** @type {(checkpoint: any, keys: any[]) => Promise<any>} */
async function verifyCheckpoint(checkpoint, keys) {
  const { claims, key } = await verifyJws(checkpoint.jws, 'lt-checkpoint+jws', keys);
  const isSame = ['size', 'root', 'at'].every((name) => claims[name] === checkpoint[name]);
  need(isSame && claims.typ === 'checkpoint', 'mốc kiểm tra khác với những gì đã ký');
  return key;
}

// The steps; each returns the words that hold or throws those that do not.
const receiptTyp = 'lt-receipt+jws';
const toMs = (/** @type {any} */ at) => (typeof at === 'string' ? Date.parse(at) : at);
const steps = /** @type {Record<string, (proof: any, keys: any[]) => Promise<string>>} */ ({
  async SIGNATURE({ receipt }, keys) {
    const { claims, key } = await verifyJws(receipt, receiptTyp, keys);
    return `ký lúc ${claims.at} bằng khóa '${key.kid}'`;
  },
  async EVENT({ receipt, event: { core, prev } }) {
    const { claims } = readJws(receipt, receiptTyp);
    need(!('prev' in core), 'sự kiện có trường lạ');
    const hash = await sha256(toUtf8(toCanonical({ ...core, prev })));
    need(hash === claims.event, 'mã băm của sự kiện khác với mã trong biên nhận');
    const told = [core.dossier, core.seq, core.type, core.epoch, core.bodyHash, core.body.transfer ?? null];
    const said = [claims.dossier, claims.seq, claims.kind, claims.epoch, claims.body, claims.transfer];
    const isSame = toCanonical([...told, toMs(core.at), toMs(core.claimedAt)]);
    need(
      isSame === toCanonical([...said, toMs(claims.at), toMs(claims.claimedAt)]),
      'biên nhận và sự kiện khác nhau',
    );
    return `sự kiện thứ ${claims.seq} của hồ sơ`;
  },
  async INCLUSION({ receipt, inclusion: { index, size, hashes }, checkpoint }) {
    const { dossier, seq, event } = readJws(receipt, receiptTyp).claims;
    need(size === checkpoint.size && index >= 0 && index < size, 'bằng chứng không cùng cỡ với mốc kiểm tra');
    const hash = await sha256(Uint8Array.of(0), toUtf8(toCanonical({ event, dossier, seq })));
    const { whole } = await climb({ at: index, last: size - 1, hash }, hashes);
    need(whole === checkpoint.root, 'sự kiện không dẫn tới gốc của mốc kiểm tra');
    return `vị trí ${index} trong ${size}`;
  },
  async CHECKPOINT({ checkpoint, later }, keys) {
    const key = await verifyCheckpoint(checkpoint, keys);
    if (later === undefined) needUnrevoked(key);
    return `${checkpoint.size} sự kiện, ký lúc ${checkpoint.at}`;
  },
  async CONSISTENCY({ checkpoint, later }, keys) {
    needUnrevoked(await verifyCheckpoint(later.checkpoint, keys));
    need(await isGrown(checkpoint, later.checkpoint, later.hashes), 'nhật ký đã bị viết lại');
    return `mốc ${later.checkpoint.size} sự kiện chứa mốc ${checkpoint.size}`;
  },
});

/** @type {(name: string, judge: () => Promise<string>) => Promise<{ step: string, ok: boolean, detail: string }>} */
async function report(name, judge) {
  try {
    return { step: name, ok: true, detail: await judge() };
  } catch (thrown) {
    return {
      step: name,
      ok: false,
      detail: thrown instanceof Fault ? thrown.message : 'thiếu hoặc sai định dạng',
    };
  }
}

const parse = (/** @type {string} */ text) => {
  try {
    return JSON.parse(text);
  } catch {
    throw new Fault('không đọc được: nội dung không phải JSON');
  }
};

/** @type {(receipt: string, keys: any[]) => Promise<string>} */
async function verifyAlone(receipt, keys) {
  const { claims, key } = await verifyJws(receipt, receiptTyp, keys);
  needUnrevoked(key);
  return `ký lúc ${claims.at} bằng khóa '${key.kid}'; vị trí trong nhật ký cần tệp chứng minh`;
}

/**
 * Verifies a proof file or a receipt alone; without keys a proof is held against its own. `claims` are those of a receipt
 * whose signature holds, else null.
 * @type {(text: string, keysText: string) => Promise<{ steps: { step: string, ok: boolean, detail: string }[], claims: any, hasOwnKeys: boolean }>}
 */
async function verifySubject(text, keysText) {
  need(globalThis.crypto?.subtle !== undefined, 'hãy mở trang này qua https hoặc từ tệp trên máy');
  const subject = text.trim();
  const proof = subject.startsWith('{') ? parse(subject) : { receipt: subject.replace(/^lt:/, '') };
  const isAlone = !subject.startsWith('{');
  const hasOwnKeys = keysText.trim() === '';
  need(!(isAlone && hasOwnKeys), 'biên nhận đứng riêng cần danh sách khóa công bố');
  const keys = hasOwnKeys ? proof.keys : parse(keysText).keys;
  need(Array.isArray(keys), 'danh sách khóa phải có dạng {"keys": […]}');
  const names = Object.keys(steps).filter((name) => name !== 'CONSISTENCY' || proof.later !== undefined);
  const reported = isAlone
    ? [await report('SIGNATURE', async () => verifyAlone(proof.receipt, keys))]
    : await Promise.all(
        names.map(async (name) => report(name, async () => steps[name]?.(proof, keys) ?? '')),
      );
  const claims = reported[0]?.ok === true ? readJws(proof.receipt, receiptTyp).claims : null;
  return { steps: reported, claims, hasOwnKeys };
}
Object.assign(globalThis, { verifySubject });
