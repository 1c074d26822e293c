// An attention replica that says what a test tells it to, over real gRPC.
import type { Announcer } from '../../../lib/cluster/members.ts';
import { announce } from '../../../lib/cluster/members.ts';
import type { BidiStream } from '../../../lib/wire/bidi-stream.ts';
import { bindService } from '../../../lib/wire/handlers.ts';
import { AttentionMethods } from '../../../lib/wire/methods.ts';
import { type GrpcServer, serve } from '../../../lib/wire/server.ts';
import { fulgur } from '../../../proto/gen/fulgur.js';
import { type TestHost, testHost } from '../../../test/support/service-host.ts';
import { Arrivals } from './arrivals.ts';

type Stream = BidiStream<fulgur.v1.IAttentionEvents, fulgur.v1.AttentionCommand>;

/** One request as the replica sees it. */
export class Submission {
  readonly submit: fulgur.v1.Submit;
  readonly #stream: Stream;
  #index: number;
  readonly #onCancel: { resolve: () => void };
  /** Resolves when the router has cancelled the request. */
  readonly cancelled: Promise<void>;

  constructor(submit: fulgur.v1.Submit, stream: Stream) {
    this.submit = submit;
    this.#stream = stream;
    this.#index = submit.generatedIds.length;
    const onCancel = { resolve: () => {} };
    this.cancelled = new Promise((resolve) => {
      onCancel.resolve = resolve;
    });
    this.#onCancel = onCancel;
  }

  get #requestId(): string {
    return this.submit.requestId;
  }

  /** Sends tokens as one step each. */
  tokens(ids: readonly number[]): this {
    for (const tokenId of ids) this.token({ tokenId });
    return this;
  }

  token(token: fulgur.v1.ITokenLogprobs, index = this.#index, cachedTokens = 0): this {
    this.#index = index + 1;
    this.#stream.send({ tokens: [{ requestId: this.#requestId, index, token, cachedTokens }] });
    return this;
  }

  finish(reason: 'stop' | 'length' = 'stop', cachedTokens = 0): void {
    const { FINISH_REASON_STOP, FINISH_REASON_LENGTH } = fulgur.v1.FinishReason;
    const wire = reason === 'stop' ? FINISH_REASON_STOP : FINISH_REASON_LENGTH;
    this.#stream.send({ finished: [{ requestId: this.#requestId, reason: wire, cachedTokens }] });
  }

  fail(code: number, message: string, retryable: boolean): void {
    this.#stream.send({ failed: [{ requestId: this.#requestId, code, message, retryable }] });
  }

  /** For the replica: the router's command has come. */
  cancel(): void {
    this.#onCancel.resolve();
  }
}

export interface ScriptedAttentionOptions {
  readonly bus: TestHost['bus'];
  readonly id: string;
  readonly modelFingerprint: string;
  /** Tokens that it has room for in a sequence; says nothing about it unless given. */
  readonly contextLength?: number;
  /** Answers each request at once; without it, requests wait to be taken with `next`. */
  readonly answer?: (submission: Submission) => void;
  readonly listBlocks?: () => fulgur.v1.IBlockSnapshot;
}

export class ScriptedAttention {
  readonly id: string;
  readonly host: TestHost;
  readonly submissions = new Arrivals<Submission>();
  listedBlocks = 0;
  readonly #options: ScriptedAttentionOptions;
  readonly #running = new Map<string, Submission>();
  #server: GrpcServer | undefined;
  #announcer: Announcer | undefined;

  private constructor(options: ScriptedAttentionOptions) {
    this.#options = options;
    this.id = options.id;
    this.host = testHost('attention', options.id, { bus: options.bus });
  }

  static async start(options: ScriptedAttentionOptions): Promise<ScriptedAttention> {
    const attention = new ScriptedAttention(options);
    await attention.#start();
    return attention;
  }

  /** The next request that comes, or came and was not taken. */
  next(): Promise<Submission> {
    return this.submissions.next();
  }

  /** As if the process had been killed: links break, the membership record stays. */
  async crash(): Promise<void> {
    await this.#server?.drain(0);
  }

  async stop(): Promise<void> {
    await this.#announcer?.stop();
    await this.crash();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  setReady(reason?: string): void {
    this.host.health.set('engine', reason);
  }

  async #start(): Promise<void> {
    const { health, log, tracer, metrics } = this.host;
    this.#server = await serve({
      host: '127.0.0.1',
      port: 0,
      services: [
        bindService(AttentionMethods, {
          serve: (stream) => this.#serve(stream),
          listBlocks: async (_request, _context, write) => {
            this.listedBlocks += 1;
            await write(this.#options.listBlocks?.() ?? { sequence: 0, keys: new Uint8Array(0) });
          },
        }),
      ],
      health,
      log,
      tracer,
      metrics,
    });
    health.set('engine', undefined);
    const { modelFingerprint, contextLength = 0 } = this.#options;
    const member = { address: this.#server.address, modelFingerprint, contextLength };
    this.#announcer = await announce(this.host, member);
  }

  #serve(stream: Stream): void {
    stream.onMessage(({ submit, cancel }) => {
      if (submit) {
        const submission = new Submission(submit as fulgur.v1.Submit, stream);
        this.#running.set(submission.submit.requestId, submission);
        if (this.#options.answer) this.#options.answer(submission);
        else this.submissions.push(submission);
      }
      if (cancel) this.#running.get(cancel.requestId ?? '')?.cancel();
    });
  }
}
