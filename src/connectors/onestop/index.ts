/**
 * The one-stop source [một cửa điện tử]: three nodes, one a level, each with its dossiers; the catalogues are on the
 * province's node. What it says on the wire is in wire.ts, what we make of it in map.ts.
 */
import { z } from 'zod';
import type { AnyStream, Connector, Page, ReadContext, Stream } from '../connector.js';
import type { CanonicalRecord, EntityName } from '../../records/record.js';
import { checkNodes } from './check.js';
import { maskDossier } from './mask.js';
import { makeOnestopClient, parseItems, type OnestopClient } from './client.js';
import {
  dossierCursor,
  readDossier,
  readDossiers,
  requireStamp,
  type DossierCursor,
} from './dossier-pages.js';
import { toAdministrativeUnit, toAgency, toDossier, toDossierId, toDossierKey, toProcedure } from './map.js';
import { onestopSettings, type OnestopSettings } from './settings.js';
import { agencyShape, dossierShape, placeShape, procedureShape, type OnestopDossier } from './wire.js';
import { parseInstant, toStamp } from './wire-time.js';

type UrlField = 'provinceUrl' | 'districtUrl' | 'communeUrl';

/** How long after its stamp a dossier may still be committed at the source. */
const overlapMs = 10 * 60 * 1000;

/** A figure of half a year can be traced to its bytes for a year. */
const keepPagesDays = 366;

const catalogueCursor = z.object({ page: z.number().int().min(1) });
type CatalogueCursor = z.infer<typeof catalogueCursor>;

function openNode({ http, settings }: ReadContext<OnestopSettings>, field: UrlField): OnestopClient {
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
