// What many patterns could be inside of, after each character: a deterministic automaton, built while it is used.
//
// It answers in one look-up per character whether any pattern is inside a possible match, which ones, and whether one may have
// just matched. Where matches begin it does not know; PatternMachine finds that out, for the few characters that matter.
//
// Invariants
// 1. The threads of a state are a superset of those that PatternMachines started at the last bare state would have.
// 2. At most STATES_MAX states are kept; with more, all are forgotten and built again as they are needed. Building one takes
//    time bounded by the size of the programs, so reading is linear in the text whatever the patterns are.
import { SOFT } from '../normalise/window.ts';
import { isUncertain, type PatternProgram } from './pattern-program.ts';

export interface AutomatonState {
  /** No pattern is inside a possible match. */
  readonly bare: boolean;
  /** Patterns that may have matched by the character that led here; most often none. */
  readonly accepted: readonly number[];
  /** Patterns inside a possible match. */
  readonly patterns: readonly number[];
}

interface State extends AutomatonState {
  /** pattern * PATTERN_STRIDE + instruction, ascending. */
  readonly threads: readonly number[];
  /** A character of the kind that was read last. */
  readonly previous: number;
  readonly next: (State | undefined)[];
}

const PATTERN_STRIDE = 8192;
/** The personal data and keys that ship with the guard need ten thousand on mixed text; fewer are built again and again. */
const STATES_MAX = 16_384;
const CODE_POINTS = 0x110000;
const ASCII = 128;
const SOFT_CLASS = ASCII;
const FIRST_RANGE_CLASS = ASCII + 1;

export class PatternAutomaton {
  readonly #programs: readonly PatternProgram[];
  /** Class of each code point of the basic plane; characters of one class lead to the same states. */
  readonly classes = new Uint16Array(65_536);
  readonly #edges: readonly number[];
  readonly #begins = new Map<string, { threads: readonly number[]; accepted: readonly number[] }>();
  #states = new Map<string, State>();
  readonly start: AutomatonState;

  constructor(programs: readonly PatternProgram[]) {
    this.#programs = programs;
    // A thousand patterns name a million edges, most of them the same.
    const isEdge = new Uint8Array(CODE_POINTS + 1);
    for (const program of programs) for (const edge of program.rangeEdges()) isEdge[edge] = 1;
    // Which characters are signs for letters decides how a lenient program reads them.
    for (const code of [0x20ac, 0xa3]) isEdge.fill(1, code, code + 2);
    const edges: number[] = [];
    for (let code = isEdge.indexOf(1, ASCII + 1); code !== -1; code = isEdge.indexOf(1, code + 1)) edges.push(code);
    this.#edges = edges;
    this.#fillClasses();
    this.start = this.#state([], [], -1);
  }

  /** The state after `state` when `code` is read. */
  step(state: AutomatonState, code: number): AutomatonState {
    const from = state as State;
    const kind = code < 65_536 ? this.classes[code]! : this.classOf(code);
    const known = from.next[kind];
    if (known !== undefined) return known;
    const made = this.#build(from, code);
    from.next[kind] = made;
    return made;
  }

  get stateCount(): number {
    return this.#states.size;
  }

  /** Classes are numbered from 0. */
  get classCount(): number {
    return FIRST_RANGE_CLASS + this.#edges.length + 1;
  }

  /** Whether some pattern may have matched when the text ends after `state`. */
  acceptsAtEnd(state: AutomatonState): boolean {
    const { threads, previous } = state as State;
    return threads.some((thread) => {
      const program = this.#programs[Math.floor(thread / PATTERN_STRIDE)]!;
      const pc = thread % PATTERN_STRIDE;
      return program.isEmptyWidth(pc) && program.closureWhere(pc, program.conditions(previous, -1)).matches;
    });
  }

  classOf(code: number): number {
    if (code < ASCII) return code;
    if (code === SOFT) return SOFT_CLASS;
    let low = 0;
    let high = this.#edges.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#edges[middle]! <= code) low = middle + 1;
      else high = middle;
    }
    return FIRST_RANGE_CLASS + low;
  }

  #fillClasses(): void {
    for (let code = 0; code < ASCII; code += 1) this.classes[code] = code;
    let edge = 0;
    for (let code = ASCII; code < 65_536; code += 1) {
      while (edge < this.#edges.length && this.#edges[edge]! <= code) edge += 1;
      this.classes[code] = FIRST_RANGE_CLASS + edge;
    }
  }

  #build(from: State, code: number): State {
    const threads = new Set<number>();
    const accepted = new Set<number>();
    for (const thread of from.threads) {
      this.#advance(
        Math.floor(thread / PATTERN_STRIDE),
        thread % PATTERN_STRIDE,
        from.previous,
        code,
        threads,
        accepted,
      );
    }
    const begun = this.#beginning(from.previous, code);
    for (const thread of begun.threads) threads.add(thread);
    for (const pattern of begun.accepted) accepted.add(pattern);
    return this.#state([...threads], [...accepted], kindOf(code));
  }

  #advance(
    pattern: number,
    pc: number,
    previous: number,
    code: number,
    threads: Set<number>,
    accepted: Set<number>,
  ): void {
    const program = this.#programs[pattern]!;
    const base = pattern * PATTERN_STRIDE;
    const resolved = program.isEmptyWidth(pc)
      ? program.closureWhere(pc, program.conditions(previous, code))
      : { waiting: [pc], matches: false };
    if (resolved.matches) accepted.add(pattern);
    for (const at of resolved.waiting) {
      if (code === SOFT) threads.add(base + at);
      const out = program.consume(at, code === SOFT ? 32 : code);
      if (out === 0) continue;
      const closure = program.closure(out);
      if (closure.matches) accepted.add(pattern);
      for (const waiting of closure.waiting) threads.add(base + waiting);
    }
  }

  /** Threads of matches that begin with `code`. */
  #beginning(previous: number, code: number): { threads: readonly number[]; accepted: readonly number[] } {
    if (code === SOFT) return { threads: [], accepted: [] };
    const key = `${previous} ${code < ASCII ? code : this.classOf(code)}`;
    let begun = this.#begins.get(key);
    if (begun === undefined) {
      const threads: number[] = [];
      const accepted: number[] = [];
      for (const [pattern, program] of this.#programs.entries()) {
        for (const pc of program.beginnings(program.conditions(previous, code))) {
          const out = program.consume(pc, code);
          if (out === 0) continue;
          const closure = program.closure(out);
          if (closure.matches) accepted.push(pattern);
          for (const waiting of closure.waiting) threads.push(pattern * PATTERN_STRIDE + waiting);
        }
      }
      begun = { threads, accepted };
      this.#begins.set(key, begun);
    }
    return begun;
  }

  #state(threads: number[], accepted: number[], previous: number): State {
    threads.sort((a, b) => a - b);
    accepted.sort((a, b) => a - b);
    const key = `${previous}|${accepted.join(',')}|${threads.join(',')}`;
    let state = this.#states.get(key);
    if (state === undefined) {
      if (this.#states.size >= STATES_MAX) this.#forget();
      const patterns = [...new Set(threads.map((thread) => Math.floor(thread / PATTERN_STRIDE)))];
      state = { threads, accepted, patterns, previous, bare: threads.length === 0, next: [] };
      this.#states.set(key, state);
    }
    return state;
  }

  /** Old states may still be in use by streams: their links go too, so that nothing keeps them alive. */
  #forget(): void {
    for (const state of this.#states.values()) state.next.length = 0;
    this.#states = new Map();
  }
}

/** A character that has the same effect on what may follow as `code`. */
function kindOf(code: number): number {
  if (code === SOFT || code === 10) return code;
  const word = (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95;
  if (word) return 97;
  return isUncertain(code) ? 33 : 32;
}
