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

/** The finding. UNCHECKED: by an algorithm, a key or a reference we cannot follow. */
export interface SignatureFinding {
  state: 'ABSENT' | 'VALID' | 'INVALID' | 'UNCHECKED';
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
  const states = references.map((reference) =>
    checkReference(reference, { document, signature, attachments }),
  );
  const state =
    states.find((one) => one === 'INVALID') ?? states.find((one) => one === 'UNCHECKED') ?? 'VALID';
  return { state, ...finding };
}

interface Around {
  document: Document;
  signature: Element;
  attachments: readonly MeasuredAttachment[];
}

function checkReference(
  reference: Element,
  { document, signature, attachments }: Around,
): Exclude<SignatureFinding['state'], 'ABSENT'> {
  const uri = reference.getAttribute('URI') ?? '';
  const hash = digests[nameOf(list(reference, 'DigestMethod')[0])];
  const wanted = Buffer.from(textOf(list(reference, 'DigestValue')[0]), 'base64').toString('hex');
  if (hash === undefined) return 'UNCHECKED';
  if (uri.startsWith('cid:')) {
    const attachment = attachments.find(({ ContentId }) => toContentId(ContentId) === toContentId(uri));
    if (attachment === undefined) return 'INVALID';
    if (hash !== 'sha256') return 'UNCHECKED';
    return attachment.sha256 === wanted ? 'VALID' : 'INVALID';
  }
  // Over the whole document, attachments' contents too, only who has them in hand could say.
  if (uri === '') return attachments.length > 0 ? 'UNCHECKED' : compare(document.documentElement);
  const target = findById(document.documentElement, uri.slice(1));
  return target === null ? 'INVALID' : compare(target);

  function compare(element: Element): 'VALID' | 'INVALID' {
    const transforms = list(reference, 'Transform');
    const isEnveloped = transforms.some((one) =>
      /enveloped-signature$/.test(one.getAttribute('Algorithm') ?? ''),
    );
    const c14n = transforms.find((one) => /c14n/.test(one.getAttribute('Algorithm') ?? ''));
    const parent = signature.parentNode;
    const next = signature.nextSibling;
    if (isEnveloped) parent?.removeChild(signature);
    const digest = createHash(hash as string)
      .update(canonicalize(element, c14n))
      .digest('hex');
    if (isEnveloped) parent?.insertBefore(signature, next);
    return digest === wanted ? 'VALID' : 'INVALID';
  }
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

function findById(element: Element, id: string): Element | null {
  const own = ['Id', 'ID', 'id'].some((name) => element.getAttribute(name) === id);
  if (own) return element;
  for (const child of Array.from(element.childNodes)) {
    const found = child.nodeType === 1 ? findById(child as Element, id) : null;
    if (found !== null) return found;
  }
  return null;
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
