// POST /v1/chat/completions and POST /v1/completions: from a parsed call to a response, whole or streamed.
import { context, type Span, SpanKind, type Tracer, trace } from '@opentelemetry/api';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { Clock } from '../../../lib/actor/clock.ts';
import { contextFromTraceparent } from '../../../lib/telemetry/traceparent.ts';
import type { FulgurError } from '../../../lib/wire/errors.ts';
import type { GenerationOutput } from '../generation-output.ts';
import type { RouterMetrics } from '../metrics.ts';
import { type ChatCall, parseChatCompletion } from '../openai/chat-completions.ts';
import { parseCompletion } from '../openai/completions.ts';
import type { RequestLife } from '../request.ts';
import type { RequestDesk } from '../request-desk.ts';
import type { ServedModel } from '../served-model.ts';
import { type AnswerFormat, type AnswerHead, AnswerWriter } from './answer-format.ts';
import { StreamedAnswer, WholeAnswer } from './answers.ts';
import { chatFormat } from './chat-format.ts';
import { completionFormat } from './completion-format.ts';
import { toHttpError } from './errors.ts';
import { KeepAlive } from './keep-alive.ts';
import { generationApi, sendError } from './server.ts';
import { EventStream } from './sse.ts';

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

interface ExchangeOptions extends GenerationRoutesOptions {
  readonly keepAlive: KeepAlive;
}

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
  const shared = { ...options, keepAlive: new KeepAlive(options.clock, options.keepAliveMs) };
  for (const endpoint of endpoints) {
    server.post(endpoint.path, (request, reply) => {
      const call = endpoint.parse(request.body);
      return new Exchange(endpoint, call, shared, request, reply).run();
    });
  }
}

/** One request and its response. */
class Exchange {
  readonly #endpoint: Endpoint;
  readonly #call: ChatCall;
  readonly #options: ExchangeOptions;
  readonly #request: FastifyRequest;
  readonly #reply: FastifyReply;
  readonly #requestId: string;
  readonly #span: Span;
  #life: RequestLife | undefined;

  constructor(
    endpoint: Endpoint,
    call: ChatCall,
    options: ExchangeOptions,
    request: FastifyRequest,
    reply: FastifyReply,
  ) {
    this.#endpoint = endpoint;
    this.#call = call;
    this.#options = options;
    this.#request = request;
    this.#reply = reply;
    this.#requestId = options.desk.newRequestId();
    const parent = contextFromTraceparent(request.headers['traceparent'] as string | undefined);
    const attributes = {
      'http.request.method': 'POST',
      'http.route': endpoint.path,
      'fulgur.client_request_id': request.id,
    };
    this.#span = options.tracer.startSpan(`POST ${endpoint.path}`, { kind: SpanKind.SERVER, attributes }, parent);
  }

  /** Resolves when the response has been sent, or is no longer wanted. */
  run(): Promise<FastifyReply> {
    return new Promise((resolve) => {
      const { raw } = this.#reply;
      const output = this.#call.stream ? this.#streamed(resolve) : this.#whole(resolve);
      raw.on('close', () => {
        if (!raw.writableFinished) this.#life?.cancel();
        if (output instanceof StreamedAnswer) output.abandon();
        this.#span.end();
        resolve(this.#reply);
      });
      const traceContext = trace.setSpan(context.active(), this.#span);
      this.#life = this.#options.desk.start(
        this.#call.request,
        {
          requestId: this.#requestId,
          api: generationApi[this.#endpoint.path] as string,
          caller: this.#request.caller,
          traceContext,
          deadlineUnixMs: undefined,
        },
        output,
      );
    });
  }

  #whole(resolve: (reply: FastifyReply) => void): GenerationOutput {
    const { prompts, n } = this.#call.request;
    const done = (body: object) => resolve(this.#reply.send(body));
    return new WholeAnswer(this.#writer(), prompts.length * n, done, (error) => resolve(this.#fail(error)));
  }

  #streamed(resolve: (reply: FastifyReply) => void): StreamedAnswer {
    const { clock, keepAlive, keepAliveMs, maxBufferedBytes } = this.#options;
    const stream = new EventStream(this.#reply.raw, {
      headers: { 'x-request-id': this.#request.id },
      keepAlive,
      maxBufferedBytes,
      clock,
      onOverflow: (bufferedBytes) => this.#tooSlow(bufferedBytes),
    });
    return new StreamedAnswer({
      writer: this.#writer(),
      includeUsage: this.#call.includeUsage,
      stream,
      takeOver: () => void this.#reply.hijack(),
      failed: (error) => resolve(this.#fail(error)),
      clock,
      openAfterMs: keepAliveMs,
    });
  }

  #writer(): AnswerWriter {
    const { model } = this.#options;
    const texts = this.#call.request.topLogprobs === undefined ? undefined : model;
    return new AnswerWriter(this.#endpoint.format, this.#head, texts);
  }

  get #head(): AnswerHead {
    const { model, clock } = this.#options;
    return {
      id: `${this.#endpoint.idPrefix}${this.#requestId}`,
      createdUnixS: Math.floor(clock.unixMs() / 1000),
      model: model.id,
      systemFingerprint: `fp_${model.fingerprint.slice(0, 10)}`,
    };
  }

  #fail(error: FulgurError): FastifyReply {
    return sendError(this.#reply, toHttpError(error));
  }

  #tooSlow(bufferedBytes: number): void {
    const { metrics, log, maxBufferedBytes } = this.#options;
    metrics.rejected.inc({ reason: 'slow_client' });
    log.warn(
      { requestId: this.#requestId, bufferedBytes, maxBufferedBytes },
      'a client reads its stream too slowly: its request is cancelled',
    );
    this.#life?.cancel();
  }
}
