/** Sifts one page on its way to the store: what is stored as it came is set aside, the rest is validated and mapped. */
import type { AnyStream, Page } from '../connectors/connector.js';
import type { RecordHead } from '../store/record-store.js';
import { markItems, recognise, type Mark } from './recognise.js';
import { siftItems, type Sifted } from './sift.js';
import { toPageHash, type PageTarget } from './store-page.js';

/** A page, sifted. */
export interface SiftedPage extends Sifted {
  page: Page<unknown>;
  pageHash: string;
  /** Items that did not, or that nobody has looked at. */
  openItems: unknown[];
  /** Ids of records whose items came as they are stored. */
  knownIds: string[];
  /** What was stored of the page's records when it was sifted; null where nobody has looked. */
  heads: ReadonlyMap<string, RecordHead> | null;
}

/** What a page is sifted with. */
export interface SiftParts<Settings> {
  stream: AnyStream<Settings>;
  /** Whether to look what is stored already; of a first reading, or one that is to map everything anew, there is no need. */
  isRecognising: boolean;
  target: Pick<PageTarget, 'records' | 'seal' | 'toDigest'>;
}

/** Sifts it. */
export async function siftPage<Settings>(
  page: Page<unknown>,
  { stream, isRecognising, target }: SiftParts<Settings>,
): Promise<SiftedPage> {
  const marks = markItems(stream, page, (item) => target.toDigest(item));
  const ids = [...new Set(marks.flatMap((mark) => mark?.id ?? []))];
  const heads = isRecognising && ids.length > 0 ? await target.records.findHeads(ids) : null;
  const known = recognise(marks, heads ?? new Map());
  const open = page.items.map((_, position) => position).filter((position) => !known.has(position));
  const openItems = open.map((position) => page.items[position]);
  const sifted = siftItems(stream, openItems, (record) => target.seal(record));
  const knownMarks = [...known].map((position) => marks[position] as Mark);
  return {
    ...{ page, pageHash: toPageHash(page.bytes), heads, openItems },
    knownIds: knownMarks.map(({ id }) => id),
    ...placeBack(sifted, { open, marks }),
    goodKeys: [...knownMarks.map(({ key }) => key), ...sifted.goodKeys],
  };
}

/**
 * Whether a page was sifted before what it holds was written by the page before it, which was then still on its way to the store: a key that is met
 * again behind the edge of a page. What was found of it says nothing any more.
 */
export function isOutdated({ heads, knownIds, candidates }: SiftedPage, before: SiftedPage | null): boolean {
  if (heads === null || before === null || before.candidates.length === 0) return false;
  const written = new Set(before.candidates.map(({ record }) => record.id));
  return knownIds.some((id) => written.has(id)) || candidates.some(({ record }) => written.has(record.id));
}

/** What was sifted, by its position in the page, with the digests of what may be recognised the next time. */
function placeBack(
  { candidates, refusals, remarks }: Sifted,
  { open, marks }: { open: readonly number[]; marks: readonly (Mark | null)[] },
): Pick<Sifted, 'candidates' | 'refusals' | 'remarks'> {
  const place = (position: number): number => open[position] as number;
  // What there is to remark of an item is counted in every run, so it is looked at in every run.
  const remarked = new Set(remarks.map(({ position }) => position));
  return {
    candidates: candidates.map((candidate) => {
      const mark = marks[place(candidate.position)];
      const isMarked = mark?.id === candidate.record.id && !remarked.has(candidate.position);
      return { ...candidate, position: place(candidate.position), digest: isMarked ? mark.digest : null };
    }),
    refusals: refusals.map((refusal) => ({ ...refusal, position: place(refusal.position) })),
    remarks: remarks.map((remark) => ({ ...remark, position: place(remark.position) })),
  };
}
