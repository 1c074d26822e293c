// A policy made ready to run: its rules compiled once, and put together for each tenant, phase and role on first use.
import type { ClassifierRules } from '../classifier-watch.ts';
import type { Action, Rule } from '../detector.ts';
import { Normaliser, normaliseText } from '../normalise/normalise.ts';
import type { ReadingRules } from '../reading.ts';
import { PatternDetector } from '../tier0/pattern.ts';
import type { PatternRule } from '../tier0/pattern-machine.ts';
import { PatternProgram } from '../tier0/pattern-program.ts';
import type { BuiltinPattern } from '../tier0/pii.ts';
import type { TermRule } from '../tier0/term-automaton.ts';
import { TermDetector } from '../tier0/terms.ts';
import {
  actionFor,
  BUILTIN_PATTERNS,
  type Phase,
  type Policy,
  type PolicyRule,
  type Role,
  tenantOf,
} from './policy.ts';

/** Everything that screening one text needs. */
export interface RuleSet extends ReadingRules {
  readonly policyVersion: string;
  readonly redaction: string;
  /** Absent: no classifier, or none of its categories matters. */
  readonly classifier: ClassifierRules | undefined;
}

/** Comparison form of an allow-list entry: normalised, lower case, without white space. */
const allowKey = (normalText: string): string => normalText.toLowerCase().replace(/\s+/g, '');

export class CompiledPolicy {
  readonly policy: Policy;
  readonly #normaliser = new Normaliser();
  readonly #builtins: ReadonlyArray<{ builtin: BuiltinPattern; program: PatternProgram }>;
  readonly #rules: ReadonlyArray<{ rule: PolicyRule; programs: readonly PatternProgram[] }>;
  readonly #ruleSets = new Map<string, RuleSet>();

  /** Throws INVALID_ARGUMENT naming the rule whose pattern does not compile. */
  constructor(policy: Policy) {
    this.policy = policy;
    this.#builtins = BUILTIN_PATTERNS.map((builtin) => ({
      builtin,
      program: PatternProgram.compile(builtin.pattern, `detector ${builtin.id}`),
    }));
    this.#rules = policy.rules.map((rule) => ({
      rule,
      programs: rule.patterns.map((pattern, index) =>
        PatternProgram.compile(normaliseText(pattern), `rules.${rule.id}.patterns[${index}]`, true),
      ),
    }));
  }

  /** Tenants that the policy does not name share one rule set. */
  ruleSet(tenantId: string, phase: Phase, role: Role): RuleSet {
    const tenant = tenantOf(this.policy, tenantId) === undefined ? '' : tenantId;
    const key = JSON.stringify([tenant, phase, role]);
    let ruleSet = this.#ruleSets.get(key);
    if (ruleSet === undefined) {
      ruleSet = this.#build(tenant, phase, role);
      this.#ruleSets.set(key, ruleSet);
    }
    return ruleSet;
  }

  #build(tenantId: string, phase: Phase, role: Role): RuleSet {
    const { policy } = this;
    const tenant = tenantOf(policy, tenantId);
    const threshold = tenant?.threshold ?? policy.threshold;
    const allowed = new Set([...policy.allow, ...(tenant?.allow ?? [])].map((text) => allowKey(normaliseText(text))));
    const builtins: PatternRule[] = [];
    const patterns: PatternRule[] = [];
    const terms: TermRule[] = [];
    const checked = (rule: Rule, program: PatternProgram, check?: (text: string) => boolean): PatternRule => {
      const validate =
        allowed.size === 0 ? check : (text: string) => !allowed.has(allowKey(text)) && (check?.(text) ?? true);
      return { rule, program, ...(validate && { validate }) };
    };
    for (const { builtin, program } of this.#builtins) {
      const enabled = tenant?.detectors[builtin.id] ?? policy.detectors[builtin.id] ?? builtin.enabled;
      const { category, score } = builtin;
      const action = actionFor(policy, tenantId, category, phase);
      if (!enabled || action === 'allow' || score < threshold) continue;
      builtins.push(
        checked({ detector: `${category}:${builtin.id}`, category, action, score }, program, builtin.validate),
      );
    }
    for (const { rule: source, programs } of this.#rules) {
      const { category, score, id } = source;
      const action = ruleAction(policy, tenantId, source, phase);
      if (action === 'allow' || score < threshold || !source.roles.includes(role)) continue;
      for (const program of programs)
        patterns.push(checked({ detector: `pattern:${id}`, category, action, score }, program));
      const wanted = source.terms.filter((term) => !allowed.has(allowKey(normaliseText(term))));
      if (wanted.length > 0) terms.push({ rule: { detector: `terms:${id}`, category, action, score }, terms: wanted });
    }
    const rules = patterns.length > 0 ? [new PatternDetector(patterns)] : [];
    const words = terms.length > 0 ? [new TermDetector(terms)] : [];
    return {
      policyVersion: policy.version,
      redaction: policy.redaction,
      normaliser: this.#normaliser,
      detectors: [...(builtins.length > 0 ? [new PatternDetector(builtins)] : []), ...rules, ...words],
      rotated: [...rules, ...words],
      spaced: [...rules, ...(terms.length > 0 ? [new TermDetector(terms, true)] : [])],
      decodeDepth: 2,
      classifier: undefined,
    };
  }
}

/** A tenant's word on the category comes first, then the rule's own, then the policy's on the category. */
function ruleAction(policy: Policy, tenantId: string, rule: PolicyRule, phase: Phase): Action {
  const ofTenant = tenantOf(policy, tenantId)?.categories[rule.category]?.[phase];
  return ofTenant ?? rule.actions[phase] ?? actionFor(policy, tenantId, rule.category, phase);
}
