// The life of one request: admitted, tokenised, prefilled while the guard reads its prompt, generated, screened, answered.
//
// Owns: its choices, its deadline, its permit and its span. Does not own the connection to the client: that is its output.
//
// Invariants
// 1. The output hears `done` or `fail` once, or neither when `cancel` came first; after any of them nothing runs.
// 2. Nothing is shown before the guard's verdict on the prompt.
// 3. The permit is given back and the replicas are told to stop however the request ends.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Context, context, type Span, SpanStatusCode, type Tracer, trace } from '@opentelemetry/api';
import type { Logger } from 'pino';
import type { Clock, Timer } from '../../lib/actor/clock.ts';
import { Code, FulgurError } from '../../lib/wire/errors.ts';
import { asFulgurError } from '../../lib/wire/status.ts';
import type { Admission } from './admission.ts';
import { Choice, type RunListener } from './choice.ts';
import type { FinishReason, GenerationOutput } from './generation-output.ts';
import { type Caller, checkPriority, type GenerationRequest, type Prompt } from './generation-request.ts';
import type { GuardedCall, GuardGate, PromptPart, Verdict } from './guard-gate.ts';
import type { RouterMetrics } from './metrics.ts';
import type { Run } from './migration.ts';
import { byPrompt, partsOf, withInstruction, withParts } from './prompt-parts.ts';
import type { PlacedPrompt, ReplicaSource } from './replica.ts';
import { RequestMeter } from './request-meter.ts';
import { RunFactory } from './run-factory.ts';
import type { ServedModel } from './served-model.ts';

/** What every request uses. */
export interface RequestServices {
  readonly model: ServedModel;
  readonly admission: Admission;
  readonly replicas: ReplicaSource;
  readonly guard: GuardGate;
  readonly metrics: RouterMetrics;
  readonly clock: Clock;
  readonly log: Logger;
  readonly tracer: Tracer;
  readonly limits: RequestLimits;
}

export interface RequestLimits {
  readonly requestTimeoutMs: number;
  readonly maxMoves: number;
  /** Put before a prompt that the guard wants answered with care. */
  readonly safeCompletionInstruction: string;
}

export interface Call {
  readonly requestId: string;
  /** `chat`, `completions` or `generate`: a label of metrics. */
  readonly api: string;
  readonly caller: Caller;
  readonly traceContext: Context;
  /** The client's own deadline, where its protocol has one. */
  readonly deadlineUnixMs: number | undefined;
}

export class RequestLife {
  readonly #services: RequestServices;
  readonly #request: GenerationRequest;
  readonly #call: Pick<Call, 'requestId' | 'api' | 'caller'>;
  readonly #output: GenerationOutput;
  readonly #onEnd: () => void;
  readonly #abort = new AbortController();
  readonly #meter: RequestMeter;
  readonly #span: Span;
  readonly #traceContext: Context;
  readonly #runs: RunFactory;
  readonly #timer: Timer;
  #prompts: readonly Prompt[];
  #promptTokens: number[] = [];
  #choices: Choice[] = [];
  #unfinished = 0;
  #completionTokens = 0;
  #leave: (() => void) | undefined;
  /** Times that the prompts were submitted: twice when the guard changed them. */
  #round = 0;
  #over = false;

  constructor(
    services: RequestServices,
    request: GenerationRequest,
    call: Call,
    output: GenerationOutput,
    onEnd: () => void,
  ) {
    const { clock, tracer, limits, metrics } = services;
    this.#services = services;
    this.#request = request;
    // Without the contexts and deadlines that came along: a silent stream holds it for long.
    this.#call = { requestId: call.requestId, api: call.api, caller: call.caller };
    this.#output = output;
    this.#onEnd = onEnd;
    this.#prompts = request.prompts;
    this.#span = tracer.startSpan(
      'request',
      { attributes: { 'fulgur.request_id': call.requestId } },
      call.traceContext,
    );
    this.#traceContext = trace.setSpan(call.traceContext, this.#span);
    this.#meter = new RequestMeter(metrics, clock, call.api);
    const untilMs = clock.unixMs() + limits.requestTimeoutMs;
    const deadlineUnixMs = Math.min(untilMs, call.deadlineUnixMs ?? untilMs);
    const { caller } = call;
    this.#runs = new RunFactory(services, request, {
      caller,
      deadlineUnixMs,
      traceContext: this.#traceContext,
    });
    const timeoutMs = Math.max(0, deadlineUnixMs - clock.unixMs());
    this.#timer = clock.after(timeoutMs, () => {
      const message = `the request was not done within ${Math.round(timeoutMs)} ms, its deadline`;
      this.fail(new FulgurError(Code.DEADLINE_EXCEEDED, message, { reason: 'deadline_exceeded' }));
    });
  }

  /** Begins; everything that happens is told to the output. */
  start(): void {
    context.with(this.#traceContext, () => this.#run().catch((error: unknown) => this.fail(error)));
  }

  /** The client is gone: replicas stop within a step, and the output hears nothing more. */
  cancel(): void {
    if (this.#over) return;
    this.#close('cancelled');
  }

  async #run(): Promise<void> {
    const { model, admission, guard } = this.#services;
    model.check(this.#request.model);
    await model.checkLimits(this.#request);
    if (this.#over) return;
    const { priority, n } = this.#request;
    const { caller } = this.#call;
    checkPriority(this.#request, caller);
    const entrant = { weight: this.#prompts.length * n, tenant: caller.tenant, priority };
    this.#leave = await admission.enter(entrant, this.#abort.signal);
    if (this.#over) return this.#leave();
    const parts = this.#prompts.map((prompt) => partsOf(prompt, model));
    // Tokenising keeps this thread: the prompt is written to the guard first, which reads it meanwhile.
    const submitted = nextTurn().then(() => this.#submit());
    const [verdict] = await Promise.all([guard.assess(parts.flat(), this.#guarded), submitted]);
    if (this.#over) return;
    await this.#obey(verdict);
    if (this.#over) return;
    this.#output.begin(byPrompt(verdict.findings ?? [], parts));
    for (const choice of [...this.#choices]) choice.open();
  }

  get #guarded(): GuardedCall {
    const { requestId, caller } = this.#call;
    const signal = this.#abort.signal;
    return { requestId, tenant: caller.tenant, user: this.#request.user, signal, traceContext: this.#traceContext };
  }

  async #obey(verdict: Verdict): Promise<void> {
    const { model, limits } = this.#services;
    if (verdict.action === 'allow') return;
    this.#span.setAttribute('fulgur.guard_action', verdict.action);
    if (verdict.action === 'block') throw blockedPrompt(verdict.categories, this.#request.fields.prompt);
    if (verdict.action === 'redact') {
      this.#prompts = withParts(this.#prompts, verdict.parts as readonly PromptPart[]);
    } else {
      this.#prompts = this.#prompts.map((prompt) => withInstruction(prompt, limits.safeCompletionInstruction, model));
    }
    for (const choice of this.#choices) choice.cancel();
    await this.#submit();
  }

  /** Tokenises the prompts and starts every choice, unless the request ends meanwhile. */
  async #submit(): Promise<void> {
    if (this.#over) return;
    const tokenise = this.#services.tracer.startSpan('tokenize', {}, this.#traceContext);
    const placed = await Promise.all(this.#prompts.map((prompt) => this.#runs.place(prompt)));
    if (this.#over) return;
    this.#promptTokens = placed.map(({ ids }) => ids.length);
    tokenise.setAttribute('fulgur.prompt_tokens', sum(this.#promptTokens)).end();
    this.#meter.prompt(sum(this.#promptTokens));
    const { n } = this.#request;
    this.#round += 1;
    this.#choices = placed.flatMap((prompt, promptIndex) => {
      const placement = { replicaId: undefined };
      return Array.from({ length: n }, (_, i) => {
        const index = promptIndex * n + i;
        // Ids are not used again: what a cancelled run still says must not be taken for another's.
        const runId = `${this.#call.requestId}-${this.#round}-${index}`;
        return this.#choice(index, prompt, (listener) => this.#runs.create(runId, prompt, i, placement, listener));
      });
    });
    this.#unfinished = this.#choices.length;
    for (const choice of this.#choices) choice.start();
  }

  #choice(index: number, { answer }: PlacedPrompt, startRun: (listener: RunListener) => Run): Choice {
    const { model, guard } = this.#services;
    const meter = this.#meter.choice();
    const choice: Choice = new Choice({
      decoder: model.createDecoder(answer),
      answer,
      stop: this.#request.stop,
      stopTokenIds: model.stopTokenIds,
      screen: (kind, listener) => guard.screen(index, kind, this.#guarded, listener),
      startRun,
      onDelta: (text, tokens) => this.#delta(meter, () => this.#output.delta(index, text, tokens)),
      onReasoning: (text) => this.#delta(meter, () => this.#output.reasoning(index, text)),
      onToolCall: (delta) => this.#delta(meter, () => this.#output.toolCall(index, delta)),
      onFinish: (reason) => {
        meter.finished(choice.generatedTokens);
        this.#finished(index, reason, choice);
      },
      onFailed: (error) => this.fail(error),
      onUnscreened: () => this.fail(unscreened()),
    });
    return choice;
  }

  #delta(meter: { text(): void }, tell: () => void): void {
    if (this.#over) return;
    meter.text();
    tell();
  }

  #finished(index: number, reason: FinishReason, choice: Choice): void {
    if (this.#over) return;
    this.#completionTokens += choice.generatedTokens;
    this.#unfinished -= 1;
    this.#output.finish(index, reason, choice.findings);
    if (this.#unfinished > 0 || this.#over) return;
    const usage = {
      promptTokens: sum(this.#promptTokens),
      completionTokens: this.#completionTokens,
      cachedTokens: this.#cachedTokens(),
    };
    this.#meter.cached(usage.cachedTokens);
    this.#close(reason === 'content_filter' ? 'content_filter' : 'ok');
    this.#output.done(usage);
  }

  /** Per prompt, what the choice that found most in a cache did not have to compute. */
  #cachedTokens(): number {
    const { n } = this.#request;
    const perPrompt = this.#promptTokens.map((tokens, promptIndex) => {
      const choices = this.#choices.slice(promptIndex * n, promptIndex * n + n);
      return Math.min(tokens, Math.max(...choices.map((choice) => choice.cachedTokens)));
    });
    return sum(perPrompt);
  }

  /** Ends the request with an error. */
  fail(thrown: unknown): void {
    if (this.#over) return;
    const error = asFulgurError(thrown, 'this request');
    if (!(thrown instanceof FulgurError)) {
      const { requestId } = this.#call;
      this.#services.log.error({ err: thrown, requestId }, 'a request failed unexpectedly');
    }
    this.#span.recordException(error);
    this.#span.setStatus({ code: SpanStatusCode.ERROR, message: error.message });
    this.#close(error);
    this.#output.fail(error);
  }

  #close(outcome: 'ok' | 'content_filter' | 'cancelled' | FulgurError): void {
    this.#over = true;
    for (const choice of this.#choices) choice.cancel();
    this.#abort.abort(new FulgurError(Code.CANCELLED, 'the request is over'));
    this.#timer.cancel();
    this.#leave?.();
    this.#meter.end(outcome, sum(this.#choices.map((choice) => choice.generatedTokens)));
    this.#span.end();
    this.#onEnd();
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function blockedPrompt(categories: readonly string[], field: string): FulgurError {
  const why = categories.length === 0 ? '' : `: ${categories.join(', ')}`;
  return new FulgurError(Code.FAILED_PRECONDITION, `the prompt was blocked by the content policy${why}`, {
    field,
    reason: 'content_filter',
  });
}

function unscreened(): FulgurError {
  const message = 'no guard answers, and the policy shows nothing unscreened: try again later';
  return new FulgurError(Code.UNAVAILABLE, message, { reason: 'guard_unavailable' });
}
