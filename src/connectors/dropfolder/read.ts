/**
 * Reads the folder file by file, in the order they were last changed. A file is taken once, by its content: under another name it is the same one,
 * and with another content it is a new version. What was taken is in the cursor, for the files that still lie there.
 */
import { z } from 'zod';
import type { Page, ReadContext } from '../connector.js';
import { openFolder, type DropClient, type DroppedFile } from './client.js';
import { parseItems, toBytes, toFilePages, toNotice, type FilePage, type ReadFile } from './pages.js';
import type { DropfolderSettings } from './settings.js';
import { limits } from './tables/table.js';

export const dropCursor = z.object({
  /** Name, look (size and moment of change) and SHA-256 of each file that was taken. */
  taken: z.array(z.tuple([z.string(), z.string(), z.string()])),
  /** Names of those that could not be read. */
  faulty: z.array(z.string()),
  /** The file being read, and how many of its pages were. */
  reading: z.object({ hash: z.string(), pages: z.number().int() }).nullable(),
});

/** How far the folder has been read. */
export type DropCursor = z.infer<typeof dropCursor>;

type Taken = DropCursor['taken'][number];

const lookOf = ({ sizeBytes, changedAt }: DroppedFile): string => `${sizeBytes}@${changedAt.getTime()}`;

/** The pages of the folder from where it was read to. */
export async function* readFolder(
  context: ReadContext<DropfolderSettings>,
  from: DropCursor | null,
): AsyncIterable<Page<DropCursor>> {
  const folder = openFolder(context);
  const files = await folder.listFiles();
  const names = new Set(files.map(({ name }) => name));
  const taken = new Map<string, Taken>();
  for (const one of from?.taken ?? []) if (names.has(one[0])) taken.set(one[0], one);
  const faulty = new Set(from?.faulty ?? []);
  const toCursor = (reading: DropCursor['reading']): DropCursor => ({
    taken: [...taken.values()],
    faulty: [...faulty],
    reading,
  });

  for (const name of [...faulty].filter((one) => !names.has(one))) {
    faulty.delete(name);
    yield toPage(toNotice({ name, hash: '', changedAt: context.now() }, ''), toCursor(null));
  }
  for (const file of files) {
    if (taken.get(file.name)?.[1] === lookOf(file)) continue;
    const read = await readDropped(folder, file);
    if (read === null) continue;
    const isKnown = [...taken.values()].some(([, , hash]) => hash === read.hash);
    const pages = isKnown ? [] : await toFilePages(read, context.settings.pageSize);
    const isFaulty = pages.some(({ fault }) => fault !== null);
    // Behind its rows, so that they are counted alike by who reads on from the middle of them.
    if (!isKnown && !isFaulty && faulty.has(file.name)) pages.push(toNotice(read, ''));
    const done = from?.reading?.hash === read.hash ? from.reading.pages : 0;
    const last = pages.pop();
    if (!isKnown) taken.delete(file.name);
    for (const [n, page] of pages.entries())
      if (n >= done) yield toPage(page, toCursor({ hash: read.hash, pages: n + 1 }));
    taken.set(file.name, [file.name, lookOf(file), read.hash]);
    if (last === undefined) continue;
    if (isFaulty) faulty.add(file.name);
    else faulty.delete(file.name);
    yield toPage(last, toCursor(null));
  }
}

/** A file with its bytes; one that is too large is not read, only told as that. */
async function readDropped(folder: DropClient, file: DroppedFile): Promise<ReadFile | null> {
  if (file.sizeBytes > limits.fileBytes) return { ...file, bytes: null, hash: lookOf(file) };
  const read = await folder.readFile(file.name);
  return read === null ? null : { ...file, ...read };
}

function toPage(page: FilePage, next: DropCursor): Page<DropCursor> {
  const bytes = toBytes(page);
  const isPartial = page.fault !== null && page.fault !== '';
  return { items: parseItems(bytes), bytes, next, more: true, remaining: null, isPartial };
}
