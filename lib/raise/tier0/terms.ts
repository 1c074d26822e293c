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
  type TextScanner,
} from '../detector.ts';
import { isLeetSign, isPlausibleLeet, leetLetters } from '../normalise/leet.ts';
import { SOFT, type TextWindow } from '../normalise/window.ts';
import { fold, isWord, lower, SPACE } from './characters.ts';
import { type Term, TermAutomaton, type TermNode, type TermRule } from './term-automaton.ts';

export class TermDetector implements Detector {
  readonly #automaton: TermAutomaton;

  constructor(rules: readonly TermRule[]) {
    this.#automaton = new TermAutomaton(rules);
  }

  open(window: TextWindow, sink: MatchSink): DetectorStream {
    return new TermStream(this.#automaton, window, sink);
  }

  /** Reads whole texts quickly. */
  scanner(): TextScanner {
    return new TermScan(this.#automaton);
  }
}

/** Whether the automaton has a candidate anywhere. */
class TermScan implements TextScanner {
  readonly #automaton: TermAutomaton;
  #node: TermNode;
  #afterSpace = false;

  constructor(automaton: TermAutomaton) {
    this.#automaton = automaton;
    this.#node = automaton.root;
  }

  begin(): void {
    this.#node = this.#automaton.root;
    this.#afterSpace = false;
  }

  read(codes: Int32Array, count: number): boolean {
    for (let i = 0; i < count; i++) {
      const symbol = fold(codes[i]!);
      const space = symbol === SPACE;
      if (space && this.#afterSpace) continue;
      this.#afterSpace = space;
      this.#node = this.#automaton.step(this.#node, symbol);
      if (this.#node.ends) return true;
    }
    return false;
  }

  end(): boolean {
    return false;
  }
}

/** Characters between two looks at how far back the newest possible match reaches. */
const FORGET_EVERY = 16;

interface Candidate {
  readonly term: Term;
  readonly start: number;
  readonly end: number;
}

class TermStream implements DetectorStream {
  readonly #automaton: TermAutomaton;
  readonly #window: TextWindow;
  readonly #sink: MatchSink;
  /** Character index of each of the last symbols, by symbol number modulo its length. */
  readonly #positions: Int32Array;
  #symbols = 0;
  #node: TermNode;
  #afterSpace = false;
  #last = -1;
  readonly #before: { node: TermNode; symbols: number; afterSpace: boolean };
  /** Candidates that end with the newest character, and need to know the next one. */
  #waiting: Candidate[] = [];

  constructor(automaton: TermAutomaton, window: TextWindow, sink: MatchSink) {
    this.#automaton = automaton;
    this.#node = automaton.root;
    this.#window = window;
    this.#sink = sink;
    this.#positions = new Int32Array(automaton.deepest + 1);
    this.#before = { node: automaton.root, symbols: 0, afterSpace: false };
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
      const node = this.#read(from + read, codes[read]!, true);
      if (node === undefined) break;
    }
    this.#last = from + read - 1;
    return read;
  }

  step(index: number): void {
    this.#last = index;
    const code = this.#window.code(index);
    if (this.#waiting.length > 0) this.#settle(!isWord(code));
    const node = this.#read(index, code, false);
    if (node === undefined || node.depth === 0) return;
    for (let at = node.terms.length > 0 ? node : node.output; at !== undefined; at = at.output) {
      for (const term of at.terms) this.#consider(term, at.depth, index);
    }
  }

  end(): void {
    this.#settle(true);
    this.#node = this.#automaton.root;
  }

  get undecidedFrom(): number {
    let earliest = Number.POSITIVE_INFINITY;
    for (const { term, start } of this.#waiting) if (holdsText(term.rule)) earliest = Math.min(earliest, start);
    for (let node = this.#node; node.depth > 0; node = node.fail) {
      if (!node.holdsAnywhere && !node.holdsWords) continue;
      const start = this.#position(node.depth);
      if (node.holdsAnywhere || this.#mayBeginWord(start)) return Math.min(earliest, start);
    }
    return earliest;
  }

  /** The node after `code`. With `ahead`, undefined when a candidate ends there, and then nothing has been read. */
  #read(index: number, code: number, ahead: boolean): TermNode | undefined {
    const automaton = this.#automaton;
    // Between letters that are spaced out, one character is nothing, and more are the space between two words.
    const soft = code === SOFT;
    if (soft && this.#window.originalEnd(index) - this.#window.originalStart(index) <= 1) return automaton.root;
    const symbol = soft ? SPACE : fold(code);
    const space = symbol === SPACE;
    if (space && this.#afterSpace) return automaton.root;
    const node = automaton.step(this.#node, symbol);
    if (ahead && node.ends) return undefined;
    this.#afterSpace = space;
    this.#positions[this.#symbols % this.#positions.length] = index;
    this.#symbols += 1;
    this.#node = node;
    if (node.depth > 0 && index % FORGET_EVERY === 0) this.#forgetOld(index);
    return node;
  }

  #consider(term: Term, depth: number, index: number): void {
    const start = this.#position(depth);
    const end = index + 1;
    if (term.beginsWord && !this.#mayBeginWord(start)) return;
    if (!this.#isSpelled(term, depth, start, end) || !this.#window.allows(start, end)) return;
    if (term.endsWord) this.#waiting.push({ term, start, end });
    else this.#found({ term, start, end });
  }

  #settle(wordEnded: boolean): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    if (wordEnded) for (const candidate of waiting) this.#found(candidate);
  }

  #found({ term, start, end }: Candidate): void {
    const match = { rule: term.rule, start, end };
    this.#sink.accepted(match);
    this.#sink.final(match);
  }

  #mayBeginWord(start: number): boolean {
    const before = this.#window.code(start - 1);
    return !isWord(before) || isLeetSign(before);
  }

  /** Whether the characters are the term's, or may stand for them. */
  #isSpelled(term: Term, depth: number, start: number, end: number): boolean {
    const wanted = term.codes;
    let asWritten = true;
    for (let symbol = 0; symbol < depth; symbol += 1) {
      const code = this.#window.code(this.#position(depth - symbol));
      const want = wanted[symbol]!;
      if (want === SPACE || lower(code) === want) continue;
      if (!leetLetters(code)?.includes(want)) return false;
      asWritten = false;
    }
    return asWritten || isPlausibleLeet(this.#window.text(start, end));
  }

  #forgetOld(index: number): void {
    const oldest = index + 1 - HELD_CHARACTERS_MAX;
    while (this.#node.depth > 0 && this.#position(this.#node.depth) < oldest) {
      this.#node = this.#node.fail;
    }
  }

  /** Character where the last `depth` symbols begin. */
  #position(depth: number): number {
    return this.#positions[(this.#symbols - depth) % this.#positions.length]!;
  }
}
