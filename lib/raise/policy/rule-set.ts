// A policy made ready to run: its rules compiled once, and put together for each tenant, phase and role on first use.
import type { ClassifierRules } from '../classifier-watch.ts';
import { type Action, holdsText, type Rule, stronger } from '../detector.ts';
import { Normaliser } from '../normalise/normalise.ts';
import type { ReadingRules } from '../reading.ts';
import type { Category } from '../taxonomy.ts';
import type { TextClassifier } from '../text-classifier.ts';
import { PatternDetector } from '../tier0/pattern.ts';
import { PatternAutomaton } from '../tier0/pattern-automaton.ts';
import type { PatternRule } from '../tier0/pattern-machine.ts';
import { TermAutomaton } from '../tier0/term-automaton.ts';
import { TermDetector } from '../tier0/terms.ts';
import { AllowList } from './allow-list.ts';
import { atOnce } from './in-slices.ts';
import { actionFor, tenantOf } from './policy.ts';
import { type PreparedPolicy, preparedPolicy } from './prepared-policy.ts';
import { compilePatterns, type RulePrograms } from './rule-programs.ts';
import { RuleSetCache } from './rule-set-cache.ts';
import { BUILTIN_PATTERNS, type OutputPolicy, type Phase, type Policy, type PolicyRule, type Role } from './schema.ts';

/** Everything that screening one text needs. */
export interface RuleSet extends ReadingRules {
  readonly policyVersion: string;
  readonly redaction: string;
  /** Absent: no classifier, or none of its categories matters. */
  readonly classifier: ClassifierRules | undefined;
}

export class CompiledPolicy {
  /** Without terms and allowed texts. */
  readonly policy: Policy;
  readonly #classifier: TextClassifier | undefined;
  readonly #normaliser = new Normaliser();
  readonly #programs: RulePrograms;
  readonly #allowed: AllowList;
  readonly #terms: TermAutomaton;
  /** Rules that have terms. */
  readonly #withTerms: ReadonlySet<number>;
  /** Of tenants that the policy does not name: always wanted. */
  readonly #shared = new Map<string, RuleSet>();
  readonly #named = new RuleSetCache<RuleSet>();
  /** By what their rules do, for tenants that the policy does not name. */
  readonly #termDetectors = new Map<string, TermDetector>();
  /** By their detectors, for tenants that the policy does not name. */
  readonly #automata = new Map<string, PatternAutomaton>();

  constructor({ policy, terms, allowed }: PreparedPolicy, programs: RulePrograms, classifier?: TextClassifier) {
    this.policy = policy;
    this.#classifier = classifier;
    this.#programs = programs;
    this.#allowed = new AllowList(allowed);
    this.#terms = new TermAutomaton(terms);
    this.#withTerms = new Set(terms.ruleOf);
  }

  /** @throws INVALID_ARGUMENT naming the rule whose pattern does not compile */
  static of(policy: Policy, classifier?: TextClassifier): CompiledPolicy {
    return new CompiledPolicy(preparedPolicy(policy), atOnce(compilePatterns(policy)), classifier);
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
    const ruleSet = this.#build('', phase, role);
    this.#shared.set(name, ruleSet);
    return ruleSet;
  }

  /** Rule sets of named tenants that are kept. */
  get keptRuleSets(): number {
    return this.#named.size;
  }

  #build(tenantId: string, phase: Phase, role: Role): RuleSet {
    const { policy } = this;
    const { readings } = policy;
    const shared = tenantOf(policy, tenantId) === undefined;
    const builtins = this.#builtins(tenantId, phase);
    const patterns: PatternRule[] = [];
    const terms: (Rule | undefined)[] = [];
    for (const [number, rule] of this.#rulesFor(tenantId, phase, role)) {
      for (const program of this.#programs.rules[number]!) {
        patterns.push(this.#checked(tenantId, { rule: { ...rule, detector: `pattern:${rule.detector}` }, program }));
      }
      if (this.#withTerms.has(number)) terms[number] = { ...rule, detector: `terms:${rule.detector}` };
    }
    const rules = this.#patternDetectors(patterns, shared);
    const words = terms.length > 0 ? [this.#termDetector(terms, tenantId)] : [];
    const held = [...builtins, ...patterns].some(({ rule }) => holdsText(rule));
    return {
      policyVersion: policy.version,
      redaction: policy.redaction,
      normaliser: this.#normaliser,
      detectors: [...this.#patternDetectors(builtins, shared), ...rules, ...words],
      rotated: readings.rot13 ? [...rules, ...words] : [],
      spaced: readings.spaced ? [...rules, ...words] : [],
      holds: held || terms.some((rule) => rule !== undefined && holdsText(rule)),
      decodeDepth: readings.decode_depth,
      classifier: this.#classifierRules(tenantId, phase, role),
    };
  }

  #builtins(tenantId: string, phase: Phase): PatternRule[] {
    const { policy } = this;
    const tenant = tenantOf(policy, tenantId);
    const rules: PatternRule[] = [];
    for (const [number, { id, category, score, enabled, validate }] of BUILTIN_PATTERNS.entries()) {
      const wanted = tenant?.detectors[id] ?? policy.detectors[id] ?? enabled;
      const action = actionFor(policy, tenantId, category, phase);
      if (!wanted || action === 'allow' || score < (tenant?.threshold ?? policy.threshold)) continue;
      const rule = { detector: `${category}:${id}`, category, action, score };
      const program = this.#programs.builtins[number]!;
      rules.push(this.#checked(tenantId, { rule, program, ...(validate && { validate }) }));
    }
    return rules;
  }

  /** By number, those that judge such a text; their detectors are named for them alone. */
  *#rulesFor(tenantId: string, phase: Phase, role: Role): Generator<[number, Rule]> {
    const { policy } = this;
    const threshold = tenantOf(policy, tenantId)?.threshold ?? policy.threshold;
    for (const [number, source] of policy.rules.entries()) {
      const { id, category, score, roles } = source;
      const action = ruleAction(policy, tenantId, source, phase);
      if (action === 'allow' || score < threshold || !roles.includes(role)) continue;
      yield [number, { detector: id, category, action, score }];
    }
  }

  /** What is allowed is no match. */
  #checked(tenantId: string, pattern: PatternRule): PatternRule {
    const allowed = this.#allowed;
    if (!allowed.concernsAll && !allowed.concerns(tenantId)) return pattern;
    const { validate } = pattern;
    return { ...pattern, validate: (text) => !allowed.allows(tenantId, text) && (validate?.(text) ?? true) };
  }

  /** None for no patterns. What an automaton learns while it reads serves all rule sets of the same programs. */
  #patternDetectors(patterns: readonly PatternRule[], shared: boolean): PatternDetector[] {
    if (patterns.length === 0) return [];
    const name = patterns.map(({ rule }) => rule.detector).join();
    const automaton = this.#automata.get(name) ?? new PatternAutomaton(patterns.map(({ program }) => program));
    if (shared) this.#automata.set(name, automaton);
    return [new PatternDetector(patterns, automaton)];
  }

  /** One serves all roles, phases and tenants for which the same terms mean the same. */
  #termDetector(rules: readonly (Rule | undefined)[], tenantId: string): TermDetector {
    const allowed = this.#allowed;
    if (allowed.concerns(tenantId)) {
      return new TermDetector(this.#terms, rules, (term) => allowed.allows(tenantId, term));
    }
    const name = JSON.stringify(rules.map((rule) => rule && [rule.detector, rule.action]));
    const known = this.#termDetectors.get(name);
    if (known !== undefined) return known;
    const made = new TermDetector(this.#terms, rules);
    if (tenantOf(this.policy, tenantId) === undefined) this.#termDetectors.set(name, made);
    return made;
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
