/** A record belongs to the item it first came of: another one that claims it is refused, and nothing else is held up by that. */
import { beforeEach, describe, expect, test } from '@jest/globals';
import { releaseQuarantine } from '../../src/sync/release-quarantine.js';
import { openEngine, type EngineSetting, type ToyStream } from './engine-setting.js';
import { makeToyStream, type ToyItem } from './toy-source.js';

let engine: EngineSetting;
beforeEach(async () => {
  engine = await openEngine();
});

/** A source whose items say which record they are in the first letter of their key. */
function makeStream(items: readonly ToyItem[], pageSize = 2): ToyStream {
  const { recordId: _none, ...stream } = makeToyStream(items, { pageSize });
  return {
    ...stream,
    identity: 'code',
    map: (raw) => stream.map({ ...raw, key: raw.key.slice(0, 1) }),
  };
}

const item = (key: string, name: string, stamp = '1'): ToyItem => ({ key, name, stamp });

async function findNames(): Promise<Record<string, string>> {
  const found = await engine.store.records.procedure.findByIds<{ name: string }>(['a', 'b', 'c']);
  return Object.fromEntries(found.map(({ id, content }) => [id, content.name]));
}
const findEntries = () => engine.target.quarantine.findEntries('toy', 'procedures');

describe.each([
  ['in the same page', 4],
  ['in a later page', 1],
])('another item that claims a record %s', (_, pageSize) => {
  const items = [item('a1', 'Một'), item('a2', 'Khác'), item('b1', 'Hai'), item('c1', 'Ba')];

  test('is refused with the field named, and the rest land', async () => {
    const { counts } = await engine.run(makeStream(items, pageSize));
    expect(counts).toMatchObject({ read: 4, fresh: 3, changed: 0, quarantined: 1 });
    expect(await findNames()).toEqual({ a: 'Một', b: 'Hai', c: 'Ba' });
    expect(await findEntries()).toMatchObject([{ key: 'a2', issues: [{ field: 'code' }] }]);
  });

  test('stays refused when all is read again, and when it is tried again', async () => {
    await engine.run(makeStream(items, pageSize));
    const stream = makeStream(items, pageSize);
    const again = await engine.run(stream, { mode: 'FULL' });
    expect(again.counts).toMatchObject({ unchanged: 3, changed: 0, quarantined: 1 });
    const asked = { source: 'toy', stream, now: () => new Date() };
    expect(await releaseQuarantine(asked, engine.target)).toEqual({ replayed: 0, failed: 1 });
    expect(await findEntries()).toHaveLength(1);
    expect(await findNames()).toMatchObject({ a: 'Một' });
  });
});

test('the same content under another key is no stranger', async () => {
  const { counts } = await engine.run(makeStream([item('a1', 'Một'), item('a2', 'Một'), item('b1', 'Hai')]));
  expect(counts).toMatchObject({ fresh: 2, quarantined: 0 });
});

test('the item itself may say something else', async () => {
  await engine.run(makeStream([item('a1', 'Một')]));
  const { counts } = await engine.run(makeStream([item('a1', 'Sửa', '2')]), { mode: 'FULL' });
  expect(counts).toMatchObject({ changed: 1, quarantined: 0 });
  expect(await findNames()).toEqual({ a: 'Sửa' });
});

test('older strangers set nothing back: their items are theirs, and nothing of the source is stopped', async () => {
  const keys = Array.from({ length: 200 }, (_, n) => String.fromCodePoint(0x4e00 + n));
  await engine.run(makeStream(keys.map((key) => item(`${key}1`, 'Một', '5'))));
  const older = makeStream(keys.map((key) => item(`${key}2`, 'Khác', '1')));
  const { counts } = await engine.run(older, { mode: 'FULL' });
  expect(counts).toMatchObject({ older: 0, quarantined: keys.length });
});
