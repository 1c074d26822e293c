// One document, judged by itself: safety, personal data, secrets, quality, contamination; and its keys, by which others
// find out whether they repeat it.
import { loadModel } from '../classifier/classifier.ts';
import { languageOf } from '../classifier/language.ts';
import type { LinearModel } from '../classifier/linear-model.ts';
import { CompiledPolicy, type RuleSet } from '../policy/rule-set.ts';
import type { Policy } from '../policy/schema.ts';
import { Screen, type ScreenFinding } from '../screen.ts';
import type { Category } from '../taxonomy.ts';
import { findContamination, type TestGrams } from './contamination.ts';
import { DOCUMENT_CATEGORIES } from './corpus-policy.ts';
import { bandKeys } from './min-hash.ts';
import { QUALITY_LIMITS, qualityProblems } from './quality.ts';
import { mix, TokenReader } from './tokens.ts';
import { type Judgement, REASONS_MAX, type Reason } from './verdict.ts';

export interface JudgeOptions {
  readonly policy: Policy;
  readonly textField: string;
  /** Tier 1: from this probability on a document is noted; from that on dropped. */
  readonly flagAt: number;
  readonly dropAt: number;
  readonly tests: TestGrams;
}

const REASON_ACTIONS = {
  allow: 'flag',
  flag: 'flag',
  redact: 'redact',
  safe_completion: 'flag',
  block: 'drop',
} as const;

export class DocumentJudge {
  readonly #options: JudgeOptions;
  /** Writes redactions; asked only about texts in which something was found. */
  readonly #ruleSet: RuleSet;
  /** The same without redactions, for which nothing has to be held back: twice as fast. */
  readonly #search: RuleSet;
  readonly #model: LinearModel;
  readonly #probabilities: Float64Array;
  readonly #tokens = new TokenReader();

  constructor(options: JudgeOptions, model: LinearModel) {
    this.#options = options;
    this.#ruleSet = corpusRules(options.policy);
    this.#search = corpusRules(withoutRedactions(options.policy));
    this.#model = model;
    this.#probabilities = new Float64Array(model.categories.length);
  }

  /** Judges a line of JSON. A line that is none, or has no text in its field, is dropped as unreadable. */
  judgeLine(line: number, json: string): Judgement {
    const { textField } = this.#options;
    let document: unknown;
    try {
      document = JSON.parse(json);
    } catch {
      return unreadable(line, 'JSON');
    }
    if (document === null || typeof document !== 'object' || Array.isArray(document)) return unreadable(line, 'object');
    const text = Object.hasOwn(document, textField) ? (document as Record<string, unknown>)[textField] : undefined;
    if (typeof text !== 'string') return unreadable(line, textField);
    return this.#judge(line, text, (released) =>
      released === text ? json : JSON.stringify({ ...document, [textField]: released }),
    );
  }

  judgeText(line: number, text: string): Judgement {
    return this.#judge(line, text, (released) => JSON.stringify({ [this.#options.textField]: released }));
  }

  #judge(line: number, text: string, write: (released: string) => string): Judgement {
    const reasons: Reason[] = [];
    const count = this.#tokens.read(text);
    const tokens = this.#tokens.hashes;
    for (const name of qualityProblems(text, this.#tokens, count, QUALITY_LIMITS)) {
      reasons.push({ kind: 'quality', name, action: 'drop' });
    }
    const overlap = findContamination(this.#options.tests, tokens, count);
    if (overlap !== undefined) reasons.push({ kind: 'contamination', name: overlap.set, action: 'drop' });
    const exactKey = exactKeyOf(tokens, count);
    const keys = bandKeys(tokens, count);
    const { released, findings } = this.#screen(text);
    for (const finding of findings) if (reasons.length < REASONS_MAX) reasons.push(reasonOf(finding));
    const worst = this.#classify(text, reasons);
    const action = reasons.some((reason) => reason.action === 'drop')
      ? 'drop'
      : reasons.some((reason) => reason.action === 'redact')
        ? 'redact'
        : 'keep';
    return {
      line,
      action,
      reasons,
      characters: text.length,
      language: languageOf(text),
      worst,
      kept: action === 'drop' ? '' : write(released),
      exactKey,
      bandKeys: keys,
    };
  }

  #screen(text: string): { released: string; findings: readonly ScreenFinding[] } {
    const found = new Screen(this.#search, { wholeText: text }).push(text, true);
    if (found.findings.length === 0) return { released: text, findings: [] };
    const { text: released, findings } = new Screen(this.#ruleSet, { wholeText: text }).push(text, true);
    return { released, findings };
  }

  /** Adds what tier 1 finds; returns the highest score. */
  #classify(text: string, reasons: Reason[]): number {
    this.#model.assess(text, this.#probabilities);
    let worst = 0;
    for (const [k, { name }] of this.#model.categories.entries()) {
      const score = this.#probabilities[k]!;
      if (score <= worst && score < this.#options.flagAt) continue;
      if (!DOCUMENT_CATEGORIES.includes(name as Category)) continue;
      worst = Math.max(worst, score);
      if (score < this.#options.flagAt || reasons.length >= REASONS_MAX) continue;
      const action = score >= this.#options.dropAt ? 'drop' : 'flag';
      reasons.push({ kind: 'safety', name, detector: 'classifier', score: rounded(score), action });
    }
    return rounded(worst);
  }
}

/**
 * Rules for text that nobody tries to smuggle past a guard: normalised, but not decoded or joined in search of what is
 * hidden, which would take twice the time.
 */
function corpusRules(policy: Policy): RuleSet {
  const ruleSet = new CompiledPolicy(policy).ruleSet('', 'output', 'assistant');
  return { ...ruleSet, rotated: [], spaced: [], decodeDepth: 0, classifier: undefined };
}

function withoutRedactions(policy: Policy): Policy {
  const search = structuredClone(policy);
  const places = [...Object.values(search.categories), ...search.rules.map(({ actions }) => actions)];
  for (const actions of places) if (actions.output === 'redact') actions.output = 'flag';
  return search;
}

/** Loads weights by itself: each worker has a judge of its own. */
export async function openJudge(options: JudgeOptions, weightsPath: string | undefined): Promise<DocumentJudge> {
  return new DocumentJudge(options, await loadModel(weightsPath));
}

function reasonOf({ category, detector, score, start, end, action }: ScreenFinding): Reason {
  const kind = category === 'pii' || category === 'secrets' ? category : 'safety';
  return { kind, name: category, detector, score, start, end, action: REASON_ACTIONS[action] };
}

function unreadable(line: number, name: string): Judgement {
  return {
    line,
    action: 'drop',
    reasons: [{ kind: 'unreadable', name, action: 'drop' }],
    characters: 0,
    language: 'other',
    worst: 0,
    kept: '',
    exactKey: 0,
    bandKeys: new Float64Array(0),
  };
}

function exactKeyOf(tokens: Int32Array, count: number): number {
  let high = count;
  let low = ~count;
  for (let i = 0; i < count; i++) {
    high = Math.imul(high, 0x01000193) ^ tokens[i]!;
    low = (Math.imul(low, 0x2c1b3c6d) + tokens[i]!) | 0;
  }
  return (mix(high) >>> 0) * 2 ** 21 + (mix(low) >>> 11);
}

function rounded(score: number): number {
  return Math.round(score * 1000) / 1000;
}
