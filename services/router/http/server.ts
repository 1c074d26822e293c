// The HTTP server: routes, authentication, request ids, and every failure in OpenAI's shape.
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { Code, FulgurError } from '../../../lib/wire/errors.ts';
import { listenError } from '../../../lib/wire/listen-error.ts';
import type { Authenticator } from '../authenticator.ts';
import type { Caller } from '../generation-request.ts';
import type { RouterMetrics } from '../metrics.ts';
import { countRefusal } from '../request-meter.ts';
import { type HttpError, httpError, toHttpError } from './errors.ts';
import { readJsonBodies, UnsupportedMediaType } from './json-body.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set for every route under /v1. */
    caller: Caller;
  }
}

/** The label `api` of the routes whose requests are counted. */
export const generationApi: Readonly<Record<string, string>> = {
  '/v1/chat/completions': 'chat',
  '/v1/completions': 'completions',
};

export interface HttpServerOptions {
  readonly host: string;
  readonly port: number;
  readonly maxBodyBytes: number;
  readonly authenticator: Authenticator;
  readonly newRequestId: () => string;
  readonly metrics: RouterMetrics;
  readonly log: Logger;
  /** Adds the routes. */
  readonly routes: (server: FastifyInstance) => void;
}

export interface HttpServer {
  /** host:port */
  readonly address: string;
  /** Takes no new connection, lets the responses that are being sent end within `timeoutMs`, then closes the others. */
  close(timeoutMs: number): Promise<void>;
}

/** @throws FulgurError naming the option when the port cannot be opened. */
export async function startHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const { host, port, maxBodyBytes, newRequestId } = options;
  const server = fastify({
    bodyLimit: maxBodyBytes,
    forceCloseConnections: 'idle',
    // A body that trickles in slower than this is given up.
    requestTimeout: 60_000,
    keepAliveTimeout: 75_000,
    genReqId: (request) => givenRequestId(request.headers['x-request-id']) ?? newRequestId(),
    return503OnClosing: false,
  });
  const responses = new OpenResponses(server.server);
  readJsonBodies(server);
  server.decorateRequest('caller', null as unknown as Caller);
  server.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
    // The route that was matched, not the URL: that may be spelled in several ways.
    if (!request.routeOptions.url?.startsWith('/v1/')) return;
    try {
      request.caller = options.authenticator.authenticate(request.headers.authorization);
    } catch (error) {
      options.metrics.rejected.inc({ reason: 'unauthenticated' });
      throw error;
    }
  });
  server.setErrorHandler((error: FastifyError | FulgurError, request, reply) => {
    const answer = answerTo(error, request, maxBodyBytes);
    const api = generationApi[request.routeOptions.url ?? ''];
    if (api !== undefined) countRefusal(options.metrics, api, codeOf(error, answer));
    if (answer.status === 500)
      options.log.error({ err: error, requestId: request.id }, 'an HTTP request failed unexpectedly');
    return sendError(reply, answer);
  });
  server.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0] ?? '';
    const message = `there is no ${request.method} ${path.slice(0, 200)} here`;
    return sendError(reply, httpError(404, message, undefined, 'unknown_url'));
  });
  options.routes(server);
  try {
    await server.listen({ host, port });
  } catch (error) {
    await server.close();
    throw listenError(error, { host, port, option: 'httpPort' });
  }
  const bound = (server.server.address() as AddressInfo).port;
  return {
    address: `${host.includes(':') ? `[${host}]` : host}:${bound}`,
    async close(timeoutMs) {
      const closed = server.close();
      await responses.ended(timeoutMs);
      // A connection on which nothing was asked yet does not count as idle and would be waited for.
      server.server.closeAllConnections();
      await closed;
    },
  };
}

/** The responses that are being sent. */
class OpenResponses {
  readonly #open = new Set<ServerResponse>();
  #onEnded: (() => void) | undefined;

  constructor(server: Server) {
    const closed = (response: ServerResponse) => {
      this.#open.delete(response);
      if (this.#open.size === 0) this.#onEnded?.();
    };
    // One function for all: it is held by every response.
    function onClose(this: ServerResponse): void {
      closed(this);
    }
    server.on('request', (_request: IncomingMessage, response: ServerResponse) => {
      this.#open.add(response);
      response.on('close', onClose);
    });
  }

  async ended(timeoutMs: number): Promise<void> {
    if (this.#open.size === 0) return;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.#onEnded = resolve;
      timer = setTimeout(resolve, timeoutMs);
    });
    clearTimeout(timer);
  }
}

export function sendError(reply: FastifyReply, answer: HttpError): FastifyReply {
  if (answer.retryAfterSeconds !== undefined) reply.header('retry-after', String(answer.retryAfterSeconds));
  if (answer.status === 401) reply.header('www-authenticate', 'Bearer');
  return reply.code(answer.status).send(answer.body);
}

function answerTo(error: FastifyError | FulgurError, request: FastifyRequest, maxBodyBytes: number): HttpError {
  if (error instanceof UnsupportedMediaType)
    return httpError(415, error.message, 'content-type', 'unsupported_media_type');
  if (error instanceof FulgurError) return toHttpError(error);
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    const length = request.headers['content-length'];
    const size = length === undefined ? `more than ${maxBodyBytes}` : length;
    return httpError(
      413,
      `the request body has ${size} bytes, the limit is ${maxBodyBytes}: send less`,
      'body',
      'body_too_large',
    );
  }
  const status = error.statusCode ?? 500;
  if (status >= 400 && status < 500) return httpError(status, error.message);
  return toHttpError(error);
}

/** The HTTP library refuses some requests itself. */
function codeOf(error: FastifyError | FulgurError, { status }: HttpError): Code {
  if (error instanceof FulgurError) return error.code as Code;
  if (status === 413) return Code.RESOURCE_EXHAUSTED;
  return status < 500 ? Code.INVALID_ARGUMENT : Code.INTERNAL;
}

/** A client's id is echoed and logged; it must fit into a header line. */
function givenRequestId(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' && /^[\x21-\x7e]{1,128}$/.test(header) ? header : undefined;
}
