// The seam between what finds things in text and what acts on them.
//
// Every detector reads the normalised stream one character at a time. What it says may depend on the characters only,
// never on how they were cut into deltas: that is what makes a streamed verdict equal the verdict on the whole text.

import type { TextWindow } from './normalise/window.ts';
import type { Category } from './taxonomy.ts';

export const ACTIONS = ['allow', 'flag', 'redact', 'safe_completion', 'block'] as const;
/** From mildest to strongest. */
export type Action = (typeof ACTIONS)[number];

export function stronger(a: Action, b: Action): Action {
  return ACTIONS.indexOf(a) >= ACTIONS.indexOf(b) ? a : b;
}

/** One thing looked for, with what the policy does about it in the phase, tenant and role at hand. */
export interface Rule {
  /** `<kind>:<id>`, such as `pii:email`; a metric label, so bounded by the policy. */
  readonly detector: string;
  readonly category: Category;
  readonly action: Action;
  /** 0 to 1: how sure a match makes. */
  readonly score: number;
}

/** Whether text that may still become a match of the rule has to wait. */
export function holdsText(rule: Rule): boolean {
  return rule.action !== 'allow' && rule.action !== 'flag';
}

/** A found span; indices of normalised characters, end exclusive. `end` grows until the match is final. */
export interface Match {
  readonly rule: Rule;
  readonly start: number;
  end: number;
}

export interface MatchSink {
  /** The match is certain; more characters may still belong to it. Called once per match, before `final`. */
  accepted(match: Match): void;
  /** The match has reached its end. */
  final(match: Match): void;
}

export interface DetectorStream {
  /** Reads the character at `index`: the one behind the last that was read. */
  step(index: number): void;
  /**
   * Reads ahead while nothing is found: `codes` holds the window's characters from `from` on. Returns how many were read, at
   * most `count`. Called again for the same `from` with a smaller `count`, it begins anew there.
   */
  skip(codes: Int32Array, from: number, count: number): number;
  /** Nothing follows. */
  end(): void;
  /** Index of the first character whose fate is open, for rules that hold text; Infinity when none is. */
  readonly undecidedFrom: number;
}

/** A quick look at whole texts, one after another; may promise what is not there, never misses what is. */
export interface TextScanner {
  begin(): void;
  /** Reads the next normalised characters codes[0, count). True when something may have been found: the text is done with. */
  read(codes: Int32Array, count: number): boolean;
  /** Whether something may be found because the text ends here. */
  end(): boolean;
}

export interface Detector {
  open(window: TextWindow, sink: MatchSink): DetectorStream;
}

/** Longest stretch that may wait for a decision, in characters as they are read. What is undecided for longer is not a match. */
export const HELD_CHARACTERS_MAX = 128;
