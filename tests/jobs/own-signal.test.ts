/** The signal of one run: it says what the worker's says, and many may be under way at once. */
import { spawnSync } from 'node:child_process';
import { expect, test } from '@jest/globals';
import { withOwnSignal } from '../../src/jobs/own-signal.js';

test('every run under way hears of the end, and a later one at once', async () => {
  const worker = new AbortController();
  const heard: unknown[] = [];
  const run = (own: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      const end = (): void => {
        heard.push(own.reason);
        resolve();
      };
      if (own.aborted) end();
      else own.addEventListener('abort', end);
    });
  const runs = [withOwnSignal(worker.signal, run), withOwnSignal(worker.signal, run)];
  worker.abort('over');
  await Promise.all(runs);
  await withOwnSignal(worker.signal, run);
  expect(heard).toEqual(['over', 'over', 'over']);
});

test('many at once are no leak that Node would warn of', () => {
  const script = `
    import { withOwnSignal } from './src/jobs/own-signal.ts';
    const { signal } = new AbortController();
    const over = new Promise((resolve) => setImmediate(resolve));
    await Promise.all(Array.from({ length: 12 }, () => withOwnSignal(signal, () => over)));
    console.log('all ran');
  `;
  const args = ['--import', 'tsx', '--input-type=module', '--eval', script];
  const { stdout, stderr } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  expect(stdout).toBe('all ran\n');
  expect(stderr).toBe('');
});
