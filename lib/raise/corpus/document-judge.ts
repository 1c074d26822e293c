// One document, judged by itself: safety, personal data, secrets, quality, contamination; and its keys, by which others
// find out whether they repeat it.
import { loadModel } from '../classifier/classifier.ts';
import { languageOf } from '../classifier/language.ts';
import type { LinearModel } from '../classifier/linear-model.ts';
import { CompiledPolicy, type RuleSet } from '../policy/rule-set.ts';
import type { Policy } from '../policy/schema.ts';
import { Prescan } from '../prescan.ts';
import { Screen, type ScreenFinding } from '../screen.ts';
import type { Category } from '../taxonomy.ts';
import { TextUnits } from '../text-units.ts';
import { findContamination, type TestGrams } from './contamination.ts';
import { DOCUMENT_CATEGORIES } from './corpus-policy.ts';
import type { Verdict } from './judged-batch.ts';
import { bandKeys } from './min-hash.ts';
import { QUALITY_LIMITS, qualityProblems } from './quality.ts';
import { joinedHash, mix, TokenReader } from './tokens.ts';
import { REASONS_MAX, type Reason } from './verdict.ts';

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

/** A judgement, with the line of JSON that is kept where that is not what was read. */
export interface Judged {
  readonly verdict: Verdict;
  readonly rewritten: string | undefined;
}

export class DocumentJudge {
  readonly #options: JudgeOptions;
  readonly #ruleSet: RuleSet;
  readonly #prescan: Prescan;
  readonly #model: LinearModel;
  readonly #probabilities: Float64Array;
  readonly #units = new TextUnits();
  readonly #tokens = new TokenReader();

  constructor(options: JudgeOptions, model: LinearModel) {
    this.#options = options;
    this.#ruleSet = corpusRules(options.policy);
    this.#prescan = new Prescan(this.#ruleSet);
    this.#model = model;
    this.#probabilities = new Float64Array(model.categories.length);
  }

  /**
   * Judges a line of JSON. A line that is none, or has no text in its field, is dropped as unreadable; nothing is said of
   * one of white space.
   */
  judgeLine(line: number, json: string): Judged | undefined {
    const { textField } = this.#options;
    if (!mayBeJson(json)) return json.trim() === '' ? undefined : unreadable(line, 'JSON');
    let document: unknown;
    try {
      document = JSON.parse(json);
    } catch {
      return unreadable(line, 'JSON');
    }
    if (document === null || typeof document !== 'object' || Array.isArray(document)) return unreadable(line, 'object');
    const text = Object.hasOwn(document, textField) ? (document as Record<string, unknown>)[textField] : undefined;
    if (typeof text !== 'string') return unreadable(line, textField);
    const { verdict, released } = this.#judge(line, text);
    const same = verdict.action === 'drop' || released === text;
    return { verdict, rewritten: same ? undefined : JSON.stringify({ ...document, [textField]: released }) };
  }

  judgeText(line: number, text: string): Judged {
    const { verdict, released } = this.#judge(line, text);
    return { verdict, rewritten: JSON.stringify({ [this.#options.textField]: released }) };
  }

  #judge(line: number, text: string): { verdict: Verdict; released: string } {
    const reasons: Reason[] = [];
    const units = this.#units.read(text);
    const count = this.#tokens.read(units, text.length);
    const tokens = this.#tokens.hashes;
    for (const name of qualityProblems(text, units, this.#tokens, count, QUALITY_LIMITS)) {
      reasons.push({ kind: 'quality', name, action: 'drop' });
    }
    const overlap = findContamination(this.#options.tests, tokens, count);
    if (overlap !== undefined) reasons.push({ kind: 'contamination', name: overlap.set, action: 'drop' });
    const exactKey = exactKeyOf(tokens, count);
    const keys = bandKeys(tokens, count);
    const { released, findings } = this.#screen(text, units);
    for (const finding of findings) if (reasons.length < REASONS_MAX) reasons.push(reasonOf(finding));
    const worst = this.#classify(units, text.length, reasons);
    const action = reasons.some((reason) => reason.action === 'drop')
      ? 'drop'
      : reasons.some((reason) => reason.action === 'redact')
        ? 'redact'
        : 'keep';
    const language = languageOf(text);
    const verdict = {
      line,
      action,
      reasons,
      characters: text.length,
      language,
      worst,
      exactKey,
      bandKeys: keys,
    } as const;
    return { verdict, released };
  }

  #screen(text: string, units: Uint16Array): { released: string; findings: readonly ScreenFinding[] } {
    if (!this.#prescan.mayFind(units, text.length)) return { released: text, findings: [] };
    const { text: released, findings } = new Screen(this.#ruleSet).push(text, true);
    return { released, findings };
  }

  /** Adds what tier 1 finds; returns the highest score. */
  #classify(units: Uint16Array, length: number, reasons: Reason[]): number {
    this.#model.assessUnits(units, length, this.#probabilities);
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
export function corpusRules(policy: Policy): RuleSet {
  const ruleSet = CompiledPolicy.of(policy).ruleSet('', 'output', 'assistant');
  return { ...ruleSet, rotated: [], spaced: [], decodeDepth: 0, classifier: undefined };
}

/** Loads weights by itself: each worker has a judge of its own. */
export async function openJudge(options: JudgeOptions, weightsPath: string | undefined): Promise<DocumentJudge> {
  return new DocumentJudge(options, await loadModel(weightsPath));
}

function reasonOf({ category, detector, score, start, end, action }: ScreenFinding): Reason {
  const kind = category === 'pii' || category === 'secrets' ? category : 'safety';
  return { kind, name: category, detector, score, start, end, action: REASON_ACTIONS[action] };
}

/** False of most that is none, at a tenth of what an error of the parser takes. */
function mayBeJson(json: string): boolean {
  const text = json.trim();
  const [first, last] = [text[0], text.at(-1)];
  if (first === '{') return last === '}';
  if (first === '[') return last === ']';
  if (first === '"') return text.length > 1 && last === '"';
  return /^(?:true|false|null|-?\d[\d.eE+-]*)$/.test(text);
}

function unreadable(line: number, name: string): Judged {
  const reasons: readonly Reason[] = [{ kind: 'unreadable', name, action: 'drop' }];
  const nothing = { characters: 0, language: 'other', worst: 0, exactKey: 0, bandKeys: new Float64Array(0) } as const;
  return { verdict: { line, action: 'drop', reasons, ...nothing }, rewritten: undefined };
}

function exactKeyOf(tokens: Int32Array, count: number): number {
  let high = count;
  let low = ~count;
  for (let i = 0; i < count; i++) {
    high = Math.imul(high, 0x01000193) ^ tokens[i]!;
    low = (Math.imul(low, 0x2c1b3c6d) + tokens[i]!) | 0;
  }
  return joinedHash(mix(high), mix(low));
}

function rounded(score: number): number {
  return Math.round(score * 1000) / 1000;
}
