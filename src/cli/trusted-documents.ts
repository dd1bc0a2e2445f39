/**
 * `npm run -s trusted-documents -- FOLDER > FILE`: the manifest of a frontend's operations, from its `.graphql` files, each an operation with
 * the fragments it spreads. A gateway reads it from TRUSTED_DOCUMENTS_FILE and checks it against its schema.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HubError } from '../errors.js';
import { hashOperation } from '../gateway/trusted-documents.js';
import { runCommandLine } from './command-line.js';

function makeManifest([folder, ...more]: string[]): string {
  if (folder === undefined || more.length > 0)
    throw new HubError('BAD_INPUT', 'expected: one folder of .graphql files');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.graphql'),
  );
  const texts = files.sort().map((file) => readFileSync(join(folder, file), 'utf8'));
  return JSON.stringify(Object.fromEntries(texts.map((text) => [hashOperation(text), text])), null, 2);
}

await runCommandLine(makeManifest);
