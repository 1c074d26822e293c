// The terms of a policy as tables of numbers, which a thread can make and hand over: an Aho-Corasick automaton over folded
// characters, the terms, and which rules' terms lie behind each of its nodes.
import { invalid } from '../../wire/errors.ts';
import { normaliseText } from '../normalise/normalise.ts';
import { fold, isSpace, isWord, lower, SPACE } from './characters.ts';

/** Bits of `edges`: a word begins, or ends, where the term does. */
export const BEGINS_WORD = 1;
export const ENDS_WORD = 2;

/** Of all terms together, once they are normalised: some characters stand for up to 18. */
const SYMBOLS_MAX = 8_000_000;

/** Nodes are numbered breadth first from the root, 0; as an answer, 0 says that there is none. */
export interface TermTables {
  /** [symbols below the highest that begins a term, at most 65,536]: node after the root. */
  readonly first: Int32Array<ArrayBuffer>;
  /** [nodes + 1]: the children of a node are those from its entry to the next, by symbol. */
  readonly children: Int32Array<ArrayBuffer>;
  /** [nodes]: folded character that leads to it. */
  readonly symbols: Int32Array<ArrayBuffer>;
  /** [nodes]: its longest proper suffix that begins a term. */
  readonly fail: Int32Array<ArrayBuffer>;
  /** [nodes]: its longest proper suffix that is a term. */
  readonly output: Int32Array<ArrayBuffer>;
  /** [nodes]: symbols from the root. */
  readonly depth: Uint16Array<ArrayBuffer>;
  /** [nodes + 1]: the terms that end at a node are those from its entry to the next, in the policy's order. */
  readonly termsFrom: Int32Array<ArrayBuffer>;
  /** [nodes]: the set of beginnings of terms that lie behind it, or end there. */
  readonly begun: Int32Array<ArrayBuffer>;
  /** [sets + 1]: where the members of a set stand. */
  readonly setFrom: Int32Array<ArrayBuffer>;
  /** Twice the number of a rule, plus one where a term of it begins with a word. */
  readonly setMembers: Int32Array<ArrayBuffer>;
  /** [terms]: number of the rule. */
  readonly ruleOf: Int32Array<ArrayBuffer>;
  /** [terms]: BEGINS_WORD, ENDS_WORD. */
  readonly edges: Uint8Array<ArrayBuffer>;
  /** [terms + 1]: where a term's characters stand in `codes`. */
  readonly codesFrom: Int32Array<ArrayBuffer>;
  /** Lower case, runs of white space as one. */
  readonly codes: Int32Array<ArrayBuffer>;
}

/** Terms as they are compared, by rule, in the policy's order; what is nothing once normalised is left out. */
interface TermList {
  readonly rule: number[];
  readonly from: number[];
  readonly codes: number[];
  readonly symbols: number[];
}

/**
 * `rules`: the terms of each rule.
 * @throws INVALID_ARGUMENT when they are too long together
 */
export function termTables(rules: readonly (readonly string[])[]): TermTables {
  const list = listOf(rules);
  const sorted = sortedTerms(list);
  const nodeCount = 1 + sorted.reduce((sum, term, at) => sum + newSymbols(list, sorted[at - 1], term), 0);
  return new Builder(list, sorted, nodeCount).tables();
}

function listOf(rules: readonly (readonly string[])[]): TermList {
  const list: TermList = { rule: [], from: [0], codes: [], symbols: [] };
  const { codes } = list;
  for (const [rule, terms] of rules.entries()) {
    for (const text of terms) {
      const from = codes.length;
      for (const character of normaliseText(text).trim()) {
        const code = lower(character.codePointAt(0)!);
        if (!isSpace(code)) codes.push(code);
        else if (codes.length > from && codes.at(-1) !== SPACE) codes.push(SPACE);
      }
      if (codes.length === from) continue;
      list.rule.push(rule);
      list.from.push(codes.length);
      if (codes.length > SYMBOLS_MAX) {
        const limit = `${SYMBOLS_MAX}: use fewer, or shorter ones`;
        throw invalid(
          'rules',
          `rules: the terms have over ${SYMBOLS_MAX} characters once normalised; at most ${limit}`,
        );
      }
    }
  }
  for (const code of codes) list.symbols.push(fold(code));
  return list;
}

/** By symbols, and of equal ones in the policy's order. */
function sortedTerms({ rule, from, symbols }: TermList): number[] {
  return Array.from(rule, (_, term) => term).sort((a, b) => {
    let [at, other] = [from[a]!, from[b]!];
    const [end, otherEnd] = [from[a + 1]!, from[b + 1]!];
    while (at < end && other < otherEnd && symbols[at] === symbols[other]) {
      at++;
      other++;
    }
    if (at === end || other === otherEnd) return end - at - (otherEnd - other) || a - b;
    return symbols[at]! - symbols[other]!;
  });
}

/** Nodes that `term` needs and the one before it in order does not have. */
function newSymbols({ from, symbols }: TermList, before: number | undefined, term: number): number {
  const length = from[term + 1]! - from[term]!;
  if (before === undefined) return length;
  const most = Math.min(length, from[before + 1]! - from[before]!);
  let shared = 0;
  while (shared < most && symbols[from[before]! + shared] === symbols[from[term]! + shared]) shared++;
  return length - shared;
}

class Builder {
  readonly #list: TermList;
  readonly #sorted: readonly number[];
  readonly #nodes: number;
  readonly #children: Int32Array<ArrayBuffer>;
  readonly #symbols: Int32Array<ArrayBuffer>;
  readonly #depth: Uint16Array<ArrayBuffer>;
  readonly #termsFrom: Int32Array<ArrayBuffer>;
  /** Terms by the node at which they end. */
  readonly #terms: number[] = [];

  constructor(list: TermList, sorted: readonly number[], nodes: number) {
    this.#list = list;
    this.#sorted = sorted;
    this.#nodes = nodes;
    this.#children = new Int32Array(nodes + 1);
    this.#symbols = new Int32Array(nodes);
    this.#depth = new Uint16Array(nodes);
    this.#termsFrom = new Int32Array(nodes + 1);
  }

  tables(): TermTables {
    this.#grow();
    const { codes, from, rule } = this.#list;
    const codesFrom = new Int32Array(this.#terms.length + 1);
    for (const [at, term] of this.#terms.entries()) codesFrom[at + 1] = codesFrom[at]! + from[term + 1]! - from[term]!;
    const ordered = new Int32Array(codesFrom.at(-1)!);
    const edges = new Uint8Array(this.#terms.length);
    for (const [at, term] of this.#terms.entries()) {
      for (let i = from[term]!; i < from[term + 1]!; i++) ordered[codesFrom[at]! + i - from[term]!] = codes[i]!;
      edges[at] = this.#edgesOf(term);
    }
    return {
      first: this.#first(),
      children: this.#children,
      symbols: this.#symbols,
      depth: this.#depth,
      termsFrom: this.#termsFrom,
      ...this.#links(),
      ...this.#beginnings(),
      ruleOf: Int32Array.from(this.#terms, (term) => rule[term]!),
      edges,
      codesFrom,
      codes: ordered,
    };
  }

  /** Breadth first: a node is a stretch of the sorted terms that begin alike. */
  #grow(): void {
    const { from, symbols } = this.#list;
    const low = new Int32Array(this.#nodes);
    const high = new Int32Array(this.#nodes);
    high[0] = this.#sorted.length;
    let made = 1;
    for (let node = 0; node < this.#nodes; node++) {
      const depth = this.#depth[node]!;
      const end = high[node]!;
      let at = low[node]!;
      const ended = at;
      while (at < end && from[this.#sorted[at]! + 1]! - from[this.#sorted[at]!]! === depth) at++;
      this.#keep(this.#sorted.slice(ended, at));
      this.#termsFrom[node + 1] = this.#terms.length;
      this.#children[node] = made;
      while (at < end) {
        const symbol = symbols[from[this.#sorted[at]!]! + depth]!;
        low[made] = at;
        while (at < end && symbols[from[this.#sorted[at]!]! + depth] === symbol) at++;
        high[made] = at;
        this.#symbols[made] = symbol;
        this.#depth[made] = depth + 1;
        made++;
      }
    }
    this.#children[this.#nodes] = made;
  }

  /** Terms that are spelled alike count once a rule. */
  #keep(terms: readonly number[]): void {
    if (terms.length < 2) {
      this.#terms.push(...terms);
      return;
    }
    const { rule, from, codes } = this.#list;
    const seen = new Set<string>();
    for (const term of terms) {
      const spelled = `${rule[term]} ${codes.slice(from[term]!, from[term + 1]!).join(' ')}`;
      if (!seen.has(spelled)) this.#terms.push(term);
      seen.add(spelled);
    }
  }

  #edgesOf(term: number): number {
    const { from, codes } = this.#list;
    const begins = isWord(codes[from[term]!]!) ? BEGINS_WORD : 0;
    return begins | (isWord(codes[from[term + 1]! - 1]!) ? ENDS_WORD : 0);
  }

  #first(): Int32Array<ArrayBuffer> {
    const end = this.#children[1]!;
    let size = 0;
    for (let node = 1; node < end; node++) if (this.#symbols[node]! < 65_536) size = this.#symbols[node]! + 1;
    const first = new Int32Array(size);
    for (let node = 1; node < end; node++) if (this.#symbols[node]! < size) first[this.#symbols[node]!] = node;
    return first;
  }

  /** In order, so that a node's shorter suffixes are complete before it. */
  #links(): Pick<TermTables, 'fail' | 'output'> {
    const fail = new Int32Array(this.#nodes);
    const output = new Int32Array(this.#nodes);
    for (let node = 0; node < this.#nodes; node++) {
      for (let child = this.#children[node]!; child < this.#children[node + 1]!; child++) {
        const suffix = node === 0 ? 0 : this.#suffix(fail, fail[node]!, this.#symbols[child]!);
        fail[child] = suffix;
        output[child] = this.#termsFrom[suffix + 1]! > this.#termsFrom[suffix]! ? suffix : output[suffix]!;
      }
    }
    return { fail, output };
  }

  #suffix(fail: Int32Array, from: number, symbol: number): number {
    for (let node = from; ; node = fail[node]!) {
      const next = childOf(this.#children, this.#symbols, node, symbol);
      if (next !== 0 || node === 0) return next;
    }
  }

  /** From the last node to the first: what lies behind a node is known before it. Equal sets are one. */
  #beginnings(): Pick<TermTables, 'begun' | 'setFrom' | 'setMembers'> {
    const begun = new Int32Array(this.#nodes);
    const sets: (readonly number[])[] = [[]];
    const numbers = new Map([['', 0]]);
    for (let node = this.#nodes - 1; node > 0; node--) {
      const behind = new Set<number>();
      for (let child = this.#children[node]!; child < this.#children[node + 1]!; child++) behind.add(begun[child]!);
      const [from, to] = [this.#termsFrom[node]!, this.#termsFrom[node + 1]!];
      if (from === to && behind.size === 1) {
        begun[node] = begun[this.#children[node]!]!;
        continue;
      }
      const members = new Set<number>();
      for (const set of behind) for (const member of sets[set]!) members.add(member);
      for (const term of this.#terms.slice(from, to)) {
        members.add(2 * this.#list.rule[term]! + (this.#edgesOf(term) & BEGINS_WORD));
      }
      const sorted = [...members].sort((a, b) => a - b);
      const name = sorted.join();
      const known = numbers.get(name) ?? sets.push(sorted) - 1;
      numbers.set(name, known);
      begun[node] = known;
    }
    const setFrom = new Int32Array(sets.length + 1);
    for (const [set, members] of sets.entries()) setFrom[set + 1] = setFrom[set]! + members.length;
    return { begun, setFrom, setMembers: Int32Array.from(sets.flat()) };
  }
}

/** The node that `symbol` leads to from `node`; 0 when there is none. */
export function childOf(children: Int32Array, symbols: Int32Array, node: number, symbol: number): number {
  let low = children[node]!;
  let high = children[node + 1]!;
  while (low < high) {
    const middle = (low + high) >> 1;
    const at = symbols[middle]!;
    if (at === symbol) return middle;
    if (at < symbol) low = middle + 1;
    else high = middle;
  }
  return 0;
}
