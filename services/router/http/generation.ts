// POST /v1/chat/completions and POST /v1/completions: from a parsed call to a response, whole or streamed.
import type { ServerResponse } from 'node:http';
import { context, type Span, SpanKind, type Tracer, trace } from '@opentelemetry/api';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { Clock } from '../../../lib/actor/clock.ts';
import { Deadlines } from '../../../lib/actor/deadlines.ts';
import { ifRecording } from '../../../lib/telemetry/spans.ts';
import { contextFromTraceparent } from '../../../lib/telemetry/traceparent.ts';
import type { FulgurError } from '../../../lib/wire/errors.ts';
import type { GenerationRequest } from '../generation-request.ts';
import type { RouterMetrics } from '../metrics.ts';
import { type ChatCall, parseChatCompletion } from '../openai/chat-completions.ts';
import { parseCompletion } from '../openai/completions.ts';
import type { RequestLife } from '../request.ts';
import type { RequestDesk } from '../request-desk.ts';
import type { ServedModel } from '../served-model.ts';
import type { AnswerFormat, AnswerStyle } from './answer-format.ts';
import { StreamedAnswer, type StreamedAnswerServices, WholeAnswer } from './answers.ts';
import { chatFormat } from './chat-format.ts';
import { completionFormat } from './completion-format.ts';
import { toHttpError } from './errors.ts';
import { KeepAlive } from './keep-alive.ts';
import { generationApi, sendError } from './server.ts';
import { EventStream, type EventStreamServices } from './sse.ts';

export interface GenerationRoutesOptions {
  readonly desk: RequestDesk;
  readonly model: ServedModel;
  readonly metrics: RouterMetrics;
  readonly clock: Clock;
  readonly log: Logger;
  readonly tracer: Tracer;
  readonly keepAliveMs: number;
  readonly maxBufferedBytes: number;
}

type ExchangeServices = GenerationRoutesOptions & StreamedAnswerServices & EventStreamServices;

interface Endpoint {
  readonly path: string;
  readonly idPrefix: string;
  readonly parse: (body: unknown) => ChatCall;
  readonly format: AnswerFormat;
}

const endpoints: readonly Endpoint[] = [
  { path: '/v1/chat/completions', idPrefix: 'chatcmpl-', parse: parseChatCompletion, format: chatFormat },
  { path: '/v1/completions', idPrefix: 'cmpl-', parse: parseCompletion, format: completionFormat },
];

export function generationRoutes(server: FastifyInstance, options: GenerationRoutesOptions): void {
  const { clock, keepAliveMs } = options;
  const services = {
    ...options,
    keepAlive: new KeepAlive(clock, keepAliveMs),
    openings: new Deadlines(clock),
    openAfterMs: keepAliveMs,
  };
  for (const endpoint of endpoints) {
    server.post(endpoint.path, (request, reply) => {
      const call = endpoint.parse(request.body);
      // It may be large, and the request is held as long as its answer is on its way.
      request.body = undefined;
      return new Promise((resolve) => {
        new Exchange(services, { request, reply, resolve }).run(endpoint, call);
      });
    });
  }
}

/** A request in Fastify's hands, until its response is the exchange's own. */
interface Handled {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  /** Called when the response has been sent, is no longer wanted, or has been taken over. */
  readonly resolve: (reply: FastifyReply) => void;
}

/**
 * One request and its response. A stream may wait for long: when it opens, the exchange holds nothing more of the request
 * and lets Fastify do the same.
 */
class Exchange {
  readonly #services: ExchangeServices;
  readonly #response: ServerResponse;
  readonly #requestId: string;
  #handled: Handled | undefined;
  #span: Span | undefined;
  #stream: StreamedAnswer | undefined;
  #life: RequestLife | undefined;

  constructor(services: ExchangeServices, handled: Handled) {
    this.#services = services;
    this.#response = handled.reply.raw;
    this.#handled = handled;
    this.#requestId = services.desk.newRequestId();
  }

  run(endpoint: Endpoint, { request, stream, includeUsage }: ChatCall): void {
    const { caller, headers, id } = (this.#handled as Handled).request;
    const parent = contextFromTraceparent(headers['traceparent'] as string | undefined);
    const attributes = {
      'http.request.method': 'POST',
      'http.route': endpoint.path,
      'fulgur.client_request_id': id,
    };
    const { tracer, desk } = this.#services;
    const span = tracer.startSpan(`POST ${endpoint.path}`, { kind: SpanKind.SERVER, attributes }, parent);
    this.#span = ifRecording(span);
    const answer = { ...this.#style(endpoint, request), choices: request.prompts.length * request.n, includeUsage };
    if (stream) this.#stream = this.#streamed(answer, { 'x-request-id': id });
    this.#response.on('close', () => this.#closed());
    const call = {
      requestId: this.#requestId,
      api: generationApi[endpoint.path] as string,
      caller,
      traceContext: trace.setSpan(context.active(), span),
      deadlineUnixMs: undefined,
    };
    this.#life = desk.start(request, call, this.#stream ?? this.#whole(answer));
  }

  #closed(): void {
    if (!this.#response.writableFinished) this.#life?.cancel();
    this.#stream?.abandon();
    this.#span?.end();
    this.#release((reply) => reply);
  }

  #whole(answer: AnswerStyle & { readonly choices: number }): WholeAnswer {
    const done = (body: object) => this.#release((reply) => reply.send(body));
    return new WholeAnswer(answer, answer.choices, done, (error) => this.#fail(error));
  }

  #streamed(
    answer: AnswerStyle & { readonly choices: number; readonly includeUsage: boolean },
    headers: Record<string, string>,
  ): StreamedAnswer {
    const stream = new EventStream(this.#services, this.#response, (bytes) => this.#tooSlow(bytes));
    return new StreamedAnswer(this.#services, stream, answer, {
      headers,
      takeOver: () => this.#release((reply) => reply.hijack()),
      failed: (error) => this.#fail(error),
    });
  }

  #style({ format, idPrefix }: Endpoint, { topLogprobs }: GenerationRequest): AnswerStyle {
    const { model, clock } = this.#services;
    const head = {
      id: `${idPrefix}${this.#requestId}`,
      createdUnixS: Math.floor(clock.unixMs() / 1000),
      model: model.id,
      systemFingerprint: `fp_${model.fingerprint.slice(0, 10)}`,
    };
    return { format, head, texts: topLogprobs === undefined ? undefined : model };
  }

  #fail(error: FulgurError): void {
    this.#release((reply) => sendError(reply, toHttpError(error)));
  }

  /** Ends what Fastify does for the request, with what is made of its reply. */
  #release(end: (reply: FastifyReply) => FastifyReply): void {
    const handled = this.#handled;
    this.#handled = undefined;
    if (handled !== undefined) handled.resolve(end(handled.reply));
  }

  #tooSlow(bufferedBytes: number): void {
    const { metrics, log, maxBufferedBytes } = this.#services;
    metrics.rejected.inc({ reason: 'slow_client' });
    log.warn(
      { requestId: this.#requestId, bufferedBytes, maxBufferedBytes },
      'a client reads its stream too slowly: its request is cancelled',
    );
    this.#life?.cancel();
  }
}
