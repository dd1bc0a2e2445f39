/** The codec of the axis: every form it comes in is read, what is written is read again as it was. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { renderDocument, renderStatus } from '../../../simulators/office/render.js';
import type { EdxmlHeader } from '../../../src/connectors/office/edxml/elements.js';
import { makeEdxmlReader, readEdxml } from '../../../src/connectors/office/edxml/read.js';
import { toEdxml } from '../../../src/connectors/office/edxml/write.js';
import { makeSampleDocument } from '../../simulators/office/sample.js';

const read = (text: string) => readEdxml(Buffer.from(text));
const sample = renderDocument(makeSampleDocument(1));

/** Written again, with the contents its attachments had. */
function rewrite(bytes: Uint8Array): Buffer {
  const contents: Buffer[] = [];
  const open = () => {
    const pieces: Uint8Array[] = [];
    return {
      write: (piece: Uint8Array) => void pieces.push(Buffer.from(piece)),
      end: () => void contents.push(Buffer.concat(pieces)),
    };
  };
  const { message } = readEdxml(bytes, { open });
  const { header, trace, manifest } = message;
  const attachments = message.attachments.map(({ sizeBytes: _size, sha256: _hash, ...attachment }, n) => ({
    attachment,
    content: [contents[n] ?? Buffer.alloc(0)],
  }));
  return toEdxml({ header, trace, manifest, attachments });
}

describe('a message is read', () => {
  test('whole: header, traces, manifest, attachments', () => {
    const { message } = read(sample);
    expect(message).toMatchObject({ form: 'AXIS', kind: 'edoc', isSigned: false, unknown: [] });
    expect(message.header).toMatchObject({
      From: { OrganId: '000.00.03.H31' },
      To: [{ OrganId: '000.00.00.H31' }, { OrganId: '000.00.31.H31' }],
      DocumentId: '000.00.03.H31,2018/03/05,1/STP-VP',
      Code: { CodeNumber: '1', CodeNotation: 'STP-VP' },
      PromulgationInfo: { PromulgationDate: '2018/03/05' },
    });
    expect(message.trace.Bussiness.BussinessDocType).toBe('0');
    expect(message.manifest.Reference).toHaveLength(1);
    expect(message.attachments).toMatchObject([{ AttachmentName: 'van-ban.txt', sizeBytes: 18 }]);
  });

  test.each<[string, string, string]>([
    ['the older SOAP envelope', renderDocument(makeSampleDocument(1, { defect: 'old-envelope' })), 'SOAP'],
    [
      'the other namespace',
      sample.replaceAll('http://www.mic.gov.vn/TBT/QCVN_102_2016', 'http://edxml.gov.vn/schema'),
      'SCHEMA',
    ],
    [
      'stray letters before the document',
      renderDocument(makeSampleDocument(1, { defect: 'stray-prefix' })),
      'AXIS',
    ],
    ['a byte order mark', `\ufeff${sample}`, 'AXIS'],
  ])('in %s', (_, text, form) => {
    const { message } = read(text);
    expect(message.form).toBe(form);
    expect(message.header.DocumentId).toBe('000.00.03.H31,2018/03/05,1/STP-VP');
    expect(message.attachments).toHaveLength(1);
  });

  test('a status, with what it answers', () => {
    const of = makeSampleDocument(4);
    const status = {
      id: 'S1',
      at: new Date('2018-03-06T02:00:00Z'),
      from: '000.00.31.H31',
      of,
      code: '02',
      description: 'Sai nơi nhận',
      department: 'Văn thư',
    };
    const { message } = read(renderStatus(status));
    expect(message.kind).toBe('status');
    expect(message.header).toMatchObject({
      ResponseFor: [{ DocumentId: '000.00.03.H31,2018/03/05,4/STP-VP' }],
      ...{ StatusCode: '02', Description: 'Sai nơi nhận', Timestamp: '2018/03/06 09:00:00' },
    });
  });

  test('its contents out of lines, and out of the ZIP they are wrapped in', () => {
    const plain = read(renderDocument(makeSampleDocument(1))).message.attachments[0];
    const zipped = makeSampleDocument(1, {
      attachments: [{ name: 'van-ban.txt', text: 'Công văn số 1\n', isZipped: true }],
    });
    const broken = makeSampleDocument(1, {
      number: '2',
      attachments: [{ name: 'a.txt', text: 'x'.repeat(500), isZipped: false }],
    });
    expect(read(renderDocument(zipped)).message.attachments[0]?.sha256).toBe(plain?.sha256);
    expect(read(renderDocument(broken)).message.attachments[0]?.sizeBytes).toBe(500);
  });

  test('however the bytes are cut', () => {
    const bytes = Buffer.from(renderDocument(makeSampleDocument(2, { subject: 'Ấp Đông, xã Ngọc Thanh' })));
    const whole = readEdxml(bytes);
    fc.assert(
      fc.property(fc.array(fc.nat(bytes.length), { maxLength: 12 }), (cuts) => {
        const reader = makeEdxmlReader();
        const edges = [0, ...cuts.sort((a, b) => a - b), bytes.length];
        for (const [n, edge] of edges.slice(1).entries()) reader.write(bytes.subarray(edges[n], edge));
        expect(reader.end()).toEqual(whole);
      }),
    );
  });

  test('and elements the standard does not know are named', () => {
    const more = sample.replace('<Subject>', '<Mood>good</Mood><Subject>');
    expect(read(more).message.unknown).toEqual(['MessageHeader.Mood']);
  });
});

test('its text without the contents of the attachments reads the same, given what was measured', () => {
  const { message, outside, measured } = read(sample);
  expect(outside).toContain('<ContentTransferEncoded></ContentTransferEncoded>');
  expect(outside.length).toBeLessThan(sample.length);
  const again = readEdxml(Buffer.from(outside), { measured });
  expect(again.message).toEqual(message);
});

describe('a message is written', () => {
  test('byte for byte the same from the first time on, with the prefixes the axis insists on', () => {
    const once = rewrite(Buffer.from(sample));
    expect(rewrite(once).equals(once)).toBe(true);
    const envelope = /<edXML:edXMLEnvelope>.*<\/edXML:edXMLEnvelope>/s.exec(once.toString())?.[0] ?? '';
    const names = [...envelope.matchAll(/<([A-Za-z:]+)/g)].map(([, name]) => name ?? '');
    expect(names).toEqual(
      expect.arrayContaining(['edXML:MessageHeader', 'edXML:OrganId', 'edXML:Reference']),
    );
    expect(names.filter((name) => !name.startsWith('edXML:'))).toEqual([]);
  });

  test('whatever its texts and contents are, and read again as they were', () => {
    const text = fc
      .string({ unit: 'grapheme', maxLength: 30 })
      .map((one) => one.replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, '').trim());
    fc.assert(
      fc.property(text, text, fc.uint8Array({ maxLength: 300 }), (subject, name, content) => {
        const { header, trace, manifest } = read(sample).message;
        const changed: EdxmlHeader = {
          ...header,
          Subject: subject,
          SignerInfo: { ...header.SignerInfo, FullName: name },
        };
        const attachment = {
          ContentId: 'M0000001-0',
          AttachmentName: 'a.bin',
          Description: '',
          ContentType: 'application/zip',
        };
        const written = toEdxml({
          header: changed,
          trace,
          manifest,
          attachments: [{ attachment, content: [content] }],
        });
        const again = readEdxml(written).message;
        expect(again.header).toEqual(changed);
        expect(again.attachments[0]?.sizeBytes).toBe(content.length);
        expect(rewrite(written).equals(written)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('but not with letters XML cannot hold', () => {
    const { header, trace, manifest } = read(sample).message;
    const draft = { header: { ...header, Subject: 'a\u0000b' }, trace, manifest, attachments: [] };
    expect(() => toEdxml(draft)).toThrow('control characters');
  });
});
