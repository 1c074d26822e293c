// A policy made ready to run: its rules compiled once, and put together for each tenant, phase and role on first use.
import { invalid } from '../../wire/errors.ts';
import type { ClassifierRules } from '../classifier-watch.ts';
import { type Action, holdsText, type Rule, stronger } from '../detector.ts';
import { Normaliser, normaliseText } from '../normalise/normalise.ts';
import type { ReadingRules } from '../reading.ts';
import type { Category } from '../taxonomy.ts';
import type { TextClassifier } from '../text-classifier.ts';
import { PatternDetector } from '../tier0/pattern.ts';
import type { PatternRule } from '../tier0/pattern-machine.ts';
import { PatternProgram } from '../tier0/pattern-program.ts';
import type { BuiltinPattern } from '../tier0/pii.ts';
import type { TermRule } from '../tier0/term-automaton.ts';
import { TermDetector } from '../tier0/terms.ts';
import { actionFor, tenantOf } from './policy.ts';
import { RuleSetCache } from './rule-set-cache.ts';
import { BUILTIN_PATTERNS, type OutputPolicy, type Phase, type Policy, type PolicyRule, type Role } from './schema.ts';

/** Everything that screening one text needs. */
export interface RuleSet extends ReadingRules {
  readonly policyVersion: string;
  readonly redaction: string;
  /** Absent: no classifier, or none of its categories matters. */
  readonly classifier: ClassifierRules | undefined;
}

/** Of all patterns together. */
const INSTRUCTIONS_MAX = 100_000;

/** Comparison form of an allow-list entry: normalised, lower case, without white space. */
const allowKey = (normalText: string): string => normalText.toLowerCase().replace(/\s+/g, '');

export class CompiledPolicy {
  readonly policy: Policy;
  readonly #classifier: TextClassifier | undefined;
  readonly #normaliser = new Normaliser();
  #instructions = 0;
  readonly #builtins: ReadonlyArray<{ builtin: BuiltinPattern; program: PatternProgram }>;
  readonly #rules: ReadonlyArray<{ rule: PolicyRule; programs: readonly PatternProgram[] }>;
  /** Of tenants that the policy does not name: always wanted. */
  readonly #shared = new Map<string, RuleSet>();
  readonly #named = new RuleSetCache<RuleSet>();
  /** By what their rules do, for tenants that the policy does not name. */
  readonly #termDetectors = new Map<string, TermDetector>();

  /** Throws INVALID_ARGUMENT naming the rule whose pattern does not compile. */
  constructor(policy: Policy, classifier?: TextClassifier) {
    this.policy = policy;
    this.#classifier = classifier;
    this.#builtins = BUILTIN_PATTERNS.map((builtin) => ({
      builtin,
      program: PatternProgram.compile(builtin.pattern, `detector ${builtin.id}`),
    }));
    this.#rules = policy.rules.map((rule) => ({
      rule,
      programs: rule.patterns.map((pattern, index) =>
        this.#compile(normaliseText(pattern), `rules.${rule.id}.patterns[${index}]`),
      ),
    }));
  }

  /** Tenants that the policy does not name share one rule set. */
  ruleSet(tenantId: string, phase: Phase, role: Role): RuleSet {
    if (tenantOf(this.policy, tenantId) !== undefined) {
      const name = JSON.stringify([tenantId, phase, role]);
      return this.#named.get(name, () => this.#build(tenantId, phase, role));
    }
    const name = `${phase} ${role}`;
    const known = this.#shared.get(name);
    if (known !== undefined) return known;
    const { ruleSet } = this.#build('', phase, role);
    this.#shared.set(name, ruleSet);
    return ruleSet;
  }

  /** Rule sets of named tenants that are kept. */
  get keptRuleSets(): number {
    return this.#named.size;
  }

  #build(tenantId: string, phase: Phase, role: Role): { ruleSet: RuleSet; terms: number } {
    const { policy } = this;
    const { readings } = policy;
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
    const words = terms.length > 0 ? [this.#termDetector(terms, tenant)] : [];
    const ruleSet: RuleSet = {
      policyVersion: policy.version,
      redaction: policy.redaction,
      normaliser: this.#normaliser,
      detectors: [...(builtins.length > 0 ? [new PatternDetector(builtins)] : []), ...rules, ...words],
      rotated: readings.rot13 ? [...rules, ...words] : [],
      spaced: readings.spaced ? [...rules, ...words] : [],
      holds: [...builtins, ...patterns, ...terms].some(({ rule }) => holdsText(rule)),
      decodeDepth: readings.decode_depth,
      classifier: this.#classifierRules(tenantId, phase, role),
    };
    return { ruleSet, terms: terms.reduce((sum, { terms: wanted }) => sum + wanted.length, allowed.size) };
  }

  /** Long lists take seconds to build: one serves all roles, phases and tenants for which the same terms mean the same. */
  #termDetector(terms: readonly TermRule[], tenant: Policy['tenants'][string] | undefined): TermDetector {
    if ((tenant?.allow.length ?? 0) > 0) return new TermDetector(terms);
    const key = JSON.stringify(terms.map(({ rule }) => [rule.detector, rule.action]));
    const known = this.#termDetectors.get(key);
    if (known !== undefined) return known;
    const made = new TermDetector(terms);
    if (tenant === undefined) this.#termDetectors.set(key, made);
    return made;
  }

  #compile(pattern: string, field: string): PatternProgram {
    const program = PatternProgram.compile(pattern, field, true);
    this.#instructions += program.size;
    if (this.#instructions <= INSTRUCTIONS_MAX) return program;
    const limit = `${INSTRUCTIONS_MAX} instructions; at ${field} there are ${this.#instructions}`;
    throw invalid(field, `the patterns of a policy may compile to ${limit}: use terms, or shorter repetitions`);
  }

  /** How answers are shown to a tenant. */
  output(tenantId: string): OutputPolicy {
    const said = Object.entries(tenantOf(this.policy, tenantId)?.output ?? {}).filter(
      ([, value]) => value !== undefined,
    );
    return { ...this.policy.output, ...(Object.fromEntries(said) as Partial<OutputPolicy>) };
  }

  /** What a score of the classifier does, by category: only those that matter. */
  classifierLimits(
    tenantId: string,
    phase: Phase,
    categories: readonly Category[],
  ): Map<Category, { threshold: number; action: Action }> {
    const { enabled, threshold, strongest } = this.policy.classifier;
    const limits = new Map<Category, { threshold: number; action: Action }>();
    for (const category of enabled ? categories : []) {
      const action = atMost(actionFor(this.policy, tenantId, category, phase), strongest);
      if (action === 'allow') continue;
      const own = tenantOf(this.policy, tenantId)?.categories[category]?.threshold;
      const limit = own ?? this.policy.categories[category]?.threshold ?? threshold;
      // It knows that something is there, not where: redacting is for exact findings.
      limits.set(category, { threshold: limit, action: action === 'redact' ? 'flag' : action });
    }
    return limits;
  }

  #classifierRules(tenantId: string, phase: Phase, role: Role): ClassifierRules | undefined {
    const classifier = this.#classifier;
    if (!this.policy.classifier.enabled || classifier === undefined) return undefined;
    const { spaced, rot13, decode_depth: decodeDepth } = this.policy.readings;
    const judged = classifier.categories.filter((category) => canBe(category, phase, role));
    const limits = this.classifierLimits(tenantId, phase, judged);
    return { classifier, judged: new Set(judged), limits, disguises: { spaced, rot13, decodeDepth } };
  }
}

/** Whoever uses the model may order it about; nothing that it only reads may. */
function canBe(category: Category, phase: Phase, role: Role): boolean {
  return category !== 'prompt_injection' || phase === 'output' || role === 'tool' || role === 'retrieved';
}

/** The milder of two actions. */
function atMost(action: Action, strongest: Action): Action {
  return stronger(action, strongest) === action ? strongest : action;
}

/** A tenant's word on the category comes first, then the rule's own, then the policy's on the category. */
export function ruleAction(policy: Policy, tenantId: string, rule: PolicyRule, phase: Phase): Action {
  const ofTenant = tenantOf(policy, tenantId)?.categories[rule.category]?.[phase];
  return ofTenant ?? rule.actions[phase] ?? actionFor(policy, tenantId, rule.category, phase);
}
