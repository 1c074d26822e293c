// Each service as a process of its own, started as a container starts it, and what any tool finds at its ports.
import { createRequire } from 'node:module';
import path from 'node:path';
import { type Client, credentials, loadPackageDefinition } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StatusReport } from '../../cli/status.ts';
import type { ServiceName } from '../../lib/process/host.ts';
import { Channel } from '../../lib/wire/client.ts';
import { demoModel, eventually, runFulgur } from '../support/fulgur-process.ts';
import { expectReference, greedily } from '../support/generate.ts';
import { type NatsServer, startNats } from '../support/nats-server.ts';
import { goldenPrompts } from '../support/served-prompts.ts';
import { type SpawnedService, spawnService } from '../support/spawned-service.ts';

const packages = createRequire(import.meta.url);
const reflectionProto = path.resolve(
  packages.resolve('@grpc/reflection'),
  '../../proto/grpc/reflection/v1/reflection.proto',
);
const healthProto = path.resolve(packages.resolve('grpc-health-check'), '../../../proto/health/v1/health.proto');

/** By flags, by variables, and by both. */
const starts: Record<ServiceName, { flags: string[]; env: Record<string, string> }> = {
  'kv-store': { flags: ['--ram-bytes', String(2 ** 20)], env: { FULGUR_ID: 'store-a' } },
  guard: { flags: [], env: { FULGUR_ID: 'guard-a', FULGUR_LOG_LEVEL: 'info' } },
  'expert-shard': { flags: ['--id', 'shard-a', '--model', demoModel], env: {} },
  attention: { flags: ['--threads=1'], env: { FULGUR_ID: 'attention-a', FULGUR_MODEL: demoModel } },
  router: { flags: ['--http-port', '0', '--grpc-port', '0'], env: { FULGUR_ID: 'router-a', FULGUR_MODEL: demoModel } },
};
const services = Object.keys(starts) as ServiceName[];
const protoServices: Record<ServiceName, string[]> = {
  'kv-store': ['fulgur.v1.KvStore'],
  guard: ['fulgur.v1.Guard'],
  'expert-shard': ['fulgur.v1.ExpertShard'],
  attention: ['fulgur.v1.Attention'],
  router: ['fulgur.v1.Cluster', 'fulgur.v1.Inference'],
};

let nats: NatsServer;
const started = new Map<ServiceName, SpawnedService>();
const served = new Map<ServiceName, { address: string; admin: string }>();

beforeAll(async () => {
  nats = await startNats({ jetstream: true });
  for (const service of services) {
    const { flags, env } = starts[service];
    const options = service === 'guard' ? { ...env, FULGUR_NATS_URL: nats.url } : env;
    const named = service === 'guard' ? flags : [...flags, '--nats-url', nats.url];
    started.set(service, spawnService(service, named, options));
  }
  for (const service of services) served.set(service, await (started.get(service) as SpawnedService).serving);
});

afterAll(async () => {
  for (const process of started.values()) process.child.kill('SIGKILL');
  await Promise.all([...started.values()].map(({ exit }) => exit));
  await nats?.stop();
});

const grpcOf = (service: ServiceName) => served.get(service)?.address as string;
const page = (service: ServiceName, route: string) => fetch(`http://${served.get(service)?.admin}${route}`);

/** A client that knows nothing of Fulgur. */
// biome-ignore lint/suspicious/noExplicitAny: grpc-js types generated clients no better
function foreignClient(proto: string, name: string, address: string): Client & Record<string, any> {
  const loaded = loadPackageDefinition(loadSync(proto, { keepCase: true, enums: String }));
  const Constructor = name
    .split('.')
    .reduce((found, part) => (found as Record<string, unknown>)[part], loaded as unknown);
  return new (Constructor as new (address: string, credentials: unknown) => Client)(
    address,
    credentials.createInsecure(),
  );
}

describe.each(services)('%s', (service) => {
  it('becomes ready, and says so at /readyz and over the standard health service', async () => {
    await eventually(10_000, `${service} is ready`, async () => (await page(service, '/readyz')).ok || undefined);
    expect((await page(service, '/healthz')).status).toBe(200);
    const client = foreignClient(healthProto, 'grpc.health.v1.Health', grpcOf(service));
    for (const name of ['', ...protoServices[service]]) {
      const answer = await new Promise((resolve, reject) =>
        client['check']({ service: name }, (error: Error | null, value: unknown) =>
          error ? reject(error) : resolve(value),
        ),
      );
      expect(answer, name).toMatchObject({ status: 'SERVING' });
    }
    client.close();
  });

  it('lists its services by reflection', async () => {
    const client = foreignClient(reflectionProto, 'grpc.reflection.v1.ServerReflection', grpcOf(service));
    const stream = client['ServerReflectionInfo']();
    const answer = await new Promise<{ list_services_response: { service: { name: string }[] } }>((resolve, reject) => {
      stream.once('data', resolve);
      stream.once('error', reject);
      stream.write({ list_services: '*' });
    });
    stream.removeAllListeners('error').on('error', () => {});
    client.close();
    const names = answer.list_services_response.service.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining([...protoServices[service], 'grpc.health.v1.Health']));
  });

  it('measures itself under its own name', async () => {
    const metrics = await (await page(service, '/metrics')).text();
    expect(metrics).toContain(`service="${service}"`);
    expect(metrics).toContain('fulgur_event_loop_lag_seconds_count{');
    expect(metrics).toContain('process_resident_memory_bytes{');
  });
});

describe('services that were started one by one', () => {
  it('find each other and answer', async () => {
    const channel = new Channel(grpcOf('router'));
    const [prompt] = goldenPrompts as [(typeof goldenPrompts)[0]];
    expectReference(prompt, await greedily(channel, prompt));
    channel.close();
  });

  it('are listed by `fulgur status --json` with everything that an operator asks for', async () => {
    const { stdout } = await runFulgur('status', '--endpoint', grpcOf('router'), '--json');
    const status = JSON.parse(stdout) as StatusReport;
    expect(status).toMatchObject({ modelId: 'fulgur-tiny', leaderId: 'router-a', planEpoch: 1, targetEpoch: 1 });
    for (const service of services) {
      expect(status.members.find((member) => member.service === service)).toEqual({
        service,
        id: starts[service].env['FULGUR_ID'] ?? 'shard-a',
        pid: started.get(service)?.child.pid,
        address: grpcOf(service),
        adminAddress: served.get(service)?.admin,
        ready: true,
        draining: false,
        reason: '',
        load: expect.any(Number),
        residentExperts: service === 'expert-shard' ? 8 * 32 : 0,
        restarts: 0,
      });
    }
  });

  it('drain and end with code 0 when they are told to', async () => {
    for (const service of [...services].reverse()) expect(await started.get(service)?.stop(), service).toBe(0);
  });
});
