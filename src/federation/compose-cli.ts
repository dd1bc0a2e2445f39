/**
 * Lints and composes the SDL files, for people and for CI:
 * `node --import tsx src/federation/compose-cli.ts [--check]` writes the composed files, or with `--check` fails where
 * they are not what it would write.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { HubError, toMessage } from '../errors.js';
import { composeSupergraph } from './compose.js';
import { readText, toComposedFiles } from './composed-files.js';
import { readSubgraphSdl } from './read-subgraph-sdl.js';
import { lintSubgraphs } from './sdl-lint.js';

const boundedLists = z.record(z.string(), z.string().min(1));

/**
 * Composes the SDL files of a folder; writes what changed, or with `check` only compares.
 * @returns the names of the files that were written
 * @throws HubError BAD_INPUT listing lint faults, composition errors or stale files.
 */
export async function composeFolder(folder: string, check: boolean): Promise<string[]> {
  const subgraphs = await readSubgraphSdl(folder);
  const bounded = boundedLists.parse(JSON.parse(await readFile(join(folder, 'bounded-lists.json'), 'utf8')));
  refuse(lintSubgraphs(subgraphs, bounded), 'fault(s) in the SDL');
  const stale: string[] = [];
  for (const [file, text] of Object.entries(toComposedFiles(composeSupergraph(subgraphs)))) {
    const path = join(folder, file);
    if ((await readText(path)) === text) continue;
    stale.push(file);
    if (!check) await writeFile(path, text);
  }
  if (check) refuse(stale, 'composed file(s) are stale; run compose-cli.ts without --check');
  return stale;
}

function refuse(faults: readonly string[], what: string): void {
  if (faults.length > 0)
    throw new HubError('BAD_INPUT', `${faults.length} ${what}:\n  ${faults.join('\n  ')}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = fileURLToPath(new URL('../../schema', import.meta.url));
  try {
    const written = await composeFolder(folder, process.argv.includes('--check'));
    process.stdout.write(written.length === 0 ? 'schema/ is up to date\n' : `wrote ${written.join(', ')}\n`);
  } catch (thrown) {
    process.stderr.write(`${toMessage(thrown)}\n`);
    process.exitCode = 1;
  }
}
