/** Worker and gateway together over the real services: from a source's wire to a client's answer. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startGateway, startWorker } from '../../src/app.js';
import { readConfig } from '../../src/config.js';
import { connectors } from '../../src/connectors/registry.js';
import { makeLogger } from '../../src/logger.js';
import type { Onestop } from '../../simulators/onestop/server.js';
import { dossier } from '../simulators/onestop/sample-book.js';
import { askGraph, makeHubVariables, startSampleOnestop, toDossiers, until } from './hub-settings.js';

const log = makeLogger('test', 'silent');
const closes: (() => Promise<void>)[] = [];
let onestop: Onestop;
let url: string;
let officer: string;

interface Answer {
  data?: Record<string, unknown>;
  errors?: { message: string; extensions: { code: string } }[];
}

const ask = (query: string, token?: string): Promise<Answer> =>
  askGraph(url, { query, variables: {}, token });

interface DossierPage {
  totalCount: number;
  nodes: { applicantName: string }[];
}

interface StreamState {
  name: string;
  state: string;
  quarantined: number;
  lastError: string | null;
}

async function findStreams(): Promise<StreamState[]> {
  const { data } = await ask('{ sources { streams { name state quarantined lastError } } }', officer);
  return (data?.['sources'] as { streams: StreamState[] }[])[0]?.streams ?? [];
}

beforeAll(async () => {
  const bad = dossier(900, { localCode: 'MAU-180305-0900', defects: ['impossible-date'] });
  onestop = await startSampleOnestop([...toDossiers(30), bad]);
  const { env, tokens } = await makeHubVariables(onestop.urls);
  officer = tokens.officerDistrict;
  const config = readConfig({ ...env, ONESTOP_COMMUNE_URL: 'http://127.0.0.1:1' }, connectors);
  const gateway = await startGateway(config, log);
  closes.push(() => gateway.close());
  url = gateway.url;
  const worker = await startWorker(config, log);
  closes.push(() => worker.close());
  await until(findStreams, (streams) =>
    streams.some(({ name, state }) => name === 'district-dossiers' && state === 'FRESH'),
  );
});

afterAll(async () => {
  for (let close = closes.pop(); close !== undefined; close = closes.pop()) await close();
  await onestop.close();
});

describe('a joined answer', () => {
  test('a dossier by its code, with the agency from another subgraph and its provenance', async () => {
    const answer = await until(
      () => ask('{ dossier(code: "MAU-180305-0003") { code status provenance { source key } } }'),
      ({ data }) => data?.['dossier'] !== null,
    );
    expect(answer).toEqual({
      data: {
        dossier: {
          code: 'MAU-180305-0003',
          status: 'PROCESSING',
          provenance: { source: 'onestop', key: 'MAU-180305-0003' },
        },
      },
    });
  });

  test('a dossier as it was known at a past moment: not yet, and as it is', async () => {
    const toQuery = (now: string): string => `{
      then: dossier(code: "MAU-180305-0003", asOf: "2018-01-01T00:00:00Z") { code }
      now: dossier(code: "MAU-180305-0003", asOf: "${now}") { code goneAt }
      agency(code: "000.00.03.H31", asOf: "${now}") { name }
    }`;
    expect(await ask(toQuery(new Date().toISOString()))).toMatchObject({
      data: {
        then: null,
        now: { code: 'MAU-180305-0003', goneAt: null },
        agency: { name: expect.any(String) },
      },
    });
    const [error] = (await ask(toQuery('2999-01-01T00:00:00Z'))).errors ?? [];
    expect(error?.extensions.code).toBe('BAD_INPUT');
  });

  test('an unknown code is null without an error', async () => {
    expect(await ask('{ dossier(code: "MAU-999999-9999") { code } }')).toEqual({ data: { dossier: null } });
  });

  test.each([
    ['{ dossier(code: "không phải mã") { code } }', 'code'],
    ['{ dossiers(first: 100000) { totalCount } }', 'first'],
    ['{ dossiers(after: "xx") { nodes { code } } }', 'after'],
  ])('%s is refused, naming the argument', async (query, argument) => {
    const [error] = (await ask(query)).errors ?? [];
    expect(error?.extensions.code).toBe('BAD_INPUT');
    expect(error?.message).toContain(argument);
  });

  test('names need a token; with one they are found without accents', async () => {
    const query = '{ dossiers(filter: { text: "mau nguyen" }) { totalCount nodes { applicantName } } }';
    expect((await ask(query)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    const findPage = async (): Promise<DossierPage> =>
      (await ask(query, officer)).data?.['dossiers'] as DossierPage;
    const found = await until(findPage, ({ totalCount }) => totalCount === 30);
    expect(found.nodes[0]?.applicantName).toBe('Nguyễn Thị Mẫu');
  });
});

describe('a source in trouble', () => {
  test('a corrupt item is counted in quarantine, the rest of its stream is there', async () => {
    const streams = await findStreams();
    expect(streams.find(({ name }) => name === 'district-dossiers')).toMatchObject({
      quarantined: 1,
      state: 'FRESH',
    });
  });

  test('a node that is down is told as stale while the others answer', async () => {
    const streams = await until(
      findStreams,
      (all) => all.find(({ name }) => name === 'commune-dossiers')?.state === 'STALE',
    );
    const down = streams.find(({ name }) => name === 'commune-dossiers');
    expect(down?.lastError).toContain('onestop did not answer');
  });
});

test('health tells live, and ready with each check', async () => {
  expect((await fetch(`${url}/health/live`)).status).toBe(200);
  const ready = await fetch(`${url}/health/ready`);
  const report = (await ready.json()) as { checks: Record<string, { ok: boolean }> };
  expect([ready.status, Object.keys(report.checks).sort()]).toEqual([
    200,
    ['oldestSync', 'queue', 'store', 'supergraph'],
  ]);
});
