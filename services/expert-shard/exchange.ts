// One Exchange stream: batches in, outputs out, in whatever order they are done.

import type { BidiStream } from '../../lib/wire/bidi-stream.ts';
import type { CallContext } from '../../lib/wire/call-context.ts';
import { Code } from '../../lib/wire/errors.ts';
import type { fulgur } from '../../proto/gen/fulgur.js';
import { type BatchFailure, type BatchLimits, isFailure, parseBatch } from './batch.ts';
import type { ComputeRequest } from './compute-actor.ts';
import type { ExpertShardMetrics } from './metrics.ts';
import type { ExpertUsage } from './usage.ts';

export interface ExchangeOptions {
  readonly compute: { tell(request: ComputeRequest): boolean };
  readonly limits: BatchLimits;
  readonly queueBatches: number;
  readonly usage: ExpertUsage;
  readonly metrics: ExpertShardMetrics;
}

const codeNames = new Map<number, string>(Object.entries(Code).map(([name, code]) => [code, name.toLowerCase()]));

export class ExchangeStreams {
  readonly #options: ExchangeOptions;
  /** Batches accepted and not answered, of all streams. */
  #inFlight = 0;

  constructor(options: ExchangeOptions) {
    this.#options = options;
  }

  get inFlight(): number {
    return this.#inFlight;
  }

  serve(stream: BidiStream<fulgur.v1.IExpertOutput, fulgur.v1.ActivationBatch>, context: CallContext): void {
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
    stream.onEnd(finish);
    stream.onMessage((message) => {
      pending += 1;
      this.#accept(
        message,
        () => stream.closed,
        (output) => {
          pending -= 1;
          if (!stream.closed) stream.send(output);
          endWhenDone();
        },
      );
    });
  }

  #accept(
    message: fulgur.v1.ActivationBatch,
    abandoned: () => boolean,
    send: (output: fulgur.v1.IExpertOutput) => void,
  ): void {
    const { compute, limits, queueBatches, usage, metrics } = this.#options;
    const answer = (output: fulgur.v1.IExpertOutput | BatchFailure) => {
      const failed = 'code' in output;
      metrics.batches.inc({ status: failed ? (codeNames.get(output.code) ?? 'unknown') : 'ok' });
      send(failed ? failureOutput(message.callId, output) : output);
    };
    const batch = parseBatch(message, limits);
    if (isFailure(batch) || this.#inFlight >= queueBatches) {
      answer(isFailure(batch) ? batch : queueFull(queueBatches));
      return;
    }
    const experts = new Set(batch.expertIds);
    usage.begin(batch.layer, experts);
    metrics.queueBatches.set(++this.#inFlight);
    const done = (output: fulgur.v1.IExpertOutput | BatchFailure) => {
      usage.end(batch.layer, experts);
      metrics.queueBatches.set(--this.#inFlight);
      answer(output);
    };
    if (!compute.tell({ batch, abandoned, reply: done })) done(queueFull(queueBatches));
  }
}

function queueFull(queueBatches: number): BatchFailure {
  return {
    code: Code.RESOURCE_EXHAUSTED,
    message: `${queueBatches} batches wait already (queueBatches); send to a replica or try again`,
  };
}

function failureOutput(callId: number, failure: BatchFailure): fulgur.v1.IExpertOutput {
  return {
    callId,
    errorCode: failure.code,
    errorMessage: failure.message,
    missingExperts: [...(failure.missingExperts ?? [])],
  };
}
