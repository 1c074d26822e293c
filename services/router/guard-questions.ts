// The prompts that one guard is asked about, on one stream.
//
// Invariants
// 1. A question settles once: with its assessment, its failure, the loss of the stream, or at its deadline. Whoever no longer
//    waits tells the guard.
// 2. At most `questionsMax` wait; one more fails as retryable, for another guard may be free.
// 3. A guard that does not know the stream is asked by calls, as is a prompt too large to share a message.
import { type Context, context, type Span, SpanKind, type Tracer, trace } from '@opentelemetry/api';
import type { Clock, Timer } from '../../lib/actor/clock.ts';
import { formatTraceparent } from '../../lib/telemetry/traceparent.ts';
import type { CallOptions, Channel } from '../../lib/wire/client.ts';
import { Code, FulgurError, RetryableError } from '../../lib/wire/errors.ts';
import { errorOf } from '../../lib/wire/failure.ts';
import { GuardMethods, PromptAssessmentsMethods } from '../../lib/wire/methods.ts';
import { finishSpan } from '../../lib/wire/spans.ts';
import type { fulgur } from '../../proto/gen/fulgur.js';
import { GuardStream, messageCharactersMax } from './guard-stream.ts';

export interface GuardQuestionsOptions {
  readonly tracer: Tracer;
  readonly clock: Clock;
  /** For calls, which are traced by themselves. */
  readonly channel: Channel;
  /** For the stream, which carries many requests. */
  readonly linkChannel: Channel;
}

interface Waiting {
  readonly settle: (error: FulgurError | undefined, assessment?: fulgur.v1.IAssessment) => void;
}

type Prompt = fulgur.v1.IAssessPromptRequest;
interface Asking {
  readonly deadlineMs: number;
  readonly signal: AbortSignal;
  readonly traceContext: Context;
}

const { name } = GuardMethods.assessPrompt;
const questionsMax = 8192;

export class GuardQuestions {
  readonly #options: GuardQuestionsOptions;
  readonly #waiting = new Map<number, Waiting>();
  readonly #stream: GuardStream<fulgur.v1.IPromptQuestion, fulgur.v1.IPromptQuestions, fulgur.v1.PromptAnswers>;
  #lastQuestion = 0;
  #streamUnknown = false;

  constructor(options: GuardQuestionsOptions) {
    this.#options = options;
    const link: CallOptions = { deadlineMs: Number.POSITIVE_INFINITY };
    this.#stream = new GuardStream({
      open: () => options.linkChannel.bidi(PromptAssessmentsMethods.assess, link),
      pack: (questions) => ({ questions }),
      charactersOf: ({ prompt }) => charactersOf(prompt),
      onMessage: ({ answers }) => {
        for (const answer of answers) this.#take(answer);
      },
      onLost: (error) => this.#lost(error),
    });
  }

  async ask(prompt: Prompt, asking: Asking): Promise<fulgur.v1.IAssessment> {
    if (this.#streamUnknown || charactersOf(prompt) > messageCharactersMax) return this.#call(prompt, asking);
    const { clock } = this.#options;
    const started = clock.now();
    try {
      return await this.#ask(prompt, asking);
    } catch (error) {
      if (!this.#streamUnknown || (error as FulgurError).code !== Code.UNIMPLEMENTED) throw error;
      const deadlineMs = Math.max(1, asking.deadlineMs - (clock.now() - started));
      return this.#call(prompt, { ...asking, deadlineMs });
    }
  }

  #call(prompt: Prompt, { deadlineMs, signal, traceContext }: Asking): Promise<fulgur.v1.IAssessment> {
    const call = () => this.#options.channel.unary(GuardMethods.assessPrompt, prompt, { deadlineMs, signal });
    return context.with(traceContext, call);
  }

  #ask(prompt: Prompt, { deadlineMs, signal, traceContext }: Asking): Promise<fulgur.v1.IAssessment> {
    const { clock, linkChannel } = this.#options;
    if (signal.aborted) return Promise.reject(cancelled(signal));
    if (this.#waiting.size >= questionsMax) return Promise.reject(tooMany(this.#waiting.size, linkChannel.address));
    this.#lastQuestion += 1;
    const question = this.#lastQuestion;
    const span = this.#startSpan(traceContext);
    return new Promise((resolve, reject) => {
      const giveUp = (error: FulgurError) => {
        this.#stream.send({ question, cancel: true });
        settle(error);
      };
      const abort = () => giveUp(cancelled(signal));
      const timer: Timer = clock.after(deadlineMs, () => giveUp(late(linkChannel.address, deadlineMs)));
      const settle: Waiting['settle'] = (error, assessment) => {
        if (!this.#waiting.delete(question)) return;
        timer.cancel();
        signal.removeEventListener('abort', abort);
        if (span !== undefined) finishSpan(span, error);
        if (error === undefined) resolve(assessment ?? {});
        else reject(error);
      };
      signal.addEventListener('abort', abort);
      this.#waiting.set(question, { settle });
      const traceparent = span === undefined ? '' : formatTraceparent(trace.setSpan(traceContext, span));
      this.#stream.send({ question, prompt, traceparent });
    });
  }

  #take({ question, assessment, failure }: fulgur.v1.IPromptAnswer): void {
    const waiting = this.#waiting.get(question ?? 0);
    if (failure) waiting?.settle(errorOf(failure));
    else waiting?.settle(undefined, assessment ?? {});
  }

  #lost(error: FulgurError): void {
    if (error.code === Code.UNIMPLEMENTED) this.#streamUnknown = true;
    for (const { settle } of [...this.#waiting.values()]) settle(error);
  }

  #startSpan(traceContext: Context): Span | undefined {
    if (!trace.getSpanContext(traceContext)) return undefined;
    const { tracer, linkChannel } = this.#options;
    const attributes = { 'rpc.system': 'grpc', 'rpc.method': name, 'server.address': linkChannel.address };
    return tracer.startSpan(name, { kind: SpanKind.CLIENT, attributes }, traceContext);
  }
}

function charactersOf(prompt: Prompt | null | undefined): number {
  return (prompt?.parts ?? []).reduce((sum, { text }) => sum + (text?.length ?? 0), 0);
}

function late(address: string, deadlineMs: number): FulgurError {
  return new FulgurError(Code.DEADLINE_EXCEEDED, `${name} at ${address} did not answer within ${deadlineMs} ms`);
}

function cancelled({ reason }: AbortSignal): FulgurError {
  if (reason instanceof FulgurError) return reason;
  return new FulgurError(Code.CANCELLED, `${name} was cancelled by its caller`, { cause: reason });
}

function tooMany(waiting: number, address: string): FulgurError {
  const message = `${waiting} prompts wait for the guard at ${address}; at most ${questionsMax}: start more guards`;
  return new RetryableError(Code.RESOURCE_EXHAUSTED, message, { reason: 'guard_overloaded' });
}
