// All terms of a policy as one Aho-Corasick automaton over folded characters: without case, digits and signs as the letters
// that they may stand for. It finds candidates; whether the characters really are the term's is checked on each.
import { holdsText, type Rule } from '../detector.ts';
import { childOf, type TermTables } from './term-tables.ts';

/** Bits of what `holding` says of a set: a term that holds text may begin anywhere, or only where a word does. */
export const ANYWHERE = 1;
export const WORDS = 2;

export class TermAutomaton {
  readonly tables: TermTables;
  /** Symbols of the longest term. */
  readonly deepest: number;
  readonly #first: Int32Array;
  readonly #children: Int32Array;
  readonly #symbols: Int32Array;
  readonly #fail: Int32Array;

  constructor(tables: TermTables) {
    const { first, children, symbols, fail, depth } = tables;
    this.tables = tables;
    // Breadth first: the last node is one of the deepest.
    this.deepest = Math.max(1, depth.at(-1) ?? 1);
    this.#first = first;
    this.#children = children;
    this.#symbols = symbols;
    this.#fail = fail;
  }

  /** The node after `from` when `symbol` is read; 0 is the root. */
  step(from: number, symbol: number): number {
    for (let node = from; node !== 0; node = this.#fail[node]!) {
      const next = childOf(this.#children, this.#symbols, node, symbol);
      if (next !== 0) return next;
    }
    if (symbol < this.#first.length) return this.#first[symbol]!;
    return symbol < 65_536 ? 0 : childOf(this.#children, this.#symbols, 0, symbol);
  }

  /** Whether some term ends at `node`. */
  ends(node: number): boolean {
    const { termsFrom, output } = this.tables;
    return output[node] !== 0 || termsFrom[node + 1]! > termsFrom[node]!;
  }

  /** [sets]: which of the sets of beginnings hold text, under `rules` by number; the others do not count. */
  holding(rules: readonly (Rule | undefined)[]): Uint8Array {
    const { setFrom, setMembers } = this.tables;
    const held = rules.map((rule) => rule !== undefined && holdsText(rule));
    const holding = new Uint8Array(setFrom.length - 1);
    for (let set = 0; set < holding.length; set++) {
      for (let at = setFrom[set]!; at < setFrom[set + 1]!; at++) {
        const member = setMembers[at]!;
        if (held[member >> 1]) holding[set]! |= member & 1 ? WORDS : ANYWHERE;
      }
    }
    return holding;
  }

  /** A term as it is compared. */
  text(term: number): string {
    const { codes, codesFrom } = this.tables;
    return String.fromCodePoint(...codes.subarray(codesFrom[term]!, codesFrom[term + 1]!));
  }
}
