// GET / and what it needs: the console, static files that the package brings along, and the state that they show.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Authenticator } from '../authenticator.ts';
import type { ConsoleState } from '../console/console-state.ts';

/** Beside `services`, in the source tree as in dist/. */
const folder = path.resolve(import.meta.dirname, '../../../web');

const files = [
  { url: '/', file: 'index.html', type: 'text/html; charset=utf-8' },
  { url: '/console.css', file: 'console.css', type: 'text/css; charset=utf-8' },
  { url: '/console.js', file: 'console.js', type: 'text/javascript; charset=utf-8' },
  { url: '/cluster-panel.js', file: 'cluster-panel.js', type: 'text/javascript; charset=utf-8' },
  { url: '/icon.svg', file: 'icon.svg', type: 'image/svg+xml' },
];

/** Everything comes from here, and nobody may frame the page. */
const policy = "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

export function consoleRoutes(server: FastifyInstance, state: ConsoleState, authenticator: Authenticator): void {
  for (const { url, file, type } of files) {
    const body = readFileSync(path.join(folder, file));
    server.get(url, async (_request, reply) =>
      reply
        .headers({
          'content-type': type,
          'content-security-policy': policy,
          'x-content-type-options': 'nosniff',
          'referrer-policy': 'no-referrer',
          'cache-control': 'no-cache',
        })
        .send(body),
    );
  }
  server.get('/console/state', async (request, reply) => {
    authenticator.authenticate(request.headers.authorization);
    return reply.header('cache-control', 'no-store').send(await state.read());
  });
}
