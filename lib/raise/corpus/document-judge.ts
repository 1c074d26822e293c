// One document, judged by itself: safety, personal data, secrets, quality, contamination; and its keys, by which others
// find out whether they repeat it.
import { loadClassifier } from '../classifier/classifier.ts';
import { languageOf } from '../classifier/language.ts';
import { CompiledPolicy, type RuleSet } from '../policy/rule-set.ts';
import type { Policy } from '../policy/schema.ts';
import { Screen, type ScreenFinding } from '../screen.ts';
import type { TextClassifier } from '../text-classifier.ts';
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
  readonly #ruleSet: RuleSet;
  readonly #classifier: TextClassifier;
  readonly #tokens = new TokenReader();

  constructor(options: JudgeOptions, classifier: TextClassifier) {
    this.#options = options;
    this.#ruleSet = new CompiledPolicy(options.policy).ruleSet('', 'output', 'assistant');
    this.#classifier = classifier;
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
    const screen = new Screen(this.#ruleSet, { wholeText: text });
    const { text: released, findings } = screen.push(text, true);
    return { released, findings };
  }

  /** Adds what tier 1 finds; returns the highest score. */
  #classify(text: string, reasons: Reason[]): number {
    const scores = this.#classifier.classify(text);
    let worst = 0;
    for (const category of DOCUMENT_CATEGORIES) {
      const score = scores[category] ?? 0;
      worst = Math.max(worst, score);
      if (score < this.#options.flagAt || reasons.length >= REASONS_MAX) continue;
      const action = score >= this.#options.dropAt ? 'drop' : 'flag';
      reasons.push({ kind: 'safety', name: category, detector: 'classifier', score: rounded(score), action });
    }
    return rounded(worst);
  }
}

/** Loads weights by itself: each worker has a judge of its own. */
export async function openJudge(options: JudgeOptions, weightsPath: string | undefined): Promise<DocumentJudge> {
  return new DocumentJudge(options, await loadClassifier(weightsPath));
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
