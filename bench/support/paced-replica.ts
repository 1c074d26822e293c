// An attention replica that computes nothing: every running request gets a token per step, at the pace that is set.
// What a router does for a token is then all that there is to measure.
import { Registry } from 'prom-client';
import { systemClock } from '../../lib/actor/clock.ts';
import { type Announcer, announce } from '../../lib/cluster/members.ts';
import { NatsBus } from '../../lib/cluster/nats-bus.ts';
import { Health } from '../../lib/process/health.ts';
import type { ServiceHost } from '../../lib/process/host.ts';
import { createLogger } from '../../lib/telemetry/logger.ts';
import { noTracer } from '../../lib/telemetry/no-tracer.ts';
import type { BidiStream } from '../../lib/wire/bidi-stream.ts';
import { bindService } from '../../lib/wire/handlers.ts';
import { AttentionMethods } from '../../lib/wire/methods.ts';
import { type GrpcServer, serve } from '../../lib/wire/server.ts';
import { fulgur } from '../../proto/gen/fulgur.js';

type Stream = BidiStream<fulgur.v1.IAttentionEvents, fulgur.v1.AttentionCommand>;

interface Running {
  readonly requestId: string;
  readonly maxTokens: number;
  sent: number;
}

export interface PacedReplicaOptions {
  readonly natsUrl: string;
  readonly modelFingerprint: string;
  /** What is generated, again and again. */
  readonly tokenIds: readonly number[];
}

export class PacedReplica {
  readonly #options: PacedReplicaOptions;
  readonly #running = new Map<Stream, Map<string, Running>>();
  /** Requests get their first token so many milliseconds after they come; undefined: with the next step. */
  firstTokenMs: number | undefined;
  #timer: NodeJS.Timeout | undefined;
  #server: GrpcServer | undefined;
  #announcer: Announcer | undefined;
  #bus: NatsBus | undefined;

  private constructor(options: PacedReplicaOptions) {
    this.#options = options;
  }

  static async start(options: PacedReplicaOptions): Promise<PacedReplica> {
    const replica = new PacedReplica(options);
    await replica.#start();
    return replica;
  }

  /** Every `stepMs` each request gets its next token; undefined: none does, and streams stay silent. */
  pace(stepMs: number | undefined): void {
    clearInterval(this.#timer);
    this.#timer = stepMs === undefined ? undefined : setInterval(() => this.step(), stepMs);
  }

  /** Requests that run now. */
  get running(): number {
    return Array.from(this.#running.values()).reduce((sum, requests) => sum + requests.size, 0);
  }

  /** One token for every running request. */
  step(): void {
    for (const stream of this.#running.keys()) this.#stepStream(stream);
  }

  #stepStream(stream: Stream): void {
    const tokens: fulgur.v1.ITokenEvent[] = [];
    const finished: fulgur.v1.IFinishedEvent[] = [];
    const requests = this.#running.get(stream) ?? new Map<string, Running>();
    for (const request of requests.values()) {
      const tokenId = this.#options.tokenIds[request.sent % this.#options.tokenIds.length] as number;
      tokens.push({ requestId: request.requestId, index: request.sent, token: { tokenId } });
      request.sent += 1;
      if (request.sent < request.maxTokens) continue;
      requests.delete(request.requestId);
      finished.push({ requestId: request.requestId, reason: fulgur.v1.FinishReason.FINISH_REASON_LENGTH });
    }
    if (tokens.length > 0) stream.send({ tokens, finished });
  }

  async stop(): Promise<void> {
    this.pace(undefined);
    await this.#announcer?.stop();
    await this.#server?.drain(0);
    await this.#bus?.close();
  }

  async #start(): Promise<void> {
    const { natsUrl, modelFingerprint } = this.#options;
    const log = createLogger('silent', { service: 'attention', id: 'paced' });
    this.#bus = await NatsBus.connect({ url: natsUrl, name: 'paced', log });
    const health = new Health();
    const metrics = new Registry();
    const service = bindService(AttentionMethods, {
      serve: (stream) => this.#serve(stream),
      listBlocks: (_request, _context, write) => write({ sequence: 0, keys: new Uint8Array(0) }),
    });
    this.#server = await serve({
      host: '127.0.0.1',
      port: 0,
      services: [service],
      health,
      log,
      tracer: noTracer,
      metrics,
    });
    health.set('replica', undefined);
    const host: ServiceHost = {
      service: 'attention',
      id: 'paced',
      bus: this.#bus,
      log,
      metrics,
      tracer: noTracer,
      clock: systemClock,
      health,
      adminAddress: '127.0.0.1:1',
      restarts: 0,
    };
    this.#announcer = await announce(host, { address: this.#server.address, modelFingerprint });
  }

  #serve(stream: Stream): void {
    const requests = new Map<string, Running>();
    this.#running.set(stream, requests);
    stream.onMessage(({ submit, cancel }) => {
      const requestId = submit?.requestId;
      if (requestId) requests.set(requestId, { requestId, maxTokens: submit.maxTokens ?? 1, sent: 0 });
      if (requestId && this.firstTokenMs === 0) this.#stepStream(stream);
      else if (requestId && this.firstTokenMs) setTimeout(() => this.#stepStream(stream), this.firstTokenMs);
      if (cancel?.requestId) requests.delete(cancel.requestId);
    });
    stream.onClose(() => this.#running.delete(stream));
  }
}
