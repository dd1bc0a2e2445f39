/** I12: a stored receipt verifies offline; and whatever is changed in its proof, a step says so. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { toPublishedKey, type PublishedKey } from '../../src/evidence/keys.js';
import {
  isProven,
  readProof,
  verifyProof,
  type ProofStep,
  type ReceiptProof,
} from '../../src/evidence/proof.js';
import { signReceipt } from '../../src/evidence/receipt.js';
import {
  key,
  makeCheckpoint,
  makeClaims,
  makeEvents,
  makeKey,
  makeProof,
  toLeaf,
  type SampleEvent,
} from './sample-hub.js';
import { toRefusal } from './refusal.js';

const events = makeEvents(40);
const fifth = events[4] as SampleEvent;
const proof = await makeProof({ laterSize: 23 });
const { keys, later } = proof;
const all = ['SIGNATURE', 'EVENT', 'INCLUSION', 'CHECKPOINT', 'CONSISTENCY'];

function toFailed(steps: readonly ProofStep[]): string[] {
  return steps.filter(({ ok }) => !ok).map(({ step }) => step);
}

async function listFailed(changed: ReceiptProof, trusted?: readonly PublishedKey[]): Promise<string[]> {
  return toFailed(await verifyProof(changed, trusted));
}

describe('a proof', () => {
  test('holds step by step, read from its file', async () => {
    const steps = await verifyProof(readProof(JSON.stringify(proof)), keys);
    expect(steps.map(({ step }) => step)).toEqual(all);
    expect(toFailed(steps)).toEqual([]);
    expect(isProven(steps)).toBe(true);
  });

  test('without a later checkpoint says nothing of consistency', async () => {
    const { later: _, ...alone } = proof;
    expect((await verifyProof(alone, keys)).map(({ step, ok }) => [step, ok])).toEqual(
      all.slice(0, 4).map((step) => [step, true]),
    );
  });

  test('held against its own keys says so', async () => {
    const [signature] = await verifyProof(proof);
    expect(signature).toMatchObject({ ok: true, detail: expect.stringContaining('compare it') as unknown });
  });

  test('of any event, at any size, holds', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 5, max: 40 }), fc.integer({ min: 5, max: 40 }), async (a, b) => {
        const made = await makeProof({ size: Math.min(a, b), laterSize: Math.max(a, b) });
        expect(await listFailed(made, keys)).toEqual([]);
      }),
    );
  });
});

describe('any byte', () => {
  const text = JSON.stringify({ ...proof, keys: [] }).replace('"keys":[]', `"keys":${JSON.stringify(keys)}`);
  const letters = fc.constantFrom(...'0123456789abcdefABCDEFxyzXYZ-_.:,"{}[]T+'.split(''));

  /** Whether a text is refused as a proof file, or as a proof. */
  async function isCaught(changed: string, trusted?: readonly PublishedKey[]): Promise<boolean> {
    let read: ReceiptProof;
    try {
      read = readProof(changed);
    } catch {
      return true;
    }
    return !isProven(await verifyProof(read, trusted));
  }

  test('changed outside the keys is caught, whoever brings the keys', async () => {
    const [begin, end] = [text.indexOf('"keys"'), text.indexOf('"later"')];
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: text.length - 1 }), letters, async (place, letter) => {
        fc.pre((place < begin || place >= end) && text[place] !== letter);
        const changed = text.slice(0, place) + letter + text.slice(place + 1);
        expect([await isCaught(changed), await isCaught(changed, keys)]).toEqual([true, true]);
      }),
      { numRuns: 600 },
    );
  });

  test('changed in a key itself is caught', async () => {
    const [begin, end] = [text.indexOf('"kid"'), text.indexOf('"validFrom"')];
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: begin, max: end - 1 }), letters, async (place, letter) => {
        fc.pre(text[place] !== letter);
        expect(await isCaught(text.slice(0, place) + letter + text.slice(place + 1))).toBe(true);
      }),
    );
  });
});

const otherClaims = { ...makeClaims(fifth), to: 'H31.9' };
const rewritten = events.map(toLeaf).with(2, toLeaf({ seq: 3, hash: fifth.hash }));
const stolen = makeKey('stolen', '2018-01-01T00:00:00+07:00');
const revokedAt = new Date('2018-06-01T00:00:00+07:00');

/** What is changed of the proof, and the steps that fail then. */
const changes: [string, Partial<ReceiptProof>, string[]][] = [
  [
    'the receipt of another event',
    { receipt: await signReceipt(makeClaims(events[5] as SampleEvent), key) },
    ['EVENT', 'INCLUSION'],
  ],
  ['a receipt that is none', { receipt: 'x.y.z' }, ['SIGNATURE', 'EVENT', 'INCLUSION']],
  ['an altered receipt', { receipt: `${proof.receipt.slice(0, -4)}AAAA` }, ['SIGNATURE']],
  ['an altered event', { event: { ...proof.event, core: { ...fifth.core, agency: 'H31.9' } } }, ['EVENT']],
  [
    'an event with a hidden link',
    { event: { ...proof.event, core: { ...fifth.core, prev: 'x' } } },
    ['EVENT'],
  ],
  ['an event linked elsewhere', { event: { ...proof.event, prev: null } }, ['EVENT']],
  ['another place in the log', { inclusion: { ...proof.inclusion, index: 3 } }, ['INCLUSION']],
  ['another size', { inclusion: { ...proof.inclusion, size: 12 } }, ['INCLUSION']],
  [
    'another root',
    { checkpoint: { ...proof.checkpoint, root: fifth.hash } },
    ['INCLUSION', 'CHECKPOINT', 'CONSISTENCY'],
  ],
  [
    'another time of the checkpoint',
    { checkpoint: { ...proof.checkpoint, at: '2018-05-08T12:00:00+07:00' } },
    ['CHECKPOINT'],
  ],
  [
    'a checkpoint of a rewritten log',
    { checkpoint: await makeCheckpoint(rewritten.slice(0, 11)) },
    ['INCLUSION', 'CONSISTENCY'],
  ],
  [
    'a later checkpoint of a rewritten log',
    { later: { checkpoint: await makeCheckpoint(rewritten.slice(0, 23)), hashes: later?.hashes ?? [] } },
    ['CONSISTENCY'],
  ],
];

describe('the step that fails names what was done', () => {
  test.each(changes)('%s', async (_, change, failed) => {
    expect(await listFailed({ ...proof, ...change }, keys)).toEqual(failed);
  });

  test.each([
    ['kind', { kind: 'RETURNED' }],
    ['epoch', { epoch: 7 }],
    ['at', { at: '2018-05-07T09:06:00+07:00' }],
    ['claimedAt', { claimedAt: '2018-05-07T09:06:00+07:00' }],
    ['transfer', { transfer: 'trf_9' }],
    ['body', { body: fifth.hash }],
  ] as const)('a receipt that says otherwise than its event in %s', async (field, change) => {
    const receipt = await signReceipt({ ...makeClaims(fifth), ...change }, key);
    const steps = await verifyProof({ ...proof, receipt }, keys);
    expect(steps.find(({ ok }) => !ok)).toEqual({
      step: 'EVENT',
      ok: false,
      detail: `the receipt and the event differ in ${field}`,
    });
  });

  test('keys that are not the hub’s', async () => {
    const forged = await makeProof({ signingKey: makeKey('hub-1', '2018-01-01T00:00:00+07:00') });
    expect(await listFailed(forged)).toEqual([]);
    expect(await listFailed(forged, keys)).toEqual(['SIGNATURE', 'CHECKPOINT']);
  });

  test('a revoked key counts only under a later checkpoint of another key', async () => {
    const alone = await makeProof({ signingKey: stolen });
    const covered = await makeProof({ signingKey: stolen, laterSize: 23, laterKey: key });
    const uncovered = await makeProof({ signingKey: stolen, laterSize: 23 });
    const published = [toPublishedKey(stolen, revokedAt), toPublishedKey(key)];
    expect(await listFailed(alone, published)).toEqual(['CHECKPOINT']);
    expect(await listFailed(uncovered, published)).toEqual(['CONSISTENCY']);
    expect(await listFailed(covered, published)).toEqual([]);
  });

  test('an expired key', async () => {
    const expired = makeKey('old', '2017-01-01T00:00:00+07:00', '2018-01-01T00:00:00+07:00');
    expect(await listFailed(await makeProof({ signingKey: expired }))).toEqual(['SIGNATURE', 'CHECKPOINT']);
  });

  test('claims of the receipt that the event does not hold are the signature’s alone', async () => {
    expect(await listFailed({ ...proof, receipt: await signReceipt(otherClaims, key) }, keys)).toEqual([]);
  });
});

describe('a file that is no proof', () => {
  test.each([
    ['no JSON', '', 'expected the proof file as JSON'],
    ['another JSON', '[]', 'breaks its shape'],
    ['a missing part', JSON.stringify({ ...proof, inclusion: undefined }), 'inclusion'],
    ['a part too much', JSON.stringify({ ...proof, note: '' }), 'note'],
    [
      'a hash in capitals',
      JSON.stringify({ ...proof, event: { ...proof.event, prev: 'A'.repeat(64) } }),
      'event.prev',
    ],
    [
      'endless hashes',
      JSON.stringify({
        ...proof,
        inclusion: { ...proof.inclusion, hashes: Array<string>(200).fill(fifth.hash) },
      }),
      '128',
    ],
  ])('%s is refused, naming what is wrong', (_, text, words) => {
    const refusal = toRefusal(() => readProof(text));
    expect(refusal).toMatch(/^BAD_INPUT: /);
    expect(refusal).toContain(words);
  });
});
