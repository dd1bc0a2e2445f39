/**
 * GraphiQL on GET /graphql, served from this process alone: the browser asks no other origin for anything, and a strict
 * content security policy holds it to that. Demo mode only.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { exampleQueries } from './example-queries.js';

const resolve = createRequire(import.meta.url).resolve;
const inPackage = (name: string, file: string): string =>
  join(dirname(resolve(`${name}/package.json`)), file);
const own = (file: string): string => fileURLToPath(new URL(`playground/${file}`, import.meta.url));

/** Address under /playground/ → file; the ending says the type. */
const assets: Readonly<Record<string, string>> = {
  'page.js': own('page.js'),
  'page.css': own('page.css'),
  'react.js': inPackage('react', 'umd/react.production.min.js'),
  'react-dom.js': inPackage('react-dom', 'umd/react-dom.production.min.js'),
  'graphiql.js': inPackage('graphiql', 'graphiql.min.js'),
  'graphiql.css': inPackage('graphiql', 'graphiql.min.css'),
};

/** The editor writes style attributes and brings its fonts as data; nothing else is inline. */
const contentSecurityPolicy = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Whether a browser asks for a page, rather than a client for an answer. */
export function wantsPage({ method, headers }: Pick<FastifyRequest, 'method' | 'headers'>): boolean {
  return method === 'GET' && (headers.accept ?? '').includes('text/html');
}

/** Adds the playground's files under /playground/. */
export function addPlaygroundAssets(server: FastifyInstance): void {
  for (const [name, file] of Object.entries(assets)) {
    const type = name.endsWith('.css') ? 'text/css' : 'text/javascript';
    server.get(`/playground/${name}`, async (_, reply) =>
      reply
        .type(type)
        .header('cache-control', 'max-age=3600')
        .send(await readFile(file)),
    );
  }
  const tabs = exampleQueries.map(({ query, variables }) => ({
    query,
    variables: JSON.stringify(variables, null, 2),
  }));
  server.get('/playground/examples.json', () => tabs);
}

/** Answers with the page itself; its files come from `addPlaygroundAssets`. */
export async function sendPlayground(reply: FastifyReply): Promise<FastifyReply> {
  const page = await readFile(own('index.html'));
  return reply.type('text/html').header('content-security-policy', contentSecurityPolicy).send(page);
}
