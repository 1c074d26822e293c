// The whole cluster in one process: the five services and an in-process event bus. They call each other within the process,
// and serve gRPC on loopback to everybody else.
//
// Owns the services' hosts and their order: what others call starts first and stops last.
import type { Logger } from 'pino';
import { Registry } from 'prom-client';
import { systemClock } from '../../lib/actor/clock.ts';
import { InProcessBus } from '../../lib/cluster/in-process-bus.ts';
import { describeModel } from '../../lib/model/registry.ts';
import { startAdminServer, type WatchedInstance } from '../../lib/process/admin.ts';
import { Health } from '../../lib/process/health.ts';
import type { RunningService, ServiceHost, ServiceName } from '../../lib/process/host.ts';
import { createLogger } from '../../lib/telemetry/logger.ts';
import { busMetrics, mergeMetrics, processMetrics } from '../../lib/telemetry/metrics.ts';
import { createTracing, type Tracing } from '../../lib/telemetry/tracing.ts';
import { GgufModel } from '../../lib/tensor/gguf.ts';
import { InProcessServers } from '../../lib/wire/in-process-servers.ts';
import { startAttention } from '../../services/attention/attention.ts';
import { attentionConfig } from '../../services/attention/config.ts';
import { expertShardConfig } from '../../services/expert-shard/config.ts';
import { startExpertShard } from '../../services/expert-shard/expert-shard.ts';
import { guardConfig } from '../../services/guard/config.ts';
import { startGuard } from '../../services/guard/guard.ts';
import { kvStoreConfig } from '../../services/kv-store/config.ts';
import { startKvStore } from '../../services/kv-store/kv-store.ts';
import { routerConfig } from '../../services/router/config.ts';
import { startRouter } from '../../services/router/router.ts';
import { allCores, computeThreads } from '../compute-threads.ts';
import type { UpConfig } from './config.ts';

export class EmbeddedCluster {
  readonly #config: UpConfig;
  readonly #bus = new InProcessBus();
  readonly #inProcess: InProcessServers | undefined;
  readonly #watched: WatchedInstance[] = [];
  readonly #tracings: Tracing[] = [];
  readonly #running: { readonly id: string; readonly service: RunningService }[] = [];
  readonly #closers: (() => void | Promise<void>)[] = [];
  #adminAddress = '';

  constructor(config: UpConfig) {
    this.#config = config;
    this.#inProcess = config.inProcessCalls ? new InProcessServers() : undefined;
  }

  /** Resolves when every service is ready. */
  async start(progress: (line: string) => void): Promise<void> {
    const { model, ggmlPath, device, host, httpPort, grpcPort, modelId, apiKeys } = this.#config;
    // A dense model has no experts to hold.
    const { nExpert } = describeModel(await GgufModel.open(model));
    const expertShards = nExpert === 0 ? 0 : this.#config.expertShards;
    const { threads, interTokenTargetMs, contextLength, kvPoolTokens, kvPoolBytesMax } = this.#config;
    const { attention, expertShard } = computeThreads(model, { attention: 1, expertShards, threads });
    const admin = await startAdminServer({ host: '127.0.0.1', port: 0, instances: this.#watched });
    this.#adminAddress = admin.address;
    this.#closers.push(() => admin.close());

    await this.#launch('kv-store-0', progress, (self) => startKvStore(kvStoreConfig.parse({}), self));
    await this.#launch('guard-0', progress, (self) => startGuard(guardConfig.parse({}), self));
    const experts = new Map<string, Awaited<ReturnType<typeof startExpertShard>>['experts']>();
    for (let index = 0; index < expertShards; index++) {
      const shard = await this.#launch(`expert-shard-${index}`, progress, (self) =>
        startExpertShard(expertShardConfig.parse({ model, ggmlPath, device, threads: expertShard }), self),
      );
      experts.set(`expert-shard-${index}`, shard.experts);
    }
    const attentionOptions = {
      ...{ model, ggmlPath, device, threads: attention, threadCores: allCores(attention) },
      ...{ interTokenTargetMs, contextLength, kvPoolTokens, kvPoolBytesMax },
    };
    await this.#launch('attention-0', progress, (self) =>
      startAttention(attentionConfig.parse(attentionOptions), self, { localExperts: experts }),
    );
    const clients = { host, httpPort, grpcPort, apiKeys };
    const routerOptions = { model, ggmlPath, modelId, ...clients, minShards: Math.max(1, expertShards) };
    await this.#launch('router-0', progress, (self) => startRouter(routerConfig.parse(routerOptions), self));
    await this.#untilReady();
  }

  /** Clients' side first, so that requests in flight still find the services that they need. */
  async stop(): Promise<void> {
    for (const { service } of this.#running.reverse()) await service.drain(this.#config.drainTimeoutMs);
    for (const close of this.#closers.reverse()) await close();
    await this.#bus.close();
    await Promise.all(this.#tracings.map((tracing) => tracing.close()));
  }

  async #launch<Service extends RunningService>(
    id: string,
    progress: (line: string) => void,
    start: (host: ServiceHost) => Promise<Service>,
  ): Promise<Service> {
    const startedMs = performance.now();
    const service = await start(this.#host(id));
    this.#running.push({ id, service });
    progress(`  ${id.padEnd(16)} ${service.address.padEnd(22)} ${Math.round(performance.now() - startedMs)} ms`);
    return service;
  }

  #host(id: string): ServiceHost {
    const service = id.replace(/-\d+$/, '') as ServiceName;
    const metrics = new Registry();
    const health = new Health();
    const log: Logger = createLogger(this.#config.logLevel, { service, id });
    const tracing = createTracing({
      service: `fulgur-${service}`,
      instance: id,
      otlpEndpoint: this.#config.otlpEndpoint,
    });
    if (this.#watched.length === 0) {
      const measured = processMetrics(metrics);
      this.#closers.push(() => measured.close());
    }
    busMetrics(metrics, this.#bus);
    this.#tracings.push(tracing);
    this.#watched.push({ service, instance: id, metrics, health });
    return {
      service,
      id,
      bus: this.#bus,
      log,
      metrics,
      tracer: tracing.tracer,
      clock: systemClock,
      health,
      inProcess: this.#inProcess,
      adminAddress: this.#adminAddress,
      exposition: () => mergeMetrics(this.#watched),
      restarts: 0,
    };
  }

  async #untilReady(): Promise<void> {
    await Promise.all(
      this.#watched.map(
        ({ health }) =>
          new Promise<void>((resolve) => {
            if (health.ready) return resolve();
            const stop = health.onChange(() => {
              if (!health.ready) return;
              stop();
              resolve();
            });
          }),
      ),
    );
  }
}
