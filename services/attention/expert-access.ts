// Everything between the engine and the experts: the plan that is followed, the links to shards, the exchange over them,
// the experts of this very process, and the heat that placement balances.
import type { Timer } from '../../lib/actor/clock.ts';
import type { Supervisor } from '../../lib/actor/supervisor.ts';
import type { MemberDirectory } from '../../lib/cluster/members.ts';
import type { PlanStore } from '../../lib/cluster/plan-store.ts';
import type { ModelDescription } from '../../lib/model/description.ts';
import type { ExpertProvider, ExpertWeights } from '../../lib/model/step.ts';
import type { ServiceHost } from '../../lib/process/host.ts';
import { YoungGarbage } from '../../lib/process/young-garbage.ts';
import type { AttentionConfig } from './config.ts';
import { ExpertExchange } from './expert-exchange.ts';
import { ExpertHeat } from './expert-heat.ts';
import type { StepContext } from './layer-call.ts';
import type { AttentionMetrics } from './metrics.ts';
import { PlacementView } from './placement-view.ts';
import { Readiness } from './readiness.ts';
import { ShardLinks } from './shard-links.ts';

export interface LocalExperts {
  /** Undefined unless every expert of the layer is loaded. */
  localWeights(layer: number): ExpertWeights | undefined;
}

export interface ExpertAccessOptions {
  readonly config: Pick<
    AttentionConfig,
    'wireDtype' | 'hedgeAfterMs' | 'exchangeDeadlineMs' | 'maxMessageBytes' | 'maxBatchTokens' | 'sharedMemory'
  >;
  readonly host: ServiceHost;
  readonly description: ModelDescription;
  readonly fingerprint: string;
  readonly plans: PlanStore;
  readonly directory: MemberDirectory;
  readonly supervisor: Supervisor;
  readonly metrics: AttentionMetrics;
  readonly localExperts: ReadonlyMap<string, LocalExperts>;
}

const heatEveryMs = 1_000;
/** Batches in shared memory at a time: one of each micro-batch, and as many that nobody waits for any more. */
const sharedSlots = 4;

export class ExpertAccess {
  readonly #options: ExpertAccessOptions;
  readonly #placement: PlacementView;
  readonly #exchange: ExpertExchange;
  readonly #heat: ExpertHeat;
  readonly #readiness: Readiness;
  readonly #links: ShardLinks;
  readonly #heatTimer: Timer;
  readonly #unsubscribe: () => void;

  /** Follows plan and shards from now on; `plans` and `directory` have been started. */
  constructor(options: ExpertAccessOptions) {
    const { config, host, description, fingerprint, plans, metrics, localExperts } = options;
    const { clock, log, health } = host;
    this.#options = options;
    this.#placement = new PlacementView({ description, fingerprint, log });
    this.#heat = new ExpertHeat(description);
    this.#exchange = new ExpertExchange({
      placement: this.#placement,
      links: { open: (shardId) => this.#links.open(shardId) },
      hiddenSize: description.hiddenSize,
      wireDtype: config.wireDtype,
      hedgeAfterMs: config.hedgeAfterMs,
      deadlineMs: config.exchangeDeadlineMs,
      clock,
      log,
      metrics,
      garbage: new YoungGarbage(),
      localWeights: localExperts.size > 0 ? (layer) => this.#local(layer)?.weights : undefined,
    });
    this.#readiness = new Readiness({
      health,
      clock,
      placement: this.#placement,
      moe: description.nExpert > 0,
      isOpen: (shardId) => this.#links.isOpen(shardId),
    });
    this.#links = this.#followShards();
    this.#unsubscribe = plans.onCurrent((plan) => {
      if (this.#placement.accept(plan)) {
        log.info({ epoch: plan.epoch, reason: plan.reason }, 'following a placement plan');
      } else metrics.refusedPlans.inc();
      this.#changed();
    });
    this.#changed();
    this.#heatTimer = clock.every(heatEveryMs, () => this.#publishHeat());
  }

  forStep(step: StepContext): ExpertProvider {
    return this.#exchange.forStep(step);
  }

  /** What the rows of a layer chose, [rows, nExpertUsed]. */
  observe(layer: number, expertIds: Int32Array): void {
    this.#heat.observe(layer, expertIds);
    // What is sent to a shard is counted by the exchange.
    const local = this.#local(layer);
    if (local !== undefined) this.#options.metrics.expertTokens.inc({ shard: local.shardId }, expertIds.length);
  }

  async stop(): Promise<void> {
    this.#heatTimer.cancel();
    this.#unsubscribe();
    await this.#links.stop();
  }

  /** The shard of this process that holds every expert of a layer. */
  #local(layer: number): { readonly shardId: string; readonly weights: ExpertWeights } | undefined {
    for (const [shardId, experts] of this.#options.localExperts) {
      const weights = experts.localWeights(layer);
      if (weights !== undefined) return { shardId, weights };
    }
    return undefined;
  }

  #followShards(): ShardLinks {
    const { config, host, description, fingerprint, directory, supervisor } = this.#options;
    const { wireDtype, sharedMemory, maxBatchTokens: rowsMax } = config;
    const pairsMax = rowsMax * description.nExpertUsed;
    const sharedRows = { hidden: description.hiddenSize, rowsMax, pairsMax, slots: sharedSlots };
    return new ShardLinks({
      attentionId: host.id,
      directory,
      bus: host.bus,
      supervisor,
      clock: host.clock,
      log: host.log,
      inProcess: host.inProcess,
      fingerprint,
      deadlineMs: config.exchangeDeadlineMs,
      maxMessageBytes: config.maxMessageBytes,
      // Rows lie there as bf16.
      sharedRows: sharedMemory && wireDtype === 'bf16' ? sharedRows : undefined,
      onChange: () => this.#changed(),
    });
  }

  /** Plan or links are not what they were. */
  #changed(): void {
    // The links tell of their first shards while they are being made.
    if (this.#links === undefined) return;
    this.#exchange.changed();
    this.#readiness.update();
  }

  #publishHeat(): void {
    const { host, metrics } = this.#options;
    const imbalance = this.#heat.imbalance(this.#placement.current);
    if (imbalance !== undefined) metrics.expertImbalance.set(imbalance);
    this.#heat.publish(host.bus, host.id);
    this.#readiness.update();
  }
}
