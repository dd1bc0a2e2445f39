/** The house rules that keep the tree findable: who may import what, how large files are, what they are called. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { connectors } from '../src/connectors/registry.js';

interface SourceFile {
  path: string;
  text: string;
  imports: string[];
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => normalize(join(entry.parentPath, entry.name)));
}

function readSource(path: string): SourceFile {
  const text = readFileSync(path, 'utf8');
  const imports = [...text.matchAll(/^(?:import|export)[^;]*? from '([^']+)';/gm)].map(([, target = '']) =>
    target.startsWith('.') ? normalize(join(dirname(path), target)).replace(/\.js$/, '.ts') : target,
  );
  return { path, text, imports };
}

const files = listFiles('src').map(readSource);
const allFiles = [...files, ...['simulators', 'demo', 'bench', 'tests'].flatMap(listFiles).map(readSource)];

/** Rungs of the ladder, lowest first; a file imports from its own rung's folder or from lower rungs. */
const rungs = [
  ['errors', 'trace', 'followed-file', 'logger', 'config', 'closers'],
  ['records'],
  ['calendar', 'evidence', 'figures', 'lists', 'principal'],
  ['connectors', 'store'],
  ['sync', 'dossiers'],
  ['delivery', 'notices'],
  ['jobs'],
  ['resolvers'],
  ['gateway'],
  ['app'],
  ['run-process'],
  ['main', 'worker', 'subgraph', 'cli'],
];

function toRoom(path: string): string {
  return (path.split('/')[1] ?? '').replace(/\.ts$/, '');
}

function toRung(path: string): number {
  return rungs.findIndex((rooms) => rooms.includes(toRoom(path)));
}

function isUpward({ path }: SourceFile, target: string): boolean {
  if (!target.startsWith('src/') || toRoom(target) === toRoom(path)) return false;
  if (toRoom(path) === 'federation') return !['errors', 'trace'].includes(toRoom(target));
  if (toRoom(target) === 'federation') return !['gateway', 'app'].includes(toRoom(path));
  const isPurePair = toRung(path) === 2 && toRung(target) === 2;
  return (
    toRung(target) > toRung(path) || (toRung(target) === toRung(path) && !isPurePair && toRung(path) > 0)
  );
}

function listImporters(found: (target: string, file: SourceFile) => boolean): string[] {
  return files.flatMap((file) =>
    file.imports.filter((target) => found(target, file)).map((target) => `${file.path} → ${target}`),
  );
}

describe('imports', () => {
  test('only go down the ladder', () => {
    expect(listImporters((target, file) => isUpward(file, target))).toEqual([]);
  });

  test.each([
    ['mongoose', /^src\/store\//],
    ['bullmq', /^src\/jobs\/queue\.ts$/],
    ['ioredis', /^src\/jobs\/(queue|shared-limits|rate-limit)\.ts$/],
    ['dataloader', /^src\/resolvers\/loaders\.ts$/],
    ['undici', /^src\/(connectors\/http\.ts$|federation\/remote\/)/],
    ['@apollo/server', /^src\/gateway\//],
  ])('%s has one home', (library, home) => {
    const strangers = listImporters(
      (target, { path }) => (target === library || target.startsWith(`${library}/`)) && !home.test(path),
    );
    expect(strangers).toEqual([]);
  });

  test('pure folders import nothing that does anything', () => {
    const rooms = 'records|calendar|evidence|figures|lists';
    const allowed = new RegExp(`^(src/(errors|principal|${rooms})\\b|node:crypto$)`);
    const allowedEvidence = /^(canonicalize|jose|zod)$/;
    const pure = new RegExp(`^src/(${rooms})/`);
    const strangers = listImporters(
      (target, { path }) =>
        pure.test(path) &&
        !allowed.test(target) &&
        !(path.startsWith('src/evidence/') && allowedEvidence.test(target)),
    );
    expect(strangers).toEqual([]);
  });

  test('a connector never imports another one', () => {
    const folderOf = (path: string): string | undefined => /^src\/connectors\/([^/]+)\//.exec(path)?.[1];
    const strangers = listImporters((target, { path }) => {
      const [from, to] = [folderOf(path), folderOf(target)];
      return from !== undefined && to !== undefined && from !== to;
    });
    expect(strangers).toEqual([]);
  });

  test('the environment is read at the edges only', () => {
    const readers = files
      .filter(({ text }) => /process\.env\b/.test(text.replace(/\/\*[^]*?\*\//g, '')))
      .map(({ path }) => path);
    expect(readers.sort()).toEqual(['src/main.ts', 'src/subgraph.ts', 'src/worker.ts']);
  });
});

describe('every connector', () => {
  /** Whether the graph shows something because of it: an entity no connector before it brings. */
  const bringsOwn = (name: string): boolean => {
    const bringers = (entity: string): string[] =>
      connectors.filter(({ streams }) => streams.some((one) => one.entity === entity)).map((one) => one.name);
    const streams = connectors.find((one) => one.name === name)?.streams ?? [];
    return streams.some(({ entity }) => bringers(entity)[0] === name);
  };

  test.each(connectors.map(({ name }) => name))(
    '%s has its files, its simulator, and its SDL and resolvers where it brings something of its own',
    (name) => {
      const expected = [
        ...['index', 'client', 'wire', 'map', 'settings'].map((stem) => `src/connectors/${name}/${stem}.ts`),
        `src/connectors/${name}/README.md`,
        ...(bringsOwn(name) ? [`schema/${name}.graphql`, `src/resolvers/${name}.ts`] : []),
        `simulators/${name}/main.ts`,
      ];
      expect(expected.filter((path) => !existsSync(path))).toEqual([]);
    },
  );

  test('is registered under the name of its folder', () => {
    const folders = readdirSync('src/connectors', { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    expect(connectors.map(({ name }) => name).sort()).toEqual(folders.map(({ name }) => name).sort());
  });
});

describe('files', () => {
  test('have at most 250 lines', () => {
    expect(allFiles.filter(({ text }) => text.split('\n').length > 251).map(({ path }) => path)).toEqual([]);
  });

  test('open with what they are for', () => {
    expect(files.filter(({ text }) => !text.startsWith('/**')).map(({ path }) => path)).toEqual([]);
  });

  test('are named in kebab-case, and by what they hold', () => {
    const isWell = (path: string): boolean => {
      const stem = (path.split('/').at(-1) ?? '').replace(/(\.property)?(\.test)?\.ts$/, '');
      return (
        /^[a-z0-9]+(-[a-z0-9]+)*$/.test(stem) &&
        !/^(utils?|helpers?|common|misc|manager|service|types)$/.test(stem)
      );
    };
    expect(allFiles.map(({ path }) => path).filter((path) => !isWell(path))).toEqual([]);
  });

  test('have no default export', () => {
    expect(allFiles.filter(({ text }) => /^export default/m.test(text)).map(({ path }) => path)).toEqual([]);
  });
});
