/** The folder through the engine: files taken once, new versions, broken files and what becomes of their records. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { dropfolder } from '../../../src/connectors/dropfolder/index.js';
import { dropfolderKit } from '../../kit/dropfolder.js';
import { openBench, type KitBench } from '../../kit/kit-bench.js';
import type { KitRig } from '../../kit/kit-source.js';
import { headings, rows, toCsv } from './files.js';

let folder: string;
let bench: KitBench;
let rig: KitRig;
let second = 0;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'drop-'));
  bench = await openBench(dropfolderKit);
  const settings = (pageSize: number): Record<string, unknown> =>
    dropfolder.settings.parse({ folder, pageSize, settleSeconds: 0 });
  rig = { settings, misbehave: () => undefined, close: () => Promise.resolve() };
});
afterEach(async () => {
  await bench.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Drops a file, each a second younger than the one before. */
function drop(name: string, text: string): void {
  writeFileSync(join(folder, name), text);
  const at = Date.parse('2018-03-06T08:00:00+07:00') / 1_000 + (second += 1);
  utimesSync(join(folder, name), at, at);
}

const sheetOf = (...given: readonly (readonly string[])[]): string => toCsv([headings, ...given]);
const [first = [], other = []] = rows;
const faultsOf = async (): Promise<string[]> => {
  const entries = await bench.store.quarantine.findEntries('dropfolder', 'dossiers');
  return entries.map(({ key, issues }) => `${key}: ${issues[0]?.field ?? ''}`).sort();
};

test('a file is taken once: not again, not under another name, not when it was only touched', async () => {
  drop('a.csv', sheetOf(first, other));
  expect((await bench.run(rig)).counts).toMatchObject({ read: 2, fresh: 2 });
  expect((await bench.run(rig)).counts.read).toBe(0);
  drop('b.csv', sheetOf(first, other));
  drop('a.csv', sheetOf(first, other));
  expect((await bench.run(rig)).counts.read).toBe(0);
});

test('with another content it is a new version, and an older file does not bring the old one back', async () => {
  drop('a.csv', sheetOf(first, other));
  await bench.run(rig);
  drop('b.csv', sheetOf([...first.slice(0, 4), '10']));
  expect((await bench.run(rig)).counts).toMatchObject({ read: 1, changed: 1 });
  const state = await bench.findState();
  const again = await bench.run(rig, { mode: 'FULL' });
  expect(again.counts).toMatchObject({ read: 3, fresh: 0, changed: 0, older: 1 });
  expect(await bench.findState()).toEqual(state);
});

test('what is hidden, half copied or a folder is left alone, and what was just changed waits', async () => {
  for (const name of ['.a.csv', '~$a.csv', 'a.csv.part', 'a.tmp']) drop(name, sheetOf(first));
  mkdirSync(join(folder, 'inner.csv'));
  const patient: KitRig = { ...rig, settings: (size) => ({ ...rig.settings(size), settleSeconds: 3_600 }) };
  writeFileSync(join(folder, 'young.csv'), sheetOf(first));
  expect((await bench.run(patient)).counts.read).toBe(0);
  expect((await bench.run(rig)).counts.read).toBe(1);
});

test('a file that cannot be read is told by its name until it is mended, and the others are read', async () => {
  drop('bad.xlsx', 'no workbook');
  drop('good.csv', sheetOf(first));
  expect((await bench.run(rig)).counts).toMatchObject({ fresh: 1, quarantined: 1 });
  expect(await faultsOf()).toEqual(['file bad.xlsx: fault']);
  rmSync(join(folder, 'bad.xlsx'));
  await bench.run(rig);
  expect(await faultsOf()).toEqual([]);
  drop('bad.csv', 'a,b\r\n1,2');
  await bench.run(rig);
  expect(await faultsOf()).toEqual(['file bad.csv: fault']);
  drop('bad.csv', sheetOf(other, ['', ...first.slice(1)]));
  expect((await bench.run(rig, { pageSize: 1 })).counts).toMatchObject({ fresh: 1, quarantined: 1 });
  expect((await faultsOf()).filter((fault) => fault.startsWith('file '))).toEqual([]);
});

test('while a file cannot be read nothing is taken for gone, and then what no file says is', async () => {
  drop('a.csv', sheetOf(first, other));
  await bench.run(rig);
  drop('a.csv', 'half a fi');
  for (let night = 0; night < 3; night += 1)
    expect((await bench.run(rig, { mode: 'RECONCILE' })).counts.gone).toBe(0);
  expect(Object.keys(await bench.findState())).toHaveLength(2);
  drop('a.csv', sheetOf(first));
  await bench.run(rig, { mode: 'RECONCILE' });
  expect((await bench.run(rig, { mode: 'RECONCILE' })).counts.gone).toBe(1);
  expect(readdirSync(folder)).toEqual(['a.csv']);
});
