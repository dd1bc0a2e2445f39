/** Jest runs our TypeScript as native ES modules, transformed by SWC; types are checked by `npm run check`. */
const config = {
  testEnvironment: 'node',
  // For machines several times slower than a quiet one: a hang is caught, slowness is not a failure.
  testTimeout: 120_000,
  // A worker keeps what the modules of earlier suites held; one that holds more than this begins anew before its next suite.
  workerIdleMemoryLimit: '1GB',
  roots: ['<rootDir>/tests'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
};

// Jest reads its configuration from the default export; no other file of ours has one.
export default config;
