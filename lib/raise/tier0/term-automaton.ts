// All terms of a policy as one Aho-Corasick automaton over folded characters: without case, digits and signs as the letters
// that they may stand for. It finds candidates; whether the characters really are the term's is checked on each.
import { holdsText, type Rule } from '../detector.ts';
import { normaliseText } from '../normalise/normalise.ts';
import { fold, isSpace, isWord, lower, SPACE } from './characters.ts';

export interface TermRule {
  readonly rule: Rule;
  readonly terms: readonly string[];
}

/** A term as it is compared: lower case, runs of white space as one. */
export interface Term {
  readonly rule: Rule;
  readonly codes: readonly number[];
  /** It begins, or ends, where a word does. */
  readonly beginsWord: boolean;
  readonly endsWord: boolean;
}

export interface TermNode {
  readonly depth: number;
  readonly next: Map<number, TermNode>;
  fail: TermNode;
  /** Terms that end here; those that end at a shorter suffix hang on `output`. */
  readonly terms: Term[];
  output: TermNode | undefined;
  /** Some term ends here. */
  ends: boolean;
  /** Some term below belongs to a rule that holds text: one that may begin anywhere, or only where a word does. */
  holdsAnywhere: boolean;
  holdsWords: boolean;
}

function makeNode(depth: number): TermNode {
  const base = {
    depth,
    next: new Map(),
    terms: [],
    output: undefined,
    ends: false,
    holdsAnywhere: false,
    holdsWords: false,
  };
  return Object.assign(base, { fail: base as unknown as TermNode });
}

export function termOf(rule: Rule, text: string): Term {
  const codes: number[] = [];
  for (const character of normaliseText(text).trim()) {
    const code = lower(character.codePointAt(0)!);
    if (!isSpace(code)) codes.push(code);
    else if (codes.at(-1) !== SPACE) codes.push(SPACE);
  }
  const beginsWord = isWord(codes[0] ?? -1);
  const endsWord = isWord(codes.at(-1) ?? -1);
  return { rule, codes, beginsWord, endsWord };
}

export class TermAutomaton {
  readonly root = makeNode(0);
  /** The root's next nodes by ASCII symbol. */
  readonly #first: TermNode[];
  #deepest = 1;

  constructor(rules: readonly TermRule[]) {
    for (const { rule, terms } of rules) for (const term of terms) this.#add(termOf(rule, term));
    this.#first = Array.from({ length: 128 }, (_, symbol) => this.root.next.get(symbol) ?? this.root);
    this.#link();
  }

  /** Symbols of the longest term. */
  get deepest(): number {
    return this.#deepest;
  }

  get empty(): boolean {
    return this.root.next.size === 0;
  }

  step(from: TermNode, symbol: number): TermNode {
    let node = from;
    for (;;) {
      if (node.depth === 0 && symbol < 128) return this.#first[symbol]!;
      const next = node.next.get(symbol);
      if (next !== undefined) return next;
      if (node.depth === 0) return node;
      node = node.fail;
    }
  }

  #add(term: Term): void {
    const symbols = term.codes.map(fold);
    if (symbols.length === 0) return;
    let node = this.root;
    for (const symbol of symbols) {
      let next = node.next.get(symbol);
      if (next === undefined) {
        next = makeNode(node.depth + 1);
        node.next.set(symbol, next);
      }
      node = next;
      if (!holdsText(term.rule)) continue;
      if (term.beginsWord) node.holdsWords = true;
      else node.holdsAnywhere = true;
    }
    const known = node.terms.some((other) => other.rule === term.rule && sameCodes(other.codes, term.codes));
    if (!known) node.terms.push(term);
    this.#deepest = Math.max(this.#deepest, symbols.length);
  }

  /** Breadth first, so that a node's shorter suffixes are complete before it. */
  #link(): void {
    const queue = [this.root];
    for (const node of queue) {
      for (const [symbol, child] of node.next) {
        child.fail = node === this.root ? this.root : this.step(node.fail, symbol);
        child.ends = child.terms.length > 0 || child.fail.ends;
        child.output = child.fail.terms.length > 0 ? child.fail : child.fail.output;
        queue.push(child);
      }
    }
  }
}

function sameCodes(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((code, index) => code === b[index]);
}
