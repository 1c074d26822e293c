// A step on its way through the model: its micro-batches compute, and can be abandoned together.
import type { Span } from '@opentelemetry/api';
import type { ExpertCall, ExpertObserver, ExpertProvider } from '../../lib/model/step.ts';
import { Code, FulgurError } from '../../lib/wire/errors.ts';
import type { StepContext } from './layer-call.ts';
import type { StepTiming } from './micro-batching.ts';
import type { StepPlan } from './scheduler.ts';
import type { Sequence } from './sequence.ts';
import { microBatches, type PreparedStep, prepareStep } from './step-batch.ts';
import type { NextToken, NextTokens, TokenChooser } from './token-choice.ts';

/** Who computes a step. */
export interface StepMachine {
  readonly chooser: TokenChooser;
  readonly exchange: { forStep(step: StepContext): ExpertProvider };
  readonly observe: ExpertObserver;
}

export interface StepStart {
  readonly microBatches: number;
  /** Monotonic milliseconds. */
  readonly now: () => number;
  readonly span: Span | undefined;
  readonly traceparent: string;
}

/** A sequence whose next token is due. */
export interface SampledRow {
  readonly sequence: Sequence;
  /** Throws when there is nothing to choose from; call it once. */
  readonly token: () => NextToken;
}

export class RunningStep {
  readonly plan: StepPlan;
  readonly startedMs: number;
  /** Rows of sequences that had nothing but their last token to compute. */
  readonly decodes: number;
  /** Of each micro-batch. Settles when nothing of the step computes any more. */
  readonly tokens: Promise<readonly NextTokens[]>;
  readonly #parts: readonly PreparedStep[];
  #waitedMs = 0;
  #computedMs = 0;
  readonly #abort = new AbortController();
  readonly #span: Span | undefined;

  constructor({ chooser, exchange, observe }: StepMachine, plan: StepPlan, start: StepStart) {
    const { signal } = this.#abort;
    this.plan = plan;
    this.startedMs = start.now();
    this.decodes = plan.entries.filter(({ sequence }) => sequence.remaining === 1).length;
    this.#span = start.span;
    this.#parts = microBatches(plan, start.microBatches).map(prepareStep);
    const { traceparent } = start;
    const onComputed = (milliseconds: number) => {
      this.#computedMs += milliseconds;
    };
    this.tokens = allSettled(
      this.#parts.map((part, microBatch) => {
        const experts = exchange.forStep({ signal, traceparent, microBatch, onComputed });
        return chooser.next(part, this.#timed(experts, start.now), observe);
      }),
    );
  }

  get abandoned(): boolean {
    return this.#abort.signal.aborted;
  }

  /** Whether none of the requests that it computes for is here any more. */
  get deserted(): boolean {
    return this.plan.entries.every(({ sequence }) => sequence.finished);
  }

  abandon(): void {
    this.#abort.abort(new FulgurError(Code.CANCELLED, 'every request of the step has left'));
  }

  ended(): void {
    this.#span?.end();
  }

  timing(nowMs: number): StepTiming {
    const milliseconds = nowMs - this.startedMs;
    const parts = this.#parts.length;
    const waitedMs = this.#waitedMs;
    return { rows: this.plan.rows, parts, milliseconds, waitedMs, wireMs: (waitedMs - this.#computedMs) / parts };
  }

  /** Adds up how long the parts wait for experts elsewhere. */
  #timed(experts: ExpertProvider, now: () => number): ExpertProvider {
    const run = async (call: ExpertCall) => {
      const startedMs = now();
      try {
        return await experts.run(call);
      } finally {
        this.#waitedMs += now() - startedMs;
      }
    };
    return { ...experts, run };
  }

  /** What was computed for each sequence that wanted a token, given what came of each micro-batch. */
  *sampled(tokens: readonly NextTokens[]): Generator<SampledRow> {
    for (const [part, { sampled }] of this.#parts.entries()) {
      for (const [row, sequence] of sampled.entries()) yield { sequence, token: () => tokens[part]!(row) };
    }
  }
}

/** All results; or the first failure, but not before everything has ended. */
async function allSettled<T>(promises: readonly Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(promises);
  return Promise.all(promises);
}
