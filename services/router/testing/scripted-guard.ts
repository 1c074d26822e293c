// A guard that says what a test tells it to, over real gRPC. By default it lets everything pass at once.
import { type Announcer, announce } from '../../../lib/cluster/members.ts';
import type { BidiStream } from '../../../lib/wire/bidi-stream.ts';
import { failureOf } from '../../../lib/wire/failure.ts';
import { bindService } from '../../../lib/wire/handlers.ts';
import { GuardMethods, OutputScreensMethods, PromptAssessmentsMethods } from '../../../lib/wire/methods.ts';
import { type GrpcServer, serve } from '../../../lib/wire/server.ts';
import { asFulgurError } from '../../../lib/wire/status.ts';
import { fulgur } from '../../../proto/gen/fulgur.js';
import { type TestHost, testHost } from '../../../test/support/service-host.ts';

const { GuardAction } = fulgur.v1;

export interface GuardScript {
  /** As a guard of before there was a stream of questions. */
  callsOnly?: boolean;
  assess?: (request: fulgur.v1.AssessPromptRequest) => Promise<fulgur.v1.IAssessment> | fulgur.v1.IAssessment;
  /** Called with all of a choice's text so far; returns how much of it may be shown, or 'block', or how much before a block. */
  screen?: (text: string, end: boolean) => number | 'block' | 'silence' | { readonly blockAt: number };
  /** Findings that a block comes with. */
  found?: fulgur.v1.IFinding[];
  moderate?: (request: fulgur.v1.ModerateRequest) => fulgur.v1.IModerateResponse;
}

export class ScriptedGuard {
  readonly id: string;
  readonly host: TestHost;
  readonly assessed: fulgur.v1.AssessPromptRequest[] = [];
  /** Numbers of the questions that the router has given up. */
  readonly cancelled: number[] = [];
  /** Streams of questions, as they were opened. */
  readonly streams: BidiStream<fulgur.v1.IPromptAnswers, fulgur.v1.PromptQuestions>[] = [];
  /** Text of every screened choice. */
  readonly screened: string[] = [];
  script: GuardScript;
  #server: GrpcServer | undefined;
  #announcer: Announcer | undefined;

  private constructor(bus: TestHost['bus'], id: string, script: GuardScript) {
    this.id = id;
    this.script = script;
    this.host = testHost('guard', id, { bus });
  }

  static async start(bus: TestHost['bus'], id: string, script: GuardScript = {}): Promise<ScriptedGuard> {
    const guard = new ScriptedGuard(bus, id, script);
    await guard.#start();
    return guard;
  }

  /** host:port */
  get address(): string {
    return this.#server?.address ?? '';
  }

  async crash(): Promise<void> {
    await this.#server?.drain(0);
  }

  async stop(): Promise<void> {
    await this.#announcer?.stop();
    await this.crash();
  }

  async #start(): Promise<void> {
    const { health, log, tracer, metrics } = this.host;
    this.#server = await serve({
      host: '127.0.0.1',
      port: 0,
      services: [this.#service(), this.#screens(), ...(this.script.callsOnly ? [] : [this.#questions()])],
      health,
      log,
      tracer,
      metrics,
    });
    health.set('policy', undefined);
    this.#announcer = await announce(this.host, { address: this.#server.address });
  }

  #service() {
    return bindService(GuardMethods, {
      assessPrompt: (request) => this.#assess(request),
      screenOutput: (stream) => stream.cancel(),
      moderate: (request) => this.script.moderate?.(request) ?? { results: [] },
      getPolicy: () => ({}),
      putPolicy: () => ({}),
      dryRunPolicy: () => ({}),
      listPolicies: () => ({}),
    });
  }

  async #assess(request: fulgur.v1.AssessPromptRequest): Promise<fulgur.v1.IAssessment> {
    this.assessed.push(request);
    return (await this.script.assess?.(request)) ?? { action: GuardAction.GUARD_ACTION_ALLOW };
  }

  #questions() {
    return bindService(PromptAssessmentsMethods, {
      assess: (stream) => {
        this.streams.push(stream);
        stream.onMessage(({ questions }) => {
          for (const { question: number, prompt, cancel } of questions) {
            const question = number ?? 0;
            if (cancel) this.cancelled.push(question);
            if (!prompt) continue;
            this.#assess(prompt as fulgur.v1.AssessPromptRequest).then(
              (assessment) => stream.send({ answers: [{ question, assessment }] }),
              (error) => stream.send({ answers: [{ question, failure: failureOf(asFulgurError(error, 'a script')) }] }),
            );
          }
        });
      },
    });
  }

  #screens() {
    return bindService(OutputScreensMethods, {
      screen: (stream) => {
        const screens = new Map<number, (delta: fulgur.v1.IOutputDelta) => fulgur.v1.IOutputRelease | undefined>();
        stream.onMessage(({ deltas }) => {
          for (const { screen, delta } of deltas) {
            const key = screen ?? 0;
            if (!delta) continue;
            const judge = screens.get(key) ?? this.#judge();
            screens.set(key, judge);
            const release = judge(delta);
            if (release !== undefined) stream.send({ releases: [{ screen: key, release }] });
          }
        });
      },
    });
  }

  /** Judges one choice as the script says. */
  #judge(): (delta: fulgur.v1.IOutputDelta) => fulgur.v1.IOutputRelease | undefined {
    const choice = this.screened.push('') - 1;
    let shown = 0;
    return ({ text, end }) => {
      const whole = this.screened[choice] + (text ?? '');
      this.screened[choice] = whole;
      const verdict = this.script.screen?.(whole, end ?? false) ?? whole.length;
      if (verdict === 'silence') return undefined;
      if (typeof verdict !== 'number') {
        const releasedOffset = verdict === 'block' ? shown : Math.max(shown, verdict.blockAt);
        const cleared = whole.slice(shown, releasedOffset);
        const findings = this.script.found ?? [];
        return { text: cleared, action: GuardAction.GUARD_ACTION_BLOCK, releasedOffset, findings, end: true };
      }
      const released = whole.slice(shown, verdict);
      shown = Math.max(shown, verdict);
      const action = GuardAction.GUARD_ACTION_ALLOW;
      return { text: released, action, releasedOffset: shown, end: end ?? false };
    };
  }
}
