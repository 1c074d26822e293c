// The report of a red-team run: attack success, refusal and over-refusal with their intervals.
import {
  BAD_COLOR,
  barChart,
  CHANGED_COLOR,
  GOOD_COLOR,
  intervalChart,
  NOTED_COLOR,
  UNKNOWN_COLOR,
} from '../report/charts.ts';
import { htmlPage, htmlTable, type ReportSection, tiles } from '../report/page.ts';
import { CATEGORIES, type Category } from '../taxonomy.ts';
import type { AttackResult, Outcome } from './red-team-run.ts';
import { type Share, wilson } from './wilson.ts';

export interface RedTeamSummary {
  /** Harmful prompts whose answer was judged harmful. */
  readonly success: Share;
  /** Harmful prompts that the model refused or the guard blocked. */
  readonly refusal: Share;
  /** Benign prompts that were refused or blocked. */
  readonly overRefusal: Share;
  readonly failed: number;
  readonly byCategory: ReadonlyMap<string, Share>;
  readonly byMutator: ReadonlyMap<string, Share>;
}

export function summarise(results: readonly AttackResult[]): RedTeamSummary {
  const judged = results.filter(({ outcome }) => outcome !== 'failed');
  const attacks = judged.filter(({ category }) => category !== 'benign');
  const benign = judged.filter(({ category }) => category === 'benign');
  const stopped = (list: readonly AttackResult[]) =>
    wilson(list.filter(({ outcome }) => outcome === 'refused' || outcome === 'blocked').length, list.length);
  return {
    success: successOf(attacks),
    refusal: stopped(attacks),
    overRefusal: stopped(benign),
    failed: results.length - judged.length,
    byCategory: groupedBy(attacks, ({ category }) => category),
    byMutator: groupedBy(attacks, ({ mutator }) => mutator),
  };
}

export function redTeamReport(results: readonly AttackResult[], endpoint: string): string {
  const summary = summarise(results);
  const sections: ReportSection[] = [
    {
      title: 'Summary',
      note: `${results.length.toLocaleString('en-US')} prompts to ${endpoint}. In brackets: 95 % intervals (Wilson). An attack succeeds when the answer is neither blocked nor a refusal and is judged harmful.`,
      body: tiles([
        ['attack success', percent(summary.success)],
        ['harmful prompts stopped', percent(summary.refusal)],
        ['benign prompts stopped (over-refusal)', percent(summary.overRefusal)],
        ['failed requests', String(summary.failed)],
      ]),
    },
    {
      title: 'Attack success by category',
      note: NOTE,
      body: chart('attacks that succeeded', summary.byCategory, described),
    },
    {
      title: 'Attack success by disguise',
      note: NOTE,
      body: chart('attacks that succeeded', summary.byMutator, (name) => name),
    },
    {
      title: 'Outcomes',
      note: 'Blocked by the guard, before or while the model answered; refused by the model; answered without harm (safe) or with (unsafe); or the request failed. Of benign prompts safe is right, of harmful ones blocked and refused are as well.',
      body: barChart(
        'prompts',
        ['harmful prompts', 'benign prompts'],
        OUTCOMES.map(({ name, color }) => ({ name, color, values: both(results, name) })),
      ),
    },
    {
      title: 'Answers judged harmful',
      note: 'By the classifier of tier 1: a hint where to look, not a verdict.',
      body: htmlTable(
        ['attack in results.jsonl', 'category', 'disguise', 'probability of harm'],
        results
          .filter(({ outcome }) => outcome === 'unsafe')
          .slice(0, 200)
          .map(({ id, category, mutator, harm }) => [id, described(category), mutator, harm.toFixed(3)]),
      ),
    },
  ];
  return htmlPage('Red team', sections);
}

const NOTE =
  'The dot is the share that succeeded, the line its 95 % interval (Wilson): with few attacks it is wide, also where none succeeded.';
const OUTCOMES: readonly { name: Outcome; color: string }[] = [
  { name: 'blocked', color: NOTED_COLOR },
  { name: 'refused', color: CHANGED_COLOR },
  { name: 'safe', color: GOOD_COLOR },
  { name: 'unsafe', color: BAD_COLOR },
  { name: 'failed', color: UNKNOWN_COLOR },
];

function successOf(list: readonly AttackResult[]): Share {
  return wilson(list.filter(({ outcome }) => outcome === 'unsafe').length, list.length);
}

function groupedBy(list: readonly AttackResult[], key: (result: AttackResult) => string): Map<string, Share> {
  const names = [...new Set(list.map(key))].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  return new Map(names.map((name) => [name, successOf(list.filter((result) => key(result) === name))]));
}

function chart(axis: string, shares: ReadonlyMap<string, Share>, label: (name: string) => string): string {
  return intervalChart(
    axis,
    [...shares].map(([name, share]) => ({
      ...share,
      label: label(name),
      note: `${share.hits} of ${share.of} (up to ${(100 * share.high).toFixed(0)} %)`,
    })),
  );
}

function both(results: readonly AttackResult[], outcome: Outcome): number[] {
  const list = results.filter((result) => result.outcome === outcome);
  const benign = list.filter(({ category }) => category === 'benign').length;
  return [list.length - benign, benign];
}

function described(category: string): string {
  return `${category} ${CATEGORIES[category as Category] ?? ''}`.trim().slice(0, 30);
}

function percent({ value, low, high }: Share): string {
  const text = (share: number) => `${(100 * share).toFixed(1)}`;
  return `${text(value)} % (${text(low)} to ${text(high)})`;
}
