// Computes routed experts on the shards that hold them: the ExpertProvider of a cluster.
//
// Per layer and micro-batch, each shard gets one message with the rows that its experts need and answers with their
// weighted sum; the sums are added in a fixed order, so that the same plan gives the same bits.
//
// Invariants
// 1. Every (row, expert) pair is added exactly once, however often it was sent.
// 2. A step starts on one plan. Only what has to be sent again follows a newer one.
// 3. A shard's failure is never a request's failure: work goes to a replica, or waits until the plan names a holder that
//    is alive. What ends the wait is the step's signal, which fires when none of its requests is left.
// 4. Memory is kept per micro-batch: one call of a micro-batch is over before the next one begins. What is still on its way
//    of a call that is over (to a shard that lost a race) may be overwritten, and what comes back for it is not read.
import type { Logger } from 'pino';
import type { Clock } from '../../lib/actor/clock.ts';
import type { ExpertCall, ExpertProvider, ExpertWeights } from '../../lib/model/step.ts';
import type { YoungGarbage } from '../../lib/process/young-garbage.ts';
import type { WireDType } from '../../lib/tensor/activations.ts';
import { RetryableError } from '../../lib/wire/errors.ts';
import { allPairs, type Partition, partition, RowPacker, type ShardWork, selectPairs } from './expert-partition.ts';
import type { LayerCall, StepContext } from './layer-call.ts';
import type { AttentionMetrics } from './metrics.ts';
import { OpenHolders } from './open-holders.ts';
import { addUp, CallMemory, type Contribution } from './partial-sums.ts';
import type { Placement, PlacementView } from './placement-view.ts';
import { ShardCalls } from './shard-calls.ts';
import type { ShardLink } from './shard-link.ts';
import { SharedCall } from './shared-call.ts';

export interface ExpertExchangeOptions {
  readonly placement: Pick<PlacementView, 'current'>;
  readonly links: { open(shardId: string): ShardLink | undefined };
  readonly hiddenSize: number;
  readonly wireDtype: WireDType;
  /** Sends a call that is this late to a replica as well; 0 never does. */
  readonly hedgeAfterMs: number;
  /** Longest time that a shard may take for a call. */
  readonly deadlineMs: number;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: AttentionMetrics;
  /** Told of messages; it collects while shards compute. */
  readonly garbage: Pick<YoungGarbage, 'add'>;
  /** Layers whose experts are all in this process. */
  readonly localWeights?: ((layer: number) => ExpertWeights | undefined) | undefined;
}

/** How a work was sent already. */
interface Attempt {
  readonly ask: () => Promise<Contribution>;
  /** When a replica is asked as well, by the clock. */
  readonly hedgeAtMs: number;
}

const retryAfterMs = 100;
const nobody: ReadonlySet<string> = new Set();

export class ExpertExchange {
  readonly #options: ExpertExchangeOptions;
  readonly #memory: CallMemory[] = [];
  #wake = new Set<() => void>();
  readonly #holders: OpenHolders;
  readonly #calls: ShardCalls;

  constructor(options: ExpertExchangeOptions) {
    this.#options = options;
    this.#holders = new OpenHolders(options.links);
    this.#calls = new ShardCalls(options);
  }

  /** Plan or links have changed: what is held may go on. */
  changed(): void {
    this.#holders.changed();
    const waiting = this.#wake;
    this.#wake = new Set();
    for (const wake of waiting) wake();
  }

  /**
   * The provider of one step's micro-batch. Its calls reject with the signal's reason when the signal fires; a sum is
   * valid until the micro-batch's next call.
   */
  forStep(step: StepContext): ExpertProvider {
    const { localWeights, placement } = this.#options;
    const plan = placement.current;
    const aborted = rejection(step.signal);
    return { run: (call) => this.#run(call, step, plan, aborted), ...(localWeights && { localWeights }) };
  }

  async #run(
    call: ExpertCall,
    step: StepContext,
    placement: Placement | undefined,
    aborted: Promise<never>,
  ): Promise<Float32Array> {
    const { hiddenSize, wireDtype } = this.#options;
    step.signal.throwIfAborted();
    this.#memory[step.microBatch] ??= new CallMemory();
    const memory = this.#memory[step.microBatch]!;
    memory.begin();
    const packer = new RowPacker(call, hiddenSize, wireDtype, memory.sent);
    const ended = { value: false };
    const layer = { call, packer, memory, placement, step, over: step.signal, ended };
    const parts = this.#partition(layer, allPairs(call), nobody);
    const shared = this.#post(layer, parts);
    try {
      const sum =
        shared === undefined
          ? this.#total(layer, this.#dispatch(layer, parts, nobody))
          : this.#sumShared(layer, shared);
      return await Promise.race([sum, aborted]);
    } finally {
      ended.value = true;
      await shared?.close();
    }
  }

  async #total({ call, step, memory }: LayerCall, serving: Promise<Contribution[]>): Promise<Float32Array> {
    const contributions = await serving;
    step.onComputed(Math.max(0, ...contributions.map(({ computedMs }) => computedMs)));
    return addUp(contributions, memory.total, call.rows, this.#options.hiddenSize);
  }

  /** Posts the call in memory that is shared with every shard that it needs; undefined where there is none with one of them. */
  #post({ call, step }: LayerCall, { works, orphans }: Partition<ShardLink>): SharedCall | undefined {
    // Shards tell what they did for a traced step over the wire.
    if (step.traceparent !== '' || orphans.length > 0) return undefined;
    return SharedCall.post(call, works, (pairs) => selectPairs(call, pairs), this.#options.deadlineMs);
  }

  async #sumShared(layer: LayerCall, shared: SharedCall): Promise<Float32Array> {
    const { clock, hedgeAfterMs, deadlineMs, hiddenSize } = this.#options;
    const { call, step, memory } = layer;
    const startedMs = clock.now();
    const mayHedge = hedgeAfterMs > 0 && shared.works.some((work) => this.#hasReplicas(layer, work));
    const total = memory.total.floats(call.rows * hiddenSize);
    if (await shared.sum(mayHedge ? hedgeAfterMs : deadlineMs, total)) {
      for (const { holder, pairs } of shared.works) {
        this.#calls.answered(holder, pairs.length, startedMs, 'shared_memory');
      }
      step.onComputed(Math.max(...shared.works.map((_, i) => shared.computedMs(i))));
      return total;
    }
    const answers = shared.works.map((work, i) => {
      const ask = () => this.#calls.posted(layer, shared, i, startedMs);
      return this.#hedged(layer, work, nobody, { ask, hedgeAtMs: startedMs + hedgeAfterMs });
    });
    return this.#total(
      layer,
      Promise.all(answers).then((all) => all.flat()),
    );
  }

  /** Sends `pairs` wherever they can be computed; resolves when all of them are. */
  async #serve(layer: LayerCall, pairs: readonly number[], avoid: ReadonlySet<string>): Promise<Contribution[]> {
    layer.over.throwIfAborted();
    return this.#dispatch(layer, this.#partition(layer, pairs, avoid), avoid);
  }

  async #dispatch(
    layer: LayerCall,
    { works, orphans }: Partition<ShardLink>,
    avoid: ReadonlySet<string>,
  ): Promise<Contribution[]> {
    const answers = works.map((work) => this.#hedged(layer, work, avoid));
    this.#options.garbage.add(works.length * layer.packer.bytes);
    if (orphans.length > 0) answers.push(this.#hold(layer, orphans, avoid.size > 0 ? 'retry' : 'no_holder'));
    return (await Promise.all(answers)).flat();
  }

  #partition(layer: LayerCall, pairs: readonly number[], avoid: ReadonlySet<string>): Partition<ShardLink> {
    const holdersOf = (expert: number) => this.#holdersOf(layer, expert, avoid);
    return partition(layer.call, pairs, holdersOf, (link) => link.pairsInFlight);
  }

  #holdersOf({ call, placement }: LayerCall, expert: number, avoid: ReadonlySet<string>): readonly ShardLink[] {
    if (placement === undefined) return [];
    const open = this.#holders.of(placement, call.layer, expert);
    return avoid.size === 0 ? open : open.filter(({ shardId }) => !avoid.has(shardId));
  }

  /** Waits for a change of plan or links, or a moment, and tries again wherever the experts then are. */
  async #hold(layer: LayerCall, pairs: readonly number[], reason: string): Promise<Contribution[]> {
    const { clock, metrics } = this.#options;
    metrics.exchangeRetries.inc({ reason });
    metrics.heldBatches.inc();
    try {
      await new Promise<void>((resolve) => {
        const wake = () => {
          timer.cancel();
          this.#wake.delete(wake);
          resolve();
        };
        const timer = clock.after(retryAfterMs, wake);
        this.#wake.add(wake);
      });
    } finally {
      metrics.heldBatches.dec();
    }
    return this.#serve(this.#renewed(layer), pairs, nobody);
  }

  /** What has to be sent again follows the newest plan. */
  #renewed(layer: LayerCall): LayerCall {
    return { ...layer, placement: this.#options.placement.current ?? layer.placement };
  }

  /** Sends `work`; when its answer is late and replicas hold all of its experts, they race for it. */
  #hedged(
    layer: LayerCall,
    work: ShardWork<ShardLink>,
    avoid: ReadonlySet<string>,
    attempt?: Attempt,
  ): Promise<Contribution[]> {
    const isAlone = this.#options.hedgeAfterMs === 0 || !this.#hasReplicas(layer, work);
    return isAlone ? this.#send(layer, work, avoid, attempt?.ask) : this.#race(layer, work, avoid, attempt);
  }

  async #race(
    layer: LayerCall,
    work: ShardWork<ShardLink>,
    avoid: ReadonlySet<string>,
    attempt: Attempt | undefined,
  ): Promise<Contribution[]> {
    const { hedgeAfterMs, clock, metrics } = this.#options;
    // What loses the race is not sent again.
    const settled = new AbortController();
    const racing = { ...layer, over: AbortSignal.any([layer.over, settled.signal]) };
    const first = this.#send(racing, work, avoid, attempt?.ask);
    const afterMs = attempt === undefined ? hedgeAfterMs : Math.max(0, attempt.hedgeAtMs - clock.now());
    const second = new Promise<Contribution[]>((resolve, reject) => {
      const timer = clock.after(afterMs, () => {
        if (racing.over.aborted || !this.#hasReplicas(layer, work)) return;
        metrics.exchangeRetries.inc({ reason: 'hedge' });
        this.#serve(racing, work.pairs, new Set([...avoid, work.holder.shardId])).then(resolve, reject);
      });
      const cancel = () => timer.cancel();
      first.then(cancel, cancel);
    });
    second.catch(() => {});
    try {
      return await Promise.race([first, second]);
    } finally {
      settled.abort();
      first.catch(() => {});
    }
  }

  #hasReplicas(layer: LayerCall, work: ShardWork<ShardLink>): boolean {
    const avoid = new Set([work.holder.shardId]);
    return work.pairs.every((pair) => this.#holdersOf(layer, layer.call.expertIds[pair]!, avoid).length > 0);
  }

  async #send(
    layer: LayerCall,
    work: ShardWork<ShardLink>,
    avoid: ReadonlySet<string>,
    ask = () => this.#calls.overLink(layer, work.holder, work.pairs),
  ): Promise<Contribution[]> {
    const { holder, pairs } = work;
    try {
      return [await ask()];
    } catch (error) {
      if (!(error instanceof RetryableError)) throw error;
      layer.over.throwIfAborted();
      this.#options.metrics.exchangeRetries.inc({ reason: error.reason ?? 'failed' });
      return this.#serve(this.#renewed(layer), pairs, new Set([...avoid, holder.shardId]));
    }
  }
}

/** Rejects with the signal's reason when it fires. */
function rejection(signal: AbortSignal): Promise<never> {
  const promise = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
  promise.catch(() => {});
  return promise;
}
