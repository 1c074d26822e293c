// The requests that are here, from their submission to their last event.
//
// Owns how a request ends and what its router is told. Knows nothing of steps and blocks: whoever does is told by
// `onLeave`.
//
// Invariants
// 1. A request ends exactly once: finished, failed, or silently when its router cancelled it or went away.
// 2. What one turn of the engine has to say to a router leaves in one message, by `flush`.
import type { Span, Tracer } from '@opentelemetry/api';
import type { FulgurError } from '../../lib/wire/errors.ts';
import { fulgur } from '../../proto/gen/fulgur.js';
import type { AttentionMetrics } from './metrics.ts';
import { type Client, Outbox } from './outbox.ts';
import { RequestTrace, traceparentOf } from './request-trace.ts';
import type { StepPlan } from './scheduler.ts';
import type { Sequence } from './sequence.ts';

export interface LiveRequest {
  readonly sequence: Sequence;
  readonly client: Client;
  readonly trace: RequestTrace;
}

export interface LiveRequestsOptions {
  /** Tokens of a sequence, prompt and answer together. */
  readonly contextLength: number;
  readonly tracer: Tracer;
  readonly metrics: AttentionMetrics;
  /** Frees what the request holds. */
  readonly onLeave: (sequence: Sequence) => void;
  /** Told how many requests are here, whenever that changes. */
  readonly onLoad: (requests: number) => void;
}

type Token = fulgur.v1.ITokenLogprobs & { readonly tokenId: number };

const Finish = fulgur.v1.FinishReason;

export class LiveRequests {
  readonly #options: LiveRequestsOptions;
  readonly #outbox = new Outbox();
  readonly #live = new Map<string, LiveRequest>();

  constructor(options: LiveRequestsOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#live.size;
  }

  has(id: string): boolean {
    return this.#live.has(id);
  }

  of(sequence: Sequence): LiveRequest | undefined {
    return this.#live.get(sequence.id);
  }

  add(sequence: Sequence, client: Client): LiveRequest {
    const live = { sequence, client, trace: new RequestTrace(this.#options.tracer, sequence.request) };
    this.#live.set(sequence.id, live);
    this.#options.onLoad(this.#live.size);
    return live;
  }

  /** A request that was never here. */
  refuse(client: Client, requestId: string, error: FulgurError): void {
    this.#outbox.failed(client, requestId, error);
  }

  /** Appends the next token and tells it; the request ends with it when it was the last. */
  append({ sequence, client, trace }: LiveRequest, token: Token): void {
    const index = sequence.generated;
    const first = index === sequence.request.generatedIds.length;
    if (first) trace.firstToken();
    sequence.append(token.tokenId);
    const cachedTokens = first ? (sequence.cachedTokens ?? 0) : 0;
    this.#outbox.token(client, { requestId: sequence.id, index, token, cachedTokens });
  }

  /** Ends a request whose last token is a stop token, or that has no room for another. */
  finishIfDone(live: LiveRequest): void {
    const { request, generated, tokens } = live.sequence;
    if (generated > 0 && request.stopTokenIds.has(tokens.at(-1)!)) this.#finish(live, Finish.FINISH_REASON_STOP);
    else if (generated >= request.maxTokens || tokens.length >= this.#options.contextLength) {
      this.#finish(live, Finish.FINISH_REASON_LENGTH);
    }
  }

  fail(live: LiveRequest, error: FulgurError): void {
    this.#outbox.failed(live.client, live.sequence.id, error);
    this.#leave(live, 'failed', error);
  }

  failAll(error: FulgurError): void {
    for (const live of [...this.#live.values()]) this.fail(live, error);
  }

  /** Requests that nobody waits for any more: their routers are told nothing. */
  cancelWhere(condition: (live: LiveRequest) => boolean): void {
    for (const live of [...this.#live.values()]) if (condition(live)) this.#leave(live, 'cancelled');
  }

  expired(nowUnixMs: number): LiveRequest[] {
    return [...this.#live.values()].filter(({ sequence }) => sequence.request.deadlineUnixMs <= nowUnixMs);
  }

  /** A span for a step, and its context for the shards: it belongs to the first of its requests that is traced. */
  traceStep(plan: StepPlan): { span: Span | undefined; traceparent: string } {
    for (const { sequence } of plan.entries) {
      const trace = this.of(sequence)?.trace;
      const span = trace?.step(sequence.generated, sequence.decoding);
      if (trace === undefined || span === undefined) continue;
      span.setAttributes({ 'fulgur.rows': plan.rows, 'fulgur.sequences': plan.entries.length });
      return { span, traceparent: traceparentOf(span, trace.context) };
    }
    return { span: undefined, traceparent: '' };
  }

  /** Tokens that the next `flush` tells within this process. */
  get nearTokens(): number {
    return this.#outbox.nearTokens;
  }

  flush(): void {
    this.#outbox.flush();
  }

  #finish(live: LiveRequest, reason: fulgur.v1.FinishReason): void {
    const { sequence, client } = live;
    this.#outbox.finished(client, { requestId: sequence.id, reason, cachedTokens: sequence.cachedTokens ?? 0 });
    this.#leave(live, reason === Finish.FINISH_REASON_STOP ? 'stop' : 'length');
  }

  #leave({ sequence, trace }: LiveRequest, outcome: string, error?: FulgurError): void {
    sequence.finished = true;
    this.#live.delete(sequence.id);
    this.#options.onLeave(sequence);
    trace.end(outcome, sequence.generated, error);
    this.#options.metrics.finished.inc({ outcome });
    this.#options.onLoad(this.#live.size);
  }
}
