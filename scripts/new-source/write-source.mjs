/** Writes a new source from the pattern beside this file: its own files, and its lines in those that are there. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Refusal } from '../refusal.mjs';
import { lines } from './lines.mjs';

const pattern = join(import.meta.dirname, 'pattern');

/**
 * Writes the files of a source.
 * @param {string} name one lower-case word: the stem of everything of it
 * @param {string} root of the project
 * @returns {string[]} the files written or changed
 * @throws {Refusal} for a name that will not do, before anything is written
 */
export function writeSource(name, root) {
  const rename = makeRename(name);
  const files = readdirSync(pattern, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.\w+$/.test(file),
  );
  const taken = files.map(rename).find((file) => existsSync(join(root, file)));
  if (taken !== undefined) throw new Refusal(`${taken} is there already: choose another name than ${name}`);
  const changed = new Map(lines.map(({ file }) => [file, readFileSync(join(root, file), 'utf8')]));
  for (const { file, at, text } of lines) {
    const before = changed.get(file) ?? '';
    if (!at.test(before)) throw new Refusal(`${file}: expected ${at} to put a line before, did not find it`);
    changed.set(
      file,
      before.replace(at, (found) => rename(text) + found),
    );
  }
  for (const file of files) {
    const to = join(root, rename(file));
    mkdirSync(dirname(to), { recursive: true });
    writeFileSync(to, rename(readFileSync(join(pattern, file), 'utf8')));
  }
  for (const [file, text] of changed) writeFileSync(join(root, file), text);
  return [...files.map(rename), ...changed.keys()];
}

/**
 * From the pattern's name to the source's, in its three spellings.
 * @param {string} name
 * @returns {(text: string) => string}
 */
function makeRename(name) {
  if (!/^[a-z][a-z0-9]{2,19}$/.test(name))
    throw new Refusal(`expected one lower-case word of 3 to 20 letters, such as transport; got '${name}'`);
  const capital = name.charAt(0).toUpperCase() + name.slice(1);
  return (text) =>
    text
      .replaceAll('NEWSOURCE', name.toUpperCase())
      .replaceAll('Newsource', capital)
      .replaceAll('newsource', name);
}
