// Makes what is loaded follow the placement plans: loads what they name, what attention asks for already before what it will
// ask for, and unloads what no plan names any more.
//
// Invariants
// 1. `loaded` is reported for an epoch only when every expert that its plan gives to this shard is loaded.
// 2. A plan for another model changes nothing: the last plan that was accepted goes on, and the shard stays ready to be
//    given experts by a plan of its own model.
// 3. An expert is unloaded only when neither the accepted target nor the accepted current plan names it, no batch in
//    flight uses it, and none has used it for `unloadGraceMs`: attention follows a new plan a moment later than this.
import type { Logger } from 'pino';
import { Actor } from '../../lib/actor/actor.ts';
import { Backoff } from '../../lib/actor/backoff.ts';
import type { Clock, Timer } from '../../lib/actor/clock.ts';
import type { PlacementPlan } from '../../lib/cluster/plan.ts';
import type { ExpertHost } from '../../lib/model/expert-host.ts';
import type { Health } from '../../lib/process/health.ts';
import { Code, RetryableError } from '../../lib/wire/errors.ts';
import { type Assignment, assignmentOf, missingFrom, planRefusal } from './assignment.ts';
import type { ExpertShardMetrics } from './metrics.ts';
import type { ShardModel } from './shard-model.ts';
import type { ExpertUsage } from './usage.ts';

/** `plans`: one of the plans has changed. `sweep`: look for experts that can be unloaded. */
export type ResidencyMessage = { readonly kind: 'plans' } | { readonly kind: 'sweep' };

export interface PlanSource {
  readonly target: PlacementPlan | undefined;
  readonly current: PlacementPlan | undefined;
}

export interface ResidencyOptions {
  readonly shardId: string;
  readonly plans: PlanSource;
  readonly host: ExpertHost;
  readonly model: ShardModel;
  readonly usage: ExpertUsage;
  readonly unloadGraceMs: number;
  /** 0 means no limit. */
  readonly weightCapacityBytes: number;
  /** Delays between tries to load after a failure. */
  readonly retryMs: { readonly first: number; readonly most: number };
  readonly clock: Clock;
  readonly log: Logger;
  readonly health: Health;
  readonly metrics: ExpertShardMetrics;
  /** Called whenever the epoch that is loaded whole or the number of loaded experts has changed. */
  readonly onLoaded: (loadedEpoch: number, residentExperts: number) => void;
}

export class ResidencyActor extends Actor<ResidencyMessage> {
  readonly #options: ResidencyOptions;
  readonly #backoff: Backoff;
  #sweepTimer: Timer | undefined;
  #retryTimer: Timer | undefined;
  #target: PlacementPlan | undefined;
  #current: PlacementPlan | undefined;
  #loadedEpoch = 0;
  /** Told about, so that it is not told again. */
  #refused: PlacementPlan | undefined;

  constructor(options: ResidencyOptions) {
    super();
    this.#options = options;
    this.#backoff = new Backoff({ firstMs: options.retryMs.first, mostMs: options.retryMs.most });
  }

  protected override started(): void {
    const { clock, unloadGraceMs, health } = this.#options;
    health.set('plan', undefined);
    this.#sweepTimer = clock.every(Math.max(50, unloadGraceMs / 2), () => this.tell({ kind: 'sweep' }));
    this.tell({ kind: 'plans' });
  }

  protected override stopped(): void {
    this.#sweepTimer?.cancel();
    this.#retryTimer?.cancel();
  }

  protected receive(message: ResidencyMessage): Promise<void> | undefined {
    if (message.kind === 'plans') return this.#follow();
    this.#sweep();
    return undefined;
  }

  async #follow(): Promise<void> {
    const { health } = this.#options;
    this.#accept();
    const target = this.#target;
    if (target === undefined) return;
    try {
      await this.#loadCurrent(target);
      if (!(await this.#loadAll(target, target))) return;
    } catch (error) {
      this.#loadFailed(target, error);
      return;
    }
    this.#backoff.reset();
    health.set('plan', undefined);
    if (this.#loadedEpoch !== target.epoch) {
      this.#loadedEpoch = target.epoch;
      this.#options.log.info({ epoch: target.epoch, experts: this.#count() }, 'every expert of the plan is loaded');
    }
    this.#report();
    this.#sweep();
  }

  /** What attention asks for already: a shard that starts in the middle of a rollout has it to load, too. */
  async #loadCurrent(target: PlacementPlan): Promise<void> {
    const current = this.#current;
    if (current === undefined || current.epoch === target.epoch) return;
    await this.#loadAll(current, target).catch((error: unknown) => {
      this.#options.log.error({ err: error, epoch: current.epoch }, 'the placement plan in force is not loaded');
    });
  }

  /** False when there is a newer target than `target`, whose own message is in the mailbox: it may not want the rest. */
  async #loadAll(plan: PlacementPlan, target: PlacementPlan): Promise<boolean> {
    const { plans, shardId } = this.#options;
    for (const [layer, experts] of missingFrom(this.#resident(), assignmentOf(plan, shardId))) {
      await this.#load(layer, experts);
      if (plans.target?.epoch !== target.epoch && this.#refusal() === undefined) return false;
    }
    return true;
  }

  /** Takes the plans that are for this model; one that is not is refused, and what was accepted before goes on. */
  #accept(): void {
    const { plans, model, metrics, log } = this.#options;
    if (plans.current !== undefined && planRefusal(plans.current, model) === undefined) this.#current = plans.current;
    const refusal = this.#refusal();
    if (refusal === undefined) {
      this.#target = plans.target;
      return;
    }
    if (this.#refused === plans.target) return;
    this.#refused = plans.target;
    metrics.refusedPlans.inc();
    log.error({ epoch: plans.target?.epoch, keeps: this.#target?.epoch }, `${refusal}; it is refused`);
  }

  #refusal(): string | undefined {
    const { plans, model } = this.#options;
    return plans.target === undefined ? undefined : planRefusal(plans.target, model);
  }

  async #load(layer: number, experts: readonly number[]): Promise<void> {
    const { host, clock, metrics } = this.#options;
    await this.#makeRoom(layer, experts.length);
    const startedAt = clock.now();
    await host.load(layer, experts);
    metrics.loadSeconds.observe((clock.now() - startedAt) / 1000);
    this.#report();
  }

  /** Unloads what is idle when the limit asks for it; FAILED_PRECONDITION when that is not enough. */
  async #makeRoom(layer: number, experts: number): Promise<void> {
    const { host, weightCapacityBytes } = this.#options;
    const bytes = experts * host.expertBytes(layer);
    const over = () => weightCapacityBytes > 0 && host.weightBytes + bytes > weightCapacityBytes;
    if (over()) await this.#unloadIdle();
    if (!over()) return;
    throw new RetryableError(
      Code.FAILED_PRECONDITION,
      `${experts} experts of layer ${layer} need ${bytes} bytes beside the ${host.weightBytes} that are loaded; the limit is ${weightCapacityBytes} (weightCapacityBytes)`,
    );
  }

  #loadFailed(target: PlacementPlan, error: unknown): void {
    const { health, log, clock } = this.#options;
    const retryInMs = this.#backoff.next();
    const reason = `placement plan ${target.epoch} is not loaded: ${(error as Error).message}`;
    log.error({ err: error, epoch: target.epoch, retryInMs }, reason);
    health.set('plan', reason);
    this.#report();
    this.#retryTimer?.cancel();
    this.#retryTimer = clock.after(retryInMs, () => this.tell({ kind: 'plans' }));
  }

  /** Resolves when their memory is free, which waits for the calls that are being computed. */
  async #unloadIdle(): Promise<void> {
    const { host, shardId, usage, unloadGraceMs, clock, log } = this.#options;
    const wanted = [assignmentOf(this.#target, shardId), assignmentOf(this.#current, shardId)];
    const idleSince = clock.now() - unloadGraceMs;
    const unloads: Promise<void>[] = [];
    for (const [layer, experts] of this.#resident()) {
      const idle = [...experts].filter(
        (expert) =>
          !wanted.some((assignment) => assignment.get(layer)?.has(expert)) && usage.idleSince(layer, expert, idleSince),
      );
      if (idle.length === 0) continue;
      for (const expert of idle) usage.forget(layer, expert);
      log.info({ layer, experts: idle.length }, 'experts that no plan names any more are unloaded');
      unloads.push(host.unload(layer, idle));
    }
    if (unloads.length === 0) return;
    await Promise.all(unloads);
    this.#report();
  }

  /** As `unloadIdle`, without keeping the next plan waiting. */
  #sweep(): void {
    this.#unloadIdle().catch((error: unknown) => {
      this.#options.log.error({ err: error }, 'experts that no plan names any more could not be unloaded');
    });
  }

  #resident(): Assignment {
    return new Map(this.#options.host.residency().map(({ layer, expertIds }) => [layer, new Set(expertIds)]));
  }

  #count(): number {
    return this.#options.host.residency().reduce((sum, { expertIds }) => sum + expertIds.length, 0);
  }

  #report(): void {
    const { host, metrics, onLoaded } = this.#options;
    const count = this.#count();
    metrics.residentExperts.set(count);
    metrics.weightBytes.set(host.weightBytes);
    onLoaded(this.#loadedEpoch, count);
  }
}
