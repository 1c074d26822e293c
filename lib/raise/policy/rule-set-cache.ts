// Rule sets that were put together before: a named tenant's are kept while it is among those heard from last.
//
// Invariants
// 1. At most RULE_SETS_MAX are kept.
// 2. The least recently used leaves first; a screen that runs keeps its own.

/** Each takes half a megabyte to a few where no other has its patterns: its automata grow as they read. */
export const RULE_SETS_MAX = 256;

export class RuleSetCache<RuleSet> {
  readonly #kept = new Map<string, RuleSet>();

  /** `build` is called when there is none of that name. */
  get(name: string, build: () => RuleSet): RuleSet {
    const known = this.#kept.get(name);
    const ruleSet = known ?? build();
    this.#kept.delete(name);
    this.#kept.set(name, ruleSet);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= RULE_SETS_MAX) break;
      this.#kept.delete(oldest);
    }
    return ruleSet;
  }

  get size(): number {
    return this.#kept.size;
  }
}
