/**
 * The page that verifies receipts in the browser, on GET /verify/. Its files need no server: saved to a disk and opened
 * from there they do the same. It is public, asks nobody for anything, and the policy holds it to that.
 */
import { readFile } from 'node:fs/promises';
import type { FastifyInstance } from 'fastify';

/** Address under /verify/ → file and type. */
const files: Readonly<Record<string, { file: string; type: string }>> = {
  '': { file: 'index.html', type: 'text/html' },
  'proof.js': { file: 'proof.js', type: 'text/javascript' },
  'page.js': { file: 'page.js', type: 'text/javascript' },
  'page.css': { file: 'page.css', type: 'text/css' },
};

/** Scripts and styles of its own, and nothing else: no request, no form sent, no frame around it. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Adds the page under /verify/, where its relative addresses lead to its files. */
export function addVerifyPage(server: FastifyInstance): void {
  server.get('/verify', (_, reply) => reply.redirect('/verify/'));
  for (const [name, { file, type }] of Object.entries(files)) {
    server.get(`/verify/${name}`, async (_, reply) =>
      reply
        .type(type)
        .header('content-security-policy', contentSecurityPolicy)
        .header('cache-control', 'max-age=3600')
        .send(await readFile(new URL(`verify-page/${file}`, import.meta.url))),
    );
  }
}
