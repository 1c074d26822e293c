// The guards of the cluster as one: any that is ready is asked, another one when that fails, and the policy decides when none
// answers.

import type { Tracer } from '@opentelemetry/api';
import { context } from '@opentelemetry/api';
import type { Logger } from 'pino';
import type { Clock } from '../../lib/actor/clock.ts';
import type { Member, MemberDirectory } from '../../lib/cluster/members.ts';
import type { Channel } from '../../lib/wire/client.ts';
import { Code, FulgurError, RetryableError } from '../../lib/wire/errors.ts';
import { GuardMethods } from '../../lib/wire/methods.ts';
import { asFulgurError } from '../../lib/wire/status.ts';
import { fulgur } from '../../proto/gen/fulgur.js';
import type { GuardedCall, GuardGate, PromptPart, Verdict } from './guard-gate.ts';
import { GuardLink } from './guard-link.ts';
import type { RouterMetrics } from './metrics.ts';
import {
  OutputScreen,
  type OutputScreenListener,
  type ScreenStream,
  type ScreenStreamListener,
} from './output-screen.ts';
import type { PassageKind } from './passage.ts';
import { Peers } from './peers.ts';

export interface GuardClientOptions {
  readonly directory: MemberDirectory;
  /** What happens to text that no guard can be had for: shown, or not. */
  readonly failure: 'open' | 'closed';
  readonly promptTimeoutMs: number;
  readonly outputTimeoutMs: number;
  readonly metrics: RouterMetrics;
  readonly clock: Clock;
  readonly log: Logger;
  readonly tracer: Tracer;
}

const { GuardAction } = fulgur.v1;
/** Of a prompt that goes along with its answer. */
const PROMPT_PARTS_MAX = 8;
const PART_CHARACTERS_MAX = 16_384;

export class GuardClient implements GuardGate {
  readonly #options: GuardClientOptions;
  readonly #peers: Peers<GuardLink>;
  /** By the signal of their requests. */
  readonly #prompts = new WeakMap<AbortSignal, { parts: readonly PromptPart[]; suspicious: boolean }>();
  #next = 0;

  constructor(options: GuardClientOptions) {
    this.#options = options;
    const { directory, tracer } = options;
    this.#peers = new Peers({
      directory,
      service: 'guard',
      create: ({ id, address }) => new GuardLink(id, address, tracer),
      dispose: (link) => link.close(),
    });
  }

  get ready(): boolean {
    return this.#pick(undefined) !== undefined;
  }

  async assess(parts: readonly PromptPart[], call: GuardedCall): Promise<Verdict> {
    const { requestId, tenant, user } = call;
    const request = { requestId, tenant, user, parts: parts as PromptPart[] };
    try {
      const { promptTimeoutMs } = this.#options;
      const assessment = await this.#ask((channel) =>
        context.with(call.traceContext, () =>
          channel.unary(GuardMethods.assessPrompt, request, { deadlineMs: promptTimeoutMs, signal: call.signal }),
        ),
      );
      if (assessment.wantsPrompt) this.#remember(parts, assessment.suspicious ?? false, call);
      return { ...toVerdict(assessment, parts.length), findings: assessment.findings ?? [] };
    } catch (thrown) {
      const error = asFulgurError(thrown, 'the guard');
      // Too much to read is the caller's matter: letting it pass would be a way around the guard.
      if (call.signal.aborted || error.code === Code.INVALID_ARGUMENT) throw error;
      this.#decided('input', requestId, error);
      if (this.#options.failure === 'open') return { action: 'allow' };
      throw new FulgurError(
        Code.UNAVAILABLE,
        `no guard answered, and the policy lets nothing pass unread: ${error.message}`,
        {
          cause: error,
          reason: 'guard_unavailable',
        },
      );
    }
  }

  screen(choice: number, kind: PassageKind, call: GuardedCall, listener: OutputScreenListener): OutputScreen {
    const { outputTimeoutMs, failure, clock } = this.#options;
    const remembered = this.#prompts.get(call.signal);
    return new OutputScreen({
      requestId: call.requestId,
      tenant: call.tenant,
      choice,
      channel: kind,
      prompt: remembered?.parts ?? [],
      suspicious: remembered?.suspicious ?? false,
      open: (avoid, streamListener) => this.#openScreen(avoid, call, streamListener),
      deadlineMs: outputTimeoutMs,
      failure,
      clock,
      onUnavailable: (error) => this.#decided('output', call.requestId, error ?? noGuard()),
      listener,
    });
  }

  /** @throws what the last guard asked said; never decided by policy, for the answer is all that the caller wants. */
  moderate(tenant: string, inputs: readonly string[], signal: AbortSignal): Promise<fulgur.v1.ModerateResponse> {
    const deadlineMs = this.#options.promptTimeoutMs;
    return this.#ask((channel) =>
      channel.unary(GuardMethods.moderate, { tenant, inputs: inputs as string[] }, { deadlineMs, signal }),
    );
  }

  close(): void {
    this.#peers.close();
  }

  /** Asks one guard, and another one when that could not answer. */
  async #ask<T>(call: (channel: Channel) => Promise<T>): Promise<T> {
    const first = this.#pick(undefined);
    if (first === undefined) throw noGuard();
    try {
      return await call(first.peer.channel);
    } catch (error) {
      const second = this.#pick(first.member.id);
      if (!mayRetry(error) || second === undefined) throw error;
      this.#options.log.warn({ err: error, guard: first.member.id }, 'a guard did not answer: asking another one');
      return await call(second.peer.channel);
    }
  }

  #openScreen(avoid: string | undefined, call: GuardedCall, listener: ScreenStreamListener): ScreenStream | undefined {
    const guard = this.#pick(avoid);
    if (guard === undefined) return undefined;
    const span = this.#options.tracer.startSpan(
      'screen',
      { attributes: { 'fulgur.guard': guard.member.id } },
      call.traceContext,
    );
    return guard.peer.open(listener, span);
  }

  /** The ready guards in turn; `avoid` is not taken. */
  #pick(avoid: string | undefined): { readonly member: Member; readonly peer: GuardLink } | undefined {
    const ready = this.#peers.all().filter(({ member }) => member.ready && !member.draining && member.id !== avoid);
    this.#next += 1;
    return ready[this.#next % ready.length];
  }

  /** Keeps the end of a prompt for the guard that will screen its answers; it is forgotten with the request. */
  #remember(parts: readonly PromptPart[], suspicious: boolean, { signal }: GuardedCall): void {
    const end = parts
      .slice(-PROMPT_PARTS_MAX)
      .map(({ role, text }) => ({ role, text: text.slice(-PART_CHARACTERS_MAX) }));
    this.#prompts.set(signal, { parts: end, suspicious });
  }

  #decided(phase: 'input' | 'output', requestId: string, error: FulgurError): void {
    const { failure, metrics, log } = this.#options;
    metrics.guardUnavailable.inc({ phase, decision: failure });
    log.warn({ err: error, requestId, phase, decision: failure }, 'no guard answered: the policy decides');
  }
}

function mayRetry(error: unknown): boolean {
  if (error instanceof RetryableError) return true;
  return (
    error instanceof FulgurError && [Code.DEADLINE_EXCEEDED, Code.INTERNAL, Code.UNKNOWN].includes(error.code as 4)
  );
}

function noGuard(): FulgurError {
  return new RetryableError(Code.UNAVAILABLE, 'no guard is ready', { reason: 'guard_unavailable' });
}

function toVerdict(assessment: fulgur.v1.IAssessment, parts: number): Verdict {
  switch (assessment.action) {
    case GuardAction.GUARD_ACTION_BLOCK: {
      const blocking = (assessment.findings ?? []).filter(
        (finding) => finding.action === GuardAction.GUARD_ACTION_BLOCK,
      );
      return { action: 'block', categories: [...new Set(blocking.map((finding) => finding.category ?? ''))] };
    }
    case GuardAction.GUARD_ACTION_REDACT: {
      const redacted = assessment.redacted ?? [];
      if (redacted.length !== parts) {
        throw new FulgurError(Code.INTERNAL, `the guard redacted ${parts} prompt parts into ${redacted.length}`);
      }
      return { action: 'redact', parts: redacted.map(({ role, text }) => ({ role: role ?? '', text: text ?? '' })) };
    }
    case GuardAction.GUARD_ACTION_SAFE_COMPLETION:
      return { action: 'safe_completion' };
    default:
      return { action: 'allow' };
  }
}
