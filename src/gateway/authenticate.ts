/** Request headers → who asks: `authorization: Bearer <JWT>` or `x-api-key: <key>`; null when neither came. */
import { readFile } from 'node:fs/promises';
import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import { HubError } from '../errors.js';
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
}

const jwksShape = z.object({ keys: z.array(z.looseObject({ kty: z.string() })).min(1) });

/**
 * Reads the files and makes the check.
 * @throws HubError BAD_INPUT where a file is missing or wrong, or is the demonstration's in production mode.
 */
export async function makeAuthenticate(settings: AuthenticationSettings): Promise<Authenticate> {
  const { mode, issuer, jwksFile, apiKeysFile } = settings;
  const jwks = readJwks(await readSetting('TOKEN_JWKS_FILE', jwksFile));
  const verifyToken = makeTokenVerifier({ mode, issuer, jwks });
  const apiKeys = apiKeysFile === null ? [] : readApiKeys(await readSetting('API_KEYS_FILE', apiKeysFile));
  return async ({ authorization, 'x-api-key': apiKey }) => {
    if (authorization !== undefined && apiKey !== undefined) {
      throw new HubError('UNAUTHENTICATED', 'expected one of authorization and x-api-key, got both');
    }
    if (authorization !== undefined) return verifyToken(toBearer(authorization));
    if (apiKey === undefined) return null;
    const principal = typeof apiKey === 'string' ? findByApiKey(apiKeys, apiKey) : null;
    if (principal === null) throw new HubError('UNAUTHENTICATED', 'the API key is not known here');
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
    throw new HubError('BAD_INPUT', 'TOKEN_JWKS_FILE: expected a JSON Web Key Set with at least one key', {
      cause: thrown,
    });
  }
}

async function readSetting(variable: string, file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (thrown) {
    throw new HubError('BAD_INPUT', `${variable}: cannot read the file ${file}`, { cause: thrown });
  }
}
