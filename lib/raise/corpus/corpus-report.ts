// The report of a screened corpus. Holds counts only, no text, and no times: the same run gives the same page.

import { barChart, histogram } from '../report/charts.ts';
import { htmlPage, htmlTable, tiles } from '../report/page.ts';
import { CATEGORIES, type Category } from '../taxonomy.ts';
import type { CorpusStatistics } from './statistics.ts';

export interface CorpusReport {
  readonly statistics: CorpusStatistics;
  readonly files: readonly string[];
  readonly policyVersion: string;
  readonly classifier: string;
  readonly testSets: readonly string[];
}

const FILES_SHOWN_MAX = 100;

export function corpusReport({ statistics, files, policyVersion, classifier, testSets }: CorpusReport): string {
  const { documents, kept, redacted, dropped, characters, keptCharacters } = statistics;
  const share = (value: number, of: number) => (of === 0 ? '0 %' : `${((100 * value) / of).toFixed(1)} %`);
  const reasons = Object.entries(statistics.reasons).sort(([a, x], [b, y]) => total(y) - total(x) || (a < b ? -1 : 1));
  const lengths = statistics.lengths;
  const lastLength = lengths.findLastIndex((value) => value > 0);
  const bins = lengths.slice(0, lastLength + 1);
  return htmlPage('Corpus screening', [
    {
      title: 'Summary',
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
      note: 'Documents with at least one such reason. A document may have several; a flag alone changes nothing.',
      body: barChart(
        reasons.map(([name]) => described(name)),
        (['drop', 'redact', 'flag'] as const).map((name) => ({ name, values: reasons.map(([, did]) => did[name]) })),
      ),
    },
    {
      title: 'Length of documents',
      note: 'Characters; each column is twice the one before.',
      body: histogram(
        bins.map((_, i) => `${2 ** i - 1}+`.replace(/^(\d+)000\+$/, '$1k+')),
        bins,
      ),
    },
    {
      title: 'Highest score of the classifier',
      note: 'Calibrated probability of the worst category of each document; the left column holds nearly everything.',
      body: histogram(
        statistics.scores.map((_, i) => `${(i / 10).toFixed(1)}+`),
        statistics.scores,
      ),
    },
    {
      title: 'Languages',
      body: htmlTable(
        ['language', 'documents'],
        Object.entries(statistics.languages).sort(([, a], [, b]) => b - a),
      ),
    },
    {
      title: 'How it was screened',
      body: htmlTable(
        ['', ''],
        [
          ['policy', policyVersion],
          ['classifier', classifier],
          ['test sets', testSets.join(', ') || 'none'],
          ['keys of duplicates forgotten', statistics.forgottenKeys],
          ['input', files.slice(0, FILES_SHOWN_MAX).join('\n') + (files.length > FILES_SHOWN_MAX ? ' ...' : '')],
        ],
      ),
    },
  ]);
}

function total({ flag, redact, drop }: { flag: number; redact: number; drop: number }): number {
  return flag + redact + drop;
}

function described(reason: string): string {
  const [kind, name] = reason.split(':') as [string, string];
  const meaning = kind === 'safety' ? CATEGORIES[name as Category] : undefined;
  return meaning === undefined
    ? `${kind}: ${name.replaceAll('_', ' ')}`.replace(/^(pii|secrets): \1$/, '$1')
    : `${name} ${meaning}`.slice(0, 30);
}
