/** The lines a new source needs in files that are there already; one each, and where it goes. */

/**
 * @typedef {object} Line
 * @property {string} file
 * @property {RegExp} at what the line is put before; it must be there
 * @property {string} text with the names of the pattern
 */

/** @type {readonly Line[]} */
export const lines = [
  {
    file: 'src/connectors/registry.ts',
    at: /\n\/\*\* A connector whose/,
    text: "import { newsource } from './newsource/index.js';\n",
  },
  { file: 'src/connectors/registry.ts', at: /\];\n\n\/\*\* A stream by/, text: ', newsource' },
  {
    file: 'src/resolvers/registry.ts',
    at: /import type \{ ResolverMap \}/,
    text: "import { newsource } from './newsource.js';\n",
  },
  { file: 'src/resolvers/registry.ts', at: / \} satisfies/, text: ', newsource' },
  { file: 'src/records/record.ts', at: /;\n\n\/\*\* Level of the administration/, text: " | 'newsource'" },
  {
    file: 'src/lists/rows.ts',
    at: /import type \{ ProcedureContent \}/,
    text: "import type { NewsourceContent } from '../records/newsource.js';\n",
  },
  {
    file: 'src/lists/rows.ts',
    at: /\s+dossier: DossierRow;\n\}/,
    text: '\n  newsource: RecordRow<NewsourceContent>;',
  },
  { file: 'src/store/entities.ts', at: /\s+dossier: \{/, text: "\n  newsource: listedWhole('newsources')," },
  {
    file: '.env.example',
    at: /\n# docker-compose\.yml brings/,
    text: `
# newsource: its address, empty to switch it off, and the account the hub reads with
NEWSOURCE_URL=
NEWSOURCE_USERNAME=
NEWSOURCE_PASSWORD=
# Items asked for per page, 1 to 1000 (default: 500)
NEWSOURCE_PAGE_SIZE=500
`,
  },
  {
    file: 'docker-compose.yml',
    at: /\nservices:/,
    text: `  NEWSOURCE_URL: \${NEWSOURCE_URL:-}
  NEWSOURCE_USERNAME: \${NEWSOURCE_USERNAME:-}
  NEWSOURCE_PASSWORD: \${NEWSOURCE_PASSWORD:-}
  NEWSOURCE_PAGE_SIZE: \${NEWSOURCE_PAGE_SIZE:-500}
`,
  },
  {
    file: 'tests/kit/sources.ts',
    at: /\nconst all:/,
    text: "import { newsourceKit } from './newsource.js';\n",
  },
  { file: 'tests/kit/sources.ts', at: /\];\n\n\/\*\* What is tested/, text: ', newsourceKit' },
];
