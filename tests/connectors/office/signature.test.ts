/** Signatures of messages: what holds, what does not, what was not signed at all, and what nobody should sign with any more. */
import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { renderDocument } from '../../../simulators/office/render.js';
import { readEdxml } from '../../../src/connectors/office/edxml/read.js';
import { verifySignature, type SignatureFinding } from '../../../src/connectors/office/edxml/signature.js';
import { makeSampleDocument } from '../../simulators/office/sample.js';
import { signMessage, signWithFile } from './signed-sample.js';

const bare = renderDocument(makeSampleDocument(1, { attachments: [] }));
const withFile = renderDocument(makeSampleDocument(1));
const contentId = 'M0000001-0';
const digest = createHash('sha256').update('Công văn số 1\n').digest('base64');

function verify(xml: string): SignatureFinding {
  const { message, outside } = readEdxml(Buffer.from(xml));
  return verifySignature(outside, message.attachments);
}

describe('a signature', () => {
  test('holds where header and files are as they were signed', () => {
    expect(verify(signMessage(bare))).toEqual({ state: 'VALID', algorithm: 'rsa-sha256', isOutdated: false });
    expect(verify(signWithFile(withFile, { contentId, digest })).state).toBe('VALID');
  });

  test('by an old algorithm is verified, and told to be old', () => {
    expect(verify(signMessage(bare, { isOld: true }))).toEqual({
      state: 'VALID',
      algorithm: 'rsa-sha1',
      isOutdated: true,
    });
  });

  test('that leaves a file out holds in part', () => {
    expect(verify(signMessage(withFile)).state).toBe('PARTIAL');
  });

  test.each<[string, (xml: string) => string]>([
    ['a letter of the header changed', (xml) => xml.replace('V/v giải quyết', 'V/v Giải quyết')],
    ['a receiver more', (xml) => xml.replace('<To>', '<To><OrganId>000.00.01.H31</OrganId></To><To>')],
    ['its value changed', (xml) => xml.replace(/(<SignatureValue>)..../, '$1AAAA')],
    ['what it signs taken away', (xml) => xml.replace('Id="header"', '')],
    [
      'a second element under the id it signs',
      (xml) => xml.replace('<edXML:TraceHeaderList>', '<Other Id="header"/><edXML:TraceHeaderList>'),
    ],
  ])('does not hold with %s', (_, change) => {
    const signed = signMessage(bare);
    expect(change(signed)).not.toBe(signed);
    expect(verify(change(signed)).state).toBe('INVALID');
  });

  test('does not hold over another file than was sent', () => {
    const other = createHash('sha256').update('khác').digest('base64');
    expect(verify(signWithFile(withFile, { contentId, digest: other })).state).toBe('INVALID');
    expect(verify(signWithFile(bare, { contentId, digest })).state).toBe('INVALID');
  });

  test.each<[string, (xml: string) => string]>([
    ['without a key', (xml) => xml.replace(/<X509Certificate>[^<]*/, '<X509Certificate>')],
    ['by an algorithm nobody knows', (xml) => xml.replace(/rsa-sha256/, 'rsa-whirlpool')],
  ])('%s is told to be unchecked', (_, change) => {
    expect(verify(change(signMessage(bare))).state).toBe('UNCHECKED');
  });

  test('is absent where there is none', () => {
    expect(verify(bare)).toEqual({ state: 'ABSENT', algorithm: null, isOutdated: false });
  });
});
