// Computes batches in the order of their arrival: the mailbox is the queue of the shard.
//
// Invariants
// 1. Every request gets exactly one reply.
// 2. The event loop is never blocked by a computation: the expert host computes on threads of its own.
import { SpanStatusCode, type Tracer } from '@opentelemetry/api';
import type { Logger } from 'pino';
import { Actor } from '../../lib/actor/actor.ts';
import type { Clock } from '../../lib/actor/clock.ts';
import type { ExpertHost } from '../../lib/model/expert-host.ts';
import { EncodedMemory } from '../../lib/model/expert-sums.ts';
import type { Health } from '../../lib/process/health.ts';
import type { YoungGarbage } from '../../lib/process/young-garbage.ts';
import { contextFromTraceparent } from '../../lib/telemetry/traceparent.ts';
import { Code, FulgurError } from '../../lib/wire/errors.ts';
import type { BatchFailure, BatchResult, ExpertBatch } from './batch.ts';
import type { BusyTime } from './busy-time.ts';
import type { ExpertShardMetrics } from './metrics.ts';

/** One is computed while the graph of the next is built. */
const computedAtOnce = 2;

export interface ComputeRequest {
  readonly batch: ExpertBatch;
  /** Whether the stream that asked is gone, so that nobody waits for the answer. */
  readonly abandoned: () => boolean;
  /** The batch's rows have been read: the memory that they came in may be used again. */
  readonly read: () => void;
  readonly reply: (result: BatchResult | BatchFailure) => void;
}

export interface ComputeOptions {
  readonly host: ExpertHost;
  readonly busy: BusyTime;
  readonly queueBatches: number;
  readonly clock: Clock;
  readonly log: Logger;
  readonly tracer: Tracer;
  readonly health: Health;
  readonly metrics: ExpertShardMetrics;
  /** Told of messages; it collects while threads compute. */
  readonly garbage: Pick<YoungGarbage, 'add'>;
}

export class ComputeActor extends Actor<ComputeRequest> {
  readonly #options: ComputeOptions;
  readonly #onFree: (() => void)[] = [];
  /** Memory of answers that have been sent; that of an answer which never is goes with it. */
  readonly #memory: EncodedMemory[] = [];
  #computing = 0;
  #failing = false;

  constructor(options: ComputeOptions) {
    super(options.queueBatches);
    this.#options = options;
  }

  protected async receive(request: ComputeRequest): Promise<void> {
    const { clock } = this.#options;
    const { batch, abandoned, reply } = request;
    if (abandoned()) return reply({ code: Code.CANCELLED, message: 'the stream that sent the batch is gone' });
    const lateMs = batch.deadlineUnixMs === 0 ? 0 : clock.unixMs() - batch.deadlineUnixMs;
    if (lateMs > 0) {
      return reply({ code: Code.DEADLINE_EXCEEDED, message: `the batch waited until ${lateMs} ms after its deadline` });
    }
    const missingExperts = this.#missing(batch);
    if (missingExperts.length > 0) {
      const message = `experts ${missingExperts.join(', ')} of layer ${batch.layer} are not loaded here`;
      return reply({ code: Code.FAILED_PRECONDITION, message, missingExperts });
    }
    if (this.#computing === computedAtOnce) await new Promise<void>((resolve) => this.#onFree.push(resolve));
    this.#computing++;
    void this.#compute(request).then((result) => {
      try {
        reply(result);
      } finally {
        this.#computing--;
        this.#onFree.shift()?.();
      }
    });
  }

  async #compute({ batch, read }: ComputeRequest): Promise<BatchResult | BatchFailure> {
    const { host, busy, clock, metrics } = this.#options;
    const memory = this.#memory.pop() ?? new EncodedMemory();
    const span = this.#startSpan(batch);
    const startedAt = clock.now();
    try {
      const computing = host.runEncoded(batch, memory);
      this.#options.garbage.add(batch.hidden.length);
      const partial = await computing;
      read();
      const milliseconds = clock.now() - startedAt;
      busy.add(milliseconds);
      metrics.computeSeconds.observe(milliseconds / 1000);
      metrics.rows.inc(batch.rowIndex.length);
      this.#working();
      const written = () => void this.#memory.push(memory);
      return { dtype: batch.dtype, partial, computeUs: Math.round(milliseconds * 1000), written };
    } catch (error) {
      span?.setStatus({ code: SpanStatusCode.ERROR, message: (error as Error).message });
      return this.#failure(batch, error);
    } finally {
      span?.end();
    }
  }

  /** What the host refuses is the batch's fault; anything else is the shard's, and shows in its health. */
  #failure(batch: ExpertBatch, error: unknown): BatchFailure {
    if (error instanceof FulgurError) {
      return { code: error.code, message: error.message, missingExperts: this.#missing(batch) };
    }
    const message = `layer ${batch.layer} could not be computed: ${(error as Error).message}`;
    this.#options.log.error({ err: error, layer: batch.layer, rows: batch.rows }, message);
    this.#failing = true;
    this.#options.health.set('compute', message);
    return { code: Code.INTERNAL, message };
  }

  #missing(batch: ExpertBatch): number[] {
    const { host } = this.#options;
    const missing = new Set<number>();
    for (const expert of batch.expertIds) if (!host.has(batch.layer, expert)) missing.add(expert);
    return [...missing].sort((a, b) => a - b);
  }

  /** A span in the trace of the request that the sender sampled; none when it sampled none. */
  #startSpan(batch: ExpertBatch) {
    if (batch.traceparent === '') return undefined;
    const attributes = {
      'fulgur.layer': batch.layer,
      'fulgur.rows': batch.rows,
      'fulgur.pairs': batch.rowIndex.length,
    };
    return this.#options.tracer.startSpan('expert.compute', { attributes }, contextFromTraceparent(batch.traceparent));
  }

  #working(): void {
    if (!this.#failing) return;
    this.#failing = false;
    this.#options.health.set('compute', undefined);
  }
}
