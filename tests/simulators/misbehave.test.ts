/** The short form of a misbehaviour, and which requests it hits. */
import { describe, expect, test } from '@jest/globals';
import { makeMisbehaviours, parseMisbehaviour } from '../../simulators/misbehave.js';

describe('parseMisbehaviour', () => {
  test.each([
    ['slow:200', { kind: 'slow', delayMs: 200 }],
    ['429', { kind: '429' }],
    ['429:5/10x3', { kind: '429', retryAfterSeconds: 5, everyNth: 10, times: 3 }],
    ['500x2', { kind: '500', times: 2 }],
    ['reset/7', { kind: 'reset', everyNth: 7 }],
    ['late-commits/2x1', { kind: 'late-commits', everyNth: 2, times: 1 }],
    ['expired/20', { kind: 'expired', everyNth: 20 }],
  ])('reads %s', (text, expected) => {
    expect(parseMisbehaviour(text)).toEqual(expected);
  });

  test.each(['', 'slower', 'reset:5', 'slow', 'slow:fast', '500/0', '500x0', '500 x2'])(
    'refuses "%s" and names what is allowed',
    (text) => {
      expect(() => parseMisbehaviour(text)).toThrow(/expected kind|takes no amount|needs its delay/);
    },
  );
});

describe('makeMisbehaviours', () => {
  const hitsOf = (spec: string, requests: number): number[] => {
    const misbehaviours = makeMisbehaviours([parseMisbehaviour(spec)]);
    const kind = parseMisbehaviour(spec).kind;
    return Array.from({ length: requests }, (_, i) => i + 1).filter(() => misbehaviours.hit(kind) !== null);
  };

  test.each([
    ['500', [1, 2, 3, 4, 5, 6, 7]],
    ['500/3', [3, 6]],
    ['500x2', [1, 2]],
    ['500/2x2', [2, 4]],
  ])('%s hits requests %j of seven', (spec, expected) => {
    expect(hitsOf(spec, 7)).toEqual(expected);
  });

  test('counts only requests that its kind could happen to', () => {
    const misbehaviours = makeMisbehaviours([{ kind: 'expired', everyNth: 2 }]);
    misbehaviours.hit('slow');
    expect(misbehaviours.hit('expired')).toBeNull();
    expect(misbehaviours.hit('expired')).toEqual({ kind: 'expired', everyNth: 2 });
  });

  test('set replaces what was there and counts from the start', () => {
    const misbehaviours = makeMisbehaviours([{ kind: '500' }]);
    misbehaviours.set([{ kind: 'reset', times: 1 }]);
    expect(misbehaviours.hit('500')).toBeNull();
    expect(misbehaviours.hit('reset')).not.toBeNull();
    misbehaviours.set([{ kind: 'reset', times: 1 }]);
    expect(misbehaviours.hit('reset')).not.toBeNull();
  });
});
