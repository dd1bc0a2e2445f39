import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import { startToyGateway, type ToyGateway } from './toy-gateway.js';

let gateway: ToyGateway;
let privateKey: CryptoKey;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'production-'));
  const pair = await generateKeyPair('ES256');
  privateKey = pair.privateKey;
  const jwks = { keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'own-1', alg: 'ES256' }] };
  await writeFile(join(folder, 'jwks.json'), JSON.stringify(jwks));
  gateway = await startToyGateway({ mode: 'production', jwksFile: join(folder, 'jwks.json') });
});
afterAll(async () => gateway.close());

test('an answer holds data alone', async () => {
  const headers = { 'content-type': 'application/json' };
  const reply = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers,
    body: '{"query":"{ best { id } }"}',
  });
  expect(await reply.json()).toEqual({ data: { best: { id: '1' } } });
});

const sign = async (issuer: string) =>
  new SignJWT({ kind: 'AUDITOR', scope: 'library:personal' })
    .setProtectedHeader({ alg: 'ES256', kid: 'own-1' })
    .setSubject('someone')
    .setIssuer(issuer)
    .setAudience('lien-thong')
    .setExpirationTime('1h')
    .sign(privateKey);

describe('production mode', () => {
  test('introspection is refused and errors suggest no names', async () => {
    const { errors } = await gateway.ask('{ __schema { description } }');
    expect(errors[0]).toMatchObject({ extensions: { code: 'BAD_INPUT' } });
    const typo = await gateway.ask('{ boks { id } }');
    expect(typo.errors[0]?.message).toBe('Cannot query field "boks" on type "Query".');
  });

  test.each(['/graphql', '/playground/page.js', '/playground/examples.json'])(
    '%s is no page: 404',
    async (path) => {
      const response = await fetch(gateway.url + path, { headers: { accept: 'text/html' } });
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
    },
  );

  test("a token of the hub's own issuer is accepted", async () => {
    const authorization = `Bearer ${await sign('lien-thong')}`;
    const { data } = await gateway.ask('{ book(id: 1) { borrower } }', { headers: { authorization } });
    expect(data).toEqual({ book: { borrower: 'someone' } });
  });

  test.each(['lien-thong-demo', 'another'])(
    'a token of issuer %s is refused though its key is known',
    async (issuer) => {
      const authorization = `Bearer ${await sign(issuer)}`;
      const { status, errors } = await gateway.ask('{ book(id: 1) { title } }', {
        headers: { authorization },
      });
      expect({ status, code: errors[0]?.extensions['code'] }).toEqual({
        status: 401,
        code: 'UNAUTHENTICATED',
      });
    },
  );

  test('a token of the demonstration is refused', async () => {
    const authorization = `Bearer ${gateway.tokens.operator}`;
    const { status } = await gateway.ask('{ book(id: 1) { title } }', { headers: { authorization } });
    expect(status).toBe(401);
  });

  test('the public key of the demonstration stops the start', async () => {
    await expect(startToyGateway({ mode: 'production' })).rejects.toThrow('holds a key of the demonstration');
  });
});
