// kv-store: prefix blocks in RAM and on disk, for every attention replica of the cluster.
import { join } from 'node:path';
import { Supervisor } from '../../lib/actor/supervisor.ts';
import { type Announcer, announce } from '../../lib/cluster/members.ts';
import { markHeapRarely } from '../../lib/process/heap-growth.ts';
import type { RunningService, ServiceHost } from '../../lib/process/host.ts';
import { countRestarts } from '../../lib/telemetry/metrics.ts';
import { type GrpcServer, serve } from '../../lib/wire/server.ts';
import { BlockIntake } from './block-intake.ts';
import { BlockPublisher } from './block-publisher.ts';
import type { KvStoreConfig } from './config.ts';
import { DiskActor } from './disk-actor.ts';
import { type KvStoreMetrics, kvStoreMetrics } from './metrics.ts';
import { RamActor } from './ram-actor.ts';
import { kvStoreService } from './service.ts';
import { type Asked, ask, type DiskMessage, type RamMessage } from './tier-messages.ts';
import { TieredStore } from './tiered-store.ts';

const loadEveryMs = 1_000;
const mailboxCapacity = 16_384;

export async function startKvStore(config: KvStoreConfig, host: ServiceHost): Promise<RunningService> {
  markHeapRarely();
  const metrics = kvStoreMetrics(host.metrics, config.diskPath !== '');
  const onRestart = countRestarts(host.metrics);
  const supervisor = new Supervisor(host.clock, {
    onRestart: ({ name, error }) => {
      host.log.error({ actor: name, err: error }, 'a cache tier failed and is started again, empty or from its file');
      onRestart({ name });
    },
  });
  const publisher = new BlockPublisher({ bus: host.bus, clock: host.clock, producerId: host.id });
  const { ram, disk } = await startTiers(config, host, supervisor, publisher, metrics);
  const store = new TieredStore(ram, disk, metrics);
  let server: GrpcServer;
  let announcer: Announcer;
  try {
    server = await serve({
      host: config.host,
      port: config.grpcPort,
      services: [
        kvStoreService({
          store,
          publisher,
          intake: new BlockIntake(store, config, metrics),
          maxBlocksPerRequest: config.maxBlocksPerRequest,
        }),
      ],
      health: host.health,
      log: host.log,
      tracer: host.tracer,
      metrics: host.metrics,
      inProcess: host.inProcess,
      advertiseHost: host.advertiseHost,
      // Twice the largest block: one that is a little too large is refused by name instead of breaking its stream.
      maxMessageBytes: 2 * config.maxBlockBytes + 1024 * 1024,
    });
    host.health.set('tiers', undefined);
    announcer = await announce(host, { address: server.address });
  } catch (error) {
    publisher.stop();
    await supervisor.stop();
    throw error;
  }
  const capacityBytes = config.ramBytes + (disk === undefined ? 0 : config.diskBytes);
  const loadTimer = host.clock.every(loadEveryMs, () => {
    store.stats().then(
      (stats) => announcer.update({ load: Math.min(1, (stats.ram.bytes + stats.disk.bytes) / capacityBytes) }),
      (error: unknown) => host.log.warn({ err: error }, 'the load of the store is not known'),
    );
  });
  const release = async (timeoutMs: number): Promise<void> => {
    const stopAt = host.clock.now() + timeoutMs;
    announcer.update({ draining: true });
    await server.drain(timeoutMs);
    loadTimer.cancel();
    publisher.stop();
    if (disk !== undefined) {
      const demoted = ask<RamMessage, void>(ram, 'RAM', (reply) => ({ kind: 'demoteAll', stopAt, reply }));
      await demoted.catch((error: unknown) => host.log.warn({ err: error }, 'what was in RAM is not kept on disk'));
    }
    await supervisor.stop();
    await announcer.stop();
  };
  let released: Promise<void> | undefined;
  return {
    address: server.address,
    drain(timeoutMs) {
      released ??= release(timeoutMs);
      return released;
    },
  };
}

async function startTiers(
  config: KvStoreConfig,
  { id, clock, log }: ServiceHost,
  supervisor: Supervisor,
  publisher: BlockPublisher,
  metrics: KvStoreMetrics,
): Promise<{ ram: Asked<RamMessage>; disk: Asked<DiskMessage> | undefined }> {
  let disk: Asked<DiskMessage> | undefined;
  if (config.diskPath !== '') {
    const options = {
      path: join(config.diskPath, id),
      limitBytes: config.diskBytes,
      retryMs: { first: config.diskRetryMs, most: config.diskRetryMsMax },
      mailboxCapacity,
      clock,
      log,
      publisher,
      metrics,
    };
    disk = await supervisor.spawn('disk-tier', () => new DiskActor(options), { strategy: 'restart' });
  }
  const options = { limitBytes: config.ramBytes, disk, mailboxCapacity, publisher, metrics, clock };
  const ram = await supervisor.spawn('ram-tier', () => new RamActor(options), { strategy: 'restart' });
  return { ram, disk };
}
