/** A host of HTTPS whose certificate it signed itself, for `localhost` alone: nobody trusts it who is not told to. */
import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';

/** Made for these tests, good from 2000 to 2099; it opens nothing else. */
const key = `
-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgQZov7SZFt+lPIWXw
M3bQ4iU1Hc5rl7ywVDGiSOFcK/GhRANCAAREZ8VmT9EqbDZ7pEVBk1gejgxBBi2g
CUXeMTWEd18m5RS4o+FwogG+VGLN3YvlP82A8QzzzVJL4p6mbF2B2HdL
-----END PRIVATE KEY-----
`;

/** Its certificate, in PEM. */
export const certificate = `
-----BEGIN CERTIFICATE-----
MIIBezCCASCgAwIBAgIUcjuud+qzKL7HwjetepKJg+s3l1AwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTAwMDEwMTAwMDAwMFoYDzIwOTkxMjMx
MDAwMDAwWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAAREZ8VmT9EqbDZ7pEVBk1gejgxBBi2gCUXeMTWEd18m5RS4o+FwogG+
VGLN3YvlP82A8QzzzVJL4p6mbF2B2HdLo04wTDAaBgNVHREEEzARgglsb2NhbGhv
c3SHBH8AAAEwDwYDVR0TAQH/BAUwAwEB/zAdBgNVHQ4EFgQUsPsBE8HXWKfCRdd+
B5aqfwO5Zr8wCgYIKoZIzj0EAwIDSQAwRgIhAK7EJR2u2CsEb1CI+fvrHABDFDEy
8KFlJMDbCyJjO94WAiEAjnqf0y+a4v8ZIft7a5tmUFzu8JcqB6AKUz0UfMEpywY=
-----END CERTIFICATE-----
`;

/** Starts one; it answers everything with 204. */
export async function startCertifiedHost(): Promise<{ url: string; close(): void }> {
  const server = createServer({ key, cert: certificate }, (_, reply) => void reply.writeHead(204).end());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `https://localhost:${port}`, close: () => server.close() };
}
