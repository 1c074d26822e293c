// One ScreenOutput call: answers every delta of one choice, in order.
//
// Invariants
// 1. Every delta gets exactly one answer; the last answer says `end`, and the call ends with it.
// 2. Deltas are read no faster than the answers are taken.
// 3. One verdict per call, also when the client goes away in the middle.
import type { Clock } from '../../lib/actor/clock.ts';
import type { CompiledPolicy } from '../../lib/raise/policy/rule-set.ts';
import type { BidiStream } from '../../lib/wire/bidi-stream.ts';
import type { fulgur } from '../../proto/gen/fulgur.js';
import { WIRE_ACTIONS, wireFinding } from './answers.ts';
import type { GuardMetrics } from './metrics.ts';
import { OutputScreen } from './output-screen.ts';
import type { VerdictLog } from './verdict-log.ts';

export interface OutputStreamOptions {
  readonly policy: CompiledPolicy;
  readonly verdicts: VerdictLog;
  readonly metrics: GuardMetrics;
  readonly clock: Clock;
  readonly maxDeltaCharacters: number;
}

export class OutputStream {
  readonly #stream: BidiStream<fulgur.v1.IOutputRelease, fulgur.v1.OutputDelta>;
  readonly #options: OutputStreamOptions;
  #screen: OutputScreen | undefined;
  #recorded = false;
  #held = 0;

  constructor(stream: BidiStream<fulgur.v1.IOutputRelease, fulgur.v1.OutputDelta>, options: OutputStreamOptions) {
    this.#stream = stream;
    this.#options = options;
  }

  open(onClose: () => void): void {
    const stream = this.#stream;
    stream.onMessage((delta) => this.#answer(delta));
    stream.onDrain(() => stream.resume());
    stream.onEnd(() => this.#flush());
    stream.onClose(() => {
      this.#hold(0);
      this.#record();
      onClose();
    });
  }

  #answer({ requestId, tenant, text, end }: fulgur.v1.OutputDelta): void {
    const { policy, maxDeltaCharacters } = this.#options;
    this.#screen ??= new OutputScreen(policy, { requestId, tenant }, maxDeltaCharacters);
    if (!this.#recorded) this.#push(this.#screen, text, end);
  }

  /** The client has sent everything without saying so in a delta: what is held is decided now. */
  #flush(): void {
    if (this.#screen !== undefined && !this.#recorded) this.#push(this.#screen, '', true);
    this.#stream.end();
  }

  #push(screen: OutputScreen, text: string, end: boolean): void {
    const { metrics, clock } = this.#options;
    const started = clock.now();
    const release = screen.push(text, end);
    metrics.assessSeconds.observe({ phase: 'output' }, (clock.now() - started) / 1000);
    for (const { category, detector } of release.findings) metrics.findings.inc({ category, detector });
    this.#hold(screen.heldCharacters);
    const room = this.#stream.send({
      text: release.text,
      action: WIRE_ACTIONS[release.action],
      findings: release.findings.map((finding) => wireFinding(finding, 0)),
      releasedOffset: release.releasedOffset,
      end: screen.ended,
    });
    if (screen.ended) {
      this.#record();
      this.#stream.end();
    } else if (!room) {
      this.#stream.pause();
    }
  }

  #hold(characters: number): void {
    this.#options.metrics.heldCharacters.inc(characters - this.#held);
    this.#held = characters;
  }

  #record(): void {
    if (this.#screen === undefined || this.#recorded) return;
    this.#recorded = true;
    const { policy, verdicts } = this.#options;
    verdicts.record({ ...this.#screen.verdict, user: '', phase: 'output', policyVersion: policy.policy.version });
  }
}
