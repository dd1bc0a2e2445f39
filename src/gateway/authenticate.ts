/** Request headers → who asks: `authorization: Bearer <JWT>` or `x-api-key: <key>`; null when neither came. */
import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import { HubError } from '../errors.js';
import { followFile } from '../followed-file.js';
import type { Logger } from '../logger.js';
import type { Principal } from '../principal.js';
import { findByApiKey, readApiKeys } from './api-keys.js';
import { makeTokenVerifier } from './verify-token.js';

/** Rejects with UNAUTHENTICATED for a credential that is wrong; a wrong one never passes as none. */
export type Authenticate = (headers: IncomingHttpHeaders) => Promise<Principal | null>;

/** The configuration's part that concerns callers. */
export interface AuthenticationSettings {
  mode: 'demo' | 'production';
  issuer: string;
  /** File with the public keys tokens are verified with. */
  jwksFile: string;
  /** File with the hashes of API keys; null where there are none. */
  apiKeysFile: string | null;
  log: Logger;
}

const jwksShape = z.object({ keys: z.array(z.looseObject({ kty: z.string() })).min(1) });

/** The files are looked at once in so long. */
const restMs = 500;

/**
 * Reads the files and makes the check; files that change are read again, so that keys are renewed without a restart.
 * @throws HubError BAD_INPUT where a file is missing or wrong, or is the demonstration's in production mode.
 */
export async function makeAuthenticate(settings: AuthenticationSettings): Promise<Authenticate> {
  const { mode, issuer, jwksFile, apiKeysFile, log } = settings;
  const getVerifyToken = await followFile({
    variable: 'TOKEN_JWKS_FILE',
    ...{ file: jwksFile, restMs, log },
    parse: (text) => makeTokenVerifier({ mode, issuer, jwks: readJwks(text) }),
  });
  const getApiKeys =
    apiKeysFile === null
      ? () => Promise.resolve([])
      : await followFile({
          variable: 'API_KEYS_FILE',
          ...{ file: apiKeysFile, restMs, log },
          parse: readApiKeys,
        });
  return async ({ authorization, 'x-api-key': apiKey }) => {
    if (authorization !== undefined && apiKey !== undefined) {
      throw new HubError('UNAUTHENTICATED', 'expected one of authorization and x-api-key, got both');
    }
    if (authorization !== undefined) return (await getVerifyToken())(toBearer(authorization));
    if (apiKey === undefined) return null;
    const principal =
      typeof apiKey === 'string' ? findByApiKey(await getApiKeys(), apiKey, new Date()) : null;
    if (principal === null)
      throw new HubError('UNAUTHENTICATED', 'the API key is not known here, or has expired');
    return principal;
  };
}

function toBearer(authorization: string): string {
  const token = /^Bearer +([^ ]+) *$/i.exec(authorization)?.[1];
  if (token === undefined)
    throw new HubError('UNAUTHENTICATED', 'expected authorization: Bearer followed by a token');
  return token;
}

function readJwks(text: string) {
  try {
    return jwksShape.parse(JSON.parse(text));
  } catch (thrown) {
    throw new HubError('BAD_INPUT', 'expected a JSON Web Key Set with at least one key', {
      cause: thrown,
    });
  }
}
