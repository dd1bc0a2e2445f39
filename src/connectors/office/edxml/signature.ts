/**
 * Verifies the XML signature of a message where it bears one (XML-DSig; QCVN 102:2016 puts it into the header), over the message's text without its
 * attachments and over what was measured of these. It says whether the bytes are what the signer's key signed, not whose key that is: the certificate is
 * held against no authority here. Old algorithms are verified and said to be old.
 */
import { createHash, createVerify, X509Certificate, type KeyObject } from 'node:crypto';
import { DOMParser } from '@xmldom/xmldom';
import { C14nCanonicalization, ExclusiveCanonicalization } from 'xml-crypto';
import { signatureNamespace } from './forms.js';
import { toContentId, type MeasuredAttachment } from './message.js';

/**
 * The finding. VALID: header and every attachment are as they were signed. PARTIAL: what was signed is, and not all of it was signed. UNCHECKED: by an
 * algorithm, a key or a reference we cannot follow.
 */
export interface SignatureFinding {
  state: 'ABSENT' | 'VALID' | 'PARTIAL' | 'INVALID' | 'UNCHECKED';
  /** Name of the signature's algorithm, such as `rsa-sha1`; null where there is none. */
  algorithm: string | null;
  /** Whether it rests on SHA-1 or MD5, which nobody should sign with any more. */
  isOutdated: boolean;
}

export const noSignature: SignatureFinding = { state: 'ABSENT', algorithm: null, isOutdated: false };

const digests: Readonly<Record<string, string>> = {
  sha1: 'sha1',
  sha256: 'sha256',
  sha384: 'sha384',
  sha512: 'sha512',
};

/** Verifies it. `outside` is the message's text without the contents of its attachments. */
export function verifySignature(
  outside: string,
  attachments: readonly MeasuredAttachment[],
): SignatureFinding {
  const document = new DOMParser().parseFromString(outside, 'text/xml');
  const [signature] = list(document, 'Signature');
  if (signature === undefined) return noSignature;
  const [signedInfo] = list(signature, 'SignedInfo');
  const algorithm = nameOf(list(signature, 'SignatureMethod')[0]);
  const references = signedInfo === undefined ? [] : list(signedInfo, 'Reference');
  const isOutdated = [algorithm, ...references.map((one) => nameOf(list(one, 'DigestMethod')[0]))].some(
    (name) => /sha1|md5/.test(name),
  );
  const finding = { algorithm, isOutdated };
  const key = findKey(signature);
  const hash = digests[algorithm.split('-')[1] ?? ''];
  if (signedInfo === undefined || key === null || hash === undefined || references.length === 0)
    return { state: 'UNCHECKED', ...finding };
  const verifier = createVerify(hash).update(
    canonicalize(signedInfo, list(signedInfo, 'CanonicalizationMethod')[0]),
  );
  const value = Buffer.from(textOf(list(signature, 'SignatureValue')[0]), 'base64');
  if (!verifier.verify(key, value)) return { state: 'INVALID', ...finding };
  const checks = references.map((reference) =>
    checkReference(reference, { document, signature, attachments }),
  );
  const state =
    checks.find((one) => one.state === 'INVALID')?.state ??
    checks.find((one) => one.state === 'UNCHECKED')?.state ??
    (coversAll(checks, attachments) ? 'VALID' : 'PARTIAL');
  return { state, ...finding };
}

/** What came of one reference, and what it covers: the header, or the attachment of an id. */
interface Check {
  state: 'VALID' | 'INVALID' | 'UNCHECKED';
  covers: string | null;
}

const header = 'MessageHeader';

function coversAll(checks: readonly Check[], attachments: readonly MeasuredAttachment[]): boolean {
  const covered = new Set(checks.map(({ covers }) => covers));
  return covered.has(header) && attachments.every(({ ContentId }) => covered.has(toContentId(ContentId)));
}

interface Around {
  document: Document;
  signature: Element;
  attachments: readonly MeasuredAttachment[];
}

function checkReference(reference: Element, { document, signature, attachments }: Around): Check {
  const uri = reference.getAttribute('URI') ?? '';
  const hash = digests[nameOf(list(reference, 'DigestMethod')[0])];
  const wanted = Buffer.from(textOf(list(reference, 'DigestValue')[0]), 'base64').toString('hex');
  if (hash === undefined) return { state: 'UNCHECKED', covers: null };
  if (uri.startsWith('cid:')) {
    const covers = toContentId(uri);
    const attachment = attachments.find(({ ContentId }) => toContentId(ContentId) === covers);
    if (attachment !== undefined && hash !== 'sha256') return { state: 'UNCHECKED', covers };
    return { state: attachment?.sha256 === wanted ? 'VALID' : 'INVALID', covers };
  }
  // Over the whole document, attachments' contents too, only who has them in hand could say.
  if (uri === '' && attachments.length > 0) return { state: 'UNCHECKED', covers: header };
  const [target, ...others] = uri === '' ? [document.documentElement] : findById(document, uri.slice(1));
  // Of two elements of one id, one may be signed and the other read.
  if (target === undefined || others.length > 0) return { state: 'INVALID', covers: null };
  const isHeader = target.localName === header || target.getElementsByTagNameNS('*', header).length === 1;
  const digest = createHash(hash).update(toSigned(target, { reference, signature })).digest('hex');
  return { state: digest === wanted ? 'VALID' : 'INVALID', covers: isHeader ? header : null };
}

/** What of an element was signed: its canonical form, without the signature itself where a transform takes it out. */
function toSigned(
  element: Element,
  { reference, signature }: { reference: Element; signature: Element },
): string {
  const transforms = list(reference, 'Transform');
  const isOf = (pattern: RegExp) => (one: Element) => pattern.test(one.getAttribute('Algorithm') ?? '');
  const isEnveloped = transforms.some(isOf(/enveloped-signature$/));
  const [parent, next] = [signature.parentNode, signature.nextSibling];
  if (isEnveloped) parent?.removeChild(signature);
  const signed = canonicalize(element, transforms.find(isOf(/c14n/)));
  if (isEnveloped) parent?.insertBefore(signature, next);
  return signed;
}

/** Canonical XML 1.0 or exclusive, as `method` names it; the standard's default is the former. */
function canonicalize(element: Element, method: Element | undefined): string {
  const isExclusive = /xml-exc-c14n/.test(method?.getAttribute('Algorithm') ?? '');
  const canonicalization = isExclusive ? new ExclusiveCanonicalization() : new C14nCanonicalization();
  return canonicalization.process(element, { ancestorNamespaces: findNamespaces(element) });
}

/** Namespaces declared above an element: they belong to its canonical form. */
function findNamespaces(element: Element): { prefix: string; namespaceURI: string }[] {
  const found = new Map<string, string>();
  for (let node = element.parentNode; node !== null; node = node.parentNode)
    for (const { name, value } of Array.from((node as Partial<Element>).attributes ?? [])) {
      const prefix = /^xmlns:?(.*)$/.exec(name)?.[1];
      if (prefix !== undefined && !found.has(prefix)) found.set(prefix, value);
    }
  return [...found].map(([prefix, namespaceURI]) => ({ prefix, namespaceURI }));
}

function findKey(signature: Element): KeyObject | null {
  const certificate = textOf(list(signature, 'X509Certificate')[0]).replace(/\s+/g, '');
  if (certificate === '') return null;
  try {
    return new X509Certificate(Buffer.from(certificate, 'base64')).publicKey;
  } catch {
    return null;
  }
}

function findById(document: Document, id: string): Element[] {
  return Array.from(document.getElementsByTagName('*')).filter((element) =>
    ['Id', 'ID', 'id'].some((name) => element.getAttribute(name) === id),
  );
}

function list(node: Document | Element, name: string): Element[] {
  return Array.from(node.getElementsByTagNameNS(signatureNamespace, name));
}

function textOf(element: Element | undefined): string {
  return element?.textContent ?? '';
}

/** `rsa-sha1` of `http://www.w3.org/2000/09/xmldsig#rsa-sha1`. */
function nameOf(element: Element | undefined): string {
  return (element?.getAttribute('Algorithm') ?? '').split('#').at(-1) ?? '';
}
