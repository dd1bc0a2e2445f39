import { describe, expect, test } from '@jest/globals';
import { guardField } from '../../src/gateway/guard.js';
import { toPrincipal } from '../../src/gateway/principal-shape.js';

const holding = (...scopes: string[]) => ({ principal: toPrincipal({ sub: 'a', kind: 'SYSTEM', scopes }) });
const needing = (...scopes: string[][]) => ({ name: 'requiresScopes' as const, scopes });

describe('guard of a field', () => {
  test.each([
    ['@authenticated, any caller', { name: 'authenticated' as const }, holding()],
    ['one scope, held', needing(['a']), holding('a', 'x')],
    ['two scopes, both held', needing(['a', 'b']), holding('b', 'a')],
    ['one of two lists held', needing(['a'], ['b', 'c']), holding('b', 'c')],
  ])('%s: passes', (_, directive, context) => {
    expect(() => guardField(directive, context)).not.toThrow();
  });

  test.each([
    [
      'no caller, @authenticated',
      { name: 'authenticated' as const },
      { principal: null },
      'UNAUTHENTICATED',
      'token',
    ],
    ['no caller, scope', needing(['a']), { principal: null }, 'UNAUTHENTICATED', 'token'],
    ['scope not held', needing(['a']), holding('b'), 'FORBIDDEN', 'the scope a,'],
    ['one of two held', needing(['a', 'b']), holding('a'), 'FORBIDDEN', 'the scope b,'],
    ['no list held', needing(['a', 'b'], ['c']), holding('b'), 'FORBIDDEN', 'the scope a, or c,'],
    ['a directive without scopes lets nobody in', needing(), holding('a'), 'FORBIDDEN', 'scope'],
  ])('%s: refused', (_, directive, context, code, message) => {
    expect(() => guardField(directive, context)).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(message) }),
    );
  });
});
