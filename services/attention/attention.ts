// An attention replica: everything of the model but its routed experts, for the requests that routers send.
import { type Ref, Supervisor } from '../../lib/actor/supervisor.ts';
import { type Announcer, announce, MemberDirectory } from '../../lib/cluster/members.ts';
import { PlanStore } from '../../lib/cluster/plan-store.ts';
import { blockTokens } from '../../lib/model/block-key.ts';
import { describeModel } from '../../lib/model/registry.ts';
import { ModelRunner } from '../../lib/model/runner.ts';
import { parseCores } from '../../lib/process/cores.ts';
import { markHeapRarely } from '../../lib/process/heap-growth.ts';
import type { RunningService, ServiceHost } from '../../lib/process/host.ts';
import { YoungGarbage } from '../../lib/process/young-garbage.ts';
import { reportKernels } from '../../lib/telemetry/kernels.ts';
import { countRestarts } from '../../lib/telemetry/metrics.ts';
import { GgufModel } from '../../lib/tensor/gguf.ts';
import { type GrpcServer, serve } from '../../lib/wire/server.ts';
import { BlockEventPublisher } from './block-events.ts';
import { BlockStore } from './block-store.ts';
import type { AttentionConfig } from './config.ts';
import { Engine, type EngineMessage } from './engine.ts';
import { ExpertAccess, type LocalExperts } from './expert-access.ts';
import { type AttentionMetrics, attentionMetrics } from './metrics.ts';
import type { Parts } from './micro-batch-trial.ts';
import { MicroBatching } from './micro-batching.ts';
import { checkWire, type PoolSize, poolSize } from './pool-size.ts';
import { PrefixCache } from './prefix-cache.ts';
import { RestoreCosts } from './restore-costs.ts';
import { attentionService } from './service.ts';
import { StepPacing } from './step-pacing.ts';
import { TokenChooser } from './token-choice.ts';

export interface AttentionExtras {
  /** Expert shards of this very process: a layer whose experts are all in one of them is computed in one graph. */
  readonly localExperts?: ReadonlyMap<string, LocalExperts>;
  /** What bringing keys and values back has cost before. */
  readonly restoreCosts?: RestoreCosts;
}

/** A router that leaves this much unread has its stream ended. */
const sendLimits = { highWaterBytes: 1 << 20, queuedBytesMax: 32 << 20 };

/** Rejects with a FulgurError that names the file or the option when the model cannot be served. */
export async function startAttention(
  config: AttentionConfig,
  host: ServiceHost,
  extras: AttentionExtras = {},
): Promise<RunningService> {
  markHeapRarely();
  const gguf = await GgufModel.open(config.model);
  const description = describeModel(gguf);
  const size = poolSize(config, description);
  checkWire(config, description);
  if (config.contextLength === 0 && size.contextLength < description.contextLength) {
    const message = `sequences have up to ${size.contextLength} tokens, of the ${description.contextLength} that the model was made for: the KV pool has no room for more (kvPoolBytesMax, kvPoolTokens)`;
    host.log.warn({ contextLength: size.contextLength, modelContextLength: description.contextLength }, message);
  }
  const runner = await ModelRunner.load(gguf, {
    threads: config.threads,
    threadCores: config.threadCores === undefined ? undefined : parseCores(config.threadCores),
    device: config.device,
    libraryPath: config.ggmlPath,
    pool: { fullCells: size.fullBlocks * blockTokens, windowCells: size.windowBlocks * blockTokens },
  });
  const attention = new Attention(config, host, extras, { runner, fingerprint: gguf.fingerprint, size });
  try {
    await runner.warmUp();
    await attention.start();
  } catch (error) {
    await attention.close();
    throw error;
  }
  return attention;
}

interface LoadedModel {
  readonly runner: ModelRunner;
  readonly fingerprint: string;
  readonly size: PoolSize;
}

class Attention implements RunningService {
  readonly #config: AttentionConfig;
  readonly #host: ServiceHost;
  readonly #extras: AttentionExtras;
  readonly #model: LoadedModel;
  readonly #metrics: AttentionMetrics;
  readonly #supervisor: Supervisor;
  readonly #plans: PlanStore;
  readonly #directory: MemberDirectory;
  readonly #blockEvents: BlockEventPublisher;
  #experts: ExpertAccess | undefined;
  #store: BlockStore | undefined;
  #engine: Ref<EngineMessage> | undefined;
  #server: GrpcServer | undefined;
  #announcer: Announcer | undefined;
  #requests = 0;
  #onIdle: (() => void) | undefined;

  constructor(config: AttentionConfig, host: ServiceHost, extras: AttentionExtras, model: LoadedModel) {
    const { bus, clock, log, id } = host;
    const { pool } = model.runner;
    this.#config = config;
    this.#host = host;
    this.#extras = extras;
    this.#model = model;
    this.#metrics = attentionMetrics(host.metrics);
    this.#metrics.kvPoolBytes.set(pool.bytes);
    reportKernels(host.metrics, log, model.runner.kernels);
    this.#plans = new PlanStore({ bus, clock, log });
    this.#directory = new MemberDirectory({ bus, clock, log });
    this.#blockEvents = new BlockEventPublisher({ bus, clock, producerId: id });
    const count = countRestarts(host.metrics);
    this.#supervisor = new Supervisor(clock, {
      onRestart: ({ name, error }) => {
        log.warn({ actor: name, err: error }, 'an actor failed and is started again');
        count({ name });
      },
    });
  }

  get address(): string {
    return this.#server!.address;
  }

  async start(): Promise<void> {
    const { health, log, tracer, metrics, inProcess, advertiseHost } = this.#host;
    await this.#plans.start();
    await this.#directory.start();
    const experts = this.#openExperts();
    this.#experts = experts;
    this.#store = this.#openStore();
    this.#engine = await this.#startEngine(experts);
    this.#server = await serve({
      host: this.#config.host,
      port: this.#config.grpcPort,
      services: [this.#service(this.#engine)],
      health,
      log,
      tracer,
      metrics,
      inProcess,
      advertiseHost,
      maxMessageBytes: this.#config.maxMessageBytes,
      sendLimits,
    });
    health.set('model', undefined);
    const { fingerprint, size } = this.#model;
    this.#announcer = await announce(this.#host, {
      address: this.#server.address,
      modelFingerprint: fingerprint,
      contextLength: size.contextLength,
    });
  }

  /** Takes no new request, lets those that run finish; what is left after `timeoutMs` is moved by its router. */
  async drain(timeoutMs: number): Promise<void> {
    const { clock } = this.#host;
    this.#announcer?.update({ draining: true });
    this.#engine?.tell({ kind: 'drain' });
    if (this.#requests > 0) {
      await new Promise<void>((resolve) => {
        const timer = clock.after(timeoutMs, resolve);
        this.#onIdle = () => {
          timer.cancel();
          resolve();
        };
      });
    }
    await this.close();
  }

  async close(): Promise<void> {
    await this.#engine?.stop();
    await this.#server?.drain(500);
    await this.#experts?.stop();
    this.#store?.stop();
    this.#blockEvents.stop();
    this.#directory.stop();
    this.#plans.stop();
    await this.#supervisor.stop();
    await this.#announcer?.stop();
    await this.#model.runner.close();
  }

  #openExperts(): ExpertAccess {
    const { runner, fingerprint } = this.#model;
    return new ExpertAccess({
      config: this.#config,
      host: this.#host,
      description: runner.description,
      fingerprint,
      plans: this.#plans,
      directory: this.#directory,
      supervisor: this.#supervisor,
      metrics: this.#metrics,
      localExperts: this.#extras.localExperts ?? new Map(),
    });
  }

  #openStore(): BlockStore {
    const { clock, log, tracer, inProcess } = this.#host;
    return new BlockStore({
      directory: this.#directory,
      clock,
      log,
      tracer,
      inProcess,
      metrics: this.#metrics,
      payloadBytes: this.#payloadBytes,
      writeQueueBytes: this.#config.storeQueueBytes,
      garbage: new YoungGarbage(),
      onWritten: (busyMs) => this.#engine?.tell({ kind: 'written', busyMs }),
    });
  }

  get #payloadBytes() {
    const { full, window } = this.#model.runner.pool.layout;
    return { full: full.bytesPerCell * blockTokens, window: window.bytesPerCell * blockTokens };
  }

  #startEngine(experts: ExpertAccess): Promise<Ref<EngineMessage>> {
    const { clock, log, tracer } = this.#host;
    const { runner, fingerprint, size } = this.#model;
    const { description } = runner;
    const { maxBatchTokens, prefillChunk, maxSequences, maxWaiting, microBatches } = this.#config;
    const costs = this.#extras.restoreCosts ?? new RestoreCosts();
    const pace = new StepPacing({ targetMs: this.#config.interTokenTargetMs });
    const create = () =>
      new Engine({
        chooser: new TokenChooser(runner, description.vocabularySize),
        exchange: experts,
        observe: (layer, expertIds) => experts.observe(layer, expertIds),
        cache: new PrefixCache({
          ...size,
          windowTokens: description.window,
          cells: runner.pool,
          events: this.#blockEvents,
          store: this.#store,
          fetchDeadlineMs: this.#config.storeFetchDeadlineMs,
          payloadBytes: this.#payloadBytes,
          costs,
          clock,
        }),
        blockEvents: this.#blockEvents,
        fingerprint,
        contextLength: size.contextLength,
        maxBatchTokens,
        prefillChunk,
        maxSequences,
        maxWaiting,
        costs,
        pace,
        microBatching: new MicroBatching(microBatches === 0 ? undefined : (microBatches as Parts)),
        clock,
        log,
        tracer,
        metrics: this.#metrics,
        onLoad: (requests) => this.#loaded(requests),
      });
    return this.#supervisor.spawn('engine', create, { strategy: 'restart' });
  }

  #service(engine: Ref<EngineMessage>) {
    const { description } = this.#model.runner;
    return attentionService({
      engine,
      limits: {
        contextLength: this.#model.size.contextLength,
        vocabularySize: description.vocabularySize,
        requestDeadlineMs: this.#config.requestDeadlineMs,
      },
      blockEvents: this.#blockEvents,
      clock: this.#host.clock,
    });
  }

  #loaded(requests: number): void {
    this.#requests = requests;
    this.#announcer?.update({ load: requests });
    if (requests === 0) this.#onIdle?.();
  }
}
