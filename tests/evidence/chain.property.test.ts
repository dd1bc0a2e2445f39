/** I1 and I2: a dossier's events are gapless and linked; what is not, is named. And what rewrites a whole chain, the log shows. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkChain, hashEvent, type ChainedEvent } from '../../src/evidence/chain.js';
import { findAlteredEvent } from '../../src/evidence/event-leaf.js';
import { toRoot } from '../../src/evidence/merkle.js';
import { dossier, makeEvents, toLeaf, type SampleEvent } from './sample-hub.js';
import { toRefusal } from './refusal.js';

const events = makeEvents(12);
const places = fc.integer({ min: 0, max: events.length - 1 });
const at = (place: number): SampleEvent => events[place] as SampleEvent;

/** A core with one of the digits in it changed, in a number or a text. */
function alter(core: object, n: number): object {
  const text = JSON.stringify(core);
  const spots = [...text.matchAll(/[0-9]/g)].map(({ index }) => index);
  const spot = spots[n % spots.length] ?? 0;
  const digit = (Number(text[spot]) % 9) + 1;
  return JSON.parse(text.slice(0, spot) + String(digit) + text.slice(spot + 1)) as object;
}

/** The chain with every event from `place` on hashed and linked anew. */
function rechain(chain: readonly ChainedEvent[], place: number): ChainedEvent[] {
  const made = chain.slice(0, place);
  for (const { seq, core } of chain.slice(place)) {
    const prev = made.at(-1)?.hash ?? null;
    made.push({ seq, core, prev, hash: hashEvent(core, prev) });
  }
  return made;
}

describe('a chain', () => {
  test('without fault has none, in whatever order it is read', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(events, { minLength: events.length }), (shuffled) => {
        expect(checkChain(shuffled)).toBeNull();
      }),
    );
    expect(checkChain([])).toBeNull();
  });

  test('names the first event that is missing, wherever later ones are', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: events.length - 2 }), (place) => {
        expect(checkChain(events.toSpliced(place, 1))).toMatchObject({ kind: 'MISSING', seq: place + 1 });
      }),
    );
  });

  test('names an event that is there twice', () => {
    fc.assert(
      fc.property(places, (place) => {
        const doubled = events.toSpliced(place, 0, at(place));
        expect(checkChain(doubled)).toMatchObject({ kind: 'DOUBLED', seq: place + 1 });
      }),
    );
  });

  test('names an event of which one byte was changed', () => {
    fc.assert(
      fc.property(places, fc.nat(), (place, n) => {
        const core = alter(at(place).core, n);
        const changed = events.with(place, { ...at(place), core: core as SampleEvent['core'] });
        expect(checkChain(changed)).toMatchObject({ kind: 'ALTERED', seq: place + 1 });
      }),
    );
  });

  test('names the event behind one that was changed and hashed anew', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: events.length - 2 }), (place) => {
        const { core, prev, seq } = at(place);
        const altered = { ...core, agency: 'H31.9' };
        const changed: ChainedEvent[] = events.with(place, { ...at(place), hash: hashEvent(altered, prev) });
        changed[place] = { seq, prev, core: altered, hash: hashEvent(altered, prev) };
        expect(checkChain(changed)).toMatchObject({ kind: 'RELINKED', seq: place + 2 });
      }),
    );
  });

  test('names an event whose place was renumbered', () => {
    const renumbered = [at(0), { ...at(2), seq: 2 }];
    expect(checkChain(renumbered)).toMatchObject({ seq: 2 });
    expect(checkChain([{ ...at(1), seq: 1, prev: null }])).toMatchObject({ kind: 'ALTERED', seq: 1 });
  });

  test('has room for one link only', () => {
    expect(toRefusal(() => hashEvent({ seq: 1, prev: 'mine' }, null))).toContain('INTERNAL: ');
  });
});

describe('changing one byte of one old event is found and named', () => {
  const leaves = events.map(toLeaf);
  const root = toRoot(leaves);

  test('by the chain, or by the log where the whole chain was hashed anew', () => {
    fc.assert(
      fc.property(places, fc.nat(), (place, n) => {
        const core = alter(at(place).core, n);
        const changed: ChainedEvent[] = [...events];
        changed[place] = { ...at(place), core };
        expect(checkChain(changed)?.seq).toBe(place + 1);

        const rewritten = rechain(changed, place).map(({ hash }, k) => ({ dossier, seq: k + 1, hash }));
        expect(findAlteredEvent(rewritten, leaves)).toMatchObject({ index: place, dossier, seq: place + 1 });
        expect(toRoot(rewritten.map(toLeaf))).not.toBe(root);
      }),
    );
  });

  test('and an event that fits its leaf is not named', () => {
    const origins = events.map(({ seq, hash }) => ({ dossier, seq, hash }));
    expect(findAlteredEvent(origins, leaves)).toBeNull();
    expect(findAlteredEvent(origins.slice(5), leaves.slice(5), 5)).toBeNull();
  });
});
