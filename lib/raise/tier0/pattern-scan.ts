// Whether any of many patterns may match somewhere in a text: an automaton as a table of numbers, a look-up per character.
// Its patterns are relaxed, so that a few hundred states are enough; where it says yes, the exact detectors read.
import type { TextScanner } from '../detector.ts';
import { type AutomatonState, PatternAutomaton } from './pattern-automaton.ts';
import type { PatternProgram } from './pattern-program.ts';
import { relaxedProgram } from './relaxed-pattern.ts';

/** With more, all are forgotten and numbered again as they are needed. */
const STATES_MAX = 4096;
const FIRST_STATES = 256;
const UNKNOWN = -1;
const FOUND = -2;

export class PatternScan implements TextScanner {
  readonly #automaton: PatternAutomaton;
  readonly #classes: Uint16Array;
  readonly #stride: number;
  readonly #statesMax: number;
  #states: AutomatonState[] = [];
  readonly #places = new Map<AutomatonState, number>();
  /** [states, stride]: place of the next state by the class of the character. */
  #next: Int32Array;
  #start: number;
  #at: number;

  constructor(programs: readonly PatternProgram[], statesMax = STATES_MAX) {
    this.#statesMax = statesMax;
    this.#automaton = new PatternAutomaton(programs.map(relaxedProgram));
    this.#classes = this.#automaton.classes;
    this.#stride = this.#automaton.classCount;
    this.#next = new Int32Array(FIRST_STATES * this.#stride).fill(UNKNOWN);
    this.#start = this.#placeOf(this.#automaton.start);
    this.#at = this.#start;
  }

  begin(): void {
    this.#at = this.#start;
  }

  read(codes: Int32Array, count: number): boolean {
    const classes = this.#classes;
    let table = this.#next;
    let at = this.#at;
    for (let i = 0; i < count; i++) {
      const code = codes[i]!;
      const kind = code < 65_536 ? classes[code]! : this.#automaton.classOf(code);
      let next = table[at + kind]!;
      if (next < 0) {
        next = this.#step(at, kind, code);
        if (next === FOUND) return true;
        table = this.#next;
      }
      at = next;
    }
    this.#at = at;
    return false;
  }

  end(): boolean {
    return this.#automaton.acceptsAtEnd(this.#states[this.#at / this.#stride]!);
  }

  #step(at: number, kind: number, code: number): number {
    const state = this.#automaton.step(this.#states[at / this.#stride]!, code);
    const known = this.#states.length;
    const place = state.accepted.length > 0 ? FOUND : this.#placeOf(state);
    // Not when everything was forgotten on the way: `at` means another state now.
    if (this.#states.length >= known) this.#next[at + kind] = place;
    return place;
  }

  #placeOf(state: AutomatonState): number {
    const known = this.#places.get(state);
    if (known !== undefined) return known;
    if (this.#states.length >= this.#statesMax) this.#forget();
    const place = this.#states.length * this.#stride;
    if (place + this.#stride > this.#next.length) {
      const grown = new Int32Array(this.#next.length * 2).fill(UNKNOWN);
      grown.set(this.#next);
      this.#next = grown;
    }
    this.#states.push(state);
    this.#places.set(state, place);
    return place;
  }

  #forget(): void {
    this.#states = [];
    this.#places.clear();
    this.#next.fill(UNKNOWN);
    this.#start = this.#placeOf(this.#automaton.start);
  }
}
