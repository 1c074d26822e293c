// One pattern inside a possible match: a Pike machine that reads a stream character by character.
//
// Semantics: leftmost-longest, not overlapping, as RE2 finds them in the whole text - for matches that are never undecided
// over more than HELD_CHARACTERS_MAX characters.
//
// Invariants
// 1. Threads are ordered by where they began, earliest first; of two at the same instruction the earlier survives.
// 2. With an accepted match, threads that began later are gone: they are found again by reading on from its end.
// 3. Work per character is bounded by the size of the programs that are inside a possible match.
import { HELD_CHARACTERS_MAX, type Match, type MatchSink, type Rule } from '../detector.ts';
import { isPlausibleLeet } from '../normalise/leet.ts';
import { SOFT, type TextWindow } from '../normalise/window.ts';
import type { Closure, PatternProgram } from './pattern-program.ts';

export interface PatternRule {
  readonly rule: Rule;
  readonly program: PatternProgram;
  /** Judges the normalised text of a candidate; texts over VALIDATED_CHARACTERS_MAX keep the verdict of their beginning. */
  readonly validate?: (text: string) => boolean;
}

const VALIDATED_CHARACTERS_MAX = 256;

export class PatternMachine {
  readonly #pattern: PatternRule;
  readonly #window: TextWindow;
  readonly #sink: MatchSink;
  /** Per instruction the step that reached it last. */
  readonly #reached: Int32Array;
  #step = 0;
  #pcs: number[] = [];
  #begins: number[] = [];
  #nextPcs: number[] = [];
  #nextBegins: number[] = [];
  #best: Match | undefined;
  #announced = false;

  constructor(pattern: PatternRule, window: TextWindow, sink: MatchSink) {
    this.#pattern = pattern;
    this.#window = window;
    this.#sink = sink;
    this.#reached = new Int32Array(pattern.program.size);
  }

  get active(): boolean {
    return this.#pcs.length > 0 || this.#best !== undefined;
  }

  get undecidedFrom(): number {
    const first = this.#begins[0];
    if (this.#best === undefined) return first ?? Number.POSITIVE_INFINITY;
    if (first === undefined) return Number.POSITIVE_INFINITY;
    return first < this.#best.start ? first : this.#best.end;
  }

  step(index: number): void {
    this.#readFrom(index, index);
  }

  end(): void {
    const last = this.#window.length - 1;
    this.#resolve(last + 1, this.#conditionsAt(last + 1, -1));
    for (let finished = this.#finish(); finished !== undefined; finished = this.#finish()) {
      this.#readFrom(finished, last);
      this.#resolve(last + 1, this.#conditionsAt(last + 1, -1));
    }
    this.#pcs.length = 0;
    this.#begins.length = 0;
  }

  /** Reads [from, last]; a match that ends on the way makes it read again from that match's end. */
  #readFrom(from: number, last: number): void {
    for (let index = from; index <= last; ) {
      this.#read(index);
      this.#forgetOld(index);
      index = this.#settled() ? this.#finish()! : index + 1;
    }
  }

  #read(index: number): void {
    const { program } = this.#pattern;
    const code = this.#window.code(index);
    const held = this.#conditionsAt(index, code);
    this.#resolve(index, held);
    this.#step += 1;
    this.#nextPcs.length = 0;
    this.#nextBegins.length = 0;
    for (let thread = 0; thread < this.#pcs.length; thread += 1) {
      const pc = this.#pcs[thread]!;
      const begin = this.#begins[thread]!;
      // A soft separator is read as a space, or not at all.
      if (code === SOFT) this.#keep(pc, begin);
      const out = program.consume(pc, code === SOFT ? 32 : code);
      if (out !== 0) this.#add(program.closure(out), begin, index + 1);
    }
    if (this.#best === undefined && code !== SOFT) this.#begin(code, held, index);
    this.#swap();
    this.#dropLater();
  }

  /** Starts a thread at every beginning that reads `code`. */
  #begin(code: number, held: number, index: number): void {
    const { program } = this.#pattern;
    for (const pc of program.beginnings(held)) {
      const out = program.consume(pc, code);
      if (out !== 0) this.#add(program.closure(out), index, index + 1);
    }
  }

  /** Follows the conditions that waited for the next character, now that `held` is known. */
  #resolve(position: number, held: number): void {
    const { program } = this.#pattern;
    if (!this.#pcs.some((pc) => program.isEmptyWidth(pc))) return;
    this.#step += 1;
    this.#nextPcs.length = 0;
    this.#nextBegins.length = 0;
    for (let thread = 0; thread < this.#pcs.length; thread += 1) {
      const pc = this.#pcs[thread]!;
      this.#add(
        program.isEmptyWidth(pc) ? program.closureWhere(pc, held) : program.closure(pc),
        this.#begins[thread]!,
        position,
      );
    }
    this.#swap();
    this.#dropLater();
  }

  /** Adds to the next threads what was reached; a MATCH among it makes [begin, position) a candidate. */
  #add({ waiting, matches }: Closure, begin: number, position: number): void {
    if (matches) this.#candidate(begin, position);
    for (const pc of waiting) this.#keep(pc, begin);
  }

  #keep(pc: number, begin: number): void {
    if (this.#reached[pc] === this.#step) return;
    this.#reached[pc] = this.#step;
    this.#nextPcs.push(pc);
    this.#nextBegins.push(begin);
  }

  #conditionsAt(position: number, next: number): number {
    return this.#pattern.program.conditions(this.#window.code(position - 1), next);
  }

  #swap(): void {
    [this.#pcs, this.#nextPcs] = [this.#nextPcs, this.#pcs];
    [this.#begins, this.#nextBegins] = [this.#nextBegins, this.#begins];
  }

  #candidate(begin: number, end: number): void {
    const best = this.#best;
    if (best !== undefined && (begin > best.start || (begin === best.start && end <= best.end))) return;
    if (!this.#isValid(begin, end, best?.start === begin)) return;
    const { rule } = this.#pattern;
    if (best?.start === begin) {
      best.end = end;
    } else {
      this.#best = { rule, start: begin, end };
      this.#announced = false;
    }
  }

  #isValid(begin: number, end: number, longer: boolean): boolean {
    if (!this.#window.allows(begin, end)) return false;
    const { validate, program } = this.#pattern;
    if (validate === undefined && !program.lenient) return true;
    if (end - begin > VALIDATED_CHARACTERS_MAX) return validate === undefined || longer;
    const text = this.#window.text(begin, end);
    if (program.lenient && !isPlausibleLeet(text) && !program.matchesAsWritten(text)) return false;
    return validate === undefined || validate(text);
  }

  /** Drops threads that began after the accepted match, and says that the match is certain once none began before it. */
  #dropLater(): void {
    const best = this.#best;
    if (best === undefined) return;
    let kept = this.#begins.length;
    while (kept > 0 && this.#begins[kept - 1]! > best.start) kept -= 1;
    this.#begins.length = kept;
    this.#pcs.length = kept;
    if (kept === 0 || this.#begins[0] === best.start) this.#announce(best);
  }

  #announce(best: Match): void {
    if (this.#announced) return;
    this.#announced = true;
    this.#sink.accepted(best);
  }

  /** Gives up on what has been undecided for too long. */
  #forgetOld(index: number): void {
    const undecided = this.undecidedFrom;
    if (undecided === Number.POSITIVE_INFINITY) return;
    const oldest = index + 1 - HELD_CHARACTERS_MAX;
    if (undecided >= oldest) return;
    let dropped = 0;
    if (undecided === this.#best?.end) dropped = this.#begins.length;
    while (dropped < this.#begins.length && this.#begins[dropped]! < oldest) dropped += 1;
    this.#begins.splice(0, dropped);
    this.#pcs.splice(0, dropped);
    this.#dropLater();
  }

  #settled(): boolean {
    return this.#best !== undefined && this.#begins.length === 0;
  }

  /** Ends the accepted match; the index to read on from, or undefined when there is none. */
  #finish(): number | undefined {
    const best = this.#best;
    if (best === undefined) return undefined;
    this.#announce(best);
    this.#best = undefined;
    this.#begins.length = 0;
    this.#pcs.length = 0;
    this.#sink.final(best);
    return best.end;
  }
}
