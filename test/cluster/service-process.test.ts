import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { allowedCores } from '../../lib/process/cores.ts';
import { Channel } from '../../lib/wire/client.ts';
import { ClusterMethods } from '../../lib/wire/methods.ts';
import { type NatsServer, startNats } from '../support/nats-server.ts';
import { threadsOf } from '../support/thread-scheduling.ts';

const script = path.resolve(import.meta.dirname, '../support/sample-service.ts');

interface Service {
  readonly child: ChildProcess;
  readonly logged: Record<string, unknown>[];
  stderr(): string;
  stdout(): string;
  /** Resolves with the log line that has `message`; rejects with what was printed when the process ends before. */
  line(message: string): Promise<Record<string, unknown>>;
  exit(): Promise<number | null>;
}

const services: Service[] = [];
let nats: NatsServer;

beforeAll(async () => {
  nats = await startNats({ jetstream: true });
});
afterEach(async () => {
  for (const { child, exit } of services.splice(0)) {
    child.kill('SIGKILL');
    await exit();
  }
});
afterAll(() => nats.stop());

function run(flags: string[], env: Record<string, string> = {}): Service {
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...flags], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const logged: Record<string, unknown>[] = [];
  let stdout = '';
  let stderr = '';
  let parsed = 0;
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    stdout += chunk;
    for (let end = stdout.indexOf('\n', parsed); end >= 0; end = stdout.indexOf('\n', parsed)) {
      const line = stdout.slice(parsed, end);
      parsed = end + 1;
      if (line.startsWith('{')) logged.push(JSON.parse(line));
    }
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    stderr += chunk;
  });
  const closed = once(child, 'close').then(([code]) => code as number | null);
  const service: Service = {
    child,
    logged,
    stderr: () => stderr,
    stdout: () => stdout,
    exit: () => closed,
    async line(message) {
      const find = () => logged.find((line) => line['message'] === message);
      await expect.poll(() => find() !== undefined || child.exitCode !== null, { timeout: 15_000 }).toBe(true);
      const found = find();
      if (!found) throw new Error(`ended with ${child.exitCode} before it logged '${message}': ${stderr}${stdout}`);
      return found;
    },
  };
  services.push(service);
  return service;
}

const withNats = (...flags: string[]) => run(flags, { FULGUR_NATS_URL: nats.url, FULGUR_ID: 'guard-7' });

describe('a service process', () => {
  it('serves gRPC and its admin pages, then drains on SIGTERM and ends with 0', async () => {
    const service = withNats('--model', 'tiny.gguf');
    const { address, admin } = await service.line('serving');
    const channel = new Channel(String(address));
    const status = await channel.unary(ClusterMethods.getStatus, {}, { deadlineMs: 5_000 });
    expect(status).toMatchObject({ leaderId: 'guard-7', modelId: 'tiny.gguf' });
    channel.close();
    const page = (route: string) => fetch(`http://${admin}${route}`);
    expect((await page('/healthz')).status).toBe(200);
    expect([(await page('/readyz')).status, await (await page('/readyz')).text()]).toEqual([200, 'ready\n']);
    expect((await page('/nothing')).status).toBe(404);
    const metrics = await (await page('/metrics')).text();
    for (const sample of [
      'fulgur_bus_connected{service="guard",instance="guard-7"} 1',
      'fulgur_grpc_requests_total{method="fulgur.v1.Cluster/GetStatus",code="OK",transport="grpc",service="guard",instance="guard-7"} 1',
      '# TYPE fulgur_event_loop_lag_seconds histogram',
      '# TYPE process_resident_memory_bytes gauge',
    ]) {
      expect(metrics).toContain(sample);
    }
    service.child.kill('SIGTERM');
    expect(await service.exit()).toBe(0);
    expect(service.stderr()).toBe('');
    expect(service.logged.at(-1)).toMatchObject({ message: 'stopped', service: 'guard', id: 'guard-7' });
  });

  it.skipIf(process.platform !== 'linux')(
    'computes on the cores and by the scheduling that it is told (skipped where it is not Linux)',
    async () => {
      const core = String(allowedCores()!.at(-1)!);
      const service = withNats('--model', 'tiny.gguf', '--cores', core, '--scheduling', 'batch');
      await service.line('serving');
      const threads = threadsOf(service.child.pid!);
      expect(new Set(threads.map(({ policy }) => policy))).toEqual(new Set([3]));
      expect(new Set(threads.map(({ cores }) => cores))).toEqual(new Set([core]));
    },
  );

  it('says why it is not ready', async () => {
    const service = withNats('--behaviour', 'neverReady');
    const { admin } = await service.line('serving');
    const answer = await fetch(`http://${admin}/readyz`);
    expect([answer.status, await answer.text()]).toEqual([503, 'guard-7: model: loading\n']);
  });

  it('ends at once on SIGTERM while it starts', async () => {
    const service = withNats('--behaviour', 'neverStarts');
    await service.line('start hangs');
    service.child.kill('SIGTERM');
    expect(await service.exit()).toBe(0);
  });

  it('ends at once on a later signal; two that come together are one', async () => {
    const service = withNats('--behaviour', 'neverDrains');
    await service.line('serving');
    service.child.kill('SIGINT');
    service.child.kill('SIGINT');
    await service.line('draining');
    expect(service.child.exitCode).toBeNull();
    const insisting = setInterval(() => service.child.kill('SIGINT'), 100);
    expect(await service.exit()).toBe(130);
    clearInterval(insisting);
  });

  it('ends with 1 when the service does not drain in time', async () => {
    const service = withNats('--behaviour', 'neverDrains', '--drain-timeout-ms', '10');
    await service.line('serving');
    service.child.kill('SIGTERM');
    expect(await service.exit()).toBe(1);
    expect(service.stderr()).toMatch(/^fulgur guard: not drained within 10 ms \(--drain-timeout-ms\).*\n$/);
  });

  it('ends with 1 when an actor escalates a failure that nobody takes', async () => {
    const service = withNats('--behaviour', 'escalates');
    expect(await service.exit()).toBe(1);
    expect(service.stderr()).toBe("fulgur guard: actor 'engine' failed: the device is lost\n");
    expect(service.logged.at(-1)).toMatchObject({ level: 'fatal' });
  });

  it('ends with 1 when a rejection is left unhandled', async () => {
    const service = withNats('--behaviour', 'rejects');
    expect(await service.exit()).toBe(1);
    expect(service.stderr()).toBe('fulgur guard: nobody handles this\n');
  });

  it('prints its options when asked for help', async () => {
    const service = run(['--help']);
    expect(await service.exit()).toBe(0);
    expect(service.stdout()).toContain('--model             path of the model; FULGUR_MODEL\n');
    expect(service.stdout()).toContain(
      '--grpc-port         gRPC port; 0 takes any free one; default 0; FULGUR_GRPC_PORT\n',
    );
  });
});

describe('a service process that cannot start says why in one line and ends with 1:', () => {
  const cases: [string, string[], RegExp][] = [
    ['no NATS server named', [], /no event bus: name a NATS server with --nats-url \(FULGUR_NATS_URL\)/],
    ['an option out of range', ['--grpc-port', '70000'], /--grpc-port \(FULGUR_GRPC_PORT\): 70000 is not acceptable/],
  ];
  it.each(cases)('%s', async (_name, flags, message) => {
    const service = run(flags);
    expect(await service.exit()).toBe(1);
    expect(service.stderr()).toMatch(new RegExp(`^fulgur guard: ${message.source}.*\n$`));
    expect(service.stdout()).toBe('');
  });

  it.each(['admin', 'grpc'])('its %s port in use', async (which) => {
    const taken = createServer();
    taken.listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    try {
      const service = withNats(`--${which}-port`, String(port));
      expect(await service.exit()).toBe(1);
      const variable = `FULGUR_${which.toUpperCase()}_PORT`;
      expect(service.stderr()).toBe(
        `fulgur guard: port ${port} of 127.0.0.1 is in use: choose another with --${which}-port (${variable}), 0 for any free one\n`,
      );
    } finally {
      taken.close();
    }
  });
});
