import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { mendLock, type Lock } from '../../scripts/mend-lock.mjs';

describe('mendLock', () => {
  test('adds an optional package that nothing in the lock resolves to, with what its name says', () => {
    const lock: Lock = {
      packages: {
        'node_modules/parent': {
          version: '1.0.0',
          dev: true,
          optionalDependencies: { '@scope/it-darwin-arm64': '2.0.0' },
        },
      },
    };
    expect(mendLock(lock)).toEqual(['@scope/it-darwin-arm64']);
    expect(lock.packages['node_modules/@scope/it-darwin-arm64']).toEqual({
      version: '2.0.0',
      dev: true,
      optional: true,
      os: ['darwin'],
      cpu: ['arm64'],
    });
  });

  test.each([
    ['beside its parent', 'node_modules/it'],
    ['below its parent', 'node_modules/outer/node_modules/parent/node_modules/it'],
    ['between the two', 'node_modules/outer/node_modules/it'],
  ])('leaves alone a package that is there %s', (_, path) => {
    const parent = { optionalDependencies: { it: '1.0.0' } };
    const lock: Lock = {
      packages: { 'node_modules/outer/node_modules/parent': parent, [path]: { version: '1.0.0' } },
    };
    expect(mendLock(lock)).toEqual([]);
  });
});

test('package-lock.json is complete and names no registry', () => {
  const text = readFileSync('package-lock.json', 'utf8');
  expect(mendLock(JSON.parse(text) as Lock)).toEqual([]);
  expect(text).not.toContain('"resolved"');
});
