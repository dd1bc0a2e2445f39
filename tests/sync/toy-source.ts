/** A source held in an array, for the tests of the engine: pages of two, in order of their stamp, as a real one would be. */
import { z } from 'zod';
import type { Connector, Page, Stream } from '../../src/connectors/connector.js';
import type { ProcedureContent } from '../../src/records/procedure.js';

/** An item of the toy source. */
export interface ToyItem {
  key: string;
  stamp: string;
  name: unknown;
}

interface ToySettings {
  on: boolean;
}

const shape = z.object({ key: z.string().min(1), stamp: z.string(), name: z.string('expected a text') });
const cursor = z.object({ after: z.number() });

/** The stream over `items`; `beforePage` may throw to break a run at a page. */
export function makeToyStream(
  items: readonly ToyItem[],
  {
    order = 'by-cursor',
    pageSize = 2,
    beforePage = () => undefined,
  }: { order?: 'by-cursor' | 'none'; pageSize?: number; beforePage?: (start: number) => void } = {},
): Stream<z.infer<typeof shape>, z.infer<typeof cursor>, ToySettings> {
  return {
    name: 'procedures',
    entity: 'procedure',
    isOn: ({ on }) => on,
    shape,
    parse: (bytes) => JSON.parse(Buffer.from(bytes).toString('utf8')) as unknown[],
    keepPagesDays: 1,
    cursor,
    order,
    key: ({ key }) => key,
    recordId: (key) => key,
    version: ({ stamp }) => stamp,
    remark: ({ name }) => (name === 'lạ' ? ['strange name'] : []),
    async *read(_, from): AsyncIterable<Page<z.infer<typeof cursor>>> {
      for (let start = from?.after ?? 0; start < items.length; start += pageSize) {
        beforePage(start);
        const page = items.slice(start, start + pageSize);
        const next = { after: start + page.length };
        const remaining = items.length - next.after;
        yield { items: page, bytes: Buffer.from(JSON.stringify(page)), next, more: remaining > 0, remaining };
      }
    },
    async *readOne(_, key): AsyncIterable<Page<z.infer<typeof cursor>>> {
      await Promise.resolve();
      const page = items.filter((item) => item.key === key);
      const bytes = Buffer.from(JSON.stringify(page));
      yield { items: page, bytes, next: { after: 0 }, more: false, remaining: 0 };
    },
    cursorAt: (version) => ({ after: items.findIndex(({ stamp }) => stamp >= version) }),
    map: ({ key, name }) => {
      const content: ProcedureContent = {
        code: key,
        name,
        level: 'PROVINCE',
        serviceLevel: null,
        fieldCode: '',
        fieldName: '',
        agencyCode: null,
        timeLimit: null,
      };
      return [{ entity: 'procedure', id: key, content }];
    },
  };
}

/** The connector around one stream. */
export function makeToyConnector(stream: ReturnType<typeof makeToyStream>): Connector<ToySettings> {
  return {
    name: 'toy',
    title: 'Toy',
    version: '1',
    settings: z.object({ on: z.boolean() }),
    secrets: [],
    limits: { perSecond: 1000, burst: 1000, concurrency: 1 },
    schedule: '* * * * *',
    reconcileSchedule: '0 2 * * *',
    staleAfterMs: 60_000,
    check: () => Promise.resolve([]),
    streams: [stream],
  };
}
