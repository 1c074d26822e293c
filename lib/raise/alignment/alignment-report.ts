// The report of screened fine-tuning data.
import { barChart, histogram } from '../report/charts.ts';
import { htmlPage, htmlTable, type ReportSection, tiles } from '../report/page.ts';
import { CATEGORIES, type Category } from '../taxonomy.ts';
import type { AlignmentStatistics } from './alignment-run.ts';

export interface AlignmentReport {
  readonly statistics: AlignmentStatistics;
  readonly files: readonly string[];
  readonly classifier: string;
  readonly margin: number;
  readonly harmAt: number;
}

const FILES_SHOWN_MAX = 100;
const REWARDS = 'reward, from';

export function alignmentReport({ statistics, files, classifier, margin, harmAt }: AlignmentReport): string {
  const { examples, unreadable, pairs, refusals, needlessRefusals, harmfulAnswers, reversed, rewards, categories } =
    statistics;
  const labels = rewards.chosen.map((_, i) => (i / 10 - 1).toFixed(1));
  const harmful = Object.entries(categories).sort(([, a], [, b]) => b - a);
  const rejected: ReportSection = {
    title: 'Rewards of rejected answers',
    note: 'Where preferences are about safety, more of them lie to the left than of the chosen ones.',
    body: histogram(REWARDS, 'rejected answers', labels, rewards.rejected),
  };
  return htmlPage('Fine-tuning data', [
    {
      title: 'Summary',
      note: 'findings.jsonl names every example that is counted here but for refusals that are in place; rewards.jsonl has the reward of every answer.',
      body: tiles([
        ['examples', grouped(examples)],
        ...(unreadable > 0 ? ([['rows left out, as they cannot be read', grouped(unreadable)]] as const) : []),
        ['pairs', grouped(pairs)],
        ['pairs with a chosen answer less safe than the rejected one', counted(reversed, pairs)],
        ['harmful chosen answers', counted(harmfulAnswers, examples)],
        ['refusals', counted(refusals, examples)],
        ['of them needless', counted(needlessRefusals, refusals)],
      ]),
    },
    {
      title: 'Rewards of chosen answers',
      note: 'From -1 (harmful) to 1 (safe and helpful). A refusal has at most 0.8: good where the prompt asks for harm, bad (down to -0.8) where it does not.',
      body: histogram(REWARDS, 'chosen answers', labels, rewards.chosen),
    },
    ...(pairs > 0 ? [rejected] : []),
    {
      title: 'Harmful chosen answers by category',
      body: barChart(
        'harmful chosen answers',
        harmful.map(([name]) => `${name} ${CATEGORIES[name as Category]}`),
        [{ name: 'answers', values: harmful.map(([, count]) => count) }],
      ),
    },
    {
      title: 'How it was screened',
      body: htmlTable(
        [],
        [
          ['classifier', classifier],
          ['an answer is harmful', `from a probability of ${harmAt} on`],
          ['a pair is a finding', `when the chosen answer's reward is lower by ${margin} or more`],
          ['input', files.slice(0, FILES_SHOWN_MAX).join('\n') + (files.length > FILES_SHOWN_MAX ? ' ...' : '')],
        ],
      ),
    },
  ]);
}

function grouped(value: number): string {
  return value.toLocaleString('en-US');
}

function counted(value: number, of: number): string {
  return `${grouped(value)} (${of === 0 ? '0 %' : `${((100 * value) / of).toFixed(1)} %`})`;
}
