// GET /healthz, /readyz and /metrics, on the port of the API too.
import type { FastifyInstance } from 'fastify';
import type { Health } from '../../../lib/process/health.ts';
import { metricsContentType } from '../../../lib/telemetry/metrics.ts';

export function operationRoutes(server: FastifyInstance, health: Health, exposition: () => Promise<string>): void {
  server.get('/healthz', async (_request, reply) => reply.type('text/plain; charset=utf-8').send('ok\n'));
  server.get('/readyz', async (_request, reply) => {
    const { reasons } = health;
    reply.type('text/plain; charset=utf-8').code(reasons.length === 0 ? 200 : 503);
    return reply.send(reasons.length === 0 ? 'ready\n' : `${reasons.join('\n')}\n`);
  });
  server.get('/metrics', async (_request, reply) => reply.type(metricsContentType).send(await exposition()));
}
