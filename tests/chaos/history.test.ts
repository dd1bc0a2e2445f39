/** The checker of histories can fail: each kind of breach, made on purpose, is found and named. */
import { expect, test } from '@jest/globals';
import { hashEvent } from '../../src/evidence/chain.js';
import type { AnyEventCore, DossierEvent } from '../../src/records/dossier-event.js';
import { sampleOpening } from '../dossiers/exchange-setting.js';
import { checkHistory, type Attempt } from './history.js';

/** A chain of events of one dossier, hashed and linked. */
function toChain(...given: readonly [type: string, agency: string, body: object][]): DossierEvent[] {
  const events: DossierEvent[] = [];
  for (const [n, [type, agency, body]] of given.entries()) {
    const at = new Date(Date.UTC(2026, 10, 25, 3, n)).toISOString();
    const core = {
      dossier: 'd',
      seq: n + 1,
      type,
      agency,
      body,
      at,
      epoch: 1,
      command: `c${n + 1}`,
    } as unknown as AnyEventCore;
    const prev = events.at(-1)?.hash ?? null;
    events.push({ id: `evt_${n}`, core, prev, hash: hashEvent(core, prev), receipt: `receipt ${n + 1}` });
  }
  return events;
}

const sent = ['SENT', 'X1', { transfer: 't', message: 't.1', to: 'H1', dueAt: null }] as const;
const opened = ['OPENED', 'X1', sampleOpening] as const;
const accepted = ['ACCEPTED', 'H1', { transfer: 't' }] as const;
const attempt: Attempt = {
  dossier: 'd',
  agency: 'X1',
  command: 'c2',
  act: 'send',
  receipts: ['receipt 2'],
  refusal: null,
};

test('a history that is well has no breach', () => {
  expect(checkHistory([attempt], toChain([...opened], [...sent], [...accepted]))).toEqual([]);
});

test.each<[string, Attempt, DossierEvent[], RegExp]>([
  ['lost', { ...attempt, command: 'c9' }, toChain([...opened], [...sent]), /acknowledged, and is lost/],
  [
    'refused, and done all the same',
    { ...attempt, receipts: [], refusal: 'CONFLICT' },
    toChain([...opened], [...sent]),
    /and carried out/,
  ],
  [
    'another receipt the second time',
    { ...attempt, receipts: ['receipt 2', 'other'] },
    toChain([...opened], [...sent]),
    /the hub does not hold/,
  ],
  [
    'answered twice',
    attempt,
    toChain([...opened], [...sent], [...accepted], [...accepted]),
    /more than one answer/,
  ],
  [
    'sent by who had handed it on',
    attempt,
    toChain([...opened], [...sent], [...accepted], [...sent]),
    /stale holder/,
  ],
  [
    'answered by a stranger',
    attempt,
    toChain([...opened], [...sent], ['ACCEPTED', 'S1', { transfer: 't' }]),
    /by a stranger/,
  ],
  [
    'an event cut out',
    attempt,
    toChain([...opened], [...sent], [...accepted]).filter((_, n) => n !== 1),
    /event 2 is missing/,
  ],
])('%s', (_, made, events, words) => {
  expect(checkHistory([made], events).join('\n')).toMatch(words);
});
