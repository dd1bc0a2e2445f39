/**
 * Lints and composes the SDL files, for people and for CI:
 * `npm run compose` writes the composed files, `npm run compose -- --check` fails where they are not what it would write or break clients
 * of the last release, `npm run compose -- --release` makes today's API schema the last release.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { HubError, toMessage } from '../errors.js';
import { lintBreakingChanges } from './breaking-changes.js';
import { composeSupergraph } from './compose.js';
import { readText, toComposedFiles } from './composed-files.js';
import { apiFile, readSubgraphSdl } from './read-subgraph-sdl.js';
import { lintSubgraphs } from './sdl-lint.js';

const reasons = z.record(z.string(), z.string().min(1));
const releaseFolder = 'released';
const acceptedFile = 'accepted-breaks.json';

/**
 * Composes the SDL files of a folder; writes what changed, or with `check` only compares.
 * @returns the names of the files that were written
 * @throws HubError BAD_INPUT listing lint faults, composition errors or stale files.
 */
export async function composeFolder(folder: string, check: boolean): Promise<string[]> {
  const subgraphs = await readSubgraphSdl(folder);
  const bounded = await readReasons(join(folder, 'bounded-lists.json'));
  refuse(lintSubgraphs(subgraphs, bounded), 'fault(s) in the SDL');
  const supergraph = composeSupergraph(subgraphs);
  if (check) refuse(await findBreaks(folder, supergraph.apiSdl), `change(s) since ${releaseFolder}/`);
  const stale: string[] = [];
  for (const [file, text] of Object.entries(toComposedFiles(supergraph))) {
    const path = join(folder, file);
    if ((await readText(path)) === text) continue;
    stale.push(file);
    if (!check) await writeFile(path, text);
  }
  if (check) refuse(stale, 'composed file(s) are stale; run compose-cli.ts without --check');
  return stale;
}

/** Makes the API schema of the folder's SDL its last release; nothing of it is a break any more. */
export async function releaseFolderSchema(folder: string): Promise<void> {
  const { apiSdl } = composeSupergraph(await readSubgraphSdl(folder));
  await mkdir(join(folder, releaseFolder), { recursive: true });
  await writeFile(join(folder, releaseFolder, apiFile), apiSdl);
  await writeFile(join(folder, releaseFolder, acceptedFile), '{}\n');
}

/** Without a release nothing can break. */
async function findBreaks(folder: string, apiSdl: string): Promise<string[]> {
  const released = await readText(join(folder, releaseFolder, apiFile));
  if (released === null) return [];
  const accepted = await readReasons(join(folder, releaseFolder, acceptedFile));
  return lintBreakingChanges(apiSdl, { apiSdl: released, accepted });
}

async function readReasons(file: string): Promise<Record<string, string>> {
  return reasons.parse(JSON.parse(await readFile(file, 'utf8')));
}

function refuse(faults: readonly string[], what: string): void {
  if (faults.length > 0)
    throw new HubError('BAD_INPUT', `${faults.length} ${what}:\n  ${faults.join('\n  ')}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = fileURLToPath(new URL('../../schema', import.meta.url));
  try {
    if (process.argv.includes('--release')) await releaseFolderSchema(folder);
    const written = await composeFolder(folder, process.argv.includes('--check'));
    process.stdout.write(written.length === 0 ? 'schema/ is up to date\n' : `wrote ${written.join(', ')}\n`);
  } catch (thrown) {
    process.stderr.write(`${toMessage(thrown)}\n`);
    process.exitCode = 1;
  }
}
