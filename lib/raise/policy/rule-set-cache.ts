// Rule sets that were put together before: a named tenant's are kept while it is among those heard from last.
//
// Invariants
// 1. What is kept costs at most RULE_SETS_COST_MAX, or is one rule set.
// 2. The least recently used leaves first; a screen that runs keeps its own.

/** In rule sets without terms: each takes half a megabyte to a few, its automata grow as they read. */
export const RULE_SETS_COST_MAX = 256;
/** As many terms take the room of one such rule set. */
const TERMS_PER_COST = 2000;

export class RuleSetCache<RuleSet> {
  readonly #kept = new Map<string, { readonly ruleSet: RuleSet; readonly cost: number }>();
  #cost = 0;

  /** `build` is called when there is none of that name, and says how many terms it holds. */
  get(name: string, build: () => { readonly ruleSet: RuleSet; readonly terms: number }): RuleSet {
    const known = this.#kept.get(name);
    if (known !== undefined) {
      this.#kept.delete(name);
      this.#kept.set(name, known);
      return known.ruleSet;
    }
    const { ruleSet, terms } = build();
    const cost = 1 + terms / TERMS_PER_COST;
    this.#kept.set(name, { ruleSet, cost });
    this.#cost += cost;
    for (const [oldest, { cost: freed }] of this.#kept) {
      if (this.#cost <= RULE_SETS_COST_MAX || this.#kept.size === 1) break;
      this.#kept.delete(oldest);
      this.#cost -= freed;
    }
    return ruleSet;
  }

  get size(): number {
    return this.#kept.size;
  }
}
