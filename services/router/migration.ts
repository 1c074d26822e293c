// One choice's generation, wherever it runs: the client's view of it is one sequence of tokens.
//
// Owns: the tokens generated so far, the current attempt, and the wait for a replica.
//
// Invariants
// 1. Token i is handed on exactly once, and after token i - 1: a moved request is submitted with all that was generated, and
//    a token that comes again is dropped.
// 2. An attempt has a request id of its own; what an older attempt still says is not heard.
// 3. The end is told once, unless `cancel` came first; nothing is told after either.
// 4. A request that has broken `maxMoves` replicas' links fails: it may be what breaks them.
import { type Context, type Span, type Tracer, trace } from '@opentelemetry/api';
import type { Logger } from 'pino';
import { Backoff } from '../../lib/actor/backoff.ts';
import type { Clock, Timer } from '../../lib/actor/clock.ts';
import { ifRecording } from '../../lib/telemetry/spans.ts';
import { formatTraceparent } from '../../lib/telemetry/traceparent.ts';
import { Code, FulgurError, RetryableError } from '../../lib/wire/errors.ts';
import type { fulgur } from '../../proto/gen/fulgur.js';
import type { RunListener } from './choice.ts';
import type { FinishReason, GeneratedToken } from './generation-output.ts';
import type { RouterMetrics } from './metrics.ts';
import type { PlacedPrompt, Replica, ReplicaListener, ReplicaSource } from './replica.ts';

/** All of a Submit that stays the same when a request moves. */
export type Assignment = Pick<
  fulgur.v1.ISubmit,
  'sampling' | 'topLogprobs' | 'cacheSalt' | 'deadlineUnixMs' | 'tenant' | 'priority'
> & {
  readonly maxTokens: number;
  readonly stopTokenIds: readonly number[];
};

/** What every run uses. */
export interface RunServices {
  readonly replicas: ReplicaSource;
  readonly clock: Clock;
  readonly log: Logger;
  readonly tracer: Tracer;
  readonly metrics: Pick<RouterMetrics, 'moved'>;
  readonly limits: { readonly maxMoves: number };
}

export interface RunOptions {
  readonly requestId: string;
  readonly prompt: PlacedPrompt;
  readonly assignment: Assignment;
  /** The replica that computes this prompt for another choice; shared by the choices of a prompt. */
  readonly placement: { replicaId: string | undefined };
  readonly traceContext: Context;
  readonly listener: RunListener;
}

const moveBackoff = { firstMs: 10, mostMs: 1000 };

export class Run {
  readonly #services: RunServices;
  readonly #options: RunOptions;
  readonly #generated: number[] = [];
  /** Made when it is needed first: most requests never move. */
  #backoff: Backoff | undefined;
  #attempts = 0;
  #moves = 0;
  #cachedTokens = 0;
  #current: Attempt | undefined;
  #over = false;
  #avoid: string | undefined;
  #timer: Timer | undefined;
  #stopWaiting: (() => void) | undefined;

  constructor(services: RunServices, options: RunOptions) {
    this.#services = services;
    this.#options = options;
  }

  /** Tokens generated so far, end-of-generation token included. */
  get tokens(): number {
    return this.#generated.length;
  }

  /** Prompt tokens that a replica did not have to compute. */
  get cachedTokens(): number {
    return this.#cachedTokens;
  }

  start(): void {
    this.#place();
  }

  cancel(): void {
    if (this.#over) return;
    const current = this.#current;
    this.#close();
    current?.replica.cancel(current.requestId);
  }

  #place(): void {
    if (this.#over || this.#finishLocally()) return;
    const { replicas } = this.#services;
    const { prompt, placement } = this.#options;
    const replica = replicas.choose(prompt, { prefer: placement.replicaId, avoid: this.#avoid });
    if (replica === undefined) {
      this.#stopWaiting ??= replicas.onAvailable(() => this.#place());
      return;
    }
    this.#stopWaiting?.();
    this.#stopWaiting = undefined;
    this.#submit(replica);
  }

  /** The replica went after the last token and before saying so: nothing is left to generate. */
  #finishLocally(): boolean {
    const { maxTokens, stopTokenIds } = this.#options.assignment;
    const last = this.#generated.at(-1);
    const stopped = last !== undefined && stopTokenIds.includes(last);
    if (!stopped && this.#generated.length < maxTokens) return false;
    this.finished(stopped ? 'stop' : 'length');
    return true;
  }

  #submit(replica: Replica): void {
    const { assignment, prompt, placement, traceContext, requestId } = this.#options;
    this.#attempts += 1;
    const span = this.#services.tracer.startSpan(
      'attention',
      {
        attributes: {
          'fulgur.replica': replica.id,
          'fulgur.attempt': this.#attempts,
          'fulgur.prompt_tokens': prompt.ids.length,
        },
      },
      traceContext,
    );
    placement.replicaId = replica.id;
    const attempt = new Attempt(this, replica, `${requestId}.${this.#attempts}`, span);
    this.#current = attempt;
    replica.submit(
      {
        ...assignment,
        requestId: attempt.requestId,
        promptIds: prompt.ids as number[],
        generatedIds: this.#generated.slice(),
        stopTokenIds: assignment.stopTokenIds as number[],
        traceparent: formatTraceparent(trace.setSpan(traceContext, span)),
      },
      attempt,
    );
  }

  /** Of the current attempt, as the three below. */
  take(index: number, token: GeneratedToken): void {
    if (index < this.#generated.length) return;
    if (index > this.#generated.length) {
      const { replica, requestId } = this.#current as Attempt;
      replica.cancel(requestId);
      const message = `replica ${replica.id} sent token ${index} of ${requestId} after token ${this.#generated.length - 1}`;
      this.failed(new RetryableError(Code.DATA_LOSS, message));
      return;
    }
    this.#generated.push(token.id);
    this.#avoid = undefined;
    this.#backoff?.reset();
    this.#options.listener.onToken(token);
  }

  cached(tokens: number): void {
    this.#cachedTokens = Math.max(this.#cachedTokens, tokens);
  }

  finished(reason: FinishReason): void {
    this.#current?.span?.setAttribute('fulgur.generated_tokens', this.#generated.length);
    this.#close();
    this.#options.listener.onFinished(reason);
  }

  failed(error: FulgurError): void {
    const from = this.#current?.replica.id;
    this.#current?.span?.recordException(error);
    this.#endAttempt();
    if (!(error instanceof RetryableError)) {
      this.#close();
      this.#options.listener.onFailed(error);
      return;
    }
    const { placement, requestId } = this.#options;
    const { limits, log, metrics, clock } = this.#services;
    if (error.reason === 'connection_lost') this.#moves += 1;
    if (this.#moves > limits.maxMoves) {
      this.#close();
      const message = `gave up after ${this.#moves} attention replicas were lost with this request, the limit is ${limits.maxMoves}: ${error.message}`;
      this.#options.listener.onFailed(new FulgurError(Code.UNAVAILABLE, message, { cause: error }));
      return;
    }
    log.warn(
      { err: error, requestId, replica: from, generated: this.#generated.length },
      'moving a request to another replica',
    );
    metrics.moved.inc();
    this.#avoid = from;
    if (placement.replicaId === from) placement.replicaId = undefined;
    this.#backoff ??= new Backoff(moveBackoff);
    this.#timer = clock.after(this.#backoff.next(), () => this.#place());
  }

  #endAttempt(): void {
    this.#current?.end();
    this.#current = undefined;
  }

  #close(): void {
    this.#over = true;
    this.#endAttempt();
    this.#timer?.cancel();
    this.#stopWaiting?.();
    this.#stopWaiting = undefined;
  }
}

/** A run on one replica: what it says is heard until it ends. */
class Attempt implements ReplicaListener {
  readonly replica: Replica;
  readonly requestId: string;
  readonly span: Span | undefined;
  #run: Run | undefined;

  constructor(run: Run, replica: Replica, requestId: string, span: Span) {
    this.#run = run;
    this.replica = replica;
    this.requestId = requestId;
    this.span = ifRecording(span);
  }

  end(): void {
    this.#run = undefined;
    this.span?.end();
  }

  onToken(index: number, token: GeneratedToken): void {
    this.#run?.take(index, token);
  }

  onCached(tokens: number): void {
    this.#run?.cached(tokens);
  }

  onFinished(reason: FinishReason): void {
    this.#run?.finished(reason);
  }

  onFailed(error: FulgurError): void {
    this.#run?.failed(error);
  }
}
