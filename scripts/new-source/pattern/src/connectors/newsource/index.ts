/** The source newsource: what it has, and how it is read. What it says on the wire is in wire.ts, what we make of it in map.ts. */
import { z } from 'zod';
import type { Connector, Page, Probe, ReadContext, Stream } from '../connector.js';
import { findFault, probeAddress, probeClock, runProbes } from '../probes.js';
import { makeNewsourceClient, parseItems, type NewsourcePlace } from './client.js';
import { toNewsource } from './map.js';
import { newsourceSettings, type NewsourceSettings } from './settings.js';
import { newsourceShape, stamp, type NewsourceItem } from './wire.js';

type Context = ReadContext<NewsourceSettings>;

/** How long after its stamp an item may still be committed at the source. */
const overlapMs = 10 * 60_000;

/** Statuses we know the meaning of. */
const knownStatuses: ReadonlySet<number> = new Set([1, 2, 3]);

const cursorShape = z.object({ updatedAt: z.string(), code: z.string() });

/** Pages behind the last item seen: what changes while it is being read moves to the end and is met there. */
async function* readItems(
  { http, settings, signal }: Context,
  from: NewsourcePlace | null,
): AsyncIterable<Page<NewsourcePlace>> {
  const client = makeNewsourceClient(http, settings);
  let place = from;
  for (let more = true; more;) {
    const { items, remaining, bytes } = await client.fetchPage(place, settings.pageSize, signal);
    place = toPlace(items) ?? place ?? { updatedAt: '', code: '' };
    more = remaining > 0 && items.length > 0;
    yield { items, bytes, more, next: place, remaining };
  }
}

/** Where the last item of a page stands that shows it. */
function toPlace(items: readonly unknown[]): NewsourcePlace | null {
  const shape = z.object({ updatedAt: stamp, code: z.string() });
  return items.map((item) => shape.safeParse(item).data).findLast((place) => place !== undefined) ?? null;
}

const stream: Stream<NewsourceItem, NewsourcePlace, NewsourceSettings> = {
  name: 'items',
  entity: 'newsource',
  isOn: ({ url }) => url !== '',
  shape: newsourceShape,
  parse: parseItems,
  keepPagesDays: 366,
  cursor: cursorShape,
  order: 'by-cursor',
  overlapMs,
  rewind: ({ updatedAt }, byMs) => ({
    updatedAt: updatedAt === '' ? '' : new Date(Date.parse(updatedAt) - byMs).toISOString(),
    code: '',
  }),
  key: ({ code }) => code,
  recordId: (key) => key,
  version: ({ updatedAt }) => updatedAt,
  remark: ({ status }) => (knownStatuses.has(status) ? [] : [`unknown status ${status}`]),
  read: readItems,
  async *readOne({ http, settings, signal }, key) {
    const { items, bytes } = await makeNewsourceClient(http, settings).fetchOne(key, signal);
    yield { items, bytes, more: false, next: { updatedAt: '', code: '' }, remaining: 0 };
  },
  cursorAt: (version) => ({ updatedAt: stamp.parse(version), code: '' }),
  map: toNewsource,
};

function check(context: Context): Promise<Probe[]> {
  const { http, settings, signal } = context;
  const client = makeNewsourceClient(http, settings);
  return runProbes('url', [
    ...probeAddress(settings.url, 'NEWSOURCE_URL', signal),
    {
      name: 'auth',
      run: () => client.logIn(signal).then(() => null),
      advice: 'check NEWSOURCE_USERNAME and NEWSOURCE_PASSWORD',
    },
    {
      name: 'sample',
      run: async () => findFault(newsourceShape, (await client.fetchPage(null, 1, signal)).items),
      advice: 'its form has changed: compare it with wire.ts',
    },
    probeClock(settings.url, context),
  ]);
}

export const newsource: Connector<NewsourceSettings> = {
  name: 'newsource',
  title: 'Newsource',
  version: '1',
  settings: newsourceSettings,
  secrets: ['password'],
  limits: { perSecond: 10, burst: 10, concurrency: 2 },
  schedule: '*/15 * * * *',
  reconcileSchedule: '30 3 * * *',
  staleAfterMs: 60 * 60_000,
  check,
  streams: [stream],
};
