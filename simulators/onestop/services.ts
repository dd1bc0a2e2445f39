/** The services of the interface: one table from a service's name to what it answers. */
import type { DemoNode } from '../../demo/life.js';
import type { Misbehaviours } from '../misbehave.js';
import type { Now } from '../clock.js';
import type { OnestopBook } from './book.js';
import { catalogueServices, type WireItem } from './catalogues.js';
import { readInstant, readPageWish, readText, type PageWish, type Parameters } from './parameters.js';
import type { RenderDossier } from './render.js';
import type { Shelf, ShelfEntry } from './shelf.js';

/** What a service answers from. */
export interface NodeContext {
  node: DemoNode;
  book: OnestopBook;
  render: RenderDossier;
  misbehaviours: Misbehaviours;
  now: Now;
}

/** One page of a selection. */
export interface Selection {
  /** Size of the whole selection. */
  total: number;
  /** The page's items, each as JSON: made one by one, since a page of objects would burden the memory for long. */
  items: readonly string[];
}

/** One service. Throws HubError BAD_INPUT naming a faulty parameter. */
export type Service = (parameters: Parameters, context: NodeContext) => Selection;

const catalogues = catalogueServices.map((name): [string, Service] => [
  name,
  (parameters, { book }) => toPage(book.catalogues[name], readPageWish(parameters)),
]);

const everywhere = new Map<string, Service>([
  ['LayDanhSachHoSo', listDossiers],
  ['TraCuuHoSo', findDossier],
]);
const atProvince = new Map([...everywhere, ...catalogues]);

/** The service of that name on that node; null where the node has none. */
export function findService(node: DemoNode, name: string): Service | null {
  return (node === 'province' ? atProvince : everywhere).get(name) ?? null;
}

function toPage(items: readonly WireItem[], { page, size }: PageWish): Selection {
  const wished = items.slice((page - 1) * size, page * size);
  return { total: items.length, items: wished.map((item) => JSON.stringify(item)) };
}

function listDossiers(parameters: Parameters, context: NodeContext): Selection {
  const from = readInstant(parameters, 'tuthoidiem');
  const { page, size } = readPageWish(parameters);
  const shelf = context.book.shelfAt(context.node, context.now());
  const first = from === null ? 0 : shelf.indexSince(from.getTime());
  const start = first + (page - 1) * size;
  const served = withheldFrom(shelf, { start, size }, context.misbehaviours);
  const total = shelf.entries.length - first - served.withheld;
  const items = served.entries.map((entry) => JSON.stringify(context.render(entry)));
  const [touched] = served.entries;
  if (touched !== undefined && context.misbehaviours.hit('changing') !== null) {
    shelf.touch(touched, context.now().getTime());
  }
  return { total, items };
}

interface Served {
  entries: readonly ShelfEntry[];
  withheld: 0 | 1;
}

/** A page; a late commit holds back its last record but one, as if that transaction were still open. */
function withheldFrom(
  shelf: Shelf,
  at: { start: number; size: number },
  misbehaviours: Misbehaviours,
): Served {
  const entries = shelf.entries.slice(at.start, at.start + at.size);
  if (entries.length < 2 || misbehaviours.hit('late-commits') === null) return { entries, withheld: 0 };
  const held = at.start + entries.length - 2;
  const rest = shelf.entries
    .slice(at.start, at.start + at.size + 1)
    .filter((entry) => entry !== shelf.entries[held]);
  return { entries: rest, withheld: 1 };
}

function findDossier(parameters: Parameters, context: NodeContext): Selection {
  const code = readText(parameters, 'mahoso');
  const shelf = context.book.shelfAt(context.node, context.now());
  const found = shelf.entries.filter((entry) => entry.code === code || entry.dossier.localCode === code);
  const items = found.slice(-1).map((entry) => JSON.stringify(context.render(entry)));
  return { total: items.length, items };
}
