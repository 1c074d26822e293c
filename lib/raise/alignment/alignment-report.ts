// The report of screened fine-tuning data.
import { barChart, histogram } from '../report/charts.ts';
import { htmlPage, tiles } from '../report/page.ts';
import { CATEGORIES, type Category } from '../taxonomy.ts';
import type { AlignmentStatistics } from './alignment-run.ts';

export function alignmentReport(statistics: AlignmentStatistics): string {
  const { examples, pairs, refusals, needlessRefusals, harmfulAnswers, reversed, rewards, categories } = statistics;
  const labels = rewards.chosen.map((_, i) => (i / 10 - 1).toFixed(1));
  const harmful = Object.entries(categories).sort(([, a], [, b]) => b - a);
  return htmlPage('Fine-tuning data', [
    {
      title: 'Summary',
      body: tiles([
        ['examples', String(examples)],
        ['pairs', String(pairs)],
        ['chosen less safe than rejected', `${reversed} (${share(reversed, pairs)})`],
        ['harmful chosen answers', `${harmfulAnswers} (${share(harmfulAnswers, examples)})`],
        ['refusals', `${refusals} (${share(refusals, examples)})`],
        ['needless refusals', String(needlessRefusals)],
      ]),
    },
    {
      title: 'Rewards of chosen answers',
      note: 'From -1 (harmful) to 1 (safe and helpful); a refusal is at most 0.8 away from the middle.',
      body: histogram(labels, rewards.chosen),
    },
    ...(pairs > 0 ? [{ title: 'Rewards of rejected answers', body: histogram(labels, rewards.rejected) }] : []),
    ...(harmful.length > 0
      ? [
          {
            title: 'Harmful chosen answers by category',
            body: barChart(
              harmful.map(([name]) => `${name} ${CATEGORIES[name as Category]}`),
              [{ name: 'answers', values: harmful.map(([, count]) => count) }],
            ),
          },
        ]
      : []),
  ]);
}

function share(value: number, of: number): string {
  return of === 0 ? '0 %' : `${((100 * value) / of).toFixed(1)} %`;
}
