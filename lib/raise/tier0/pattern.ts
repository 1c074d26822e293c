// Patterns over a stream: one PatternMachine per pattern that is somewhere inside a possible match. A character wakes only
// the machines of patterns that can begin with it, so text without candidates costs one look-up per character.
import { type Detector, type DetectorStream, holdsText, type MatchSink } from '../detector.ts';
import type { NormalWindow } from '../normalise/window.ts';
import { PatternMachine, type PatternRule } from './pattern-machine.ts';

const BEGINNINGS_CACHED_MAX = 8192;

export class PatternDetector implements Detector {
  readonly #patterns: readonly PatternRule[];
  /** Code point to the patterns that can begin with it. */
  readonly #beginnings = new Map<number, readonly number[]>();

  constructor(patterns: readonly PatternRule[]) {
    this.#patterns = patterns;
  }

  open(window: NormalWindow, sink: MatchSink): DetectorStream {
    return new PatternStream(this.#patterns, (code) => this.#beginningWith(code), window, sink);
  }

  #beginningWith(code: number): readonly number[] {
    let indices = this.#beginnings.get(code);
    if (indices === undefined) {
      indices = this.#patterns.flatMap(({ program }, index) => (program.canBeginWith(code) ? [index] : []));
      if (this.#beginnings.size >= BEGINNINGS_CACHED_MAX) this.#beginnings.clear();
      this.#beginnings.set(code, indices);
    }
    return indices;
  }
}

class PatternStream implements DetectorStream {
  readonly #patterns: readonly PatternRule[];
  readonly #beginningWith: (code: number) => readonly number[];
  readonly #window: NormalWindow;
  readonly #sink: MatchSink;
  readonly #machines: (PatternMachine | undefined)[];
  readonly #active: number[] = [];

  constructor(
    patterns: readonly PatternRule[],
    beginningWith: (code: number) => readonly number[],
    window: NormalWindow,
    sink: MatchSink,
  ) {
    this.#patterns = patterns;
    this.#beginningWith = beginningWith;
    this.#window = window;
    this.#sink = sink;
    this.#machines = new Array(patterns.length).fill(undefined);
  }

  step(index: number): void {
    for (const pattern of this.#beginningWith(this.#window.code(index))) {
      let machine = this.#machines[pattern];
      if (machine === undefined) {
        machine = new PatternMachine(this.#patterns[pattern]!, this.#window, this.#sink);
        this.#machines[pattern] = machine;
      }
      if (!machine.active) this.#activate(pattern);
    }
    this.#advance((machine) => machine.step(index));
  }

  end(): void {
    this.#advance((machine) => machine.end());
  }

  get undecidedFrom(): number {
    let earliest = Number.POSITIVE_INFINITY;
    for (const pattern of this.#active) {
      if (!holdsText(this.#patterns[pattern]!.rule)) continue;
      earliest = Math.min(earliest, this.#machines[pattern]!.undecidedFrom);
    }
    return earliest;
  }

  /** Keeps the active patterns in the policy's order, so that findings at one character come in one order. */
  #activate(pattern: number): void {
    let at = this.#active.length;
    while (at > 0 && this.#active[at - 1]! > pattern) at -= 1;
    if (this.#active[at - 1] !== pattern) this.#active.splice(at, 0, pattern);
  }

  #advance(advance: (machine: PatternMachine) => void): void {
    let kept = 0;
    for (const pattern of this.#active) {
      const machine = this.#machines[pattern]!;
      advance(machine);
      if (machine.active) this.#active[kept++] = pattern;
    }
    this.#active.length = kept;
  }
}
