// One choice's output on its way through the guard: text in, the text that may be shown out.
//
// Owns: the deltas sent so far, so that another guard can be given all of them when the first one fails.
//
// Invariants
// 1. Text comes out in order, and no character twice: after a change of guard, as many characters of the new guard's releases are
//    dropped as have been shown already.
// 2. At most `maxUnanswered` deltas are on their way; more text waits and goes as one delta.
// 3. After `blocked`, `ended` or `failed` nothing is told.
// 4. What is shown depends on the text alone, not on how it was cut into deltas.
// 5. When no guard can be had, the policy decides: open shows what is held and all that follows, closed ends the choice.
import type { Clock } from '../../lib/actor/clock.ts';
import type { Deadlines, Due } from '../../lib/actor/deadlines.ts';
import type { FulgurError } from '../../lib/wire/errors.ts';
import { fulgur } from '../../proto/gen/fulgur.js';
import type { GuardedCall, PromptPart } from './guard-gate.ts';
import type { TextFindings } from './guarding-annotations.ts';
import { SentText } from './sent-text.ts';
import type { Timekeeper } from './timekeeper.ts';

/** One ScreenOutput call, or what stands for it in a test. */
export interface ScreenStream {
  readonly guardId: string;
  /** Times what waits for the guard. */
  readonly timekeeper: Timekeeper;
  send(delta: fulgur.v1.IOutputDelta): void;
  cancel(): void;
}

/** Says of which stream each thing is. */
export interface ScreenStreamListener {
  onRelease(stream: ScreenStream, release: fulgur.v1.IOutputRelease): void;
  onLost(stream: ScreenStream, error: FulgurError): void;
}

/** What all screens of a router use. */
export interface ScreenServices {
  /** Opens a stream to any guard but `avoid`; undefined when there is none. */
  openScreen(avoid: string | undefined, call: GuardedCall, listener: ScreenStreamListener): ScreenStream | undefined;
  /** Told of a guard that left a delta unanswered past the deadline. */
  screenIsLate(guardId: string): void;
  /** Told how long a delta waited for its answer, by the timekeeper of its stream. */
  screenAnswered(waitedMs: number): void;
  /** Told each time the policy had to decide because no guard answered. */
  screenIsUnavailable(call: GuardedCall, error: FulgurError | undefined): void;
  /** How long a delta may stay unanswered. */
  readonly screenDeadlineMs: number;
  readonly screenDeadlines: Deadlines;
  readonly failure: 'open' | 'closed';
  readonly clock: Clock;
}

export interface OutputScreenOptions {
  readonly call: GuardedCall;
  readonly choice: number;
  /** Which of the choice's texts it is; absent: its content. */
  readonly channel?: string;
  /** What goes along with the first delta: the end of the prompt, when the guard wants it. */
  readonly along?: { readonly prompt: readonly PromptPart[]; readonly suspicious: boolean } | undefined;
  readonly listener: OutputScreenListener;
}

/** A text on its way, screened as a whole or in parts that each have a screen. */
export interface TextScreen {
  readonly findings: TextFindings;
  push(text: string): void;
  /** No more text comes. */
  end(): void;
  cancel(): void;
}

export interface OutputScreenListener {
  /** `offset`: how much of the text pushed is dealt with; `altered`: the text is not what was pushed. */
  onText(text: string, offset: number, altered: boolean): void;
  onEnded(): void;
  onBlocked(): void;
  /** No guard could be had and the policy is closed. */
  onUnscreened(): void;
}

const maxUnanswered = 16;
const maxDeltaCharacters = 8192;
const noFindings: readonly fulgur.v1.IFinding[] = [];

export class OutputScreen implements TextScreen, ScreenStreamListener, Due {
  readonly #services: ScreenServices;
  readonly #options: OutputScreenOptions;
  readonly #sent = new SentText();
  #stream: ScreenStream | undefined;
  #failures = 0;
  #unanswered = 0;
  /** When each unanswered delta was sent, by the stream's timekeeper; undefined while there is none. */
  #sentMs: number[] | undefined;
  /** The current guard has been sent its first delta. */
  #begun = false;
  #waiting = '';
  /** What was pushed and has not been dealt with. */
  #unshown = '';
  #ending = false;
  #endSent = false;
  /** How much of the text pushed has been dealt with. */
  #offset = 0;
  /** Characters shown, and characters that the current guard has released. */
  #shown = 0;
  #released = 0;
  /** What the current guard has found; another one is told everything again. */
  #findings: readonly fulgur.v1.IFinding[] = noFindings;
  #checkOffset = 0;
  #mode: 'screening' | 'unscreened' | 'over' = 'screening';
  /** When the oldest unanswered delta is late. */
  dueMs = 0;

  constructor(services: ScreenServices, options: OutputScreenOptions) {
    this.#services = services;
    this.#options = options;
  }

  get findings(): TextFindings {
    return { findings: this.#findings, checkOffset: this.#checkOffset };
  }

  push(text: string): void {
    if (this.#mode === 'over' || this.#ending) return;
    this.#unshown += text;
    this.#waiting += text;
    this.#advance();
  }

  /** No more text comes. */
  end(): void {
    if (this.#mode === 'over' || this.#ending) return;
    this.#ending = true;
    this.#advance();
  }

  cancel(): void {
    this.#close();
  }

  #advance(): void {
    if (this.#mode === 'unscreened') this.#passThrough();
    if (this.#mode !== 'screening') return;
    if (this.#stream === undefined && !this.#connect(undefined)) return;
    while (this.#unanswered < maxUnanswered && (this.#waiting !== '' || (this.#ending && !this.#endSent))) {
      const text = this.#nextDelta();
      this.#waiting = this.#waiting.slice(text.length);
      this.#endSent = this.#ending && this.#waiting === '';
      this.#sent.add(text);
      this.#send(text, this.#endSent);
    }
  }

  /** A bounded piece of what waits, with no surrogate pair cut in two. */
  #nextDelta(): string {
    const text = this.#waiting.slice(0, maxDeltaCharacters);
    if (text.length === this.#waiting.length) return text;
    return /[\ud800-\udbff]$/.test(text) ? text.slice(0, -1) : text;
  }

  #connect(avoid: string | undefined): boolean {
    this.#stream = this.#services.openScreen(avoid, this.#options.call, this);
    if (this.#stream !== undefined) return true;
    this.#unavailable(undefined);
    return false;
  }

  onRelease(stream: ScreenStream, release: fulgur.v1.IOutputRelease): void {
    if (stream === this.#stream) this.#take(stream, release);
  }

  onLost(stream: ScreenStream, error: FulgurError): void {
    if (stream === this.#stream) this.#lost(error);
  }

  #send(text: string, end: boolean): void {
    const first = !this.#begun;
    this.#begun = true;
    this.#unanswered += 1;
    this.#sentMs ??= [];
    this.#sentMs.push(this.#stream?.timekeeper.now() ?? 0);
    if (this.#unanswered === 1) this.#watch();
    this.#stream?.send(first ? this.#introduced(text, end) : { text, end });
  }

  /** A guard's first delta says whose text it is; the others need not. */
  #introduced(text: string, end: boolean): fulgur.v1.IOutputDelta {
    const { call, choice, channel, along } = this.#options;
    const { requestId, tenant } = call;
    const prompt = along !== undefined && { prompt: along.prompt as PromptPart[], suspicious: along.suspicious };
    return { requestId, tenant, choice, text, end, ...(channel !== undefined && { channel }), ...prompt };
  }

  #watch(): void {
    this.dueMs = this.#services.clock.now() + this.#services.screenDeadlineMs;
    this.#services.screenDeadlines.add(this);
  }

  #unwatch(): void {
    this.#services.screenDeadlines.delete(this);
  }

  onDue(): void {
    if (this.#stream !== undefined) this.#services.screenIsLate(this.#stream.guardId);
    this.#lost(undefined);
  }

  #take({ timekeeper }: ScreenStream, release: fulgur.v1.IOutputRelease): void {
    if (!release.late) this.#answered(timekeeper.now());
    if (release.findings?.length) this.#findings = [...this.#findings, ...release.findings];
    this.#checkOffset = release.checkOffset ?? 0;
    // A block also carries what was cleared before it: what is shown must not depend on how the text was cut into deltas.
    this.#show(timekeeper, release.text ?? '', release.releasedOffset ?? 0);
    if (this.#mode !== 'screening') return;
    if (release.action === fulgur.v1.GuardAction.GUARD_ACTION_BLOCK) {
      this.#close();
      this.#options.listener.onBlocked();
      return;
    }
    if (release.end) {
      this.#close();
      timekeeper.besides(() => this.#options.listener.onEnded());
      return;
    }
    this.#advance();
  }

  #answered(nowMs: number): void {
    this.#services.screenAnswered(nowMs - (this.#sentMs?.shift() ?? nowMs));
    this.#unanswered -= 1;
    if (this.#unanswered > 0) {
      this.#watch();
      return;
    }
    this.#sentMs = undefined;
    this.#unwatch();
    this.#failures = 0;
  }

  #show(timekeeper: Timekeeper, text: string, offset: number): void {
    this.#released += text.length;
    const fresh = this.#released - this.#shown;
    if (fresh <= 0 && offset <= this.#offset) return;
    const shown = fresh <= 0 ? '' : text.slice(Math.max(0, text.length - fresh));
    const dealt = Math.max(0, offset - this.#offset);
    const altered = shown !== this.#unshown.slice(0, dealt);
    this.#shown = Math.max(this.#shown, this.#released);
    this.#offset += dealt;
    this.#unshown = this.#unshown.slice(dealt);
    timekeeper.besides(() => this.#options.listener.onText(shown, this.#offset, altered));
  }

  #lost(error: FulgurError | undefined): void {
    const lost = this.#stream;
    this.#unwatch();
    this.#stream = undefined;
    lost?.cancel();
    this.#failures += 1;
    if (this.#failures > 1) {
      this.#unavailable(error);
      return;
    }
    this.#unanswered = 0;
    this.#sentMs = undefined;
    this.#released = 0;
    this.#begun = false;
    this.#findings = noFindings;
    if (!this.#connect(lost?.guardId)) return;
    // The same deltas again, for a guard may judge by how text was cut; the answers are matched by their characters.
    const { pieces } = this.#sent;
    pieces.forEach((text, index) => {
      this.#send(text, this.#endSent && index === pieces.length - 1);
    });
  }

  #unavailable(error: FulgurError | undefined): void {
    this.#unwatch();
    this.#services.screenIsUnavailable(this.#options.call, error);
    if (this.#services.failure === 'closed') {
      this.#close();
      this.#options.listener.onUnscreened();
      return;
    }
    this.#mode = 'unscreened';
    this.#passThrough();
  }

  #passThrough(): void {
    const text = this.#unshown;
    this.#unshown = '';
    this.#offset += text.length;
    if (text !== '') this.#options.listener.onText(text, this.#offset, false);
    if (!this.#ending || this.#mode === 'over') return;
    this.#close();
    this.#options.listener.onEnded();
  }

  #close(): void {
    if (this.#mode === 'over') return;
    this.#mode = 'over';
    this.#unwatch();
    this.#stream?.cancel();
    this.#stream = undefined;
  }
}
