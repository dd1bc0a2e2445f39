/** Watches what the pages of a run are made of: a change is noted and told, and known from then on. */
import type { Logger } from '../logger.js';
import type { StreamShapes } from '../store/stream-shapes.js';
import { findDrift, mergeShapes } from './drift.js';
import { toShape, type FieldShape } from './shape.js';

/** What a watch works with. */
export interface WatchParts {
  source: string;
  stream: string;
  runId: string;
  shapes: Pick<StreamShapes, 'find' | 'save' | 'noteDrifts'>;
  log: Logger;
  now(): Date;
}

/** Looks at the items of a page. */
export type WatchShape = (items: readonly unknown[], pageHash: string) => Promise<void>;

/** Makes the watch over a run; a page that is as ever costs the store nothing. */
export async function watchShape(parts: WatchParts): Promise<WatchShape> {
  const { source, stream, runId, shapes, log, now } = parts;
  let known = (await shapes.find(source, stream)) as FieldShape[] | null;
  return async (items, pageHash) => {
    if (items.length === 0) return;
    const seen = toShape(items);
    const drifts = known === null ? [] : findDrift(known, seen);
    const merged = known === null ? seen : mergeShapes(known, seen);
    if (JSON.stringify(merged) === JSON.stringify(known)) return;
    const at = now();
    await shapes.noteDrifts(drifts.map((drift) => ({ ...drift, source, stream, runId, pageHash, at })));
    for (const { kind, path, detail } of drifts) {
      if (kind === 'ADDED') log.info({ path, detail }, 'the source sends a field more');
      else log.warn({ path, detail }, 'the source has changed what it sends');
    }
    known = merged;
    await shapes.save(source, stream, merged);
  };
}
