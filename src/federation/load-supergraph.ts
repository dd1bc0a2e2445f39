/** The supergraph at the start of the gateway: the composed files when they are of today's SDL, never older ones. */
import { HubError } from '../errors.js';
import { composeSupergraph, hashSubgraphs, type Supergraph } from './compose.js';
import { readComposedFiles } from './composed-files.js';
import type { SubgraphSdl } from './read-subgraph-sdl.js';

/** Where the composed files are and what to do when they are stale. */
export interface LoadOptions {
  folder: string;
  /** `production` refuses stale files, so that what runs is what was reviewed; `demo` composes anew in memory. */
  mode: 'demo' | 'production';
}

/**
 * Loads the supergraph of these subgraphs.
 * @throws HubError BAD_INPUT in production mode where the files are missing or of other SDL; also where SDL does not compose.
 */
export async function loadSupergraph(
  subgraphs: readonly SubgraphSdl[],
  options: LoadOptions,
): Promise<Supergraph> {
  const composed = await readComposedFiles(options.folder);
  if (composed?.hash === hashSubgraphs(subgraphs)) return composed;
  if (options.mode === 'demo') return composeSupergraph(subgraphs);
  throw new HubError(
    'BAD_INPUT',
    `the composed files in ${options.folder}/ are ${composed === null ? 'missing or torn' : 'of other SDL'}: ` +
      'run `node --import tsx src/federation/compose-cli.ts` and commit what it writes',
  );
}
