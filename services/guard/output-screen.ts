// One choice of an answer on its way to the client: deltas in, the text that may be shown out.

import type { Action } from '../../lib/raise/detector.ts';
import type { CompiledPolicy } from '../../lib/raise/policy/rule-set.ts';
import { type Release, Screen } from '../../lib/raise/screen.ts';
import { invalid } from '../../lib/wire/errors.ts';

export interface OutputVerdict {
  readonly requestId: string;
  readonly tenant: string;
  readonly action: Action;
  readonly categories: readonly string[];
  readonly detectors: readonly string[];
}

export interface OutputIdentity {
  readonly requestId: string;
  readonly tenant: string;
}

export class OutputScreen {
  readonly #identity: OutputIdentity;
  readonly #screen: Screen;
  readonly #maxDeltaCharacters: number;
  readonly #categories = new Set<string>();
  readonly #detectors = new Set<string>();
  #action: Action = 'allow';
  #ended = false;

  constructor(policy: CompiledPolicy, identity: OutputIdentity, maxDeltaCharacters: number) {
    this.#identity = identity;
    this.#screen = new Screen(policy.ruleSet(identity.tenant, 'output', 'assistant'));
    this.#maxDeltaCharacters = maxDeltaCharacters;
  }

  get heldCharacters(): number {
    return this.#ended ? 0 : this.#screen.heldCharacters;
  }

  /** The verdict is final: nothing more is taken or released. */
  get ended(): boolean {
    return this.#ended;
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
    for (const { category, detector } of release.findings) {
      this.#categories.add(category);
      this.#detectors.add(detector);
    }
    this.#action = release.action;
    this.#ended = end || this.#screen.blocked;
    return release;
  }

  get verdict(): OutputVerdict {
    return {
      ...this.#identity,
      action: this.#action,
      categories: [...this.#categories],
      detectors: [...this.#detectors],
    };
  }
}
