/** Sealing: stable, bound to its record, and refused when tampered with. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { DossierContent } from '../../src/records/dossier.js';
import { makeSealer } from '../../src/store/seal.js';
import { sealRecord } from '../../src/store/seal-record.js';

const sealer = makeSealer('a secret of at least thirty-two characters');
const other = makeSealer('another secret of at least thirty-two characters');
const number = '033000000017';

describe('a sealed text', () => {
  test('opens to what was sealed, with the id of its record', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (clear, id) => {
        expect(sealer.open(sealer.seal(clear, id), id)).toBe(clear);
      }),
    );
  });

  test('is the same every time, and another for another record, number or hub', () => {
    const sealed = sealer.seal(number, 'dos_1');
    expect(sealer.seal(number, 'dos_1')).toBe(sealed);
    const others = [
      sealer.seal(number, 'dos_2'),
      sealer.seal('033000000018', 'dos_1'),
      other.seal(number, 'dos_1'),
    ];
    expect(others).not.toContain(sealed);
  });

  test('opens neither for another record nor for another hub', () => {
    const sealed = sealer.seal(number, 'dos_1');
    expect(() => sealer.open(sealed, 'dos_2')).toThrow();
    expect(() => other.open(sealed, 'dos_1')).toThrow();
  });

  test('is refused once any byte of its nonce, text or tag is changed', () => {
    const [keyId = '', nonce = '', text = ''] = sealer.seal(number, 'dos_1').split('.');
    const spoil = (part: string, at: number): string => {
      const bytes = Buffer.from(part, 'base64url');
      bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
      return bytes.toString('base64url');
    };
    const lengthOf = (part: string): number => Buffer.from(part, 'base64url').length;
    const spoilt = [
      ...Array.from({ length: lengthOf(nonce) }, (_, at) => [keyId, spoil(nonce, at), text]),
      ...Array.from({ length: lengthOf(text) }, (_, at) => [keyId, nonce, spoil(text, at)]),
    ];
    expect(spoilt).toHaveLength(12 + number.length + 16);
    for (const parts of spoilt) expect(() => sealer.open(parts.join('.'), 'dos_1')).toThrow();
  });

  test.each([
    ['another key id', (sealed: string) => sealed.replace(/^1/, '2')],
    ['a shortened tag', (sealed: string) => sealed.slice(0, -6)],
    ['nothing of it left', () => ''],
  ])('is refused with %s', (_, change) => {
    const sealed = sealer.seal(number, 'dos_1');
    expect(() => sealer.open(change(sealed), 'dos_1')).toThrow();
  });

  test('an empty text is refused with a tag of four bytes, which could be guessed', () => {
    const [keyId, nonce, text = ''] = sealer.seal('', 'dos_1').split('.');
    const tag = Buffer.from(text, 'base64url').subarray(0, 4).toString('base64url');
    expect(() => sealer.open([keyId, nonce, tag].join('.'), 'dos_1')).toThrow();
  });
});

describe('a citizen id', () => {
  test('is the same for the same number, another for another number or hub', () => {
    const id = sealer.toCitizenId(number);
    expect(sealer.toCitizenId(number)).toBe(id);
    expect([sealer.toCitizenId('033000000018'), other.toCitizenId(number)]).not.toContain(id);
  });

  test('does not hold the number', () => {
    expect(sealer.toCitizenId(number)).toMatch(/^cit_[\w-]{22}$/);
    expect(sealer.toCitizenId(number)).not.toContain(number);
  });
});

describe('a dossier as it is stored', () => {
  const seal = (kindCode: number, identityNumber: string | null): unknown => {
    const applicant = { name: 'Nguyễn Thị Mẫu', kindCode, identityNumber, phone: null, address: null };
    const content = { applicant } as DossierContent;
    return sealRecord({ entity: 'dossier', id: 'dos_1', content }, sealer).content;
  };
  const sealedIdentity = sealer.seal(number, 'dos_1');

  test.each([
    [
      'of a citizen has a citizen id and the number sealed',
      1,
      number,
      sealer.toCitizenId(number),
      sealedIdentity,
    ],
    ['of an enterprise has the number sealed alone', 2, number, null, sealedIdentity],
    ['without a number has neither', 1, null, null, null],
  ])('%s', (_, kindCode, identityNumber, citizenId, sealed) => {
    const content = seal(kindCode, identityNumber);
    expect(content).toMatchObject({ applicant: { citizenId, sealedIdentity: sealed } });
    expect(JSON.stringify(content)).not.toContain(number);
  });

  test('other entities pass as they are', () => {
    const agency = { entity: 'agency', id: 'a', content: { code: 'a' } } as const;
    expect(sealRecord(agency, sealer)).toBe(agency);
  });
});
