// One Exchange stream: batches in, outputs out, in whatever order they are done.

import type { Ref } from '../../lib/actor/supervisor.ts';
import type { BidiStream } from '../../lib/wire/bidi-stream.ts';
import type { CallContext } from '../../lib/wire/call-context.ts';
import { dtypeOnWire } from '../../lib/wire/dtype-on-wire.ts';
import { Code } from '../../lib/wire/errors.ts';
import { PayloadMessage } from '../../lib/wire/method.ts';
import type { fulgur } from '../../proto/gen/fulgur.js';
import { type BatchFailure, type BatchLimits, type BatchResult, isFailure, parseBatch } from './batch.ts';
import type { ComputeRequest } from './compute-actor.ts';
import { type ExpertShardMetrics, statusLabel } from './metrics.ts';
import type { ExpertUsage } from './usage.ts';

export interface ExchangeOptions {
  readonly compute: Pick<Ref<ComputeRequest>, 'tell' | 'watch'>;
  readonly limits: BatchLimits;
  readonly queueBatches: number;
  readonly usage: ExpertUsage;
  readonly metrics: ExpertShardMetrics;
}

type Output = fulgur.v1.IExpertOutput | PayloadMessage<fulgur.v1.IExpertOutput>;

/** Of `ExpertOutput.partial`. */
const partialField = 3;

export class ExchangeStreams {
  readonly #options: ExchangeOptions;
  /** How to answer the batches that were accepted and are not answered yet, of all streams. */
  readonly #pending = new Set<(result: BatchResult | BatchFailure) => void>();
  #open = 0;
  readonly #onClosed = new Set<() => void>();

  constructor(options: ExchangeOptions) {
    this.#options = options;
    options.compute.watch((error) => {
      const message = `the batch was dropped: ${(error as Error).message}`;
      for (const answer of [...this.#pending]) answer({ code: Code.UNAVAILABLE, message });
    });
  }

  /** Streams that are open. */
  get open(): number {
    return this.#open;
  }

  /** Calls `fn` whenever a stream has closed. Returns what ends that. */
  onClosed(fn: () => void): () => void {
    this.#onClosed.add(fn);
    return () => this.#onClosed.delete(fn);
  }

  serve(stream: BidiStream<fulgur.v1.IExpertOutput, fulgur.v1.ActivationBatch>, context: CallContext): void {
    this.#open += 1;
    let pending = 0;
    let ending = false;
    const endWhenDone = () => {
      if (ending && pending === 0) stream.end();
    };
    const finish = () => {
      ending = true;
      endWhenDone();
    };
    context.draining.addEventListener('abort', finish, { once: true });
    stream.onClose(() => {
      context.draining.removeEventListener('abort', finish);
      this.#open -= 1;
      for (const fn of [...this.#onClosed]) fn();
    });
    stream.onEnd(finish);
    const abandoned = () => stream.closed;
    stream.onMessage((message, memory) => {
      pending += 1;
      const send = (output: Output) => {
        pending -= 1;
        if (!stream.closed) stream.send(output);
        endWhenDone();
      };
      this.#accept(message, { abandoned, read: () => stream.reuse(memory) }, send);
    });
  }

  #accept(
    message: fulgur.v1.ActivationBatch,
    source: Pick<ComputeRequest, 'abandoned' | 'read'>,
    send: (output: Output) => void,
  ): void {
    const { compute, limits, queueBatches, usage, metrics } = this.#options;
    const answer = (result: BatchResult | BatchFailure) => {
      const failed = isFailure(result);
      metrics.batches.inc({ status: statusLabel(failed ? result.code : 0) });
      send(failed ? failureOutput(message.callId, result) : resultOutput(message.callId, result));
    };
    const batch = parseBatch(message, limits);
    if (isFailure(batch) || this.#pending.size >= queueBatches) {
      answer(isFailure(batch) ? batch : queueFull(queueBatches));
      return;
    }
    const experts = new Set(batch.expertIds);
    usage.begin(batch.layer, experts);
    const done = (result: BatchResult | BatchFailure) => {
      if (!this.#pending.delete(done)) return;
      usage.end(batch.layer, experts);
      metrics.queueBatches.set(this.#pending.size);
      answer(result);
    };
    this.#pending.add(done);
    metrics.queueBatches.set(this.#pending.size);
    if (!compute.tell({ batch, ...source, reply: done })) done(queueFull(queueBatches));
  }
}

function queueFull(queueBatches: number): BatchFailure {
  return {
    code: Code.RESOURCE_EXHAUSTED,
    message: `${queueBatches} batches wait already (queueBatches); send to a replica or try again`,
  };
}

function resultOutput(
  callId: number,
  { dtype, partial, computeUs, written }: BatchResult,
): PayloadMessage<fulgur.v1.IExpertOutput> {
  return new PayloadMessage({ callId, dtype: dtypeOnWire[dtype], computeUs }, partialField, partial, written);
}

function failureOutput(callId: number, failure: BatchFailure): fulgur.v1.IExpertOutput {
  return {
    callId,
    errorCode: failure.code,
    errorMessage: failure.message,
    missingExperts: [...(failure.missingExperts ?? [])],
  };
}
