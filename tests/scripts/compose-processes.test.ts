import { beforeAll, describe, expect, test } from '@jest/globals';
import { makeComposeProcesses, readComposeFile } from '../../scripts/compose-processes.mjs';

const ports = {
  gateway: 14_000,
  worker: 14_001,
  simulators: { onestop: [15_001, 15_002, 15_003], office: [15_011] },
};
const settings = {
  HUB_MODE: 'demo',
  HUB_SECRET: 'a secret of at least thirty-two characters',
  TOKEN_JWKS_FILE: '/data/demo-jwks.json',
  EXCHANGE_KEYS_FILE: '/data/demo-exchange-keys.json',
  MONGODB_URI: 'mongodb://127.0.0.1:27117/lien-thong',
  REDIS_URL: 'redis://127.0.0.1:6390',
  ONESTOP_PROVINCE_URL: 'http://onestop-simulator:4101',
  ONESTOP_USERNAME: 'reader',
  ONESTOP_PASSWORD: 'a password',
  OFFICE_URL: 'http://office-simulator:4111',
  OFFICE_USERNAME: 'reader',
  OFFICE_PASSWORD: 'a password',
};
const env = { PATH: '/bin', HOME: '/root', ONESTOP_DISTRICT_URL: 'http://elsewhere' };

describe('makeComposeProcesses', () => {
  let processes: ReturnType<typeof makeComposeProcesses> = [];
  beforeAll(async () => {
    const compose = await readComposeFile('docker-compose.yml');
    processes = makeComposeProcesses(compose, { ports, settings, env });
  });
  const find = (name: string): (typeof processes)[number] | undefined =>
    processes.find((p) => p.name === name);

  test('runs our services and none of the others, the gateway last', () => {
    expect(processes.map(({ name }) => name)).toEqual([
      'office-simulator',
      'onestop-simulator',
      'worker',
      'gateway',
    ]);
  });

  test('moves ports and addresses to this machine', () => {
    expect(find('gateway')?.env).toMatchObject({ PORT: '14000', HOST: '127.0.0.1' });
    expect(find('worker')?.env).toMatchObject({
      WORKER_PORT: '14001',
      ONESTOP_PROVINCE_URL: 'http://127.0.0.1:15001',
      OFFICE_URL: 'http://127.0.0.1:15011',
    });
    expect(find('onestop-simulator')?.args.slice(-4)).toEqual([
      '--host',
      '127.0.0.1',
      '--ports',
      '15001,15002,15003',
    ]);
  });

  test('puts files in the place of secrets, and our servers in the place of those of the file', () => {
    const { MONGODB_URI, REDIS_URL, TOKEN_JWKS_FILE, EXCHANGE_KEYS_FILE } = settings;
    expect(find('gateway')?.env).toMatchObject({
      MONGODB_URI,
      REDIS_URL,
      TOKEN_JWKS_FILE,
      EXCHANGE_KEYS_FILE,
    });
  });

  test('gives nothing of our own environment but what a program needs to run', () => {
    expect(find('worker')?.env).toMatchObject({ PATH: '/bin', HOME: '/root', ONESTOP_DISTRICT_URL: '' });
  });
});

test('a required variable that is not set is refused with the message of the file', async () => {
  const compose = await readComposeFile('docker-compose.yml');
  expect(() =>
    makeComposeProcesses(compose, { ports, settings: { ...settings, HUB_SECRET: '' }, env }),
  ).toThrow('set HUB_SECRET');
});
