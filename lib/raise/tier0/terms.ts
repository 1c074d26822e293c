// Term lists over a stream: the automaton's state is carried from character to character.
//
// Terms and text are compared without case, with any run of white space as one space. A term that begins or ends with a
// letter of a script that writes spaces between words matches whole words only; Chinese and other unspaced scripts match
// anywhere. Whether a word has ended is known one character later: until then a candidate waits.
import {
  type Detector,
  type DetectorStream,
  HELD_CHARACTERS_MAX,
  holdsText,
  type MatchSink,
  type Rule,
  type TextScanner,
} from '../detector.ts';
import { isLeetSign, isPlausibleLeet, leetLetters } from '../normalise/leet.ts';
import { SOFT, type TextWindow } from '../normalise/window.ts';
import { fold, isWord, lower, SPACE } from './characters.ts';
import { ANYWHERE, type TermAutomaton } from './term-automaton.ts';
import { BEGINS_WORD, ENDS_WORD } from './term-tables.ts';

/** Terms of some rules of a policy; all its detectors share an automaton. */
export class TermDetector implements Detector {
  readonly automaton: TermAutomaton;
  /** By number; terms of the others are not looked for. */
  readonly rules: readonly (Rule | undefined)[];
  /** [sets of beginnings]: which hold text. */
  readonly holding: Uint8Array;
  /** Of a term as it is compared: whether it is never a finding. */
  readonly isAllowed: ((term: string) => boolean) | undefined;

  constructor(automaton: TermAutomaton, rules: readonly (Rule | undefined)[], isAllowed?: (term: string) => boolean) {
    this.automaton = automaton;
    this.rules = rules;
    this.holding = automaton.holding(rules);
    this.isAllowed = isAllowed;
  }

  open(window: TextWindow, sink: MatchSink): DetectorStream {
    return new TermStream(this, window, sink);
  }

  /** Reads whole texts quickly. */
  scanner(): TextScanner {
    return new TermScan(this.automaton);
  }
}

/** Whether the automaton has a candidate anywhere. */
class TermScan implements TextScanner {
  readonly #automaton: TermAutomaton;
  #node = 0;
  #afterSpace = false;

  constructor(automaton: TermAutomaton) {
    this.#automaton = automaton;
  }

  begin(): void {
    this.#node = 0;
    this.#afterSpace = false;
  }

  read(codes: Int32Array, count: number): boolean {
    for (let i = 0; i < count; i++) {
      const symbol = fold(codes[i]!);
      const space = symbol === SPACE;
      if (space && this.#afterSpace) continue;
      this.#afterSpace = space;
      this.#node = this.#automaton.step(this.#node, symbol);
      if (this.#automaton.ends(this.#node)) return true;
    }
    return false;
  }

  end(): boolean {
    return false;
  }
}

/** Characters between two looks at how far back the newest possible match reaches. */
const FORGET_EVERY = 16;
/** No node: nothing was read. */
const UNREAD = -1;

interface Candidate {
  readonly rule: Rule;
  readonly start: number;
  readonly end: number;
}

class TermStream implements DetectorStream {
  readonly #detector: TermDetector;
  readonly #automaton: TermAutomaton;
  readonly #window: TextWindow;
  readonly #sink: MatchSink;
  /** Character index of each of the last symbols, by symbol number modulo its length. */
  readonly #positions: Int32Array;
  #symbols = 0;
  #node = 0;
  #afterSpace = false;
  #last = -1;
  readonly #before = { node: 0, symbols: 0, afterSpace: false };
  /** Candidates that end with the newest character, and need to know the next one. */
  #waiting: Candidate[] = [];

  constructor(detector: TermDetector, window: TextWindow, sink: MatchSink) {
    this.#detector = detector;
    this.#automaton = detector.automaton;
    this.#window = window;
    this.#sink = sink;
    this.#positions = new Int32Array(detector.automaton.deepest + 1);
  }

  skip(codes: Int32Array, from: number, count: number): number {
    const before = this.#before;
    if (this.#last >= from) {
      this.#node = before.node;
      this.#symbols = before.symbols;
      this.#afterSpace = before.afterSpace;
    }
    before.node = this.#node;
    before.symbols = this.#symbols;
    before.afterSpace = this.#afterSpace;
    this.#last = from - 1;
    if (this.#waiting.length > 0) return 0;
    let read = 0;
    for (; read < count; read += 1) {
      if (this.#read(from + read, codes[read]!, true) === UNREAD) break;
    }
    this.#last = from + read - 1;
    return read;
  }

  step(index: number): void {
    this.#last = index;
    const code = this.#window.code(index);
    if (this.#waiting.length > 0) this.#settle(!isWord(code));
    const node = this.#read(index, code, false);
    if (node === 0) return;
    const { termsFrom, output, depth } = this.#automaton.tables;
    for (let at = node; at !== 0; at = output[at]!) {
      for (let term = termsFrom[at]!; term < termsFrom[at + 1]!; term++) this.#consider(term, depth[at]!, index);
    }
  }

  end(): void {
    this.#settle(true);
    this.#node = 0;
  }

  get undecidedFrom(): number {
    let earliest = Number.POSITIVE_INFINITY;
    for (const { rule, start } of this.#waiting) if (holdsText(rule)) earliest = Math.min(earliest, start);
    const { holding } = this.#detector;
    const { begun, fail, depth } = this.#automaton.tables;
    for (let node = this.#node; node !== 0; node = fail[node]!) {
      const held = holding[begun[node]!]!;
      if (held === 0) continue;
      const start = this.#position(depth[node]!);
      if (held & ANYWHERE || this.#mayBeginWord(start)) return Math.min(earliest, start);
    }
    return earliest;
  }

  /** The node after `code`; the root when it counts for nothing. With `ahead`, UNREAD when a candidate ends there. */
  #read(index: number, code: number, ahead: boolean): number {
    const automaton = this.#automaton;
    // Between letters that are spaced out, one character is nothing, and more are the space between two words.
    const soft = code === SOFT;
    if (soft && this.#window.originalEnd(index) - this.#window.originalStart(index) <= 1) return 0;
    const symbol = soft ? SPACE : fold(code);
    const space = symbol === SPACE;
    if (space && this.#afterSpace) return 0;
    const node = automaton.step(this.#node, symbol);
    if (ahead && automaton.ends(node)) return UNREAD;
    this.#afterSpace = space;
    this.#positions[this.#symbols % this.#positions.length] = index;
    this.#symbols += 1;
    this.#node = node;
    if (node !== 0 && index % FORGET_EVERY === 0) this.#forgetOld(index);
    return node;
  }

  #consider(term: number, depth: number, index: number): void {
    const { ruleOf, edges } = this.#automaton.tables;
    const { rules, isAllowed } = this.#detector;
    const rule = rules[ruleOf[term]!];
    if (rule === undefined) return;
    const start = this.#position(depth);
    const end = index + 1;
    if (edges[term]! & BEGINS_WORD && !this.#mayBeginWord(start)) return;
    if (!this.#isSpelled(term, depth, start, end) || !this.#window.allows(start, end)) return;
    if (isAllowed?.(this.#automaton.text(term))) return;
    if (edges[term]! & ENDS_WORD) this.#waiting.push({ rule, start, end });
    else this.#found({ rule, start, end });
  }

  #settle(wordEnded: boolean): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    if (wordEnded) for (const candidate of waiting) this.#found(candidate);
  }

  #found({ rule, start, end }: Candidate): void {
    const match = { rule, start, end };
    this.#sink.accepted(match);
    this.#sink.final(match);
  }

  #mayBeginWord(start: number): boolean {
    const before = this.#window.code(start - 1);
    return !isWord(before) || isLeetSign(before);
  }

  /** Whether the characters are the term's, or may stand for them. */
  #isSpelled(term: number, depth: number, start: number, end: number): boolean {
    const { codes, codesFrom } = this.#automaton.tables;
    const wanted = codesFrom[term]!;
    let asWritten = true;
    for (let symbol = 0; symbol < depth; symbol += 1) {
      const code = this.#window.code(this.#position(depth - symbol));
      const want = codes[wanted + symbol]!;
      if (want === SPACE || lower(code) === want) continue;
      if (!leetLetters(code)?.includes(want)) return false;
      asWritten = false;
    }
    return asWritten || isPlausibleLeet(this.#window.text(start, end));
  }

  #forgetOld(index: number): void {
    const oldest = index + 1 - HELD_CHARACTERS_MAX;
    const { depth, fail } = this.#automaton.tables;
    while (this.#node !== 0 && this.#position(depth[this.#node]!) < oldest) this.#node = fail[this.#node]!;
  }

  /** Character where the last `depth` symbols begin. */
  #position(depth: number): number {
    return this.#positions[(this.#symbols - depth) % this.#positions.length]!;
  }
}
