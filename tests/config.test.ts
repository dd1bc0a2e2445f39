/** The environment read into one object: every fault at once, by name, and never a value. */
import { describe, expect, test } from '@jest/globals';
import { readConfig } from '../src/config.js';
import { onestop } from '../src/connectors/onestop/index.js';

const complete = {
  MONGODB_URI: 'mongodb://localhost:27017/hub',
  REDIS_URL: 'redis://localhost:6379',
  HUB_SECRET: 'a secret of at least thirty-two characters',
  TOKEN_JWKS_FILE: 'keys.json',
  EXCHANGE_KEYS_FILE: 'exchange-keys.json',
};

const read = (env: Record<string, string | undefined>): ReturnType<typeof readConfig> =>
  readConfig(env, [onestop]);

function toRefusal(env: Record<string, string | undefined>): string {
  try {
    read(env);
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
  return '';
}

describe('a complete environment', () => {
  test('gives the defaults of everything that was left out', () => {
    expect(read(complete)).toEqual({
      subgraphUrls: {},
      hub: {
        ...complete,
        HUB_MODE: 'production',
        HOST: '127.0.0.1',
        PORT: 4000,
        WORKER_PORT: 4001,
        QUEUE_PREFIX: 'lien-thong',
        TOKEN_ISSUER: 'lien-thong',
        HUB_NAME: 'lien-thong',
        CHECKPOINT_EVERY_MS: 60_000,
        RATE_PER_SECOND: 100,
        RATE_BURST: 1000,
        REQUEST_TIMEOUT_MS: 30_000,
        SCHEMA_POLL_MS: 5_000,
        PLAN_EXECUTOR: 'hub',
        COMPILE_AFTER_HITS: 3,
        LOG_LEVEL: 'info',
      },
      sources: {
        onestop: {
          provinceUrl: '',
          districtUrl: '',
          communeUrl: '',
          username: '',
          password: '',
          agencyCode: '000.00.00.H31',
          pageSize: 1000,
        },
      },
    });
  });

  test('counts an empty variable as left out, the hub’s and a source’s', () => {
    const empty = {
      PORT: '',
      LOG_LEVEL: '',
      API_KEYS_FILE: '',
      ONESTOP_AGENCY_CODE: '',
      ONESTOP_PAGE_SIZE: '',
    };
    expect(read({ ...complete, ...empty })).toEqual(read(complete));
  });

  test('is frozen, the settings of sources too', () => {
    const config = read(complete);
    for (const part of [config, config.hub, config.sources, config.sources['onestop']]) {
      expect(Object.isFrozen(part)).toBe(true);
    }
  });
});

describe('the settings of a source', () => {
  test('come by the prefix of its name', () => {
    const { sources } = read({
      ...complete,
      ONESTOP_PROVINCE_URL: 'http://127.0.0.1:4101',
      ONESTOP_PAGE_SIZE: '7',
      PAGE_SIZE: '9',
    });
    expect(sources['onestop']).toMatchObject({ provinceUrl: 'http://127.0.0.1:4101', pageSize: 7 });
  });

  test('an empty address switches the node off', () => {
    const { sources } = read({ ...complete, ONESTOP_PROVINCE_URL: '' });
    expect(onestop.streams.filter((stream) => stream.isOn(sources['onestop'] as never))).toEqual([]);
  });

  test.each(['not a url', 'localhost:4101', 'ftp://127.0.0.1/'])('%j is no address', (url) => {
    const message = toRefusal({ ...complete, ONESTOP_PROVINCE_URL: url });
    expect(message).toContain('ONESTOP_PROVINCE_URL: expected http(s)://host:port');
    expect(message).not.toContain(url);
  });
});

describe('subgraphs elsewhere', () => {
  test('are named by their addresses', () => {
    const url = 'http://onestop-subgraph:4200/graphql';
    const given = { ...complete, SUBGRAPH_ONESTOP_URL: url, SUBGRAPH_OFFICE_URL: '' };
    expect(read(given).subgraphUrls).toEqual({ onestop: url });
  });

  test('what is no address is refused by the name of its variable', () => {
    expect(toRefusal({ ...complete, SUBGRAPH_ONESTOP_URL: 'onestop:4200' })).toContain(
      'SUBGRAPH_ONESTOP_URL: expected',
    );
  });
});

describe('a faulty environment', () => {
  const faulty = {
    HUB_MODE: 'mode-xyz',
    PORT: '70000',
    MONGODB_URI: 'mongodb://user:hunter2@localhost',
    REDIS_URL: 'http://:hunter2@localhost',
    QUEUE_PREFIX: 'Not A Prefix',
    HUB_SECRET: 'hunter2-too-short',
    ONESTOP_DISTRICT_URL: 'hunter2',
    ONESTOP_PAGE_SIZE: '1001',
  };
  const names = [...Object.keys(faulty), 'TOKEN_JWKS_FILE', 'EXCHANGE_KEYS_FILE'];

  test('is refused with every fault at once, each by its variable', () => {
    const message = toRefusal(faulty);
    expect(message).toContain(`${names.length} fault(s)`);
    for (const name of names) expect(message).toContain(`\n  ${name}: `);
  });

  test('is refused without repeating a value', () => {
    const message = toRefusal(faulty);
    for (const value of Object.values(faulty).filter((one) => one !== '1001')) {
      expect(message).not.toContain(value);
    }
    expect(message).not.toContain('hunter2');
  });

  test('is refused as bad input', () => {
    expect(() => read({})).toThrow(expect.objectContaining({ name: 'HubError', code: 'BAD_INPUT' }));
  });
});
