/**
 * Takes what a source sets back, once an operator has let it: the pages are read a second time, for those records alone. Which they are is known only when
 * all was read (set-back.ts), and they may be too many to hold.
 */
import type { Page } from '../connectors/connector.js';
import { oneAhead } from './one-ahead.js';
import { findOwn } from './set-back.js';
import { siftPage } from './sift-page.js';
import { storePage, type PageRun } from './store-page.js';
import type { Reading } from './sync-task.js';

/** Takes it; where nothing was set back, nothing is read. @throws what made it stop. */
export async function takeSetBack<Settings>(
  { task, run }: Pick<Reading<Settings>, 'task' | 'run'>,
  pageRun: PageRun<Settings>,
  pages: AsyncIterable<Page<unknown>>,
): Promise<void> {
  const { setBack, stream, target } = pageRun;
  if (setBack === null || setBack.find().length === 0) return;
  const taking = { ...pageRun, takesOlder: true, setBack: null };
  for await (const page of oneAhead(pages)) {
    task.signal.throwIfAborted();
    const sifted = await siftPage(page, { stream, isRecognising: false, target });
    const open = sifted.candidates.filter(({ record }) => setBack.has(record.id));
    const ids = open.map(({ record }) => record.id);
    const own = new Set(await findOwn(ids, run, target.records));
    const candidates = open.filter(({ record }) => own.has(record.id));
    const { counts } = await storePage(taking, { ...sifted, candidates, goodKeys: [], refusals: [] });
    // They were counted when they were read first, and left.
    run.counts.older -= counts.changed;
    run.counts.changed += counts.changed;
  }
}
