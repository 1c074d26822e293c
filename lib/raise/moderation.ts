// The 13 categories of OpenAI's /v1/moderations: filled from the taxonomy's, and where that has no word for one from a model
// of its own (classifier/moderation-model.ts).

import type { ModerationLabel } from './classifier/labels.ts';
import type { ModerationScores } from './classifier/moderation-model.ts';
import type { ClassifierRules } from './classifier-watch.ts';
import type { Category } from './taxonomy.ts';
import type { Scores } from './text-classifier.ts';

export const MODERATION_CATEGORIES = [
  'harassment',
  'harassment/threatening',
  'hate',
  'hate/threatening',
  'illicit',
  'illicit/violent',
  'self-harm',
  'self-harm/instructions',
  'self-harm/intent',
  'sexual',
  'sexual/minors',
  'violence',
  'violence/graphic',
] as const;

export type ModerationCategory = (typeof MODERATION_CATEGORIES)[number];

/** Categories of ours that are missing here (pii, secrets, jailbreak, ...) have no counterpart there. */
const COUNTERPARTS: Partial<Record<Category, readonly ModerationCategory[]>> = {
  S1: ['violence', 'illicit/violent'],
  S2: ['illicit'],
  S3: ['sexual', 'illicit'],
  S4: ['sexual/minors', 'sexual'],
  S5: ['harassment'],
  S9: ['illicit', 'illicit/violent'],
  S10: ['hate'],
  S11: ['self-harm'],
  S12: ['sexual'],
  S14: ['illicit'],
};

/** Whose threshold and action in the policy count for a label, and the category that it is a part of. */
const LABELS: Readonly<Record<ModerationLabel, { readonly judgedAs: Category; readonly within?: ModerationCategory }>> =
  {
    harassment: { judgedAs: 'S10' },
    'harassment/threatening': { judgedAs: 'S1', within: 'harassment' },
    'hate/threatening': { judgedAs: 'S10', within: 'hate' },
    'self-harm/instructions': { judgedAs: 'S11', within: 'self-harm' },
    'self-harm/intent': { judgedAs: 'S11', within: 'self-harm' },
    'violence/graphic': { judgedAs: 'S1', within: 'violence' },
  };
/** Score from which a label counts in a text in which its category was found anyway. */
const LIKELY = 0.5;

export interface Moderation {
  readonly flagged: boolean;
  readonly categories: Record<ModerationCategory, boolean>;
  readonly scores: Record<ModerationCategory, number>;
}

export interface Moderated {
  readonly findings: Iterable<{ readonly category: Category; readonly score: number }>;
  /** Tier 1's, by category of the taxonomy. */
  readonly scores: Scores;
  /** Of the model for moderation; empty without one. */
  readonly labelScores: ModerationScores;
  /** From where on the policy counts a score; a category without a limit is allowed. */
  readonly limits: ClassifierRules['limits'];
}

/**
 * The answer for one input: a category is flagged when something was found; its score is the surest finding's, or the
 * classifier's when that is higher. A part is never surer than the whole: `hate` is at least `hate/threatening`.
 */
export function moderate({ findings, scores: classifier, labelScores, limits }: Moderated): Moderation {
  const scores = Object.fromEntries(MODERATION_CATEGORIES.map((name) => [name, 0])) as Moderation['scores'];
  const raise = (names: readonly ModerationCategory[], score: number): readonly ModerationCategory[] => {
    for (const name of names) scores[name] = Math.max(scores[name], score);
    return names;
  };
  const foundOfOurs = new Set<Category>();
  const found = new Set<ModerationCategory>();
  for (const [category, score] of Object.entries(classifier) as [Category, number][]) {
    raise(COUNTERPARTS[category] ?? [], score);
  }
  for (const { category, score } of findings) {
    foundOfOurs.add(category);
    for (const name of raise(COUNTERPARTS[category] ?? [], score)) found.add(name);
  }
  for (const [label, score] of Object.entries(labelScores) as [ModerationLabel, number][]) {
    const { judgedAs, within } = LABELS[label];
    const names = raise(within === undefined ? [label] : [label, within], score);
    const limit = limits.get(judgedAs)?.threshold ?? Number.POSITIVE_INFINITY;
    if (score >= limit || (foundOfOurs.has(judgedAs) && score >= LIKELY)) for (const name of names) found.add(name);
  }
  const categories = Object.fromEntries(
    MODERATION_CATEGORIES.map((name) => [name, found.has(name)]),
  ) as Moderation['categories'];
  return { flagged: Object.values(categories).includes(true), categories, scores };
}
