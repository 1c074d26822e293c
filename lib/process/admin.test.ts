import { Counter, Registry } from 'prom-client';
import { afterEach, describe, expect, it } from 'vitest';
import { type AdminServer, startAdminServer, type WatchedInstance } from './admin.ts';
import { Health } from './health.ts';

let admin: AdminServer | undefined;
afterEach(() => admin?.close());

async function start(...instances: WatchedInstance[]) {
  admin = await startAdminServer({ host: '127.0.0.1', port: 0, instances });
  const { address } = admin;
  return async (route: string, init?: RequestInit) => {
    const answer = await fetch(`http://${address}${route}`, init);
    return { status: answer.status, type: answer.headers.get('content-type'), body: await answer.text() };
  };
}

function watched(service: string, instance: string): WatchedInstance {
  return { service, instance, health: new Health(), metrics: new Registry() };
}

describe('the admin pages', () => {
  it('are live at once and ready when every service of the process is', async () => {
    const [one, two] = [watched('router', 'router-0'), watched('guard', 'guard-0')];
    const page = await start(one, two);
    expect((await page('/healthz')).status).toBe(200);
    one.health.set('model', undefined);
    expect(await page('/readyz')).toMatchObject({ status: 503, body: 'guard-0: starting\n' });
    two.health.set('policy', undefined);
    expect(await page('/readyz?verbose')).toMatchObject({ status: 200, body: 'ready\n' });
  });

  it('show the metrics of all services as Prometheus reads them', async () => {
    const instances = [watched('router', 'router-0'), watched('guard', 'guard-0')];
    for (const { metrics } of instances) new Counter({ name: 'a_total', help: 'a', registers: [metrics] }).inc();
    const page = await start(...instances);
    expect(await page('/metrics')).toEqual({
      status: 200,
      type: 'text/plain; version=0.0.4; charset=utf-8',
      body:
        '# HELP a_total a\n# TYPE a_total counter\n' +
        'a_total{service="router",instance="router-0"} 1\na_total{service="guard",instance="guard-0"} 1\n',
    });
  });

  it('refuse what they do not serve', async () => {
    const page = await start(watched('router', 'router-0'));
    expect((await page('/')).status).toBe(404);
    expect((await page('/metrics', { method: 'POST' })).status).toBe(405);
    expect(await page('/healthz', { method: 'HEAD' })).toMatchObject({ status: 200, body: '' });
  });

  it('say which port is in use', async () => {
    await start();
    const port = Number(admin!.address.split(':').at(-1));
    await expect(startAdminServer({ host: '127.0.0.1', port, instances: [] })).rejects.toThrow(
      `port ${port} of 127.0.0.1 is in use: choose another with --admin-port (FULGUR_ADMIN_PORT)`,
    );
  });
});
