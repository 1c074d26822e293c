// Patterns over a stream: an automaton of all of them watches every character; a PatternMachine runs for a pattern only from
// the moment that the automaton says it may have matched, or that somebody asks where open matches begin.
//
// Invariants
// 1. What is found, and in what order, is what machines that had read every character would have found.
// 2. A machine that starts late reads again from where its pattern cannot have been inside a match: the last bare state of the
//    automaton, or the end of its own last run. No character is read twice for one pattern between two of its runs.
import { type Detector, type DetectorStream, holdsText, type MatchSink } from '../detector.ts';
import type { TextWindow } from '../normalise/window.ts';
import type { AutomatonState, PatternAutomaton } from './pattern-automaton.ts';
import { PatternMachine, type PatternRule } from './pattern-machine.ts';

/** Characters after which open matches get machines of their own, so that the window need not reach further back. */
const READ_AGAIN_MAX = 1024;

export class PatternDetector implements Detector {
  readonly patterns: readonly PatternRule[];
  readonly automaton: PatternAutomaton;

  /** `automaton`: of the programs of `patterns`, in their order. */
  constructor(patterns: readonly PatternRule[], automaton: PatternAutomaton) {
    this.patterns = patterns;
    this.automaton = automaton;
  }

  open(window: TextWindow, sink: MatchSink): DetectorStream {
    return new PatternStream(this, window, sink);
  }
}

class PatternStream implements DetectorStream {
  readonly #patterns: readonly PatternRule[];
  readonly #automaton: PatternAutomaton;
  readonly #window: TextWindow;
  readonly #sink: MatchSink;
  readonly #machines = new Map<number, PatternMachine>();
  /** Per pattern the character from which its machine would have to read, where that is behind #bareAt. */
  readonly #readFrom = new Map<number, number>();
  /** Patterns whose machine runs, ascending: findings at one character come in the policy's order. */
  readonly #active: number[] = [];
  #state: AutomatonState;
  /** No pattern was inside a possible match before this character. */
  #bareAt = 0;
  /** The last character that was read. */
  #last = -1;
  readonly #before: { state: AutomatonState; bareAt: number };

  constructor({ patterns, automaton }: PatternDetector, window: TextWindow, sink: MatchSink) {
    this.#patterns = patterns;
    this.#automaton = automaton;
    this.#window = window;
    this.#sink = sink;
    this.#state = automaton.start;
    this.#before = { state: automaton.start, bareAt: 0 };
  }

  skip(codes: Int32Array, from: number, count: number): number {
    const before = this.#before;
    if (this.#last >= from) {
      this.#state = before.state;
      this.#bareAt = before.bareAt;
    }
    before.state = this.#state;
    before.bareAt = this.#bareAt;
    this.#last = from - 1;
    if (this.#active.length > 0 || this.#readFrom.size > 0) return 0;
    const automaton = this.#automaton;
    let state = this.#state;
    let bareAt = this.#bareAt;
    let read = 0;
    for (; read < count; read += 1) {
      const next = automaton.step(state, codes[read]!);
      if (next.accepted.length > 0) break;
      if (next.bare) bareAt = from + read + 1;
      else if (from + read - bareAt >= READ_AGAIN_MAX) break;
      state = next;
    }
    this.#state = state;
    this.#bareAt = bareAt;
    this.#last = from + read - 1;
    return read;
  }

  step(index: number): void {
    this.#last = index;
    const state = this.#automaton.step(this.#state, this.#window.code(index));
    this.#state = state;
    if (this.#active.length > 0 || state.accepted.length > 0) this.#runMachines(index, state.accepted);
    if (state.bare) {
      this.#bareAt = index + 1;
      if (this.#readFrom.size > 0) this.#readFrom.clear();
    } else if (index - this.#bareAt >= READ_AGAIN_MAX) {
      this.#catchUp();
    }
  }

  end(): void {
    this.#catchUp();
    for (const pattern of this.#active) this.#machines.get(pattern)!.end();
    this.#active.length = 0;
  }

  get undecidedFrom(): number {
    if (this.#state.bare && this.#active.length === 0) return Number.POSITIVE_INFINITY;
    if (this.#state.patterns.some((pattern) => holdsText(this.#patterns[pattern]!.rule))) this.#catchUp();
    let earliest = Number.POSITIVE_INFINITY;
    for (const pattern of this.#active) {
      if (!holdsText(this.#patterns[pattern]!.rule)) continue;
      earliest = Math.min(earliest, this.#machines.get(pattern)!.undecidedFrom);
    }
    return earliest;
  }

  #runMachines(index: number, accepted: readonly number[]): void {
    const before = [...this.#active];
    for (const pattern of accepted) if (!before.includes(pattern)) this.#insert(pattern);
    let kept = 0;
    for (const pattern of this.#active) {
      const machine = this.#machine(pattern);
      if (before.includes(pattern)) machine.step(index);
      else this.#readAgain(pattern, machine, index);
      if (machine.active) this.#active[kept++] = pattern;
      else this.#readFrom.set(pattern, index + 1);
    }
    this.#active.length = kept;
  }

  /** Gives every pattern that is inside a possible match a machine that has read everything so far. */
  #catchUp(): void {
    const last = this.#last;
    for (const pattern of this.#state.patterns) {
      if (this.#active.includes(pattern)) continue;
      const machine = this.#machine(pattern);
      this.#readAgain(pattern, machine, last);
      if (machine.active) this.#insert(pattern);
      else this.#readFrom.set(pattern, last + 1);
    }
    for (const pattern of this.#readFrom.keys()) this.#readFrom.set(pattern, last + 1);
    this.#bareAt = last + 1;
  }

  #readAgain(pattern: number, machine: PatternMachine, last: number): void {
    const from = Math.max(this.#bareAt, this.#readFrom.get(pattern) ?? 0);
    for (let index = from; index <= last; index += 1) machine.step(index);
  }

  #machine(pattern: number): PatternMachine {
    let machine = this.#machines.get(pattern);
    if (machine === undefined) {
      machine = new PatternMachine(this.#patterns[pattern]!, this.#window, this.#sink);
      this.#machines.set(pattern, machine);
    }
    return machine;
  }

  #insert(pattern: number): void {
    let at = this.#active.length;
    while (at > 0 && this.#active[at - 1]! > pattern) at -= 1;
    this.#active.splice(at, 0, pattern);
  }
}
