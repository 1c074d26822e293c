// The engine: schedule, run, postprocess, until nothing is left to do.
//
// Owns the requests of this replica, the scheduler and the prefix cache. An actor: submissions and cancellations are taken
// while a step computes, so that leaving never waits for a step to end.
//
// Invariants
// 1. At most one step computes at a time. Blocks change hands between steps only.
// 2. A request that has left takes part in no further step; its share of a running step is dropped. When all of a step's
//    requests have left, the step is abandoned.
// 3. When the engine fails, every request fails as retryable: its router moves it, and nothing generated is lost.
import type { Tracer } from '@opentelemetry/api';
import type { Logger } from 'pino';
import { Actor } from '../../lib/actor/actor.ts';
import type { Clock, Timer } from '../../lib/actor/clock.ts';
import { Code, FulgurError, RetryableError } from '../../lib/wire/errors.ts';
import { Arrivals, type Fetched } from './arrivals.ts';
import type { BlockEventPublisher } from './block-events.ts';
import { type LiveRequest, LiveRequests } from './live-requests.ts';
import { type AttentionMetrics, recordAdmission, recordPlan, recordTokens } from './metrics.ts';
import type { MicroBatching } from './micro-batching.ts';
import type { Client } from './outbox.ts';
import type { PrefixCache } from './prefix-cache.ts';
import type { RestoreCosts } from './restore-costs.ts';
import { RunningStep, type SampledRow, type StepMachine } from './running-step.ts';
import { Scheduler, type StepPlan } from './scheduler.ts';
import { type GenerationRequest, Sequence } from './sequence.ts';
import type { StepPacing } from './step-pacing.ts';
import type { NextTokens } from './token-choice.ts';

export type EngineMessage =
  | { readonly kind: 'submit'; readonly request: GenerationRequest; readonly client: Client }
  | { readonly kind: 'cancel'; readonly requestId: string; readonly client: Client }
  | { readonly kind: 'disconnect'; readonly client: Client }
  | { readonly kind: 'drain' }
  | { readonly kind: 'fetched'; readonly fetched: Fetched }
  | { readonly kind: 'stepped' /** Of each micro-batch. */; readonly tokens: readonly NextTokens[] }
  | { readonly kind: 'step-failed'; readonly error: unknown }
  /** Blocks were written behind, which took `busyMs` of the event loop. */
  | { readonly kind: 'written'; readonly busyMs: number }
  /** Routers of this process have had their time for what a step brought. */
  | { readonly kind: 'told' }
  | { readonly kind: 'tick' };

export interface EngineOptions extends StepMachine {
  readonly cache: PrefixCache;
  readonly blockEvents: BlockEventPublisher;
  readonly fingerprint: string;
  readonly contextLength: number;
  readonly maxBatchTokens: number;
  readonly prefillChunk: number;
  readonly maxSequences: number;
  readonly maxWaiting: number;
  readonly costs: RestoreCosts;
  readonly pace: StepPacing;
  readonly microBatching: MicroBatching;
  readonly clock: Clock;
  readonly log: Logger;
  readonly tracer: Tracer;
  readonly metrics: AttentionMetrics;
  /** Told how many requests are here, whenever that changes. */
  readonly onLoad: (requests: number) => void;
}

const tickMs = 50;
/** Fewer are with their clients before a thread that computes has the event loop's core. */
const crowdOfTokens = 8;

export class Engine extends Actor<EngineMessage> {
  readonly #options: EngineOptions;
  readonly #requests: LiveRequests;
  readonly #arrivals: Arrivals;
  readonly #scheduler: Scheduler;
  #step: RunningStep | undefined;
  #settled: Promise<void> | undefined;
  #ticking: Timer | undefined;
  #draining = false;

  constructor(options: EngineOptions) {
    super(4 * (options.maxSequences + options.maxWaiting) + 1024);
    this.#options = options;
    options.metrics.pools.groups = options.cache.groups;
    this.#scheduler = new Scheduler({
      ...options,
      groups: options.cache.groups,
      restore: (sequence) => this.#restore(sequence),
    });
    this.#arrivals = new Arrivals(options.cache, options.log);
    // A share of a running step that is left behind is harmless: no block is given out before that step ends.
    this.#requests = new LiveRequests({ ...options, onLeave: (sequence) => this.#scheduler.remove(sequence) });
  }

  protected override started(): void {
    this.#ticking = this.#options.clock.every(tickMs, () => this.tell({ kind: 'tick' }));
  }

  protected override async stopped(): Promise<void> {
    this.#ticking?.cancel();
    const gone = 'the engine of this replica has stopped';
    this.#requests.failAll(new RetryableError(Code.UNAVAILABLE, gone, { reason: 'engine_stopped' }));
    this.#requests.flush();
    this.#step?.abandon();
    await this.#settled;
  }

  protected receive(message: EngineMessage): void {
    this.#take(message);
    if (message.kind === 'stepped' && this.#requests.nearTokens >= crowdOfTokens) this.#tellBeforeNextStep();
    else if (this.#step === undefined) this.#advance();
    this.#requests.flush();
  }

  /**
   * A router of this process would share its core with the threads that compute, and tokens wait for a time slice of theirs:
   * what it does with them, to the last byte sent, comes first. The other cores rest meanwhile, a millisecond for 16 tokens.
   */
  #tellBeforeNextStep(): void {
    // One turn of the event loop until tokens arrive and are judged, another until what they became is written.
    setImmediate(() => setImmediate(() => this.tell({ kind: 'told' })));
  }

  #take(message: EngineMessage): void {
    switch (message.kind) {
      case 'submit':
        this.#submit(message.request, message.client);
        break;
      case 'cancel':
        this.#cancelWhere(({ sequence, client }) => sequence.id === message.requestId && client === message.client);
        break;
      case 'disconnect':
        this.#cancelWhere(({ client }) => client === message.client);
        break;
      case 'drain':
        this.#draining = true;
        break;
      case 'fetched':
        this.#arrivals.fetched(message.fetched);
        break;
      case 'stepped':
        this.#postprocess(this.#endStep(), message.tokens);
        break;
      case 'step-failed':
        if (!this.#endStep().abandoned) throw message.error;
        break;
      case 'written':
        this.#options.cache.wrote(message.busyMs);
        break;
      case 'tick':
        this.#expire();
        break;
      case 'told':
        break;
    }
  }

  /** One turn of the loop: schedule, run; the step's end brings `postprocess` and the next turn. */
  #advance(): void {
    for (const sequence of this.#arrivals.take()) this.#scheduler.submit(sequence);
    const plan = this.#scheduler.schedule();
    for (const sequence of plan.preempted) this.#options.cache.swapOut(sequence);
    this.#record(plan);
    const busy = plan.entries.length > 0;
    this.#options.cache.writeBehind(busy);
    if (busy) this.#run(plan);
  }

  #run(plan: StepPlan): void {
    const { clock, microBatching } = this.#options;
    const step = new RunningStep(this.#options, plan, {
      microBatches: microBatching.next(plan.rows),
      now: () => clock.now(),
      ...this.#requests.traceStep(plan),
    });
    this.#step = step;
    this.#settled = step.tokens.then(
      (tokens) => void this.tell({ kind: 'stepped', tokens }),
      (error: unknown) => void this.tell({ kind: 'step-failed', error }),
    );
  }

  #endStep(): RunningStep {
    const step = this.#step!;
    this.#step = undefined;
    step.ended();
    const { metrics, clock, costs, pace, microBatching } = this.#options;
    const timing = step.timing(clock.now());
    metrics.stepSeconds.observe(timing.milliseconds / 1000);
    metrics.steps.inc({ micro_batches: String(timing.parts) });
    if (step.abandoned) return step;
    costs.observeStep(timing.rows, timing.milliseconds);
    pace.observe(step.decodes, timing.rows - step.decodes, timing.milliseconds);
    microBatching.observe(timing);
    return step;
  }

  #postprocess(step: RunningStep, tokens: readonly NextTokens[]): void {
    const { cache, blockEvents, metrics } = this.#options;
    const computed = { decode: 0, prefill: 0 };
    for (const { sequence, count } of step.plan.entries) {
      if (sequence.finished) continue;
      computed[sequence.decoding ? 'decode' : 'prefill'] += count;
      sequence.computed += count;
      cache.publish(sequence, this.#requests.of(sequence)?.trace.traceparent ?? '');
      sequence.blocks.trim(sequence.computed);
    }
    for (const { sequence, token } of step.sampled(tokens)) {
      const live = this.#requests.of(sequence);
      if (live !== undefined) this.#append(live, token);
    }
    blockEvents.flush();
    recordTokens(metrics, computed);
  }

  #append(live: LiveRequest, token: SampledRow['token']): void {
    const { sequence } = live;
    try {
      this.#requests.append(live, token());
    } catch (error) {
      const message = `token ${sequence.generated} of ${sequence.id} cannot be sampled: ${(error as Error).message}`;
      this.#requests.fail(live, new FulgurError(Code.INTERNAL, message, { cause: error }));
      return;
    }
    this.#requests.finishIfDone(live);
  }

  #submit(request: GenerationRequest, client: Client): void {
    const { cache, fingerprint } = this.#options;
    const refusal = this.#refusal(request);
    if (refusal !== undefined) {
      this.#requests.refuse(client, request.id, refusal);
      return;
    }
    const scope = { modelFingerprint: fingerprint, cacheSalt: request.cacheSalt };
    const sequence = new Sequence(request, cache.groups, scope);
    const live = this.#requests.add(sequence, client);
    this.#requests.finishIfDone(live);
    if (sequence.finished) return;
    if (cache.canFetch(sequence)) this.#fetch(live);
    else this.#scheduler.submit(sequence);
  }

  #fetch(live: LiveRequest): void {
    this.#arrivals.fetch(live, (fetched) => this.tell({ kind: 'fetched', fetched }));
  }

  /** Fetches what a preempted sequence had, unless it is cheaper to compute it again. */
  #restore(sequence: Sequence): boolean {
    const { cache, metrics } = this.#options;
    const by = cache.restoring(sequence);
    metrics.restored.inc({ by });
    if (by === 'fetch') this.#fetch(this.#requests.of(sequence)!);
    return by === 'fetch';
  }

  #refusal({ id, tenant }: GenerationRequest): FulgurError | undefined {
    if (this.#draining)
      return new RetryableError(Code.UNAVAILABLE, 'this replica is draining: send the request to another');
    if (this.#requests.has(id))
      return new FulgurError(Code.ALREADY_EXISTS, `request_id ${id} is in use: choose another`);
    if (this.#waiting < this.#options.maxWaiting) return undefined;
    const message = `${this.#waiting} requests wait already (maxWaiting is ${this.#options.maxWaiting}): try another replica or later`;
    const full = new RetryableError(Code.RESOURCE_EXHAUSTED, message, { reason: 'queue_full' });
    const crowding = this.#scheduler.crowding(tenant);
    if (crowding === undefined) return full;
    this.#requests.fail(this.#requests.of(crowding)!, full);
    return undefined;
  }

  get #waiting(): number {
    return this.#scheduler.waiting + this.#arrivals.size;
  }

  #cancelWhere(condition: (live: LiveRequest) => boolean): void {
    this.#requests.cancelWhere(condition);
    this.#abandonDeserted();
  }

  #expire(): void {
    for (const live of this.#requests.expired(this.#options.clock.unixMs())) {
      const { id, generated } = live.sequence;
      const message = `request ${id} was not done by its deadline, with ${generated} tokens generated`;
      this.#requests.fail(live, new FulgurError(Code.DEADLINE_EXCEEDED, message));
    }
    this.#abandonDeserted();
  }

  #abandonDeserted(): void {
    if (this.#step?.deserted) this.#step.abandon();
  }

  #record(plan: StepPlan): void {
    const { metrics } = this.#options;
    for (const sequence of plan.admitted) {
      recordAdmission(metrics, sequence);
      this.#requests.of(sequence)?.trace.admitted(sequence.cachedTokens ?? 0);
    }
    recordPlan(metrics, { rows: plan.rows, waiting: this.#waiting, running: this.#scheduler.running });
    metrics.preemptions.inc(plan.preempted.length);
  }
}
