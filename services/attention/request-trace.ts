// The spans of one request: the whole stay in this replica, and its prefill and decode inside.
import { type Context, type Span, SpanStatusCode, type Tracer, trace } from '@opentelemetry/api';
import { contextFromTraceparent, formatTraceparent } from '../../lib/telemetry/traceparent.ts';
import type { FulgurError } from '../../lib/wire/errors.ts';
import type { GenerationRequest } from './sequence.ts';

/** Decode steps of a traced request that are traced too: one in this many. */
const decodeStepsPerTrace = 32;

export class RequestTrace {
  readonly context: Context;
  /** Names this stay in a replica as the parent of what it leaves to be done later. */
  readonly traceparent: string;
  readonly #tracer: Tracer;
  readonly #span: Span;
  #phase: Span;

  constructor(tracer: Tracer, request: GenerationRequest) {
    const parent = contextFromTraceparent(request.traceparent);
    this.#tracer = tracer;
    this.#span = tracer.startSpan(
      'attention.request',
      {
        attributes: {
          'fulgur.request_id': request.id,
          'fulgur.prompt_tokens': request.promptIds.length,
          'fulgur.moved_tokens': request.generatedIds.length,
        },
      },
      parent,
    );
    this.context = trace.setSpan(parent, this.#span);
    this.traceparent = formatTraceparent(this.context);
    this.#phase = this.#start('attention.queue');
  }

  admitted(cachedTokens: number): void {
    this.#enter('attention.prefill', { 'fulgur.cached_tokens': cachedTokens });
  }

  firstToken(): void {
    this.#enter('attention.decode', {});
  }

  end(outcome: string, generatedTokens: number, error?: FulgurError): void {
    this.#phase.end();
    this.#span.setAttributes({ 'fulgur.outcome': outcome, 'fulgur.generated_tokens': generatedTokens });
    if (error) this.#span.setStatus({ code: SpanStatusCode.ERROR, message: error.message });
    this.#span.end();
  }

  /** A span for a step that this request stands for; undefined when it is not traced, or not at this token. */
  step(generated: number, decoding: boolean): Span | undefined {
    if (!this.#span.isRecording() || (decoding && generated % decodeStepsPerTrace !== 1)) return undefined;
    return this.#tracer.startSpan('attention.step', {}, trace.setSpan(this.context, this.#phase));
  }

  #enter(name: string, attributes: Record<string, number>): void {
    this.#phase.end();
    this.#phase = this.#start(name);
    this.#phase.setAttributes(attributes);
  }

  #start(name: string): Span {
    return this.#tracer.startSpan(name, {}, this.context);
  }
}

export function traceparentOf(span: Span | undefined, context: Context): string {
  return span === undefined ? '' : formatTraceparent(trace.setSpan(context, span));
}
