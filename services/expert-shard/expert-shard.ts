// An expert shard: holds the experts that the placement plan gives it, and computes them for whoever sends rows.
import type { Timer } from '../../lib/actor/clock.ts';
import { Supervisor } from '../../lib/actor/supervisor.ts';
import { type Announcer, announce } from '../../lib/cluster/members.ts';
import { holdersOf } from '../../lib/cluster/plan.ts';
import { PlanStore } from '../../lib/cluster/plan-store.ts';
import { ExpertHost } from '../../lib/model/expert-host.ts';
import { markHeapRarely } from '../../lib/process/heap-growth.ts';
import type { RunningService, ServiceHost } from '../../lib/process/host.ts';
import { YoungGarbage } from '../../lib/process/young-garbage.ts';
import { reportKernels } from '../../lib/telemetry/kernels.ts';
import { countRestarts } from '../../lib/telemetry/metrics.ts';
import { GgufModel } from '../../lib/tensor/gguf.ts';
import { type GrpcServer, serve } from '../../lib/wire/server.ts';
import type { fulgur } from '../../proto/gen/fulgur.js';
import { BusyTime } from './busy-time.ts';
import { ComputeActor } from './compute-actor.ts';
import type { ExpertShardConfig } from './config.ts';
import { ExchangeStreams } from './exchange.ts';
import { type ExpertShardMetrics, expertShardMetrics } from './metrics.ts';
import { ResidencyActor } from './residency-actor.ts';
import { RowsStreams } from './rows-streams.ts';
import { expertShardService } from './service.ts';
import { type ShardModel, shardModel } from './shard-model.ts';
import { ExpertUsage } from './usage.ts';

const loadEveryMs = 1_000;
/** Within this time after a new plan, attention has stopped sending by the old one. */
const switchMs = 500;

export interface RunningExpertShard extends RunningService {
  /** The experts of this process, for an attention beside it. */
  readonly experts: ExpertHost;
}

/** Rejects with a FulgurError that names the file when the model cannot be read or has no experts. */
export async function startExpertShard(config: ExpertShardConfig, host: ServiceHost): Promise<RunningExpertShard> {
  markHeapRarely();
  const gguf = await GgufModel.open(config.model);
  const experts = await ExpertHost.open(gguf, {
    threads: config.threads,
    device: config.device,
    libraryPath: config.ggmlPath,
  });
  const shard = new ExpertShard(config, host, shardModel(gguf.fingerprint, experts.description), experts);
  try {
    await experts.warmUp();
    await shard.start();
  } catch (error) {
    await shard.close();
    throw error;
  }
  return shard;
}

class ExpertShard implements RunningExpertShard {
  readonly experts: ExpertHost;
  readonly #config: ExpertShardConfig;
  readonly #host: ServiceHost;
  readonly #model: ShardModel;
  readonly #metrics: ExpertShardMetrics;
  readonly #usage: ExpertUsage;
  readonly #busy: BusyTime;
  readonly #rows: RowsStreams;
  readonly #plans: PlanStore;
  readonly #supervisor: Supervisor;
  #streams: ExchangeStreams | undefined;
  #server: GrpcServer | undefined;
  #announcer: Announcer | undefined;
  #loadTimer: Timer | undefined;
  #loadedEpoch = 0;
  #drained: Promise<void> | undefined;

  constructor(config: ExpertShardConfig, host: ServiceHost, model: ShardModel, experts: ExpertHost) {
    this.experts = experts;
    this.#config = config;
    this.#host = host;
    this.#model = model;
    this.#metrics = expertShardMetrics(host.metrics);
    reportKernels(host.metrics, host.log, experts.kernels);
    this.#usage = new ExpertUsage(host.clock, (layer, expert) => experts.sharedIdleMs(layer, expert));
    this.#busy = new BusyTime(host.clock);
    const { log } = host;
    this.#rows = new RowsStreams({ taker: experts, busy: this.#busy, log, metrics: this.#metrics });
    this.#plans = new PlanStore({ bus: host.bus, clock: host.clock, log: host.log });
    const countRestart = countRestarts(host.metrics);
    this.#supervisor = new Supervisor(host.clock, {
      onRestart: ({ name, error }) => {
        host.log.error({ actor: name, err: error }, 'an actor of the shard failed and is started again');
        countRestart({ name });
      },
    });
  }

  get address(): string {
    return this.#server!.address;
  }

  async start(): Promise<void> {
    const { clock, health, log, tracer, metrics, inProcess, advertiseHost } = this.#host;
    await this.#plans.start();
    const streams = await this.#startCompute();
    this.#server = await serve({
      host: this.#config.host,
      port: this.#config.grpcPort,
      services: [expertShardService({ streams, rows: this.#rows, residency: () => this.#residency() })],
      health,
      log,
      tracer,
      metrics,
      inProcess,
      advertiseHost,
      maxMessageBytes: this.#config.maxMessageBytes,
    });
    health.set('experts', undefined);
    this.#announcer = await announce(this.#host, {
      address: this.#server.address,
      modelFingerprint: this.#model.fingerprint,
      weightCapacityBytes: this.#config.weightCapacityBytes,
    });
    await this.#startResidency(this.#announcer);
    this.#loadTimer = clock.every(loadEveryMs, () => {
      this.#rows.count();
      this.#announcer?.update({ load: this.#busy.fraction() });
    });
  }

  /**
   * Goes on serving until no plan names this shard or nobody is connected to it, at most `timeoutMs`; then ends what
   * runs and releases everything.
   */
  drain(timeoutMs: number): Promise<void> {
    this.#drained ??= this.#drain(timeoutMs);
    return this.#drained;
  }

  async close(): Promise<void> {
    this.#loadTimer?.cancel();
    await this.#server?.drain(0);
    this.#plans.stop();
    await this.#supervisor.stop();
    await this.#announcer?.stop();
    await this.experts.close();
  }

  async #drain(timeoutMs: number): Promise<void> {
    const { clock } = this.#host;
    const until = clock.now() + timeoutMs;
    this.#announcer?.update({ draining: true });
    await this.#released(timeoutMs);
    await this.#server?.drain(Math.max(0, until - clock.now()));
    await this.close();
  }

  /** Resolves once no attention depends on this shard, at the latest after `timeoutMs`. */
  #released(timeoutMs: number): Promise<void> {
    const { clock, id } = this.#host;
    return new Promise((resolve) => {
      const stops: (() => void)[] = [];
      const done = () => {
        for (const stop of stops.splice(0)) stop();
        resolve();
      };
      const timer = clock.after(timeoutMs, done);
      stops.push(() => timer.cancel());
      const check = () => {
        const { current } = this.#plans;
        if (this.#streams?.open === 0) return done();
        if (current !== undefined && !holdersOf(current).has(id)) {
          // Attention follows the plan between two steps: what it sends until then is still computed.
          const grace = clock.after(Math.min(switchMs, timeoutMs), done);
          stops.push(() => grace.cancel());
        }
      };
      stops.push(this.#plans.onCurrent(check));
      if (this.#streams !== undefined) stops.push(this.#streams.onClosed(check));
      check();
    });
  }

  async #startCompute(): Promise<ExchangeStreams> {
    const { clock, log, tracer, health } = this.#host;
    const { queueBatches, maxRows } = this.#config;
    const options = { host: this.experts, busy: this.#busy, clock, log, tracer, health };
    const garbage = new YoungGarbage();
    const compute = await this.#supervisor.spawn(
      'expert-compute',
      () => new ComputeActor({ ...options, queueBatches, metrics: this.#metrics, garbage }),
      { strategy: 'restart' },
    );
    const { hiddenSize, expertCounts, expertsUsed } = this.#model;
    const limits = { hiddenSize, expertCounts, rowsMax: maxRows, pairsMax: maxRows * expertsUsed };
    this.#streams = new ExchangeStreams({ compute, limits, queueBatches, usage: this.#usage, metrics: this.#metrics });
    return this.#streams;
  }

  async #startResidency(announcer: Announcer): Promise<void> {
    const { id, clock, log, health } = this.#host;
    const { unloadGraceMs, weightCapacityBytes, loadRetryMs, loadRetryMsMax } = this.#config;
    const options = {
      shardId: id,
      plans: this.#plans,
      host: this.experts,
      model: this.#model,
      usage: this.#usage,
      unloadGraceMs,
      weightCapacityBytes,
      retryMs: { first: loadRetryMs, most: loadRetryMsMax },
      clock,
      log,
      health,
      metrics: this.#metrics,
      onLoaded: (loadedEpoch: number, residentExperts: number) => {
        this.#loadedEpoch = loadedEpoch;
        const { member } = announcer;
        if (member.loadedEpoch !== loadedEpoch || member.residentExperts !== residentExperts) {
          announcer.update({ loadedEpoch, residentExperts });
        }
      },
    };
    const residency = await this.#supervisor.spawn('expert-residency', () => new ResidencyActor(options), {
      strategy: 'restart',
    });
    this.#plans.onTarget(() => residency.tell({ kind: 'plans' }));
    this.#plans.onCurrent(() => residency.tell({ kind: 'plans' }));
  }

  #residency(): fulgur.v1.IResidency {
    return {
      modelFingerprint: this.#model.fingerprint,
      epoch: this.#loadedEpoch,
      layers: this.experts.residency().map(({ layer, expertIds }) => ({ layer, experts: expertIds })),
      weightBytes: this.experts.weightBytes,
    };
  }
}
