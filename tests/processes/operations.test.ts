/** What operators see and do over the graph: runs, pages, a sync that is asked for, acts. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { DemoTokens } from '../../src/gateway/demo-tokens.js';
import { until } from './hub-settings.js';
import { dossierCount, startOperationsHub, type OperationsHub } from './operations-hub.js';

let hub: OperationsHub;
let tokens: DemoTokens;
let ask: OperationsHub['ask'];

beforeAll(async () => {
  hub = await startOperationsHub();
  ({ tokens, ask } = hub);
});
afterAll(() => hub.close());

const start = 'mutation ($input: StartSyncInput!) { startSync(input: $input) { run { id state } } }';

describe('a sync that is asked for', () => {
  const input = { commandId: 'full-1', source: 'onestop', stream: 'district-dossiers', mode: 'FULL' };

  test('is run once, under the id it was given, and told as it goes on', async () => {
    const progress: { source: string; stream: string; finished: boolean }[] = [];
    const client = createClient({
      url: `${hub.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      connectionParams: { authorization: `Bearer ${tokens.operator}` },
    });
    const query =
      'subscription { syncProgress(source: "onestop") { source stream read written quarantined remaining finished } }';
    const listening = client.iterate<{ syncProgress: (typeof progress)[number] }>({ query });
    const heard = (async () => {
      for await (const { data } of listening) if (data?.syncProgress) progress.push(data.syncProgress);
    })();
    const first = await ask(start, { input }, tokens.operator);
    const again = await ask(start, { input }, tokens.operator);
    const id = (first.data?.['startSync']?.['run'] as { id: string }).id;
    expect((again.data?.['startSync']?.['run'] as { id: string }).id).toBe(id);
    const done = await until(
      () =>
        ask(
          'query ($id: ID!) { run(id: $id) { state mode counts { read unchanged } } }',
          { id },
          tokens.operator,
        ),
      ({ data }) => data?.['run']?.['state'] === 'DONE',
    );
    // Items at the edge of a page are read twice, and found unchanged.
    const { counts } = done.data?.['run'] as { counts: { read: number; unchanged: number } };
    expect(counts.read).toBeGreaterThanOrEqual(dossierCount);
    expect(done.data?.['run']).toMatchObject({ mode: 'FULL', counts: { unchanged: counts.read } });
    await until(
      () => Promise.resolve(progress),
      (seen) => seen.some(({ stream, finished }) => stream === 'district-dossiers' && finished),
    );
    await listening.return?.();
    await heard;
    await client.dispose();
  });

  test('tells its pages, and what became of their items', async () => {
    const find = async (pages: string): Promise<unknown> => {
      const query = `{ source(name: "onestop") { streams { name runs(first: 1) { mode counts { read } pages${pages} } } } }`;
      const { data } = await ask(query, {}, tokens.operator);
      const streams = data?.['source']?.['streams'] as { name: string; runs: object[] }[];
      return streams.find(({ name }) => name === 'district-dossiers')?.runs[0];
    };
    const { counts, pages } = (await find(
      ' { totalCount nodes { number pageHash cursorAfter counts { read } storedAt } }',
    )) as {
      counts: { read: number };
      pages: { totalCount: number; nodes: { number: number; counts: { read: number } }[] };
    };
    const numbers = pages.nodes.map(({ number }) => number);
    expect(numbers).toEqual([1, 2, 3]);
    expect(pages.totalCount).toBe(3);
    expect(pages.nodes.reduce((sum, page) => sum + page.counts.read, 0)).toBe(counts.read);
    expect(pages.nodes[0]).toMatchObject({
      pageHash: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown,
      cursorAfter: expect.stringContaining('since') as unknown,
    });
    const first = (await find('(first: 2) { nodes { number } pageInfo { hasNextPage endCursor } }')) as {
      pages: { nodes: object[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
    };
    const { hasNextPage, endCursor } = first.pages.pageInfo;
    expect([first.pages.nodes, hasNextPage]).toEqual([[{ number: 1 }, { number: 2 }], true]);
    expect(await find(`(after: "${endCursor}") { nodes { number } pageInfo { hasNextPage } }`)).toMatchObject(
      {
        pages: { nodes: [{ number: 3 }], pageInfo: { hasNextPage: false } },
      },
    );
  });

  test.each([
    [{ ...input, mode: 'INCREMENTAL' }, 'CONFLICT', /^commandId: it was used before/],
    [{ ...input, commandId: 'x', stream: 'nothing' }, 'NOT_FOUND', /onestop\.nothing/],
    [{ ...input, commandId: 'x', mode: 'REPLAY' }, 'BAD_INPUT', /^fromRun/],
    [{ ...input, commandId: 'not an id' }, 'BAD_INPUT', /^commandId/],
  ])('that cannot be is refused: %j', async (given, code, words) => {
    const { errors } = await ask(start, { input: given }, tokens.operator);
    expect(errors?.[0]?.extensions.code).toBe(code);
    expect(errors?.[0]?.message).toMatch(words);
  });

  test('is for operators alone', async () => {
    const { errors } = await ask(start, { input: { ...input, commandId: 'y' } }, tokens.auditor);
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await ask('{ operatorActs { act } }', {})).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });
});

test('an auditor finds the item a dossier was read from, and nobody in it', async () => {
  const query = '{ dossier(code: "MAU-180305-0001") { lineage { runId pageHash mappingVersion raw } } }';
  const { data } = await ask(query, {}, tokens.auditor);
  const lineage = data?.['dossier']?.['lineage'] as { raw: string; mappingVersion: string };
  expect(lineage.mappingVersion).toBe('1');
  expect(JSON.parse(lineage.raw)).toMatchObject({
    MaHoSo: 'MAU-180305-0001',
    ChuHoSo: '***',
    DinhDanhCHS: '***',
  });
  expect(lineage.raw).not.toContain('Nguyễn');
  expect((await ask(query, {}, tokens.operator)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
});
