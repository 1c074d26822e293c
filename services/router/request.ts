// The life of one request: admitted, tokenised, prefilled while the guard reads its prompt, generated, screened, answered.
//
// Owns: its choices, its deadline, its permit and its span. Does not own the connection to the client: that is its output.
//
// Invariants
// 1. The output hears `done` or `fail` once, or neither when `cancel` came first; after any of them nothing runs.
// 2. Nothing is shown before the guard's verdict on the prompt.
// 3. The permit is given back and the replicas are told to stop however the request ends.
// 4. A stream may wait for long, and thousands of them at a time: once its prompt is handed on and assessed, a life holds
//    neither the request nor what was made of it on the way.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Context, context, type Span, SpanStatusCode, type Tracer, trace } from '@opentelemetry/api';
import type { Logger } from 'pino';
import type { Clock } from '../../lib/actor/clock.ts';
import type { Deadlines, Due } from '../../lib/actor/deadlines.ts';
import { ifRecording } from '../../lib/telemetry/spans.ts';
import { Code, FulgurError } from '../../lib/wire/errors.ts';
import { asFulgurError } from '../../lib/wire/status.ts';
import type { Admission } from './admission.ts';
import { Choice, type ChoiceListener } from './choice.ts';
import type { FinishReason, GenerationOutput, ReleasedToken } from './generation-output.ts';
import { type Caller, checkPriority, type GenerationRequest, type Prompt } from './generation-request.ts';
import type { BlockVerdict, GuardedCall, GuardGate, Verdict } from './guard-gate.ts';
import { blockedDetail } from './guarding-annotations.ts';
import type { RouterMetrics } from './metrics.ts';
import { byPrompt, partsOf, withInstruction, withParts } from './prompt-parts.ts';
import type { ReplicaSource } from './replica.ts';
import { type ChoiceMeter, RequestMeter } from './request-meter.ts';
import { RunFactory } from './run-factory.ts';
import type { ServedModel } from './served-model.ts';
import type { ToolCallDelta } from './tool-calling.ts';

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

/** What it takes to submit prompts. */
interface Submission {
  readonly request: GenerationRequest;
  readonly guarded: GuardedCall;
  readonly runs: RunFactory;
}

export class RequestLife implements ChoiceListener, Due {
  readonly #services: RequestServices;
  readonly #call: Pick<Call, 'requestId' | 'api' | 'caller'>;
  readonly #output: GenerationOutput;
  readonly #deadlines: Deadlines;
  readonly #onEnd: (life: RequestLife) => void;
  readonly #meter: RequestMeter;
  readonly #span: Span | undefined;
  readonly #traceContext: Context;
  readonly #timeoutMs: number;
  readonly #deadlineUnixMs: number;
  readonly dueMs: number;
  /** Until the prompt is handed on and assessed. */
  #abort: AbortController | undefined = new AbortController();
  #promptTokens: readonly number[] = [];
  #choices: readonly Choice[] = [];
  #meters: readonly ChoiceMeter[] = [];
  #unfinished = 0;
  #completionTokens = 0;
  #leave: (() => void) | undefined;
  /** Times that the prompts were submitted: twice when the guard changed them. */
  #round = 0;
  #over = false;

  /** `onEnd` and `deadlines` are the desk's, shared by all lives. */
  constructor(
    services: RequestServices,
    call: Call,
    output: GenerationOutput,
    deadlines: Deadlines,
    onEnd: (life: RequestLife) => void,
  ) {
    const { clock, tracer, limits, metrics } = services;
    this.#services = services;
    // Without the contexts and deadlines that came along.
    this.#call = { requestId: call.requestId, api: call.api, caller: call.caller };
    this.#output = output;
    this.#deadlines = deadlines;
    this.#onEnd = onEnd;
    const attributes = { 'fulgur.request_id': call.requestId };
    const span = tracer.startSpan('request', { attributes }, call.traceContext);
    this.#span = ifRecording(span);
    this.#traceContext = trace.setSpan(call.traceContext, span);
    this.#meter = new RequestMeter(metrics, clock, call.api);
    const untilMs = clock.unixMs() + limits.requestTimeoutMs;
    this.#deadlineUnixMs = Math.min(untilMs, call.deadlineUnixMs ?? untilMs);
    this.#timeoutMs = Math.max(0, this.#deadlineUnixMs - clock.unixMs());
    this.dueMs = clock.now() + this.#timeoutMs;
    deadlines.add(this);
  }

  /** Begins; everything that happens is told to the output. */
  start(request: GenerationRequest): void {
    context.with(this.#traceContext, () => this.#run(request).catch((error: unknown) => this.fail(error)));
  }

  onDue(): void {
    const message = `the request was not done within ${Math.round(this.#timeoutMs)} ms, its deadline`;
    this.fail(new FulgurError(Code.DEADLINE_EXCEEDED, message, { reason: 'deadline_exceeded' }));
  }

  /** The client is gone: replicas stop within a step, and the output hears nothing more. */
  cancel(): void {
    if (this.#over) return;
    this.#close('cancelled');
  }

  async #run(request: GenerationRequest): Promise<void> {
    const { model, admission, guard } = this.#services;
    const { signal } = this.#abort as AbortController;
    const { prompts, n, priority, user } = request;
    const { requestId, caller } = this.#call;
    model.check(request.model);
    await model.checkLimits(request);
    if (this.#over) return;
    checkPriority(request, caller);
    const entrant = { weight: prompts.length * n, tenant: caller.tenant, priority };
    this.#leave = await admission.enter(entrant, signal);
    if (this.#over) return this.#leave();
    const guarded = { requestId, tenant: caller.tenant, user, traceContext: this.#traceContext };
    const scope = { caller, deadlineUnixMs: this.#deadlineUnixMs, traceContext: this.#traceContext };
    const submission = { request, guarded, runs: new RunFactory(this.#services, request, scope) };
    const parts = prompts.map((prompt) => partsOf(prompt, model));
    // Tokenising keeps this thread: the prompt is written to the guard first, which reads it meanwhile.
    const submitted = nextTurn().then(() => this.#submit(prompts, submission));
    const [verdict] = await Promise.all([guard.assess(parts.flat(), guarded, signal), submitted]);
    if (this.#over) return;
    const changed = this.#changed(verdict, request);
    if (changed !== undefined) {
      for (const choice of this.#choices) choice.cancel();
      await this.#submit(changed, submission);
    }
    if (this.#over) return;
    this.#abort = undefined;
    this.#output.begin(byPrompt(verdict.findings ?? [], parts));
    for (const choice of this.#choices) choice.open();
  }

  /** The prompts to be used instead, where the guard wants others. @throws when it blocks them. */
  #changed(verdict: Verdict, { prompts, fields }: GenerationRequest): readonly Prompt[] | undefined {
    const { model, limits } = this.#services;
    if (verdict.action === 'allow') return undefined;
    this.#span?.setAttribute('fulgur.guard_action', verdict.action);
    if (verdict.action === 'block') throw blockedPrompt(verdict, fields.prompt);
    if (verdict.action === 'redact') return withParts(prompts, verdict.parts);
    return prompts.map((prompt) => withInstruction(prompt, limits.safeCompletionInstruction, model));
  }

  /** Tokenises the prompts and starts every choice, unless the request ends meanwhile. */
  async #submit(prompts: readonly Prompt[], { request, guarded, runs }: Submission): Promise<void> {
    if (this.#over) return;
    const { tracer, model, guard } = this.#services;
    const tokenise = tracer.startSpan('tokenize', {}, this.#traceContext);
    const placed = await Promise.all(prompts.map((prompt) => runs.place(prompt)));
    if (this.#over) return;
    this.#promptTokens = placed.map(({ ids }) => ids.length);
    tokenise.setAttribute('fulgur.prompt_tokens', sum(this.#promptTokens)).end();
    this.#meter.prompt(sum(this.#promptTokens));
    const { n, stop } = request;
    this.#round += 1;
    const placements = placed.map(() => ({ replicaId: undefined }));
    this.#choices = Array.from({ length: placed.length * n }, (_, index) => {
      const [prompt, placement] = [placed[Math.floor(index / n)]!, placements[Math.floor(index / n)]!];
      // Ids are not used again: what a cancelled run still says must not be taken for another's.
      const runId = [this.#call.requestId, this.#round, index].join('-');
      return new Choice({
        index,
        decoder: model.createDecoder(prompt.answer),
        answer: prompt.answer,
        stop,
        stopTokenIds: model.stopTokenIds,
        screen: (kind, listener) => guard.screen(index, kind, guarded, listener),
        startRun: (listener) => runs.create(runId, prompt, index % n, placement, listener),
        listener: this,
      });
    });
    this.#meters = this.#choices.map(() => this.#meter.choice());
    this.#unfinished = this.#choices.length;
    for (const choice of this.#choices) choice.start();
  }

  onFirstToken(choice: number): void {
    this.#meters[choice]?.token();
  }

  onDelta(choice: number, text: string, tokens: readonly ReleasedToken[]): void {
    if (this.#shows(choice)) this.#output.delta(choice, text, tokens);
  }

  onReasoning(choice: number, text: string): void {
    if (this.#shows(choice)) this.#output.reasoning(choice, text);
  }

  onToolCall(choice: number, delta: ToolCallDelta): void {
    if (this.#shows(choice)) this.#output.toolCall(choice, delta);
  }

  /** Whether something may still be shown, which counts as the choice's text. */
  #shows(choice: number): boolean {
    if (!this.#over) this.#meters[choice]?.text();
    return !this.#over;
  }

  onFinish(index: number, reason: FinishReason): void {
    const choice = this.#choices[index];
    if (choice === undefined) return;
    this.#meters[index]?.finished(choice.generatedTokens);
    this.#finished(index, reason, choice);
  }

  onFailed(error: unknown): void {
    this.fail(error);
  }

  onUnscreened(): void {
    this.fail(unscreened());
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
    const n = this.#choices.length / this.#promptTokens.length;
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
    this.#span?.recordException(error);
    this.#span?.setStatus({ code: SpanStatusCode.ERROR, message: error.message });
    this.#close(error);
    this.#output.fail(error);
  }

  #close(outcome: 'ok' | 'content_filter' | 'cancelled' | FulgurError): void {
    this.#over = true;
    for (const choice of this.#choices) choice.cancel();
    this.#abort?.abort(new FulgurError(Code.CANCELLED, 'the request is over'));
    this.#deadlines.delete(this);
    this.#leave?.();
    this.#meter.end(outcome, sum(this.#choices.map((choice) => choice.generatedTokens)));
    this.#span?.end();
    this.#onEnd(this);
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function blockedPrompt({ categories, findings = [] }: BlockVerdict, field: string): FulgurError {
  const why = categories.length === 0 ? '' : `: ${categories.join(', ')}`;
  return new FulgurError(Code.FAILED_PRECONDITION, `the prompt was blocked by the content policy${why}`, {
    field,
    reason: 'content_filter',
    detail: blockedDetail(findings),
  });
}

function unscreened(): FulgurError {
  const message = 'no guard answers, and the policy shows nothing unscreened: try again later';
  return new FulgurError(Code.UNAVAILABLE, message, { reason: 'guard_unavailable' });
}
