/**
 * The one-stop source [một cửa điện tử]: three nodes, one a level, each with its dossiers; the catalogues are on the
 * province's node. What it says on the wire is in wire.ts, what we make of it in map.ts.
 */
import { z } from 'zod';
import type { AnyStream, Connector, Page, ReadContext, Stream } from '../connector.js';
import type { CanonicalRecord, EntityName } from '../../records/record.js';
import { HubError } from '../../errors.js';
import { checkNodes } from './check.js';
import { maskDossier } from './mask.js';
import { makeOnestopClient, parseItems, type OnestopClient } from './client.js';
import { toAdministrativeUnit, toAgency, toDossier, toDossierId, toDossierKey, toProcedure } from './map.js';
import { onestopSettings, type OnestopSettings } from './settings.js';
import { agencyShape, dossierShape, placeShape, procedureShape, stamp, type OnestopDossier } from './wire.js';
import { parseInstant, toStamp } from './wire-time.js';

type Context = ReadContext<OnestopSettings>;
type UrlField = 'provinceUrl' | 'districtUrl' | 'communeUrl';

/** How long after its stamp a dossier may still be committed at the source. */
const overlapMs = 10 * 60 * 1000;

/** A figure of half a year can be traced to its bytes for a year. */
const keepPagesDays = 366;

/** Most items the source gives in one page. */
const widestPage = 1000;

const catalogueCursor = z.object({ page: z.number().int().min(1) });
const dossierCursor = z.object({ since: z.string(), page: z.number().int().min(1) });
type CatalogueCursor = z.infer<typeof catalogueCursor>;
type DossierCursor = z.infer<typeof dossierCursor>;

function openNode({ http, settings }: Context, field: UrlField): OnestopClient {
  const { username, password, agencyCode } = settings;
  return makeOnestopClient(http, { url: settings[field], username, password, agencyCode });
}

/** A catalogue is short and read whole every time; it pages by number. */
function catalogue<Raw extends { NGAYCAPNHAT: string }>(part: {
  name: string;
  entity: EntityName;
  service: string;
  shape: z.ZodType<Raw>;
  key(raw: Raw): string;
  recordId?(key: string): string;
  map(raw: Raw): CanonicalRecord[];
}): Stream<Raw, CatalogueCursor, OnestopSettings> {
  return {
    ...part,
    isOn: ({ provinceUrl }) => provinceUrl !== '',
    parse: parseItems,
    keepPagesDays,
    cursor: catalogueCursor,
    order: 'none',
    version: ({ NGAYCAPNHAT }) => NGAYCAPNHAT,
    async *read(context): AsyncIterable<Page<CatalogueCursor>> {
      const node = openNode(context, 'provinceUrl');
      const size = context.settings.pageSize;
      for (let page = 1; ; page += 1) {
        const parameters = { trang: String(page), sobanghi: String(size) };
        const { items, total, bytes } = await node.fetchPage(part.service, parameters, context.signal);
        const more = page * size < total && items.length > 0;
        yield { items, bytes, more, next: { page: page + 1 }, remaining: Math.max(0, total - page * size) };
        if (!more) return;
      }
    },
  };
}

/** Dossiers of one node in order of their last change. */
function dossiersOf(
  level: 'province' | 'district' | 'commune',
): Stream<OnestopDossier, DossierCursor, OnestopSettings> {
  const field: UrlField = `${level}Url`;
  return {
    name: `${level}-dossiers`,
    entity: 'dossier',
    isOn: (settings) => settings[field] !== '',
    shape: dossierShape,
    parse: parseItems,
    keepPagesDays,
    mask: maskDossier,
    cursor: dossierCursor,
    order: 'by-cursor',
    overlapMs,
    rewind: ({ since }, byMs) => {
      const at = parseInstant(since);
      return { since: at === null ? '' : toStamp(new Date(at.getTime() - byMs)), page: 1 };
    },
    key: toDossierKey,
    recordId: toDossierId,
    version: ({ NgayCapNhat }) => NgayCapNhat,
    remark: ({ KenhThucHien, TrangThaiHoSo }) => [
      ...(KenhThucHien < 1 || KenhThucHien > 3 ? [`unknown KenhThucHien ${KenhThucHien}`] : []),
      ...(TrangThaiHoSo < 1 || TrangThaiHoSo > 10 ? [`unknown TrangThaiHoSo ${TrangThaiHoSo}`] : []),
    ],
    map: toDossier,
    read: (context, from) => readDossiers(openNode(context, field), context, from),
    readOne: (context, key) => readDossier(openNode(context, field), context, key),
    cursorAt: (version) => ({ since: requireStamp(version), page: 1 }),
  };
}

/**
 * Pages by the last stamp seen rather than by page number: what changes while it is being read moves to the end and is
 * met there, and nothing slides past a page's edge. Items of the edge's second are read twice and found unchanged.
 */
async function* readDossiers(
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
async function* readDossier(
  node: OnestopClient,
  { signal }: Context,
  key: string,
): AsyncIterable<Page<DossierCursor>> {
  const { items, bytes } = await node.fetchPage('TraCuuHoSo', { mahoso: key }, signal);
  yield { items, bytes, more: false, next: { since: '', page: 1 }, remaining: 0 };
}

/** A stamp an operator gave. @throws HubError BAD_INPUT naming `since` for what is none. */
function requireStamp(text: string): string {
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

const streams: readonly AnyStream<OnestopSettings>[] = [
  catalogue({
    name: 'agencies',
    entity: 'agency',
    service: 'LayDanhMucCoQuan',
    shape: agencyShape,
    key: ({ MADONVI }) => MADONVI,
    recordId: (key) => key,
    map: toAgency,
  }),
  catalogue({
    name: 'administrative-units',
    entity: 'administrativeUnit',
    service: 'LayDanhMucDiaBan',
    shape: placeShape,
    key: ({ MADIABAN, NGAYHIEULUC }) => `${MADIABAN}@${NGAYHIEULUC}`,
    map: toAdministrativeUnit,
  }),
  catalogue({
    name: 'procedures',
    entity: 'procedure',
    service: 'LayDanhSachTTHC',
    shape: procedureShape,
    key: ({ MATTHC }) => MATTHC,
    recordId: (key) => key,
    map: toProcedure,
  }),
  dossiersOf('province'),
  dossiersOf('district'),
  dossiersOf('commune'),
];

export const onestop: Connector<OnestopSettings> = {
  name: 'onestop',
  title: 'One-stop system of the province [hệ thống một cửa điện tử]',
  version: '1',
  settings: onestopSettings,
  secrets: ['password'],
  limits: { perSecond: 50, burst: 20, concurrency: 4 },
  schedule: '*/5 * * * *',
  reconcileSchedule: '30 2 * * *',
  staleAfterMs: 20 * 60 * 1000,
  check: (context) => checkNodes(context, openNode),
  streams,
};
