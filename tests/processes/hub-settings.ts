/** What a test needs to run the hub's real processes: a small one-stop, and the variables that point at it. */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DemoDossier } from '../../demo/life.js';
import { ensureDemoTokens, type DemoTokens } from '../../src/gateway/demo-tokens.js';
import type { Misbehaviour } from '../../simulators/misbehave.js';
import type { WireItem } from '../../simulators/onestop/catalogues.js';
import type { Onestop } from '../../simulators/onestop/server.js';
import {
  at,
  dossier,
  event,
  openSampleBook,
  sampleCatalogues,
  startSampleNodes,
} from '../simulators/onestop/sample-book.js';
import { getRedisUrl, makeMongoUri, makeQueuePrefix } from '../services.js';

const credentials = { username: 'hub', password: 'a made-up password' };

/** Dossiers a minute apart, all of one node, so that a sync has many pages. */
export function toDossiers(count: number): DemoDossier[] {
  return Array.from({ length: count }, (_, n) => {
    const minute = `03-${String(5 + Math.floor(n / 60)).padStart(2, '0')} 08:${String(n % 60).padStart(2, '0')}`;
    return dossier(n, {
      receivedAt: at(`${minute}:00`),
      events: [event(`${minute}:00`, 2), event(`${minute}:30`, 4)],
    });
  });
}

/** Two agencies as the catalogue has them: a department of the province, and the district of all the dossiers. */
const agencies = [
  toAgency({ MADONVI: '000.00.03.H31', TENDONVI: 'Sở Mẫu Ba', CAPDONVI: '1' }),
  toAgency({ MADONVI: '000.00.31.H31', TENDONVI: 'Ủy ban nhân dân huyện Mẫu', CAPDONVI: '2' }),
];

function toAgency(item: WireItem): WireItem {
  const nothing = { MADONVICHA: '', MADIABAN: '', NGAYTHIDIEM: '', NGAYHIEULUC: '', NGAYHETHIEULUC: '' };
  return { ...nothing, ...item, NGAYCAPNHAT: '20180101000000' };
}

/** A running one-stop over these dossiers as of the end of June 2018. */
export async function startSampleOnestop(
  dossiers: readonly DemoDossier[],
  misbehaviours: readonly Misbehaviour[] = [],
): Promise<Onestop> {
  const moment = '06-30 23:59:59';
  return startSampleNodes(dossiers, moment, {
    book: openSampleBook(dossiers, moment, { ...sampleCatalogues, LayDanhMucCoQuan: agencies }),
    credentials,
    sessionTtlMs: 600_000,
    misbehaviours,
  });
}

/** The variables of a hub reading that one-stop, on free ports, with a database and queues of its own. */
export async function makeHubVariables(
  onestop: Onestop['urls'],
): Promise<{ env: Record<string, string>; tokens: DemoTokens }> {
  const folder = await mkdtemp(join(tmpdir(), 'lien-thong-hub-'));
  const tokens = await ensureDemoTokens(folder, new Date());
  const env = {
    HUB_MODE: 'demo',
    PORT: '0',
    WORKER_PORT: '0',
    MONGODB_URI: makeMongoUri(),
    REDIS_URL: getRedisUrl(),
    QUEUE_PREFIX: makeQueuePrefix(),
    HUB_SECRET: 'a secret of at least thirty-two characters',
    TOKEN_JWKS_FILE: join(folder, 'demo-jwks.json'),
    EXCHANGE_KEYS_FILE: join(folder, 'demo-exchange-keys.json'),
    CHECKPOINT_EVERY_MS: '1000',
    LOG_LEVEL: 'error',
    ONESTOP_PROVINCE_URL: onestop.province,
    ONESTOP_DISTRICT_URL: onestop.district,
    ONESTOP_COMMUNE_URL: onestop.commune,
    ONESTOP_USERNAME: credentials.username,
    ONESTOP_PASSWORD: credentials.password,
    ONESTOP_PAGE_SIZE: '5',
  };
  return { env, tokens };
}

/** A question to a hub's graph. */
export interface Question {
  query: string;
  variables: object;
  token?: string | undefined;
  /** How long the answer is waited for; as long as it takes where it is not said. */
  timeoutMs?: number;
}

/** Asks the graph of the hub at an address; the caller knows the answer's shape. */
export async function askGraph<Answer>(
  url: string,
  { query, variables, token, timeoutMs }: Question,
): Promise<Answer> {
  const reply = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query, variables }),
    ...(timeoutMs === undefined ? {} : { signal: AbortSignal.timeout(timeoutMs) }),
  });
  return (await reply.json()) as Answer;
}

/** Asks again until the answer satisfies; gives up with what it last saw. */
export async function until<Answer>(
  ask: () => Promise<Answer>,
  isEnough: (answer: Answer) => boolean,
  timeoutMs = 60_000,
): Promise<Answer> {
  const deadlineMs = Date.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (isEnough(answer)) return answer;
    if (Date.now() > deadlineMs)
      throw new Error(`not within ${timeoutMs} ms; last seen: ${JSON.stringify(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
