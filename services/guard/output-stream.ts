// One ScreenOutput call: answers every delta of one choice, in order.
//
// Invariants
// 1. Every delta gets exactly one answer, and what comes besides says `late`; the last message says `end`, and the call ends with it.
// 2. Deltas are read no faster than the answers are taken.
// 3. One verdict per call, also when the client goes away in the middle.
// 4. Nothing is shown after a block, nor what waited when it fell.
import type { Clock, Timer } from '../../lib/actor/clock.ts';
import type { Action } from '../../lib/raise/detector.ts';
import type { OutputPolicy } from '../../lib/raise/policy/schema.ts';
import type { ScreenFinding } from '../../lib/raise/screen.ts';
import { silenceFindings } from '../../lib/raise/tier2/judgement-rules.ts';
import type { BidiStream } from '../../lib/wire/bidi-stream.ts';
import { Code, FulgurError } from '../../lib/wire/errors.ts';
import type { fulgur } from '../../proto/gen/fulgur.js';
import { WIRE_ACTIONS, wireFinding } from './answers.ts';
import { countFindings, type GuardMetrics } from './metrics.ts';
import { OutputScreen } from './output-screen.ts';
import type { PolicyInForce } from './policy-keeper.ts';
import { isSuspicious, turnsOf } from './prompt-assessor.ts';
import { SafetyWatch } from './safety-watch.ts';
import type { VerdictLog } from './verdict-log.ts';

export interface OutputStreamOptions {
  readonly policy: PolicyInForce;
  readonly verdicts: VerdictLog;
  readonly metrics: GuardMetrics;
  readonly clock: Clock;
  readonly maxDeltaCharacters: number;
  readonly maxOutputCharacters: number;
}

/** One choice that is being screened. */
interface Choice {
  readonly requestId: string;
  readonly tenant: string;
  readonly index: number;
  /** Which of the choice's texts it is: content, reasoning, tool_call. */
  readonly channel: string;
  readonly screen: OutputScreen;
  readonly watch: SafetyWatch | undefined;
  readonly rules: OutputPolicy;
  readonly suspicious: boolean;
}

/** Text that tiers 0 and 1 have let pass, and how far into the original it reaches. */
interface Piece {
  readonly text: string;
  readonly offset: number;
}

export class OutputStream {
  readonly #stream: BidiStream<fulgur.v1.IOutputRelease, fulgur.v1.OutputDelta>;
  readonly #options: OutputStreamOptions;
  #choice: Choice | undefined;
  #pieces: Piece[] = [];
  #findings: ScreenFinding[] = [];
  #read = 0;
  #shownOffset = 0;
  /** The last delta is read; its answer may wait for the safety model. */
  #ending = false;
  #finished = false;
  #over = false;
  #recorded = false;
  #held = 0;
  #timer: Timer | undefined;

  constructor(stream: BidiStream<fulgur.v1.IOutputRelease, fulgur.v1.OutputDelta>, options: OutputStreamOptions) {
    this.#stream = stream;
    this.#options = options;
  }

  /** `onClose`: once, with the error that ended it. */
  open(onClose: (error?: FulgurError) => void): void {
    const stream = this.#stream;
    stream.onMessage((delta) => this.#take(delta));
    stream.onDrain(() => stream.resume());
    stream.onEnd(() => this.#flush());
    stream.onClose((error) => {
      this.#close();
      onClose(error);
    });
  }

  #take(delta: fulgur.v1.OutputDelta): void {
    this.#choice ??= this.#begin(delta);
    if (!this.#over && !this.#ending) this.#push(this.#choice, delta.text, delta.end);
  }

  #begin({ requestId, tenant, choice: index, channel, prompt, suspicious }: fulgur.v1.OutputDelta): Choice {
    const { policy, maxDeltaCharacters, clock, metrics } = this.#options;
    const settings = policy.compiled.policy.safety_model;
    const reads = policy.safetyModel !== undefined && settings !== undefined && settings.output !== 'never';
    const watch = reads
      ? new SafetyWatch({
          policy,
          tenant,
          prompt: turnsOf(prompt.map(({ role, text }) => ({ role: role ?? '', text: text ?? '' }))),
          clock,
          metrics,
          onCleared: (_offset, findings) => this.#cleared(findings),
          onBlocked: (offset, findings) => this.#block(findings, offset, true),
          onFinished: () => this.#finish(),
        })
      : undefined;
    const screen = new OutputScreen(policy.compiled, tenant, maxDeltaCharacters);
    return {
      requestId,
      tenant,
      index,
      channel: channel || 'content',
      screen,
      watch,
      rules: policy.compiled.output(tenant),
      suspicious: suspicious || settings?.output === 'always',
    };
  }

  /** The client has sent everything without saying so in a delta: what is held is decided now. */
  #flush(): void {
    if (this.#choice === undefined) this.#stream.end();
    else if (!this.#over && !this.#ending) this.#push(this.#choice, '', true);
  }

  #push(choice: Choice, text: string, end: boolean): void {
    const { metrics, clock, maxOutputCharacters } = this.#options;
    const started = clock.now();
    this.#read += text.length;
    if (this.#read > maxOutputCharacters) {
      const limit = `${maxOutputCharacters} (maxOutputCharacters)`;
      throw new FulgurError(Code.RESOURCE_EXHAUSTED, `an answer of ${this.#read} characters; the guard reads ${limit}`);
    }
    const release = choice.screen.push(text, end);
    metrics.assessSeconds.observe({ phase: 'output' }, (clock.now() - started) / 1000);
    countFindings(metrics, release.findings);
    this.#findings.push(...release.findings);
    if (release.text !== '' || release.releasedOffset > this.#shownOffset) {
      this.#pieces.push({ text: release.text, offset: release.releasedOffset });
    }
    this.#ending = end;
    if (choice.screen.blocked) {
      this.#block([], this.#read, false);
      return;
    }
    this.#finished = choice.watch === undefined && end;
    choice.watch?.push(text, choice.suspicious || this.#looksSuspicious(choice), end);
    if (this.#over) return;
    if (!end) this.#answer(false);
    else if (this.#finished) this.#end();
  }

  #looksSuspicious({ screen, watch }: Choice): boolean {
    if (watch === undefined || watch.active) return false;
    const { findings, scores } = screen.verdict;
    return isSuspicious(this.#options.policy.compiled.policy, findings, scores);
  }

  /** The safety model has let more text pass. */
  #cleared(findings: readonly ScreenFinding[]): void {
    const choice = this.#choice!;
    countFindings(this.#options.metrics, findings);
    this.#findings.push(...findings);
    for (const { action } of findings) choice.screen.add(action, []);
    choice.screen.add('allow', findings);
    if (choice.rules.mode === 'hold' && !this.#ending) this.#answer(true);
  }

  /** Nothing is to be waited for any more. */
  #finish(): void {
    this.#finished = true;
    // Within #push its own answer ends the call.
    if (this.#ending) this.#end();
  }

  #end(): void {
    if (this.#over) return;
    this.#send(this.#takePieces(), false, true);
  }

  #answer(late: boolean): void {
    const text = this.#takePieces();
    if (!late || text !== '' || this.#findings.length > 0) this.#send(text, late, false);
    this.#watchHeld();
  }

  /** What may be shown now. */
  #takePieces(): string {
    const { rules, watch } = this.#choice!;
    const clearedTo =
      this.#finished || rules.mode === 'async'
        ? Number.POSITIVE_INFINITY
        : (watch?.cleared ?? Number.POSITIVE_INFINITY);
    const limit = rules.mode === 'full' && !this.#finished ? -1 : clearedTo;
    let count = 0;
    while (count < this.#pieces.length && this.#pieces[count]!.offset <= limit) count += 1;
    const shown = this.#pieces.splice(0, count);
    this.#shownOffset = shown.at(-1)?.offset ?? this.#shownOffset;
    return shown.map(({ text }) => text).join('');
  }

  /** Text waits for the safety model within bounds: then the policy decides. */
  #watchHeld(): void {
    const { rules, watch, screen } = this.#choice!;
    const waiting = this.#pieces.reduce((sum, { text }) => sum + text.length, 0);
    this.#hold(waiting + screen.heldCharacters);
    if (rules.mode !== 'hold' || watch === undefined || waiting === 0) {
      this.#timer?.cancel();
      this.#timer = undefined;
    } else if (waiting > rules.hold_characters) {
      this.#waitedTooLong();
    } else {
      this.#timer ??= this.#options.clock.after(rules.hold_ms, () => this.#waitedTooLong());
    }
  }

  #waitedTooLong(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    if (this.#over || this.#ending) return;
    const { tenant } = this.#choice!;
    const { compiled, safetyModel } = this.#options.policy;
    const silence = silenceFindings(compiled.policy, tenant, 'output', safetyModel!.adapter, this.#read);
    if (silence.length > 0) {
      this.#block(silence, this.#read, true);
      return;
    }
    const pieces = this.#pieces;
    this.#pieces = [];
    this.#shownOffset = pieces.at(-1)?.offset ?? this.#shownOffset;
    this.#send(pieces.map(({ text }) => text).join(''), true, false);
    this.#hold(this.#choice!.screen.heldCharacters);
  }

  /** `late`: not found by reading a delta. */
  #block(findings: readonly ScreenFinding[], checkedTo: number, late: boolean): void {
    const { screen, watch, rules } = this.#choice!;
    countFindings(this.#options.metrics, findings);
    this.#findings.push(...findings);
    screen.add(findings.length > 0 ? 'block' : 'allow', findings);
    // What exact rules let pass before the match may be shown, unless it waits for another reason: late blocks are the safety model's.
    const cleared = rules.mode === 'full' || watch?.active ? '' : this.#takePieces();
    this.#send(cleared, late, true, checkedTo);
  }

  #send(text: string, late: boolean, end: boolean, checkOffset = 0): void {
    const { action } = this.#choice!.screen.verdict;
    const findings = this.#findings;
    this.#findings = [];
    const room = this.#stream.send({
      text,
      action: WIRE_ACTIONS[action satisfies Action],
      findings: findings.map((finding) => wireFinding(finding, 0)),
      releasedOffset: this.#shownOffset,
      end,
      checkOffset,
      late,
    });
    if (end) {
      this.#close();
      this.#stream.end();
    } else if (!room) {
      this.#stream.pause();
    }
  }

  #hold(characters: number): void {
    this.#options.metrics.heldCharacters.inc(characters - this.#held);
    this.#held = characters;
  }

  #close(): void {
    this.#over = true;
    this.#timer?.cancel();
    this.#hold(0);
    this.#choice?.watch?.cancel();
    if (this.#choice === undefined || this.#recorded) return;
    this.#recorded = true;
    const { requestId, tenant, index, channel, screen } = this.#choice;
    const { policy, verdicts } = this.#options;
    const { action, findings, scores } = screen.verdict;
    verdicts.record({
      requestId,
      tenant,
      user: '',
      phase: 'output',
      action,
      findings: findings.map((finding) => ({ ...finding, part: 0, role: 'assistant' })),
      scores,
      policyVersion: policy.compiled.policy.version,
      choice: index,
      channel,
    });
  }
}
