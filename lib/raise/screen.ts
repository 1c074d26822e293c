// Screening of one text as it arrives: normalise, let every detector read, release what is decided.
//
// Owns the text that waits. Does not know where the text comes from (prompt, output, corpus) or who hears the verdict.
//
// Invariants
// 1. What is released, found and decided depends on the text only, never on how it was cut into pieces (`push` calls):
//    everything is decided per code point, in order.
// 2. Text waits only while it may become part of a match of a rule that redacts or blocks, and at most
//    HELD_CHARACTERS_MAX UTF-16 units (and the invisible characters among them).
// 3. After a block nothing is released, ever.
// 4. A surrogate pair is released whole.
import { type Action, type DetectorStream, type Match, type MatchSink, stronger } from './detector.ts';
import { NormalWindow } from './normalise/window.ts';
import type { RuleSet } from './policy/rule-set.ts';
import type { Category } from './taxonomy.ts';

/** Offsets are UTF-16 units of the original text, end exclusive. Holds no text: a finding may go into logs. */
export interface ScreenFinding {
  readonly category: Category;
  readonly detector: string;
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
  readonly start: number;
  end: number | undefined;
}

/** Findings kept of one `push`; the action counts them all. */
const FINDINGS_MAX = 256;

export class Screen implements MatchSink {
  readonly #ruleSet: RuleSet;
  readonly #window = new NormalWindow();
  readonly #streams: readonly DetectorStream[];
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

  constructor(ruleSet: RuleSet) {
    this.#ruleSet = ruleSet;
    this.#streams = ruleSet.detectors.map((detector) => detector.open(this.#window, this));
  }

  get blocked(): boolean {
    return this.#action === 'block';
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
      for (const stream of this.#streams) stream.end();
      if (!this.blocked) this.#decided = this.#released + this.#waiting.length;
    }
    const released = this.#write();
    if (this.blocked) this.#waiting = '';
    return this.#release(released);
  }

  accepted(match: Match): void {
    if (this.blocked) return;
    const { rule } = match;
    this.#action = stronger(this.#action, rule.action);
    const span = { match, start: this.#window.originalStart(match.start), end: undefined };
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
    if (this.#findings.length >= FINDINGS_MAX) return;
    const { category, detector, score, action } = match.rule;
    this.#findings.push({ category, detector, score, action, start: span.start, end: span.end });
  }

  #readWaiting(end: boolean): void {
    const base = this.#released;
    const waitingEnd = base + this.#waiting.length;
    while (this.#read < waitingEnd) {
      const codePoint = this.#waiting.codePointAt(this.#read - base)!;
      const half = codePoint >= 0xd800 && codePoint <= 0xdbff;
      if (half && this.#read + 1 === waitingEnd && !end) break;
      const next = this.#read + (codePoint > 0xffff ? 2 : 1);
      for (const code of this.#ruleSet.normaliser.map(codePoint)) {
        const index = this.#window.length;
        this.#window.append(code, this.#read, next);
        for (const stream of this.#streams) stream.step(index);
      }
      this.#read = next;
      if (this.blocked) break;
    }
    this.#decide();
  }

  #decide(): void {
    let undecided = Number.POSITIVE_INFINITY;
    for (const stream of this.#streams) undecided = Math.min(undecided, stream.undecidedFrom);
    const decided = undecided < this.#window.length ? this.#window.originalStart(undecided) : this.#read;
    this.#decided = Math.max(this.#decided, Math.min(decided, this.#blockedFrom));
  }

  #endOf(span: Span): number {
    return span.end ?? this.#window.originalEnd(span.match.end - 1);
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
