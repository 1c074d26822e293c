// The 13 categories of OpenAI's /v1/moderations, filled from ours.
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

export interface Moderation {
  readonly flagged: boolean;
  readonly categories: Record<ModerationCategory, boolean>;
  readonly scores: Record<ModerationCategory, number>;
}

/**
 * The answer for one input: a category is flagged when something was found; its score is the surest finding's, or the
 * classifier's when that is higher.
 */
export function moderate(
  findings: Iterable<{ readonly category: Category; readonly score: number }>,
  classifier: Scores = {},
): Moderation {
  const scores = Object.fromEntries(MODERATION_CATEGORIES.map((name) => [name, 0])) as Moderation['scores'];
  const raise = (category: Category, score: number): readonly ModerationCategory[] => {
    const names = COUNTERPARTS[category] ?? [];
    for (const name of names) scores[name] = Math.max(scores[name], score);
    return names;
  };
  for (const [category, score] of Object.entries(classifier) as [Category, number][]) raise(category, score);
  const found = new Set<ModerationCategory>();
  for (const { category, score } of findings) for (const name of raise(category, score)) found.add(name);
  const categories = Object.fromEntries(
    MODERATION_CATEGORIES.map((name) => [name, found.has(name)]),
  ) as Moderation['categories'];
  return { flagged: Object.values(categories).includes(true), categories, scores };
}
