// A regular expression as a program for the streaming matcher. RE2JS parses and compiles it (RE2 syntax: no
// backreferences, so time is linear in the text); the program it makes is walked by pattern.ts, which needs to know at
// every character what could still become a match, and no regex library answers that.
import { RE2JS, RE2JSException } from 're2js';
import { invalid } from '../../wire/errors.ts';
import { isLeetSign, leetLetters } from '../normalise/leet.ts';
import { SOFT } from '../normalise/window.ts';

/** Instructions of RE2JS 2.10's programs, by their `op` numbers. */
const OP = {
  ALT: 1,
  ALT_MATCH: 2,
  CAPTURE: 3,
  EMPTY_WIDTH: 4,
  FAIL: 5,
  MATCH: 6,
  NOP: 7,
  RUNE: 8,
  RUNE1: 9,
  ANY: 10,
  ANY_NOT_NL: 11,
} as const;

/** Conditions between two characters, as bits of an EMPTY_WIDTH instruction. */
const EMPTY = {
  BEGIN_LINE: 1,
  END_LINE: 2,
  BEGIN_TEXT: 4,
  END_TEXT: 8,
  WORD_BOUNDARY: 16,
  NO_WORD_BOUNDARY: 32,
} as const;

interface Instruction {
  readonly op: number;
  readonly out: number;
  readonly arg: number;
  /** Of a RUNE: pairs of first and last code point, or one code point. */
  readonly runes?: readonly number[];
  matchRune(rune: number): boolean;
}

const INSTRUCTIONS_MAX = 5000;

function isWord(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95;
}

/** Which empty-width conditions hold between two code points; -1 is the edge of the text. */
export function conditionsBetween(previous: number, next: number): number {
  let held = isWord(previous) === isWord(next) ? EMPTY.NO_WORD_BOUNDARY : EMPTY.WORD_BOUNDARY;
  if (previous === -1) held |= EMPTY.BEGIN_TEXT | EMPTY.BEGIN_LINE;
  if (previous === 10) held |= EMPTY.BEGIN_LINE;
  if (next === -1) held |= EMPTY.END_TEXT | EMPTY.END_LINE;
  if (next === 10) held |= EMPTY.END_LINE;
  return held;
}

const ANY_BOUNDARY = EMPTY.WORD_BOUNDARY | EMPTY.NO_WORD_BOUNDARY;

/** Whether a word may end beside `code` cannot be told. */
export function isUncertain(code: number): boolean {
  return code === SOFT || isLeetSign(code);
}

export interface Closure {
  /** Instructions that read a character, or need to know the next one. */
  readonly waiting: readonly number[];
  /** MATCH is among what was reached. */
  readonly matches: boolean;
}

export class PatternProgram {
  readonly source: string;
  readonly start: number;
  /** Digits and signs may stand for letters, and letters may be spaced out. */
  readonly lenient: boolean;
  readonly #regex: RE2JS;
  readonly #instructions: readonly Instruction[];
  readonly #closures: (Closure | undefined)[] = [];
  readonly #beginnings: (readonly number[] | undefined)[] = [];
  #edges: readonly number[] | undefined;

  private constructor(source: string, lenient: boolean, regex: RE2JS, start: number, program: readonly Instruction[]) {
    this.source = source;
    this.lenient = lenient;
    this.#regex = regex;
    this.start = start;
    this.#instructions = program;
  }

  /** Compiles `source` (RE2 syntax, case-insensitive unless it says `(?-i)`); `field` names it in an error. */
  static compile(source: string, field: string, lenient = false): PatternProgram {
    let compiled: RE2JS;
    try {
      compiled = RE2JS.compile(source, RE2JS.CASE_INSENSITIVE | RE2JS.LONGEST_MATCH);
    } catch (error) {
      if (!(error instanceof RE2JSException)) throw error;
      throw invalid(field, `${field}: ${error.message}; patterns use RE2 syntax`);
    }
    const { inst, start } = compiled.re2Input.prog as { inst: readonly Instruction[]; start: number };
    if (inst.length > INSTRUCTIONS_MAX) {
      throw invalid(
        field,
        `${field}: the pattern compiles to ${inst.length} instructions; at most ${INSTRUCTIONS_MAX}`,
      );
    }
    if (inst.some(({ op }) => op > OP.ANY_NOT_NL)) throw invalid(field, `${field}: look-behind is not available here`);
    if (compiled.matcher('').matches()) throw invalid(field, `${field}: the pattern matches the empty text`);
    return new PatternProgram(source, lenient, compiled, start, inst);
  }

  get size(): number {
    return this.#instructions.length;
  }

  /** Which conditions may hold between two characters. */
  conditions(previous: number, next: number): number {
    const held = conditionsBetween(previous, next);
    return this.lenient && (isUncertain(previous) || isUncertain(next)) ? held | ANY_BOUNDARY : held;
  }

  /** Whether `text` is a match without any character read as another. */
  matchesAsWritten(text: string): boolean {
    return this.#regex.matches(text);
  }

  /** Code points at which a range of the program begins or has just ended: between two of them all behave alike. */
  rangeEdges(): readonly number[] {
    this.#edges ??= this.#findEdges();
    return this.#edges;
  }

  #findEdges(): number[] {
    const edges = new Set<number>();
    for (const { op, runes } of this.#instructions) {
      if ((op !== OP.RUNE && op !== OP.RUNE1) || runes === undefined) continue;
      for (let at = 0; at < runes.length; at += 2) {
        const first = runes[at]!;
        const last = runes[at + 1] ?? first;
        edges.add(first).add(last + 1);
        if (runes.length > 1 && last - first > 64) continue;
        // A single letter in a program that ignores case stands for its whole family.
        for (let code = first; code <= last; code += 1) {
          const letter = String.fromCodePoint(code);
          for (const other of [letter.toLowerCase(), letter.toUpperCase()]) {
            edges.add(other.codePointAt(0)!).add(other.codePointAt(0)! + 1);
          }
        }
      }
    }
    return [...edges];
  }

  /** Where the thread at `pc` goes on when it reads `code`; 0 when it ends. */
  consume(pc: number, code: number): number {
    const out = this.#read(pc, code);
    if (out !== 0 || !this.lenient) return out;
    const letters = leetLetters(code);
    if (letters === undefined) return 0;
    for (const letter of letters) {
      const meant = this.#read(pc, letter);
      if (meant !== 0) return meant;
    }
    return 0;
  }

  #read(pc: number, code: number): number {
    const instruction = this.#instructions[pc]!;
    switch (instruction.op) {
      case OP.RUNE:
      case OP.RUNE1:
        return instruction.matchRune(code) ? instruction.out : 0;
      case OP.ANY:
        return instruction.out;
      case OP.ANY_NOT_NL:
        return code === 10 ? 0 : instruction.out;
      default:
        return 0;
    }
  }

  /** What can be reached from `pc` without reading and without knowing what stands around it. */
  closure(pc: number): Closure {
    let closure = this.#closures[pc];
    if (closure === undefined) {
      closure = this.#reach(pc, undefined);
      this.#closures[pc] = closure;
    }
    return closure;
  }

  /** The same where the conditions `held` hold, and only those. */
  closureWhere(pc: number, held: number): Closure {
    return this.#reach(pc, held);
  }

  /** Where a match can begin when `held` holds: instructions that read a character. */
  beginnings(held: number): readonly number[] {
    let beginnings = this.#beginnings[held];
    if (beginnings === undefined) {
      beginnings = this.#reach(this.start, held).waiting;
      this.#beginnings[held] = beginnings;
    }
    return beginnings;
  }

  isEmptyWidth(pc: number): boolean {
    return this.#instructions[pc]!.op === OP.EMPTY_WIDTH;
  }

  /** Whether a match can begin by reading `code`, whatever stands before it. */
  canBeginWith(code: number): boolean {
    return this.beginnings(EVERY_CONDITION).some((pc) => this.consume(pc, code) !== 0);
  }

  #reach(from: number, held: number | undefined): Closure {
    const seen = new Set<number>([0]);
    const stack = [from];
    const waiting: number[] = [];
    let matches = false;
    for (let pc = stack.pop(); pc !== undefined; pc = stack.pop()) {
      if (seen.has(pc)) continue;
      seen.add(pc);
      const { op, out, arg } = this.#instructions[pc]!;
      if (op === OP.ALT || op === OP.ALT_MATCH) stack.push(arg, out);
      else if (op === OP.CAPTURE || op === OP.NOP) stack.push(out);
      else if (op === OP.MATCH) matches = true;
      else if (op >= OP.RUNE || (op === OP.EMPTY_WIDTH && held === undefined)) waiting.push(pc);
      else if (op === OP.EMPTY_WIDTH && (arg & ~held!) === 0) stack.push(out);
    }
    return { waiting, matches };
  }
}

const EVERY_CONDITION = 63;
