// The report of a screened corpus. Holds counts only, no text, and no times: the same run gives the same page.

import type { Language } from '../classifier/language.ts';
import { barChart, CHANGED_COLOR, DROPPED_COLOR, histogram, NOTED_COLOR } from '../report/charts.ts';
import { htmlPage, htmlTable, tiles } from '../report/page.ts';
import { CATEGORIES, type Category } from '../taxonomy.ts';
import type { CorpusStatistics } from './statistics.ts';

export interface CorpusReport {
  readonly statistics: CorpusStatistics;
  readonly files: readonly string[];
  readonly policyVersion: string;
  readonly classifier: string;
  readonly flagAt: number;
  readonly dropAt: number;
  readonly testSets: readonly string[];
}

const FILES_SHOWN_MAX = 100;
const DEEDS = [
  { did: 'drop', name: 'dropped', color: DROPPED_COLOR },
  { did: 'redact', name: 'redacted', color: CHANGED_COLOR },
  { did: 'flag', name: 'noted', color: NOTED_COLOR },
] as const;
const LANGUAGES: Readonly<Record<Language, string>> = { en: 'English', zh: 'Chinese', other: 'other, or none' };
/** Of reasons whose own names are for machines. */
const NAMES: Readonly<Record<string, string>> = {
  'quality short': 'too short',
  'quality symbols': 'mostly symbols',
  'quality repeated_lines': 'the same lines again and again',
  'quality repeated_runs': 'the same words again and again',
  'quality long_words': 'words too long',
  'duplicate exact': 'the same as an earlier one',
  'duplicate near': 'nearly the same as an earlier one',
  'safety prompt_injection': 'orders to a model that reads it',
  'safety jailbreak': 'attempts to free a model',
};

export function corpusReport({
  statistics,
  files,
  policyVersion,
  classifier,
  flagAt,
  dropAt,
  testSets,
}: CorpusReport): string {
  const { documents, kept, redacted, dropped, characters, keptCharacters } = statistics;
  const share = (value: number, of: number) => (of === 0 ? '0 %' : `${((100 * value) / of).toFixed(1)} %`);
  const reasons = Object.entries(statistics.reasons).sort(([a, x], [b, y]) => total(y) - total(x) || (a < b ? -1 : 1));
  const lengths = statistics.lengths;
  const firstLength = Math.max(
    0,
    lengths.findIndex((value) => value > 0),
  );
  const bins = lengths.slice(firstLength, lengths.findLastIndex((value) => value > 0) + 1);
  return htmlPage('Corpus screening', [
    {
      title: 'Summary',
      note: 'kept.jsonl holds what is kept; decisions.jsonl names file, line and reasons of every document that has any.',
      body: tiles([
        ['documents', documents.toLocaleString('en-US')],
        ['kept as they are', `${kept.toLocaleString('en-US')} (${share(kept, documents)})`],
        ['kept, redacted', `${redacted.toLocaleString('en-US')} (${share(redacted, documents)})`],
        ['dropped', `${dropped.toLocaleString('en-US')} (${share(dropped, documents)})`],
        ['characters kept', share(keptCharacters, characters)],
      ]),
    },
    {
      title: 'Reasons',
      note: 'Documents with at least one such reason. A document may have several; what is only noted stays as it is.',
      body: barChart(
        'documents with a reason',
        reasons.map(([name]) => described(name)),
        DEEDS.map(({ name, color, did }) => ({ name, color, values: reasons.map(([, counts]) => counts[did]) })),
      ),
    },
    {
      title: 'Length of documents',
      note: 'Each column reaches from the number below it to the next one.',
      body: histogram(
        'length in characters, from',
        'documents',
        bins.map((_, i) => rounded(2 ** (firstLength + i) - 1)),
        bins,
      ),
    },
    {
      title: 'Highest score of the classifier',
      note: 'How probable the classifier thinks the likeliest kind of harm in each document: 0 is none, 1 is certain. Not every score counts: see the thresholds below.',
      body: histogram(
        'probability of harm, from',
        'documents',
        statistics.scores.map((_, i) => (i / 10).toFixed(1)),
        statistics.scores,
      ),
    },
    {
      title: 'Languages',
      body: htmlTable(
        ['language', 'documents'],
        Object.entries(statistics.languages)
          .sort(([, a], [, b]) => b - a)
          .map(([name, count]) => [LANGUAGES[name as Language], count]),
      ),
    },
    {
      title: 'How it was screened',
      body: htmlTable(
        [],
        [
          ['policy', policyVersion],
          [
            'classifier',
            `${classifier}; notes from ${flagAt}, ${dropAt > 1 ? 'drops nothing' : `drops from ${dropAt}`}`,
          ],
          ['test sets', testSets.join(', ') || 'none'],
          ['keys of duplicates forgotten for want of memory', statistics.forgottenKeys.toLocaleString('en-US')],
          ['input', files.slice(0, FILES_SHOWN_MAX).join('\n') + (files.length > FILES_SHOWN_MAX ? ' ...' : '')],
        ],
      ),
    },
  ]);
}

function total({ flag, redact, drop }: { flag: number; redact: number; drop: number }): number {
  return flag + redact + drop;
}

/** Lengths as a person would say them. */
function rounded(characters: number): string {
  if (characters < 1000) return String(characters);
  return characters < 1e6 ? `${Math.floor((characters + 1) / 1024)}k` : `${Math.floor((characters + 1) / 2 ** 20)}M`;
}

function described(reason: string): string {
  const [kind, name] = reason.split(':') as [string, string];
  if (kind === 'contamination') return `text of test set ${name}`;
  if (kind === 'unreadable') return `cannot be read: ${name}`;
  const said = NAMES[`${kind} ${name}`] ?? CATEGORIES[name as Category] ?? name;
  return kind === 'safety' && /^S\d/.test(name) ? `${name} ${said}` : said;
}
