// What a run has seen so far, as plain counts: goes into checkpoints and into the report.
import type { Judgement, Reason } from './verdict.ts';

export interface CorpusStatistics {
  documents: number;
  characters: number;
  kept: number;
  redacted: number;
  dropped: number;
  keptCharacters: number;
  /** By `kind:name` of reasons, and what they did: documents with at least one such reason. */
  reasons: Record<string, { flag: number; redact: number; drop: number }>;
  languages: Record<string, number>;
  /** Documents by the power of two of their length in characters. */
  lengths: number[];
  /** Documents by tenths of the highest score of tier 1. */
  scores: number[];
  /** Duplicates that may have been missed because memory was full: keys forgotten. */
  forgottenKeys: number;
}

export function emptyStatistics(): CorpusStatistics {
  return {
    documents: 0,
    characters: 0,
    kept: 0,
    redacted: 0,
    dropped: 0,
    keptCharacters: 0,
    reasons: {},
    languages: {},
    lengths: new Array<number>(32).fill(0),
    scores: new Array<number>(10).fill(0),
    forgottenKeys: 0,
  };
}

const REASON_NAMES_MAX = 1000;

export function count(statistics: CorpusStatistics, judgement: Judgement, reasons: readonly Reason[]): void {
  const { rows, action, characters, language, worst } = judgement;
  statistics.documents += rows;
  statistics.characters += characters;
  if (action === 'drop') statistics.dropped += rows;
  else {
    statistics.keptCharacters += characters;
    if (action === 'redact') statistics.redacted++;
    else statistics.kept++;
  }
  statistics.languages[language] = (statistics.languages[language] ?? 0) + rows;
  statistics.lengths[Math.min(31, Math.floor(Math.log2(characters + 1)))]! += rows;
  statistics.scores[Math.min(9, Math.floor(worst * 10))]! += rows;
  for (const key of new Set(reasons.map(({ kind, name, action: did }) => `${kind}:${name} ${did}`))) {
    const [name, did] = key.split(' ') as [string, 'flag' | 'redact' | 'drop'];
    if (!(name in statistics.reasons) && Object.keys(statistics.reasons).length >= REASON_NAMES_MAX) continue;
    statistics.reasons[name] ??= { flag: 0, redact: 0, drop: 0 };
    statistics.reasons[name][did] += rows;
  }
}
