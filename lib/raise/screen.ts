// Screening of one text as it arrives: normalise, let every detector read, release what is decided.
//
// Owns the text that waits. Does not know where the text comes from (prompt, output, corpus) or who hears the verdict.
//
// Invariants
// 1. What is released, found and decided depends on the text only, never on how it was cut into pieces (`push` calls):
//    everything is decided per code point, in order.
// 2. Text waits only while it may become part of a match of a rule that redacts or blocks, and at most
//    HELD_CHARACTERS_MAX characters, as invisible or encoded as they may be, up to WAITING_UNITS_MAX of the original.
// 3. After a block nothing is released, ever.
// 4. A surrogate pair is released whole.
import { ClassifierWatch } from './classifier-watch.ts';
import { type Action, type Match, stronger } from './detector.ts';
import type { TextWindow } from './normalise/window.ts';
import type { RuleSet } from './policy/rule-set.ts';
import { Reading, type ReadingName, type SpanSink } from './reading.ts';
import type { Category } from './taxonomy.ts';
import type { Scores } from './text-classifier.ts';
import { ALL_TRAITS, traitsOf } from './text-traits.ts';

/** Offsets are UTF-16 units of the original text, end exclusive. Holds no text: a finding may go into logs. */
export interface ScreenFinding {
  readonly category: Category;
  /** 0: exact; 1: the classifier; 2: a safety model. */
  readonly tier: 0 | 1 | 2;
  readonly detector: string;
  /** How the text had to be read for it. */
  readonly reading: ReadingName;
  readonly score: number;
  readonly action: Action;
  readonly start: number;
  readonly end: number;
}

export interface Release {
  /** May be shown now; redactions made. */
  readonly text: string;
  /** Strongest action so far. */
  readonly action: Action;
  /** Findings since the last release. */
  readonly findings: readonly ScreenFinding[];
  /** Original text before this offset has been released (or replaced). */
  readonly releasedOffset: number;
}

/** A match in original offsets; its end is unknown until it is final. */
interface Span {
  readonly match: Match;
  readonly window: TextWindow;
  readonly reading: ReadingName;
  readonly start: number;
  end: number | undefined;
}

export interface ScreenOptions {
  /** The text comes in one push: what is known of the whole of it may be used to read it faster. */
  readonly wholeText?: string;
}

/** Findings told of one text; the action counts them all. */
const FINDINGS_MAX = 1024;
/** However little of it detectors can see, no more original text waits than this, in UTF-16 units. */
const WAITING_UNITS_MAX = 1000;
export class Screen implements SpanSink {
  readonly #ruleSet: RuleSet;
  readonly #reading: Reading;
  readonly #classifier: ClassifierWatch | undefined;
  /** Original text from #released on. */
  #waiting = '';
  #released = 0;
  /** Original text read so far ends here; a lone first half of a pair is not read yet. */
  #read = 0;
  /** Everything before this offset is decided. */
  #decided = 0;
  readonly #open = new Map<Match, Span>();
  /** Redactions not yet written to their end, by start. */
  #redactions: Span[] = [];
  #redactedUntil = 0;
  /** Where the match begins that blocks. */
  #blockedFrom = Number.POSITIVE_INFINITY;
  #action: Action = 'allow';
  #findings: ScreenFinding[] = [];
  #findingsTold = 0;
  #deciding = false;

  constructor(ruleSet: RuleSet, { wholeText }: ScreenOptions = {}) {
    this.#ruleSet = ruleSet;
    this.#reading = new Reading(ruleSet, this, wholeText === undefined ? ALL_TRAITS : traitsOf(wholeText));
    this.#classifier = ruleSet.classifier && new ClassifierWatch(ruleSet.classifier);
  }

  /** The classifier's highest score per category so far; what a dry run of another policy decides by. */
  get scores(): Scores {
    return this.#classifier?.highest ?? {};
  }

  get blocked(): boolean {
    return this.#action === 'block';
  }

  get stopped(): boolean {
    return this.blocked && !this.#deciding;
  }

  /** UTF-16 units that wait for a decision. */
  get heldCharacters(): number {
    return this.blocked ? 0 : this.#waiting.length;
  }

  /** Reads `text`; `end` says that nothing follows. What is pushed after a block is dropped. */
  push(text: string, end = false): Release {
    if (this.blocked) return this.#release('');
    this.#waiting += text;
    this.#readWaiting(end);
    if (end && !this.blocked) {
      this.#reading.end();
      if (!this.blocked) this.#classify(true);
      if (!this.blocked) this.#decided = this.#released + this.#waiting.length;
    }
    const released = this.#write();
    if (this.blocked) this.#waiting = '';
    return this.#release(released);
  }

  accepted(match: Match, window: TextWindow, reading: ReadingName): void {
    if (this.blocked) return;
    const { rule } = match;
    this.#action = stronger(this.#action, rule.action);
    const span = { match, window, reading, start: window.originalStart(match.start), end: undefined };
    this.#open.set(match, span);
    if (rule.action === 'block') {
      this.#blockedFrom = Math.min(this.#blockedFrom, span.start);
      this.final(match);
    }
    if (rule.action !== 'redact') return;
    const later = this.#redactions.findIndex(({ start }) => start > span.start);
    this.#redactions.splice(later === -1 ? this.#redactions.length : later, 0, span);
  }

  final(match: Match): void {
    const span = this.#open.get(match);
    if (span === undefined) return;
    this.#open.delete(match);
    span.end = this.#endOf(span);
    const { category, detector, score, action } = match.rule;
    const { reading, start, end } = span;
    this.#tell({ category, tier: 0, detector, reading, score, action, start, end });
  }

  #tell(finding: ScreenFinding): void {
    this.#findingsTold += 1;
    if (this.#findingsTold <= FINDINGS_MAX) this.#findings.push(finding);
  }

  /** Asks the classifier when its place has come; `end`: whatever has not been asked yet. */
  #classify(end: boolean): void {
    const findings = this.#classifier?.ask(this.#read, end);
    for (const finding of findings ?? []) {
      this.#action = stronger(this.#action, finding.action);
      this.#tell(finding);
    }
  }

  #readWaiting(end: boolean): void {
    const base = this.#released;
    const waiting = this.#waiting;
    const half = !end && /[\ud800-\udbff]$/.test(waiting) ? 1 : 0;
    const last = waiting.length - half;
    while (this.#read - base < last) {
      const from = this.#read - base;
      const to = this.#classifier?.take(waiting, from, last) ?? last;
      this.#read = base + this.#reading.readText(waiting, from, to, base);
      if (!this.blocked) this.#classify(false);
      if (this.blocked) break;
    }
    this.#decide();
  }

  #decide(): void {
    this.#deciding = true;
    const decided = Math.min(this.#reading.undecidedFrom, this.#read);
    this.#deciding = false;
    this.#decided = Math.max(this.#decided, Math.min(decided, this.#blockedFrom), this.#read - WAITING_UNITS_MAX);
  }

  #endOf(span: Span): number {
    return span.end ?? span.window.originalEnd(span.match.end - 1);
  }

  /** Takes what is decided out of the waiting text, with redacted spans replaced; overlapping spans become one. */
  #write(): string {
    const base = this.#released;
    let written = '';
    while (this.#released < this.#decided) {
      const span = this.#redactions[0];
      if (span === undefined || span.start >= this.#decided) {
        written += this.#waiting.slice(this.#released - base, this.#decided - base);
        this.#released = this.#decided;
        break;
      }
      const end = this.#endOf(span);
      if (span.start > this.#released) {
        written += this.#waiting.slice(this.#released - base, span.start - base);
        this.#released = span.start;
      }
      if (span.start >= this.#redactedUntil) written += this.#replacement(span);
      this.#redactedUntil = Math.max(this.#redactedUntil, end);
      this.#released = Math.max(this.#released, Math.min(end, this.#decided));
      if (span.end === undefined) break;
      if (end <= this.#released) this.#redactions.shift();
    }
    this.#waiting = this.#waiting.slice(this.#released - base);
    return written;
  }

  #replacement({ match }: Span): string {
    return this.#ruleSet.redaction.replaceAll('{category}', match.rule.category);
  }

  #release(text: string): Release {
    const findings = this.#findings;
    this.#findings = [];
    return { text, action: this.#action, findings, releasedOffset: this.#released };
  }
}
