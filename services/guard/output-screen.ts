// Tiers 0 and 1 on one choice of an answer: deltas in, the text that may be shown out.
import { type Action, stronger } from '../../lib/raise/detector.ts';
import type { CompiledPolicy } from '../../lib/raise/policy/rule-set.ts';
import { type Release, Screen, type ScreenFinding } from '../../lib/raise/screen.ts';
import type { Scores } from '../../lib/raise/text-classifier.ts';
import { invalid } from '../../lib/wire/errors.ts';

export interface OutputVerdict {
  readonly action: Action;
  readonly findings: readonly ScreenFinding[];
  readonly scores: Scores;
}

export class OutputScreen {
  readonly #screen: Screen;
  readonly #maxDeltaCharacters: number;
  readonly #findings: ScreenFinding[] = [];
  #action: Action = 'allow';
  #ended = false;

  constructor(policy: CompiledPolicy, tenant: string, maxDeltaCharacters: number) {
    this.#screen = new Screen(policy.ruleSet(tenant, 'output', 'assistant'));
    this.#maxDeltaCharacters = maxDeltaCharacters;
  }

  get heldCharacters(): number {
    return this.#ended ? 0 : this.#screen.heldCharacters;
  }

  get blocked(): boolean {
    return this.#screen.blocked;
  }

  push(text: string, end: boolean): Release {
    if (this.#ended) throw invalid('text', 'output after the end of its choice; open a new stream per choice');
    if (text.length > this.#maxDeltaCharacters) {
      const limit = `${this.#maxDeltaCharacters} (maxDeltaCharacters)`;
      throw invalid(
        'text',
        `a delta of ${text.length} characters; the guard reads at most ${limit}: send smaller deltas`,
      );
    }
    const release = this.#screen.push(text, end);
    this.add(release.action, release.findings);
    this.#ended = end || this.#screen.blocked;
    return release;
  }

  /** Takes what another tier has found into the verdict. */
  add(action: Action, findings: readonly ScreenFinding[]): void {
    this.#action = stronger(this.#action, action);
    this.#findings.push(...findings);
  }

  get verdict(): OutputVerdict {
    return { action: this.#action, findings: this.#findings, scores: this.#screen.scores };
  }
}
