/** What the codec of the axis refuses: hostile, broken and wrong messages, each by the element that is at fault. */
import { describe, expect, test } from '@jest/globals';
import { renderDocument } from '../../../simulators/office/render.js';
import { edxmlLimits } from '../../../src/connectors/office/edxml/limits.js';
import { toProblem } from '../../../src/connectors/office/edxml/problem.js';
import { readEdxml } from '../../../src/connectors/office/edxml/read.js';
import { makeSampleDocument } from '../../simulators/office/sample.js';

const sample = renderDocument(makeSampleDocument(1));

/** What is wrong with a message; null where nothing is. */
function findProblem(text: string | Uint8Array): string | null {
  try {
    readEdxml(Buffer.from(text));
    return null;
  } catch (error) {
    const { element, reason } = toProblem(error);
    return `${element}: ${reason}`;
  }
}

describe('refused, with the element named', () => {
  const deep = `${'<a>'.repeat(60)}${'</a>'.repeat(60)}`;
  const inSample = (from: string | RegExp, to: string): string => sample.replace(from, to);
  test.each<[string, string | Uint8Array, string]>([
    ['nothing', '', 'XML: expected a document, got nothing'],
    [
      'a page for people',
      '<!DOCTYPE html><html><body>Bảo trì</body></html>',
      'XML: expected no document type',
    ],
    ['no XML', 'x'.repeat(500), 'XML: expected a document, got something else'],
    ['half a message', sample.slice(0, 700), 'XML: Unclosed'],
    [
      'a bomb of entities',
      `<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><a>&c;</a>`,
      'XML: expected no document type',
    ],
    ['an entity of its own', inSample('Công văn', '&xxe;'), 'XML: Invalid character entity'],
    [
      'elements without end',
      inSample('<Subject>', `${deep}<Subject>`),
      'XML: expected at most 24 elements within',
    ],
    [
      'too many elements',
      inSample('<Subject>', `${'<b/>'.repeat(20_001)}<Subject>`),
      'XML: expected at most 20000 elements',
    ],
    [
      'too much text',
      inSample('<Subject>', `<Subject>${'đ'.repeat(2_000_001)}`),
      'XML: expected at most 2000000 letters',
    ],
    [
      'a name too long',
      inSample('<Subject>', `<${'n'.repeat(101)}/><Subject>`),
      'XML: expected names of at most 100',
    ],
    ['another encoding', inSample('utf-8', 'utf-16'), 'XML: expected the encoding utf-8'],
    [
      'bytes that are no UTF-8',
      Buffer.concat([Buffer.from('<a>'), Buffer.from([0xff, 0xfe])]),
      'XML: expected UTF-8',
    ],
    [
      'the wrong namespace',
      inSample(/http:\/\/www\.mic[^"]*/g, 'http://example.com/other'),
      'edXML: expected the namespace',
    ],
    [
      'no header',
      inSample(/<edXML:MessageHeader>.*<\/edXML:MessageHeader>/s, ''),
      'edXMLHeader.MessageHeader: expected it',
    ],
    [
      'an element twice',
      inSample('<Subject>', '<Subject>a</Subject><Subject>'),
      'MessageHeader.Subject: expected it once',
    ],
    [
      'an attachment missing',
      inSample(/<AttachmentEncoded>.*<\/AttachmentEncoded>/s, ''),
      'edXMLManifest.Reference.ContentId: expected an attachment',
    ],
    [
      'a path for a name',
      inSample(/<AttachmentName>van-ban/g, '<AttachmentName>../van-ban'),
      'Attachment.AttachmentName: expected the name of a file',
    ],
    [
      'content that is no base64',
      inSample('<ContentTransferEncoded>', '<ContentTransferEncoded>*'),
      'Attachment.ContentTransferEncoded: expected base64',
    ],
    [
      'content cut short',
      inSample('</ContentTransferEncoded>', 'A</ContentTransferEncoded>'),
      'Attachment.ContentTransferEncoded: expected base64',
    ],
    [
      'no content',
      inSample(/<ContentTransferEncoded>.*<\/ContentTransferEncoded>/s, ''),
      'Attachment.ContentTransferEncoded: expected a content',
    ],
  ])('%s', (_, text, problem) => {
    expect(findProblem(text)).toContain(problem);
  });

  test('an attachment larger than the axis takes, packed or not', () => {
    const limits = { ...edxmlLimits, attachmentBytes: 1_000 };
    for (const isZipped of [false, true]) {
      const large = makeSampleDocument(1, {
        attachments: [{ name: 'a.txt', text: 'x'.repeat(1_001), isZipped }],
      });
      const reading = (): unknown => readEdxml(Buffer.from(renderDocument(large)), { limits });
      expect(reading).toThrow('at most 1000 bytes');
    }
  });

  test('a ZIP that is none', () => {
    const text = Buffer.from('PK\u0003\u0004 and then nothing of the kind'.repeat(4)).toString('base64');
    const broken = sample.replace(/(<ContentTransferEncoded>)[^<]*/, `$1${text}`);
    expect(findProblem(broken)).toMatch(/ZIP/);
  });
});
