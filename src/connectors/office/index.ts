/**
 * The e-office [văn phòng điện tử], read at the axis its documents travel over: the agencies that take part, the documents, and what became of them. What a
 * message says is in items.ts and wire.ts, what we make of it in map.ts.
 */
import { z } from 'zod';
import type { AnyStream, Connector, Page, Probe, ReadContext, Stream } from '../connector.js';
import { statusCodes } from '../../records/document.js';
import { findFault, probeAddress, probeClock, runProbes } from '../probes.js';
import { makeOfficeClient, type OfficePage, type OfficePlace } from './client.js';
import { parseItems, type OfficeItem, type OfficeRow } from './items.js';
import { toDocument, toOfficeAgency, toStatus, toStatusRecordId } from './map.js';
import { maskMessage } from './mask.js';
import { officeSettings, type OfficeSettings } from './settings.js';
import {
  agencyShape,
  documentShape,
  stamp,
  statusShape,
  type AgencyItem,
  type DocumentItem,
  type StatusItem,
} from './wire.js';

type Context = ReadContext<OfficeSettings>;

/** How long after its stamp a message may still be committed at the axis. */
const overlapMs = 10 * 60_000;

/** What a document decided is asked for as long as what it decided. */
const keepPagesDays = 366;

const cursorShape = z.object({ updatedAt: z.string(), id: z.string() });
const start: OfficePlace = { updatedAt: '', id: '' };

/** Status codes of the standard. */
const knownStatuses: ReadonlySet<string> = new Set(Object.values(statusCodes));

const openAxis = ({ http, settings }: Context) => makeOfficeClient(http, settings);

/** Registered agencies, as pages keep them. */
async function fetchRegistered(context: Context): Promise<string[]> {
  const { agencies } = await openAxis(context).fetchAgencies(context.signal);
  return agencies.flatMap((agency) => agencyShape.safeParse(agency).data?.organId ?? []);
}

/** A page as it is kept: the agencies registered when it was read belong to it, since by them it is judged. */
function toPage(
  { rows }: OfficePage,
  agencies: readonly string[],
): { bytes: Uint8Array; items: readonly OfficeItem[] } {
  const bytes = Buffer.from(JSON.stringify({ agencies, messages: rows }), 'utf8');
  return { bytes, items: parseItems(bytes) };
}

/** Pages behind the last message seen: what changes while it is being read moves to the end and is met there. */
async function* readMessages(
  kind: OfficeRow['kind'],
  context: Context,
  from: OfficePlace | null,
): AsyncIterable<Page<OfficePlace>> {
  const client = openAxis(context);
  const agencies = await fetchRegistered(context);
  const size = context.settings.pageSize;
  let place = from;
  for (let more = true; more;) {
    const page = await client.fetchPage(kind, { after: place, size }, context.signal);
    const last = page.rows.at(-1);
    place = last === undefined ? (place ?? start) : { updatedAt: last.updatedAt, id: last.id };
    more = page.remaining > 0 && last !== undefined;
    yield { ...toPage(page, agencies), more, next: place, remaining: page.remaining };
  }
}

/** What both kinds of message have in common. */
const messages = {
  isOn: ({ url }: OfficeSettings) => url !== '',
  parse: parseItems,
  keepPagesDays,
  mask: maskMessage,
  cursor: cursorShape,
  order: 'by-cursor',
  overlapMs,
  rewind: ({ updatedAt }: OfficePlace, byMs: number): OfficePlace =>
    updatedAt === '' ? start : { updatedAt: new Date(Date.parse(updatedAt) - byMs).toISOString(), id: '' },
  cursorAt: (version: string): OfficePlace => ({ updatedAt: stamp.parse(version), id: '' }),
  key: ({ row }: { row: { id: string } }) => row.id,
  version: ({ row }: { row: { updatedAt: string } }) => row.updatedAt,
  async *readOne(context: Context, id: string): AsyncIterable<Page<OfficePlace>> {
    const page = await openAxis(context).find({ id }, context.signal);
    yield { ...toPage(page, await fetchRegistered(context)), more: false, next: start, remaining: 0 };
  },
} as const;

const toUnknown = (paths: readonly string[]): string[] => paths.map((path) => `unknown element ${path}`);

const documents: Stream<DocumentItem, OfficePlace, OfficeSettings> = {
  ...messages,
  name: 'documents',
  entity: 'document',
  shape: documentShape,
  identity: 'MessageHeader.DocumentId',
  remark: ({ unknown, MessageHeader: { OtherInfo } }) => [
    ...toUnknown(unknown),
    ...(Number(OtherInfo.Priority) > 4 ? [`unknown Priority ${OtherInfo.Priority}`] : []),
  ],
  read: (context, from) => readMessages('edoc', context, from),
  map: toDocument,
};

const statuses: Stream<StatusItem, OfficePlace, OfficeSettings> = {
  ...messages,
  name: 'statuses',
  entity: 'documentStatus',
  shape: statusShape,
  recordId: toStatusRecordId,
  remark: ({ unknown, MessageHeader: { StatusCode } }) => [
    ...toUnknown(unknown),
    ...(knownStatuses.has(StatusCode.padStart(2, '0')) ? [] : [`unknown StatusCode ${StatusCode}`]),
  ],
  read: (context, from) => readMessages('status', context, from),
  map: toStatus,
};

const agencies: Stream<AgencyItem, OfficePlace, OfficeSettings> = {
  name: 'agencies',
  entity: 'officeAgency',
  isOn: messages.isOn,
  shape: agencyShape,
  parse: (bytes) =>
    z.object({ agencies: z.array(z.unknown()) }).parse(JSON.parse(Buffer.from(bytes).toString('utf8')))
      .agencies,
  keepPagesDays,
  cursor: cursorShape,
  order: 'none',
  key: ({ organId }) => organId,
  recordId: (key) => key,
  version: ({ registeredOn }) => registeredOn,
  async *read(context) {
    const { agencies: items, bytes } = await openAxis(context).fetchAgencies(context.signal);
    yield { items, bytes, more: false, next: start, remaining: 0 };
  },
  map: toOfficeAgency,
};

const streams: readonly AnyStream<OfficeSettings>[] = [agencies, documents, statuses];

async function check(context: Context): Promise<Probe[]> {
  const { settings, signal } = context;
  const client = openAxis(context);
  const fetchFirst = () => client.fetchPage('edoc', { after: null, size: 1 }, signal);
  return runProbes('url', [
    ...probeAddress(settings.url, 'OFFICE_URL', signal),
    {
      name: 'auth',
      run: () => client.logIn(signal).then(() => null),
      advice: 'check OFFICE_USERNAME and OFFICE_PASSWORD',
    },
    {
      name: 'scope',
      run: () => fetchFirst().then(() => null),
      advice: 'ask the axis to let OFFICE_USERNAME read what the agencies exchange',
    },
    {
      name: 'sample',
      run: async () =>
        findFault(documentShape, toPage(await fetchFirst(), await fetchRegistered(context)).items),
      advice: 'its form has changed: compare it with wire.ts',
    },
    probeClock(settings.url, context),
  ]);
}

export const office: Connector<OfficeSettings> = {
  name: 'office',
  title: 'E-office of the agencies, at the axis of documents [trục liên thông văn bản]',
  version: '1',
  settings: officeSettings,
  secrets: ['password'],
  limits: { perSecond: 50, burst: 20, concurrency: 4 },
  schedule: '*/5 * * * *',
  reconcileSchedule: '30 3 * * *',
  staleAfterMs: 20 * 60_000,
  check,
  streams,
};
