// The safety model beside one answer: asked when there is enough new text, once at a time.
//
// Invariants
// 1. At most one question is in flight; text that comes meanwhile is part of the next one.
// 2. Every question has a deadline. Silence is decided by the policy: the text passes, or the answer ends.
// 3. After a block, or `cancel`, nothing is told.
import type { Clock } from '../../lib/actor/clock.ts';
import type { ScreenFinding } from '../../lib/raise/screen.ts';
import type { Turn } from '../../lib/raise/tier2/adapter.ts';
import { judgementFindings, silenceFindings } from '../../lib/raise/tier2/judgement-rules.ts';
import type { GuardMetrics } from './metrics.ts';
import type { PolicyInForce } from './policy-keeper.ts';

export interface SafetyWatchOptions {
  readonly policy: PolicyInForce;
  readonly tenant: string;
  /** The end of the conversation that is answered. */
  readonly prompt: readonly Turn[];
  readonly clock: Clock;
  readonly metrics: GuardMetrics;
  /** Original text up to `offset` may be shown, as far as the model is concerned. */
  readonly onCleared: (offset: number, findings: readonly ScreenFinding[]) => void;
  readonly onBlocked: (offset: number, findings: readonly ScreenFinding[]) => void;
  /** Every character has been judged, or the policy lets what was not pass. */
  readonly onFinished: () => void;
}

const CHARACTERS_PER_TOKEN = 4;
const FIRST_IDEOGRAPH = 0x2e80;
/** Of the answer that the model reads: its end. */
const READ_CHARACTERS_MAX = 32_768;

export class SafetyWatch {
  readonly #options: SafetyWatchOptions;
  #text = '';
  #weight = 0;
  #askedWeight = 0;
  #cleared = 0;
  #active = false;
  #ending = false;
  #over = false;
  #inFlight: AbortController | undefined;

  constructor(options: SafetyWatchOptions) {
    this.#options = options;
  }

  /** The model reads this answer: text waits for it. */
  get active(): boolean {
    return this.#active;
  }

  get cleared(): number {
    return this.#active ? this.#cleared : Number.POSITIVE_INFINITY;
  }

  /** Takes new text of the answer; `look`: there is reason to have it read. */
  push(text: string, look: boolean, end: boolean): void {
    if (this.#over) return;
    this.#text += text;
    for (let at = 0; at < text.length; at += 1) {
      this.#weight += text.charCodeAt(at) >= FIRST_IDEOGRAPH ? 1 : 1 / CHARACTERS_PER_TOKEN;
    }
    this.#active ||= look;
    if (end) {
      this.#ending = true;
      // What is asked now would have to be asked again with the rest.
      this.#inFlight?.abort();
      this.#inFlight = undefined;
    }
    this.#consider();
  }

  cancel(): void {
    this.#over = true;
    this.#inFlight?.abort();
  }

  #consider(): void {
    if (this.#over || this.#inFlight !== undefined) return;
    if (this.#ending && (!this.#active || this.#cleared >= this.#text.length)) {
      this.#over = true;
      this.#options.onFinished();
      return;
    }
    if (!this.#active) return;
    const { first_tokens: first, every_tokens: every } = this.#options.policy.compiled.policy.safety_model!;
    const due = this.#weight - this.#askedWeight >= (this.#askedWeight === 0 ? first : every);
    if (due || this.#ending) void this.#ask();
  }

  async #ask(): Promise<void> {
    const { policy, tenant, prompt, metrics, clock } = this.#options;
    const model = policy.safetyModel!;
    const settings = policy.compiled.policy.safety_model!;
    const abort = new AbortController();
    this.#inFlight = abort;
    this.#askedWeight = this.#weight;
    const offset = this.#text.length;
    const turns = [...prompt, { role: 'assistant' as const, text: this.#text.slice(-READ_CHARACTERS_MAX) }];
    const started = clock.now();
    let findings: ScreenFinding[];
    let outcome = 'answered';
    try {
      const judgement = await model.judge({ turns }, settings.output_deadline_ms, abort.signal);
      findings = judgementFindings(policy.compiled.policy, tenant, 'output', model.adapter, judgement, offset);
    } catch {
      outcome = abort.signal.aborted ? 'overtaken' : 'failed';
      findings = silenceFindings(policy.compiled.policy, tenant, 'output', model.adapter, offset);
    }
    metrics.safetyModelSeconds.observe({ phase: 'output', outcome }, (clock.now() - started) / 1000);
    if (this.#over || this.#inFlight !== abort) return;
    this.#inFlight = undefined;
    if (findings.some(({ action }) => action === 'block')) {
      this.#over = true;
      this.#options.onBlocked(offset, findings);
      return;
    }
    this.#cleared = offset;
    this.#options.onCleared(offset, findings);
    this.#consider();
  }
}
