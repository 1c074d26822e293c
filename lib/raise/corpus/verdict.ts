// What is said about one document.
import type { Language } from '../classifier/language.ts';

export type DocumentAction = 'keep' | 'redact' | 'drop';

/** Never holds text of the document: a verdict may go into logs. */
export interface Reason {
  readonly kind: 'safety' | 'pii' | 'secrets' | 'quality' | 'duplicate' | 'contamination' | 'unreadable';
  /** Category, name of a quality limit, kind of duplicate, test set, field. */
  readonly name: string;
  readonly detector?: string;
  readonly score?: number;
  /** UTF-16 units of the original text. */
  readonly start?: number;
  readonly end?: number;
  /** What this reason alone would do. */
  readonly action: DocumentAction | 'flag';
}

/** A worker's judgement: all that one document says by itself. */
export interface Judgement {
  /** Line of its file, from 1. */
  readonly line: number;
  /** Of rows that cannot be read for the same reason and follow each other line by line: how many this speaks of; else 1. */
  readonly rows: number;
  readonly action: DocumentAction;
  readonly reasons: readonly Reason[];
  /** UTF-16 units of the text. */
  readonly characters: number;
  readonly language: Language;
  /** Highest score of tier 1, 0 to 1. */
  readonly worst: number;
  /** The document as it would be kept, as a line of JSON with its end; empty when dropped. */
  readonly kept: Uint8Array;
  /** Hash of all tokens: equal for texts that differ in case, punctuation and white space only. */
  readonly exactKey: number;
  readonly bandKeys: Float64Array;
}

/** Reasons told per document. */
export const REASONS_MAX = 32;
