// The engine: schedule, run, postprocess, until nothing is left to do.
//
// Owns every request of this replica from its submission to its last event, the scheduler and the prefix cache. An actor:
// submissions and cancellations are taken while a step computes, so that leaving never waits for a step to end.
//
// Invariants
// 1. At most one step computes at a time. Blocks change hands between steps only.
// 2. A request ends exactly once: finished, failed, or silently when its router cancelled it or went away.
// 3. A request that has left takes part in no further step; its share of a running step is dropped. When all of a step's
//    requests have left, the step is abandoned.
// 4. When the engine fails, every request fails as retryable: its router moves it, and nothing generated is lost.
import type { Span, Tracer } from '@opentelemetry/api';
import type { Logger } from 'pino';
import { Actor } from '../../lib/actor/actor.ts';
import type { Clock, Timer } from '../../lib/actor/clock.ts';
import type { ExpertObserver, ExpertProvider, StepBatch } from '../../lib/model/step.ts';
import { Code, FulgurError, RetryableError } from '../../lib/wire/errors.ts';
import { fulgur } from '../../proto/gen/fulgur.js';
import { Arrivals, type Fetched } from './arrivals.ts';
import type { BlockEventPublisher } from './block-events.ts';
import type { StepContext } from './expert-exchange.ts';
import { type AttentionMetrics, recordAdmission, recordPlan, recordPools } from './metrics.ts';
import { type Client, Outbox } from './outbox.ts';
import type { PrefixCache } from './prefix-cache.ts';
import { RequestTrace, traceparentOf } from './request-trace.ts';
import { Scheduler, type StepPlan } from './scheduler.ts';
import { type GenerationRequest, Sequence } from './sequence.ts';
import { microBatches, type PreparedStep, prepareStep } from './step-batch.ts';
import { TokenChooser } from './token-choice.ts';

export type EngineMessage =
  | { readonly kind: 'submit'; readonly request: GenerationRequest; readonly client: Client }
  | { readonly kind: 'cancel'; readonly requestId: string; readonly client: Client }
  | { readonly kind: 'disconnect'; readonly client: Client }
  | { readonly kind: 'drain' }
  | { readonly kind: 'fetched'; readonly fetched: Fetched }
  | { readonly kind: 'stepped' /** Of each micro-batch. */; readonly logits: readonly Float32Array[] }
  | { readonly kind: 'step-failed'; readonly error: unknown }
  | { readonly kind: 'tick' };

export interface EngineOptions {
  readonly runner: {
    /** Logits of the output rows, [outputs, vocabulary]. */
    step(batch: StepBatch, experts: ExpertProvider, observe?: ExpertObserver): Promise<Float32Array>;
  };
  readonly exchange: { forStep(step: StepContext): ExpertProvider };
  readonly observe: ExpertObserver;
  readonly cache: PrefixCache;
  readonly blockEvents: BlockEventPublisher;
  readonly fingerprint: string;
  readonly vocabularySize: number;
  readonly contextLength: number;
  readonly maxBatchTokens: number;
  readonly prefillChunk: number;
  readonly maxSequences: number;
  readonly maxWaiting: number;
  /** Parts of a step that compute at the same time. */
  readonly microBatches: number;
  readonly clock: Clock;
  readonly log: Logger;
  readonly tracer: Tracer;
  readonly metrics: AttentionMetrics;
  /** Told how many requests are here, whenever that changes. */
  readonly onLoad: (requests: number) => void;
}

/** A request that is here. */
interface Live {
  readonly sequence: Sequence;
  readonly client: Client;
  readonly trace: RequestTrace;
}

interface RunningStep {
  /** Its micro-batches. */
  readonly parts: readonly PreparedStep[];
  readonly plan: StepPlan;
  readonly abort: AbortController;
  readonly startedMs: number;
  readonly span: Span | undefined;
  readonly settled: Promise<void>;
}

const tickMs = 50;
const Finish = fulgur.v1.FinishReason;

export class Engine extends Actor<EngineMessage> {
  readonly #options: EngineOptions;
  readonly #scheduler: Scheduler;
  readonly #chooser: TokenChooser;
  readonly #outbox = new Outbox();
  readonly #live = new Map<string, Live>();
  readonly #arrivals: Arrivals;
  #step: RunningStep | undefined;
  #ticking: Timer | undefined;
  #preemptions = 0;
  #draining = false;

  constructor(options: EngineOptions) {
    super(4 * (options.maxSequences + options.maxWaiting) + 1024);
    this.#options = options;
    this.#scheduler = new Scheduler({ ...options, groups: options.cache.groups });
    this.#arrivals = new Arrivals(options.cache, options.log);
    this.#chooser = new TokenChooser(options.vocabularySize);
  }

  protected override started(): void {
    this.#ticking = this.#options.clock.every(tickMs, () => this.tell({ kind: 'tick' }));
  }

  protected override async stopped(): Promise<void> {
    this.#ticking?.cancel();
    const gone = new RetryableError(Code.UNAVAILABLE, 'the engine of this replica has stopped', {
      reason: 'engine_stopped',
    });
    for (const live of [...this.#live.values()]) this.#fail(live, gone);
    this.#outbox.flush();
    this.#abandon();
    await this.#step?.settled;
  }

  protected receive(message: EngineMessage): void {
    this.#take(message);
    if (this.#step === undefined) this.#advance();
    this.#outbox.flush();
  }

  #take(message: EngineMessage): void {
    switch (message.kind) {
      case 'submit':
        this.#submit(message.request, message.client);
        break;
      case 'cancel':
        this.#leaveIf((live) => live.sequence.id === message.requestId && live.client === message.client);
        break;
      case 'disconnect':
        this.#leaveIf((live) => live.client === message.client);
        break;
      case 'drain':
        this.#draining = true;
        break;
      case 'fetched':
        this.#arrivals.fetched(message.fetched);
        break;
      case 'stepped':
        this.#postprocess(this.#endStep(), message.logits);
        break;
      case 'step-failed':
        this.#stepFailed(message.error);
        break;
      case 'tick':
        this.#expire();
        break;
    }
  }

  /** One turn of the loop: schedule, run; the step's end brings `postprocess` and the next turn. */
  #advance(): void {
    for (const sequence of this.#arrivals.take()) this.#scheduler.submit(sequence);
    const plan = this.#scheduler.schedule();
    this.#record(plan);
    if (plan.entries.length > 0) this.#run(plan);
  }

  #run(plan: StepPlan): void {
    const { runner, exchange, observe, clock } = this.#options;
    const abort = new AbortController();
    const { span, traceparent } = this.#traceStep(plan);
    const parts = microBatches(plan, this.#options.microBatches).map(prepareStep);
    const logits = parts.map(({ batch }, microBatch) =>
      runner.step(batch, exchange.forStep({ signal: abort.signal, traceparent, microBatch }), observe),
    );
    const settled = allSettled(logits).then(
      (values) => void this.tell({ kind: 'stepped', logits: values }),
      (error: unknown) => void this.tell({ kind: 'step-failed', error }),
    );
    this.#step = { parts, plan, abort, startedMs: clock.now(), span, settled };
  }

  #endStep(): RunningStep {
    const step = this.#step!;
    this.#step = undefined;
    step.span?.end();
    this.#options.metrics.stepSeconds.observe((this.#options.clock.now() - step.startedMs) / 1000);
    return step;
  }

  #postprocess(step: RunningStep, logits: readonly Float32Array[]): void {
    const { cache, blockEvents, metrics, vocabularySize } = this.#options;
    for (const { sequence, count } of step.plan.entries) {
      if (sequence.finished) continue;
      metrics.tokens.inc({ phase: sequence.decoding ? 'decode' : 'prefill' }, count);
      sequence.computed += count;
      cache.publish(sequence);
      sequence.blocks.trim(sequence.computed);
    }
    for (const [part, { sampled }] of step.parts.entries()) {
      for (const [row, sequence] of sampled.entries()) {
        const its = logits[part]!.subarray(row * vocabularySize, (row + 1) * vocabularySize);
        if (!sequence.finished) this.#sample(sequence, its);
      }
    }
    blockEvents.flush();
    recordPools(metrics, cache.groups);
  }

  #sample(sequence: Sequence, logits: Float32Array): void {
    const live = this.#live.get(sequence.id)!;
    const index = sequence.generated;
    let token: ReturnType<TokenChooser['choose']>;
    try {
      token = this.#chooser.choose(sequence, logits);
    } catch (error) {
      const message = `token ${index} of ${sequence.id} cannot be sampled: ${(error as Error).message}`;
      this.#fail(live, new FulgurError(Code.INTERNAL, message, { cause: error }));
      return;
    }
    const first = index === sequence.request.generatedIds.length;
    if (first) live.trace.firstToken();
    sequence.append(token.tokenId);
    const cachedTokens = first ? (sequence.cachedTokens ?? 0) : 0;
    this.#outbox.token(live.client, { requestId: sequence.id, index, token, cachedTokens });
    this.#finishIfDone(live);
  }

  /** Ends a request whose last token is a stop token, or that has no room for another. */
  #finishIfDone(live: Live): void {
    const { request, generated, tokens } = live.sequence;
    if (generated > 0 && request.stopTokenIds.has(tokens.at(-1)!)) this.#finish(live, Finish.FINISH_REASON_STOP);
    else if (generated >= request.maxTokens || tokens.length >= this.#options.contextLength) {
      this.#finish(live, Finish.FINISH_REASON_LENGTH);
    }
  }

  #submit(request: GenerationRequest, client: Client): void {
    const { cache, fingerprint, tracer, onLoad } = this.#options;
    const refusal = this.#refusal(request);
    if (refusal !== undefined) {
      this.#outbox.failed(client, request.id, refusal);
      return;
    }
    const scope = { modelFingerprint: fingerprint, cacheSalt: request.cacheSalt };
    const sequence = new Sequence(request, cache.groups, scope);
    const live: Live = { sequence, client, trace: new RequestTrace(tracer, request) };
    this.#live.set(request.id, live);
    onLoad(this.#live.size);
    this.#finishIfDone(live);
    if (sequence.finished) return;
    if (cache.canFetch(sequence)) this.#arrivals.fetch(live, (fetched) => this.tell({ kind: 'fetched', fetched }));
    else this.#scheduler.submit(sequence);
  }

  #refusal({ id }: GenerationRequest): FulgurError | undefined {
    if (this.#draining)
      return new RetryableError(Code.UNAVAILABLE, 'this replica is draining: send the request to another');
    if (this.#live.has(id)) return new FulgurError(Code.ALREADY_EXISTS, `request_id ${id} is in use: choose another`);
    if (this.#waiting < this.#options.maxWaiting) return undefined;
    const message = `${this.#waiting} requests wait already (maxWaiting is ${this.#options.maxWaiting}): try another replica or later`;
    return new RetryableError(Code.RESOURCE_EXHAUSTED, message, { reason: 'queue_full' });
  }

  get #waiting(): number {
    return this.#scheduler.waiting + this.#arrivals.size;
  }

  #finish(live: Live, reason: fulgur.v1.FinishReason): void {
    const { sequence, client, trace } = live;
    this.#outbox.finished(client, { requestId: sequence.id, reason, cachedTokens: sequence.cachedTokens ?? 0 });
    this.#leave(live);
    const outcome = reason === Finish.FINISH_REASON_STOP ? 'stop' : 'length';
    trace.end(outcome, sequence.generated);
    this.#options.metrics.finished.inc({ outcome });
  }

  #fail(live: Live, error: FulgurError): void {
    this.#outbox.failed(live.client, live.sequence.id, error);
    this.#leave(live);
    live.trace.end('failed', live.sequence.generated, error);
    this.#options.metrics.finished.inc({ outcome: 'failed' });
  }

  #leaveIf(condition: (live: Live) => boolean): void {
    for (const live of [...this.#live.values()]) {
      if (!condition(live)) continue;
      this.#leave(live);
      live.trace.end('cancelled', live.sequence.generated);
      this.#options.metrics.finished.inc({ outcome: 'cancelled' });
    }
    this.#abandonIfEmpty();
  }

  #expire(): void {
    const now = this.#options.clock.unixMs();
    for (const live of [...this.#live.values()]) {
      const { deadlineUnixMs } = live.sequence.request;
      if (deadlineUnixMs > now) continue;
      const message = `request ${live.sequence.id} was not done by its deadline, with ${live.sequence.generated} tokens generated`;
      this.#fail(live, new FulgurError(Code.DEADLINE_EXCEEDED, message));
    }
    this.#abandonIfEmpty();
  }

  /** Frees what the request holds. Its share of a running step is harmless: no block is given out before that ends. */
  #leave({ sequence }: Live): void {
    sequence.finished = true;
    this.#live.delete(sequence.id);
    this.#scheduler.remove(sequence);
    this.#options.onLoad(this.#live.size);
  }

  #abandonIfEmpty(): void {
    if (this.#step?.plan.entries.every(({ sequence }) => sequence.finished)) this.#abandon();
  }

  #abandon(): void {
    this.#step?.abort.abort(new FulgurError(Code.CANCELLED, 'every request of the step has left'));
  }

  #stepFailed(error: unknown): void {
    const { abort } = this.#endStep();
    if (!abort.signal.aborted) throw error;
  }

  /** The step's span belongs to the first of its requests that is traced. */
  #traceStep(plan: StepPlan): { span: Span | undefined; traceparent: string } {
    for (const { sequence } of plan.entries) {
      const trace = this.#live.get(sequence.id)?.trace;
      const span = trace?.step(sequence.generated, sequence.decoding);
      if (trace === undefined || span === undefined) continue;
      span.setAttributes({ 'fulgur.rows': plan.rows, 'fulgur.sequences': plan.entries.length });
      return { span, traceparent: traceparentOf(span, trace.context) };
    }
    return { span: undefined, traceparent: '' };
  }

  #record(plan: StepPlan): void {
    const { metrics } = this.#options;
    for (const sequence of plan.admitted) {
      recordAdmission(metrics, sequence);
      this.#live.get(sequence.id)?.trace.admitted(sequence.cachedTokens ?? 0);
    }
    recordPlan(metrics, { rows: plan.rows, waiting: this.#waiting, running: this.#scheduler.running });
    metrics.preemptions.inc(this.#scheduler.preemptions - this.#preemptions);
    this.#preemptions = this.#scheduler.preemptions;
  }
}

/** All results; or the first failure, but not before everything has ended. */
async function allSettled<T>(promises: readonly Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(promises);
  return Promise.all(promises);
}
