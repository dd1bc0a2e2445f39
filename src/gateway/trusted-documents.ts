/**
 * Operations that are known before anybody asks them: a manifest of SHA-256 → text, made when a frontend is built. A client may send the
 * hash alone; where only they are trusted, nothing else is answered.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { parse, validate, type DocumentNode, type GraphQLSchema } from 'graphql';
import { z } from 'zod';
import { HubError, toMessage } from '../errors.js';

/** The manifest, read and checked. */
export interface TrustedDocuments {
  /** The text behind a hash; null where the manifest has none. */
  find(hash: string): string | null;
  /** Every operation, parsed, to prepare what answers them. */
  readonly documents: readonly DocumentNode[];
}

/** How strictly the manifest is kept to. */
export type TrustMode = 'off' | 'enforce';

const manifestShape = z.record(z.string().regex(/^[0-9a-f]{64}$/), z.string());

/** SHA-256 of an operation's text, in hexadecimal: its name in the manifest. */
export function hashOperation(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/**
 * Reads a manifest.
 * @throws HubError BAD_INPUT naming the hash whose text is another, or no operation of this schema.
 */
export async function readTrustedDocuments(file: string, schema: GraphQLSchema): Promise<TrustedDocuments> {
  const texts = new Map(Object.entries(await readManifest(file)));
  const documents = [...texts].map(([hash, text]) => toDocument(hash, { text, schema }));
  return { documents, find: (hash) => texts.get(hash) ?? null };
}

async function readManifest(file: string): Promise<Record<string, string>> {
  try {
    return manifestShape.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (thrown) {
    const reason =
      thrown instanceof z.ZodError ? 'expected an object of SHA-256 → operation' : toMessage(thrown);
    throw new HubError('BAD_INPUT', `TRUSTED_DOCUMENTS_FILE ${file}: ${reason}`, { cause: thrown });
  }
}

function toDocument(hash: string, { text, schema }: { text: string; schema: GraphQLSchema }): DocumentNode {
  const refuse = (reason: string): never => {
    throw new HubError('BAD_INPUT', `TRUSTED_DOCUMENTS_FILE: ${hash.slice(0, 12)}…: ${reason}`);
  };
  if (hashOperation(text) !== hash) refuse('its text has another hash; make the manifest anew');
  const document = parseOr(text, refuse);
  const [fault] = validate(schema, document);
  return fault === undefined ? document : refuse(fault.message);
}

function parseOr(text: string, refuse: (reason: string) => never): DocumentNode {
  try {
    return parse(text);
  } catch (thrown) {
    return refuse(toMessage(thrown));
  }
}
