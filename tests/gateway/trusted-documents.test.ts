import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildSchema } from 'graphql';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { hashOperation, readTrustedDocuments } from '../../src/gateway/trusted-documents.js';
import { startToyGateway, type ToyGateway } from './toy-gateway.js';

const trusted = 'query Best { best { title } }';
const hash = hashOperation(trusted);

async function writeManifest(manifest: unknown): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), 'manifest-')), 'manifest.json');
  await writeFile(file, typeof manifest === 'string' ? manifest : JSON.stringify(manifest));
  return file;
}

async function post(gateway: ToyGateway, body: unknown) {
  const headers = { 'content-type': 'application/json' };
  const reply = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  const answer = (await reply.json()) as {
    data?: unknown;
    errors?: { message: string; extensions: { code: string } }[];
  };
  return {
    data: answer.data,
    errors: answer.errors?.map(({ message, extensions }) => [extensions.code, message]),
  };
}

const byHash = (sha256Hash: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash } } });
const best = { best: { title: 'Số đỏ' } };

describe('where only trusted documents are answered', () => {
  let gateway: ToyGateway;
  beforeAll(async () => {
    gateway = await startToyGateway({ manifest: await writeManifest({ [hash]: trusted }) });
  });
  afterAll(() => gateway.close());

  test('they are, by text or by hash', async () => {
    expect(await post(gateway, { query: trusted })).toEqual({ data: best, errors: undefined });
    expect(await post(gateway, byHash(hash))).toEqual({ data: best, errors: undefined });
  });

  test.each(['{ best { id } }', ` ${trusted}`, '{ __schema { types { name } } }', 'not even GraphQL'])(
    '%j is not, nor is it parsed',
    async (query) => {
      const { data, errors } = await post(gateway, { query });
      expect(data).toBeUndefined();
      expect(errors).toEqual([['FORBIDDEN', expect.stringContaining('only trusted documents are answered')]]);
    },
  );

  test('nor over WebSocket, where the connection stays', async () => {
    let opened = 0;
    const client = createClient({
      url: `${gateway.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      lazy: false,
      retryAttempts: 0,
      on: { connected: () => void (opened += 1) },
    });
    const errorOf = (query: string) =>
      new Promise((resolve) => {
        client.subscribe({ query }, { next: resolve, error: resolve, complete: () => resolve(null) });
      });
    for (const query of ['subscription { nothing }', 'not even GraphQL'])
      expect(await errorOf(query)).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    expect(opened).toBe(1);
    await client.dispose();
  });

  test('nobody can register another', async () => {
    const other = '{ best { id } }';
    const registering = { query: other, ...byHash(hashOperation(other)) };
    expect((await post(gateway, registering)).errors?.[0]?.[0]).toBe('FORBIDDEN');
    expect((await post(gateway, byHash(hashOperation(other)))).errors).toEqual([
      ['BAD_INPUT', 'PersistedQueryNotFound'],
    ]);
  });
});

describe('where all documents are answered', () => {
  let gateway: ToyGateway;
  beforeAll(async () => {
    gateway = await startToyGateway();
  });
  afterAll(() => gateway.close());

  test('a client registers one by sending it once, and then its hash', async () => {
    expect((await post(gateway, byHash(hash))).errors).toEqual([['BAD_INPUT', 'PersistedQueryNotFound']]);
    expect((await post(gateway, { query: trusted, ...byHash(hash) })).data).toEqual(best);
    expect((await post(gateway, byHash(hash))).data).toEqual(best);
  });

  test('a text under the hash of another is refused', async () => {
    const { errors } = await post(gateway, { query: '{ best { id } }', ...byHash(hash) });
    expect(errors).toEqual([['BAD_INPUT', expect.stringContaining('expected the SHA-256 of query')]]);
  });
});

describe('a manifest that is wrong stops the start', () => {
  const schema = buildSchema('type Query { a: Int }');
  const text = '{ a }';
  test.each<[string, unknown, string]>([
    ['no JSON', '{', 'TRUSTED_DOCUMENTS_FILE'],
    ['no hashes', { one: text }, 'expected an object of SHA-256 → operation'],
    ['a text under another hash', { [hashOperation('{ b }')]: text }, 'its text has another hash'],
    ['a field there is not', { [hashOperation('{ b }')]: '{ b }' }, 'Cannot query field "b"'],
    ['a text that is no operation', { [hashOperation('{')]: '{' }, 'Syntax Error'],
  ])('%s', async (_, manifest, message) => {
    const reading = readTrustedDocuments(await writeManifest(manifest), schema);
    await expect(reading).rejects.toThrow(message);
    // Told once, not within itself.
    await expect(reading).rejects.not.toThrow(/TRUSTED_DOCUMENTS_FILE.*TRUSTED_DOCUMENTS_FILE/);
  });
});
