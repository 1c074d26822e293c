// The guards of the cluster as one: of those that are ready the one in this process, else the one with the least to do, is asked,
// another one when that fails, and the policy decides when none answers. What no token waits for, moderations and long
// prompts, is left to guards in processes of their own while there are any. One that missed a deadline is left alone while
// there are others: a process that hangs still counts as ready.

import type { Tracer } from '@opentelemetry/api';
import type { Logger } from 'pino';
import type { Clock } from '../../lib/actor/clock.ts';
import { Deadlines } from '../../lib/actor/deadlines.ts';
import type { Member, MemberDirectory } from '../../lib/cluster/members.ts';
import { Code, FulgurError, RetryableError } from '../../lib/wire/errors.ts';
import type { InProcessServers } from '../../lib/wire/in-process-servers.ts';
import { GuardMethods } from '../../lib/wire/methods.ts';
import { asFulgurError } from '../../lib/wire/status.ts';
import { fulgur } from '../../proto/gen/fulgur.js';
import type { GuardedCall, GuardGate, PromptPart, Verdict } from './guard-gate.ts';
import { GuardLink } from './guard-link.ts';
import type { RouterMetrics } from './metrics.ts';
import {
  OutputScreen,
  type OutputScreenListener,
  type ScreenServices,
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
  readonly inProcess?: InProcessServers | undefined;
}

const { GuardAction } = fulgur.v1;
/** Of a prompt that goes along with its answer. */
const PROMPT_PARTS_MAX = 8;
const PART_CHARACTERS_MAX = 16_384;
/** A longer prompt takes a router's process from the tokens of others; while it is computed there is time to have it read elsewhere. */
const NEAR_PROMPT_CHARACTERS_MAX = 4096;
/** How long a guard that missed a deadline is left alone before one request tries it again. */
const LATE_GUARD_MS = 10_000;

interface Guard {
  readonly member: Member;
  readonly peer: GuardLink;
}

/** In this process, or in one that has no router. */
type Where = 'near' | 'apart';

export class GuardClient implements GuardGate, ScreenServices {
  readonly #options: GuardClientOptions;
  readonly #peers: Peers<GuardLink>;
  readonly screenDeadlines: Deadlines;
  /** By their requests. */
  readonly #prompts = new WeakMap<GuardedCall, { prompt: readonly PromptPart[]; suspicious: boolean }>();
  /** Guards that missed a deadline and have answered no prompt since, and until when they are left alone. */
  readonly #late = new WeakMap<GuardLink, number>();
  /** Guards picked so far, for one kind of work and for the other: where those with equally much to do take turns. */
  readonly #picked = { asking: 0, screening: 0 };

  constructor(options: GuardClientOptions) {
    this.#options = options;
    this.screenDeadlines = new Deadlines(options.clock);
    const { directory } = options;
    this.#peers = new Peers({
      directory,
      service: 'guard',
      create: ({ id, address }) => new GuardLink(id, address, options),
      dispose: (link) => link.close(),
    });
  }

  get ready(): boolean {
    return this.#ready(undefined).length > 0;
  }

  async assess(parts: readonly PromptPart[], call: GuardedCall, signal: AbortSignal): Promise<Verdict> {
    const { requestId, tenant, user } = call;
    const request = { requestId, tenant, user, parts: parts as PromptPart[] };
    try {
      const { promptTimeoutMs } = this.#options;
      const { traceContext } = call;
      const characters = parts.reduce((sum, { text }) => sum + text.length, 0);
      const assessment = await this.#ask(characters > NEAR_PROMPT_CHARACTERS_MAX ? 'apart' : 'near', ({ questions }) =>
        questions.ask(request, { deadlineMs: promptTimeoutMs, signal, traceContext }),
      );
      if (assessment.wantsPrompt) this.#remember(parts, assessment.suspicious ?? false, call);
      return { ...toVerdict(assessment, parts.length), findings: assessment.findings ?? [] };
    } catch (thrown) {
      const error = asFulgurError(thrown, 'the guard');
      // Too much to read is the caller's matter: letting it pass would be a way around the guard.
      if (signal.aborted || error.code === Code.INVALID_ARGUMENT) throw error;
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
    return new OutputScreen(this, { call, choice, channel: kind, along: this.#prompts.get(call), listener });
  }

  get screenDeadlineMs(): number {
    return this.#options.outputTimeoutMs;
  }

  get failure(): 'open' | 'closed' {
    return this.#options.failure;
  }

  get clock(): Clock {
    return this.#options.clock;
  }

  screenIsLate(guardId: string): void {
    this.#isLate(this.#peers.get(guardId));
  }

  screenAnswered(waitedMs: number): void {
    this.#options.metrics.guardWait.observe({ phase: 'text' }, waitedMs / 1000);
  }

  screenIsUnavailable({ requestId }: GuardedCall, error: FulgurError | undefined): void {
    this.#decided('output', requestId, error ?? noGuard());
  }

  /** @throws what the last guard asked said; never decided by policy, for the answer is all that the caller wants. */
  moderate(tenant: string, inputs: readonly string[], signal: AbortSignal): Promise<fulgur.v1.ModerateResponse> {
    const deadlineMs = this.#options.promptTimeoutMs;
    return this.#ask('apart', ({ channel }) =>
      channel.unary(GuardMethods.moderate, { tenant, inputs: inputs as string[] }, { deadlineMs, signal }),
    );
  }

  close(): void {
    this.#peers.close();
  }

  /** Asks one guard, and another one when that could not answer. */
  async #ask<T>(where: Where, call: (guard: GuardLink) => Promise<T>): Promise<T> {
    const first = this.#pickOrTry(where);
    if (first === undefined) throw noGuard();
    try {
      return await this.#askOne(first.peer, call);
    } catch (error) {
      const second = this.#pick('asking', where, first.member.id);
      if (!mayRetry(error) || second === undefined) throw error;
      this.#options.log.warn({ err: error, guard: first.member.id }, 'a guard did not answer: asking another one');
      return await this.#askOne(second.peer, call);
    }
  }

  async #askOne<T>(guard: GuardLink, call: (guard: GuardLink) => Promise<T>): Promise<T> {
    try {
      const answer = await guard.ask(call);
      this.#late.delete(guard);
      return answer;
    } catch (error) {
      if (error instanceof FulgurError && error.code === Code.DEADLINE_EXCEEDED) this.#isLate(guard);
      throw error;
    }
  }

  #isLate(guard: GuardLink | undefined): void {
    if (guard !== undefined) this.#late.set(guard, this.#options.clock.now() + LATE_GUARD_MS);
  }

  openScreen(avoid: string | undefined, call: GuardedCall, listener: ScreenStreamListener): ScreenStream | undefined {
    const guard = this.#pick('screening', 'near', avoid);
    if (guard === undefined) return undefined;
    const span = this.#options.tracer.startSpan(
      'screen',
      { attributes: { 'fulgur.guard': guard.member.id } },
      call.traceContext,
    );
    return guard.peer.open(listener, span);
  }

  /** The ready guard with the least of this work, one that is `where` first, late ones only where there is no other; never `avoid`. */
  #pick(work: 'asking' | 'screening', where: Where, avoid: string | undefined): Guard | undefined {
    const ready = this.#ready(avoid);
    const timely = ready.filter(({ peer }) => !this.#late.has(peer));
    const near = () => timely.filter(({ peer }) => peer.isNear);
    const apart = () => timely.filter(({ member }) => !this.#isBesideRouter(member));
    const [wanted, other] = where === 'near' ? [near, apart] : [apart, near];
    // One after the other, as this is asked for every text.
    const guards = unlessEmpty(wanted()) ?? unlessEmpty(other()) ?? unlessEmpty(timely) ?? ready;
    const first = this.#picked[work]++ % Math.max(1, guards.length);
    const inTurn = [...guards.slice(first), ...guards.slice(0, first)];
    const [next, ...others] = inTurn;
    return others.reduce((least, guard) => (guard.peer[work] < least!.peer[work] ? guard : least), next);
  }

  /** As `pick`; one request in LATE_GUARD_MS tries a late guard, which counts as timely again once it answers. */
  #pickOrTry(where: Where): Guard | undefined {
    const now = this.#options.clock.now();
    const due = this.#ready(undefined).find(({ peer }) => (this.#late.get(peer) ?? Number.POSITIVE_INFINITY) <= now);
    if (due !== undefined) this.#isLate(due.peer);
    return due ?? this.#pick('asking', where, undefined);
  }

  /** What a guard in a router's process reads takes that router from its streams. */
  #isBesideRouter({ adminAddress }: Member): boolean {
    return this.#options.directory.of('router').some((router) => router.adminAddress === adminAddress);
  }

  #ready(avoid: string | undefined): Guard[] {
    return this.#peers.all().filter(({ member }) => member.ready && !member.draining && member.id !== avoid);
  }

  /** Keeps the end of a prompt for the guard that will screen its answers; it is forgotten with the request. */
  #remember(parts: readonly PromptPart[], suspicious: boolean, call: GuardedCall): void {
    const end = parts
      .slice(-PROMPT_PARTS_MAX)
      .map(({ role, text }) => ({ role, text: text.slice(-PART_CHARACTERS_MAX) }));
    this.#prompts.set(call, { prompt: end, suspicious });
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

function unlessEmpty<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}
