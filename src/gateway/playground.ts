/**
 * GraphiQL on GET /graphql, served from this process alone: the browser asks no other origin for anything, and a strict
 * content security policy holds it to that. Demo mode only.
 */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { exampleQueries } from './example-queries.js';

const own = fileURLToPath(new URL('playground', import.meta.url));
const resolve = createRequire(import.meta.url).resolve;
const packageFolder = (name: string): string => dirname(resolve(`${name}/package.json`));

/** Address under /playground/ → folder and file. */
const assets: Readonly<Record<string, readonly [folder: string, file: string]>> = {
  'page.js': [own, 'page.js'],
  'page.css': [own, 'page.css'],
  'react.js': [join(packageFolder('react'), 'umd'), 'react.production.min.js'],
  'react-dom.js': [join(packageFolder('react-dom'), 'umd'), 'react-dom.production.min.js'],
  'graphiql.js': [packageFolder('graphiql'), 'graphiql.min.js'],
  'graphiql.css': [packageFolder('graphiql'), 'graphiql.min.css'],
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
export async function addPlaygroundAssets(server: FastifyInstance): Promise<void> {
  await server.register(fastifyStatic, { root: own, serve: false });
  for (const [name, [folder, file]] of Object.entries(assets)) {
    server.get(`/playground/${name}`, (_, reply) => reply.sendFile(file, folder, { maxAge: '1h' }));
  }
  const tabs = exampleQueries.map(({ query, variables }) => ({
    query,
    variables: JSON.stringify(variables, null, 2),
  }));
  server.get('/playground/examples.json', () => tabs);
}

/** Answers with the page itself; `addPlaygroundAssets` comes first. */
export function sendPlayground(reply: FastifyReply): FastifyReply {
  return reply
    .header('content-security-policy', contentSecurityPolicy)
    .sendFile('index.html', own, { maxAge: 0 });
}
