// Term lists over a stream: one Aho-Corasick automaton for all terms, its state carried from character to character.
//
// Terms and text are compared without case, with any run of white space as one space. A term that begins or ends with a
// letter of a script that writes spaces between words matches whole words only; Chinese and other unspaced scripts match
// anywhere. Both are part of the alphabet: BOUNDARY is read wherever a word begins or ends.
import {
  type Detector,
  type DetectorStream,
  HELD_CHARACTERS_MAX,
  holdsText,
  type MatchSink,
  type Rule,
} from '../detector.ts';
import { normaliseText } from '../normalise/normalise.ts';
import type { NormalWindow } from '../normalise/window.ts';

export interface TermRule {
  readonly rule: Rule;
  readonly terms: readonly string[];
}

const BOUNDARY = -2;
const SPACE = 32;
/** Scripts that do not put spaces between words; their letters make no word boundary. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const LETTER = /[\p{L}\p{N}\p{M}_]/u;

function isSpace(code: number): boolean {
  return code === SPACE || (code >= 9 && code <= 13);
}

const wordCache = new Map<number, boolean>();
function isWord(code: number): boolean {
  if (code < 0) return false;
  let word = wordCache.get(code);
  if (word === undefined) {
    const character = String.fromCodePoint(code);
    word = LETTER.test(character) && !UNSPACED.test(character);
    if (wordCache.size < 65_536) wordCache.set(code, word);
  }
  return word;
}

function lower(code: number): number {
  if (code < 128) return code >= 65 && code <= 90 ? code + 32 : code;
  return String.fromCodePoint(code).toLowerCase().codePointAt(0)!;
}

/** The symbols of a term, boundaries included. */
export function termSymbols(term: string): number[] {
  const symbols: number[] = [];
  let previous = -1;
  for (const character of normaliseText(term).trim()) {
    const code = lower(character.codePointAt(0)!);
    if (isSpace(code) && isSpace(previous)) continue;
    if (isWord(code) !== isWord(previous)) symbols.push(BOUNDARY);
    symbols.push(isSpace(code) ? SPACE : code);
    previous = code;
  }
  if (isWord(previous)) symbols.push(BOUNDARY);
  return symbols;
}

interface Node {
  readonly depth: number;
  readonly next: Map<number, Node>;
  fail: Node;
  /** Rules with a term that ends here; terms that end at a shorter suffix hang on `output`. */
  readonly rules: Rule[];
  output: Node | undefined;
  /** Symbols of the longest suffix that could still become a term of a rule that holds text. */
  undecidedDepth: number;
  /** Some term below this node belongs to a rule that holds text. */
  holdsBelow: boolean;
}

function makeNode(depth: number): Node {
  const node = { depth, next: new Map(), rules: [], output: undefined, undecidedDepth: 0, holdsBelow: false };
  return Object.assign(node, { fail: node as unknown as Node });
}

export class TermDetector implements Detector {
  readonly #root = makeNode(0);
  #deepest = 0;

  constructor(rules: readonly TermRule[]) {
    for (const { rule, terms } of rules) for (const term of terms) this.#add(rule, termSymbols(term));
    this.#link();
  }

  open(window: NormalWindow, sink: MatchSink): DetectorStream {
    return new TermStream(this.#root, this.#deepest, window, sink);
  }

  #add(rule: Rule, symbols: readonly number[]): void {
    let node = this.#root;
    for (const symbol of symbols) {
      if (holdsText(rule)) node.holdsBelow = true;
      let next = node.next.get(symbol);
      if (next === undefined) {
        next = makeNode(node.depth + 1);
        node.next.set(symbol, next);
      }
      node = next;
    }
    if (!node.rules.includes(rule)) node.rules.push(rule);
    this.#deepest = Math.max(this.#deepest, symbols.length);
  }

  /** Breadth first, so that a node's shorter suffixes are complete before it. */
  #link(): void {
    const queue = [this.#root];
    for (const node of queue) {
      for (const [symbol, child] of node.next) {
        child.fail = node === this.#root ? this.#root : transition(node.fail, symbol);
        child.output = child.fail.rules.length > 0 ? child.fail : child.fail.output;
        child.undecidedDepth = child.holdsBelow ? child.depth : child.fail.undecidedDepth;
        queue.push(child);
      }
    }
  }
}

function transition(from: Node, symbol: number): Node {
  let node = from;
  for (;;) {
    const next = node.next.get(symbol);
    if (next !== undefined) return next;
    if (node.depth === 0) return node;
    node = node.fail;
  }
}

class TermStream implements DetectorStream {
  readonly #window: NormalWindow;
  readonly #sink: MatchSink;
  /** Character index of each of the last symbols, by symbol number modulo its length. */
  readonly #positions: number[];
  #symbols = 0;
  #node: Node;
  #previous = -1;

  constructor(root: Node, deepest: number, window: NormalWindow, sink: MatchSink) {
    this.#node = root;
    this.#window = window;
    this.#sink = sink;
    this.#positions = new Array(deepest + 1).fill(0);
  }

  step(index: number): void {
    const code = lower(this.#window.code(index));
    const space = isSpace(code);
    if (space && isSpace(this.#previous)) return;
    if (isWord(code) !== isWord(this.#previous)) this.#read(BOUNDARY, index, index);
    this.#read(space ? SPACE : code, index, index + 1);
    this.#previous = code;
    const oldest = this.#window.originalEnd(index) - HELD_CHARACTERS_MAX;
    while (this.#node.depth > 0 && this.#window.originalStart(this.#position(this.#node.depth)) < oldest) {
      this.#node = this.#node.fail;
    }
  }

  end(): void {
    const length = this.#window.length;
    if (isWord(this.#previous)) this.#read(BOUNDARY, length, length);
    while (this.#node.depth > 0) this.#node = this.#node.fail;
  }

  get undecidedFrom(): number {
    const depth = this.#node.undecidedDepth;
    return depth === 0 ? Number.POSITIVE_INFINITY : this.#position(depth);
  }

  /** Reads `symbol`, which stands at character `index`; a term that it completes ends before character `end`. */
  #read(symbol: number, index: number, end: number): void {
    this.#positions[this.#symbols % this.#positions.length] = index;
    this.#symbols += 1;
    this.#node = transition(this.#node, symbol);
    const node = this.#node;
    for (let at = node.rules.length > 0 ? node : node.output; at !== undefined; at = at.output) {
      for (const rule of at.rules) {
        const match = { rule, start: this.#position(at.depth), end };
        this.#sink.accepted(match);
        this.#sink.final(match);
      }
    }
  }

  /** Character where the last `depth` symbols begin. */
  #position(depth: number): number {
    return this.#positions[(this.#symbols - depth) % this.#positions.length]!;
  }
}
