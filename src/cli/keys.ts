/**
 * `npm run keys -- add FILE [--from INSTANT]` and `npm run keys -- retire FILE KID [--revoked]`: the file of signing keys,
 * made and rotated. A running hub reads the changed file by itself.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { HubError } from '../errors.js';
import { addSigningKey, retireSigningKey } from '../evidence/key-changes.js';
import { runCommandLine } from './command-line.js';

const usage = 'expected: add FILE [--from 2026-12-01T00:00:00+07:00], or retire FILE KID [--revoked]';

function changeKeys(args: string[], now: Date): string {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: { from: { type: 'string' }, revoked: { type: 'boolean', default: false } },
  });
  const [action, file, kid] = positionals;
  if (action === 'add' && file !== undefined && kid === undefined) {
    const from = values.from === undefined ? now : new Date(values.from);
    if (Number.isNaN(from.getTime())) throw new HubError('BAD_INPUT', `--from: ${usage}`);
    replaceFile(file, addSigningKey(existsSync(file) ? readFileSync(file, 'utf8') : null, from));
    return `${file} has a key more`;
  }
  if (action === 'retire' && file !== undefined && kid !== undefined) {
    const revokedAt = values.revoked ? now : null;
    replaceFile(file, retireSigningKey(readFileSync(file, 'utf8'), { kid, at: now, revokedAt }));
    return `${kid} signs no more; what it signed can still be verified`;
  }
  throw new HubError('BAD_INPUT', usage);
}

/** At once or not at all: a running hub may read it at any moment. */
function replaceFile(file: string, text: string): void {
  writeFileSync(`${file}.new`, text, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

await runCommandLine((args) => changeKeys(args, new Date()));
