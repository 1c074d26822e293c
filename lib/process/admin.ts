// The HTTP server of a process for those who watch it: /healthz, /readyz, /metrics.
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type MetricsInstance, mergeMetrics, metricsContentType } from '../telemetry/metrics.ts';
import { listenError } from '../wire/listen-error.ts';
import type { Health } from './health.ts';

export interface WatchedInstance extends MetricsInstance {
  readonly health: Health;
}

export interface AdminServer {
  readonly address: string;
  close(): Promise<void>;
}

export interface AdminOptions {
  readonly host: string;
  readonly port: number;
  /** The services of this process; more may be pushed while it runs. */
  readonly instances: readonly WatchedInstance[];
}

export async function startAdminServer({ host, port, instances }: AdminOptions): Promise<AdminServer> {
  const server = createServer((request, response) => {
    const route = (request.url ?? '').split('?')[0];
    if (request.method !== 'GET' && request.method !== 'HEAD') text(response, 405, 'only GET and HEAD\n');
    else if (route === '/healthz') text(response, 200, 'ok\n');
    else if (route === '/readyz') readiness(response, instances);
    else if (route === '/metrics') void metrics(response, instances);
    else text(response, 404, 'no such page: /healthz, /readyz, /metrics\n');
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(listenError(error, { host, port, option: 'adminPort' })));
    server.listen(port, host, resolve);
  });
  const bound = (server.address() as AddressInfo).port;
  return {
    address: `${host.includes(':') ? `[${host}]` : host}:${bound}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function readiness(response: ServerResponse, instances: readonly WatchedInstance[]): void {
  const reasons = instances.flatMap(({ instance, health }) => health.reasons.map((reason) => `${instance}: ${reason}`));
  if (reasons.length === 0) text(response, 200, 'ready\n');
  else text(response, 503, `${reasons.join('\n')}\n`);
}

async function metrics(response: ServerResponse, instances: readonly WatchedInstance[]): Promise<void> {
  try {
    text(response, 200, await mergeMetrics(instances), metricsContentType);
  } catch (error) {
    text(response, 500, `metrics failed: ${error instanceof Error ? error.message : error}\n`);
  }
}

function text(response: ServerResponse, status: number, body: string, type = 'text/plain; charset=utf-8'): void {
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body) }).end(body);
}
