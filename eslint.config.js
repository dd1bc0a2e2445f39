/** The house rules that a machine can hold; each entry says why it is there. Zero warnings is the rule. */
import js from '@eslint/js';
import jest from 'eslint-plugin-jest';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const noDefaultExport = {
  selector: 'ExportDefaultDeclaration',
  message: 'Export by name: a thing has one name wherever it is used.',
};

/** The embedded MongoDB finds no rows by a RegExp value on an indexed field (platform notes, "silently wrong"). */
const noRegExpInStore = [
  'Literal[regex]',
  'NewExpression[callee.name="RegExp"]',
  'CallExpression[callee.name="RegExp"]',
].map((selector) => ({
  selector,
  message: 'In the store write { $regex: text } with escaped text, never a RegExp.',
}));

/** Sizes that keep a file one read and a function one thought. */
const sizes = {
  'max-lines': ['error', 250],
  'max-lines-per-function': ['error', 60],
  'max-params': ['error', 3],
  'max-depth': ['error', 3],
};

export default defineConfig(
  globalIgnores(['node_modules/', '.data/', 'coverage/', 'deploy/', 'scripts/new-source/pattern/']),
  js.configs.recommended,
  { rules: { ...sizes, 'no-restricted-syntax': ['error', noDefaultExport] } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // What others call has its types written, not guessed from its body.
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      // A type import costs nothing at run time and draws no edge of the ladder.
      '@typescript-eslint/consistent-type-imports': 'error',
      // Taking `_id` or a private key out of an object is how it is left out of the rest.
      '@typescript-eslint/no-unused-vars': ['error', { varsIgnorePattern: '^_', argsIgnorePattern: '^_' }],
      // Numbers in messages are meant as they print.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `() => void doIt()` says on purpose that nobody waits.
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidOperator: true },
      ],
      // Our objects are closures without `this`, made to be taken apart.
      '@typescript-eslint/unbound-method': 'off',
      // It does not see what a closure or the outside changes while we wait: a `stopped` flag, an index of data.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      // A mongoose schema is given as an object and becomes instances of its classes.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
    },
  },
  // A resolver takes four parameters because graphql-js calls it so.
  { files: ['src/federation/**', 'src/resolvers/resolver-map.ts'], rules: { 'max-params': ['error', 4] } },
  // Tables of data are as long as the data.
  { files: ['demo/data/**'], rules: { 'max-lines': 'off' } },
  {
    files: ['src/store/**'],
    rules: { 'no-restricted-syntax': ['error', noDefaultExport, ...noRegExpInStore] },
  },
  {
    files: ['tests/**'],
    extends: [jest.configs['flat/recommended']],
    rules: {
      // A describe block is one function and as long as its cases; a table's row is as wide as its case.
      'max-lines-per-function': 'off',
      'max-params': 'off',
      // A fake answers at once where the real one waits.
      '@typescript-eslint/require-await': 'off',
      // Properties of fast-check assert inside, and so do contracts that several tests share.
      'jest/expect-expect': ['error', { assertFunctionNames: ['expect', 'expect*', 'fc.assert', 'assert*'] }],
    },
  },
  {
    // Plain Node scripts; their types are checked by tsc from JSDoc.
    files: ['**/*.mjs', '*.js'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        fetch: 'readonly',
        URL: 'readonly',
        AbortSignal: 'readonly',
        AbortController: 'readonly',
      },
    },
  },
  // The tools that read these files ask for a default export.
  { files: ['*.config.js'], rules: { 'no-restricted-syntax': 'off' } },
);
