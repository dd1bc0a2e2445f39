/** How the dossiers of one node are read, page by page in the order of their last change, and one alone by its code. */
import { z } from 'zod';
import { HubError } from '../../errors.js';
import type { Page, ReadContext } from '../connector.js';
import type { OnestopClient } from './client.js';
import type { OnestopSettings } from './settings.js';
import { stamp } from './wire.js';

type Context = ReadContext<OnestopSettings>;

/** Where to read on: from the last stamp seen, and within it from which page. */
export const dossierCursor = z.object({ since: z.string(), page: z.number().int().min(1) });
export type DossierCursor = z.infer<typeof dossierCursor>;

/** Most items the source gives in one page. */
const widestPage = 1000;

/**
 * Pages by the last stamp seen rather than by page number: what changes while it is being read moves to the end and is
 * met there, and nothing slides past a page's edge. Items of the edge's second are read twice and found unchanged.
 */
export async function* readDossiers(
  node: OnestopClient,
  context: Context,
  from: DossierCursor | null,
): AsyncIterable<Page<DossierCursor>> {
  let cursor = from ?? { since: '', page: 1 };
  const size = context.settings.pageSize;
  for (;;) {
    const { number, width } = toWindow(cursor.page, size);
    const parameters = { tuthoidiem: cursor.since, trang: String(number), sobanghi: String(width) };
    const { items, total, ...pageBytes } = await node.fetchPage(
      'LayDanhSachHoSo',
      parameters,
      context.signal,
    );
    const remaining = Math.max(0, total - (number - 1) * width - items.length);
    const more = items.length === width && remaining > 0;
    cursor = toNext(cursor, items);
    yield { items, ...pageBytes, more, next: cursor, remaining };
    if (!more) return;
  }
}

/** One dossier by a code it has or had. */
export async function* readDossier(
  node: OnestopClient,
  { signal }: Context,
  key: string,
): AsyncIterable<Page<DossierCursor>> {
  const { items, bytes } = await node.fetchPage('TraCuuHoSo', { mahoso: key }, signal);
  yield { items, bytes, more: false, next: { since: '', page: 1 }, remaining: 0 };
}

/** A stamp an operator gave. @throws HubError BAD_INPUT naming `since` for what is none. */
export function requireStamp(text: string): string {
  if (stamp.safeParse(text).success) return text;
  throw new HubError('BAD_INPUT', 'since: expected yyyyMMddHHmmss of a real day, as the one-stop writes it');
}

/**
 * Within one single stamp the page is widened rather than turned: what changes leaves the stamp, and the rest would move
 * up past the edge. Only a second with more items than the source gives at once has its pages turned.
 */
function toWindow(page: number, size: number): { number: number; width: number } {
  const widest = Math.floor(widestPage / size);
  return { number: Math.max(1, page - widest + 1), width: size * Math.min(page, widest) };
}

/** On to the last stamp of the page; within one single stamp, on to the next page of it. */
function toNext(cursor: DossierCursor, items: readonly unknown[]): DossierCursor {
  const last = z.object({ NgayCapNhat: stamp }).safeParse(items.at(-1));
  if (!last.success) return items.length === 0 ? cursor : { ...cursor, page: cursor.page + 1 };
  const since = last.data.NgayCapNhat;
  return since === cursor.since ? { since, page: cursor.page + 1 } : { since, page: 1 };
}
