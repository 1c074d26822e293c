// What a text can be labelled with for training: categories of the taxonomy, and those of /v1/moderations that it has no
// word for.
import { CATEGORIES, CATEGORY_NAMES, type Category } from '../taxonomy.ts';

const MODERATION_LABELS = {
  harassment: 'insults and harassing language towards anyone',
  'harassment/threatening': 'threats of violence or serious harm against anyone',
  'hate/threatening': 'violence or serious harm wished on a group',
  'self-harm/instructions': 'encourages self-harm, or asks for or gives instructions',
  'self-harm/intent': 'the speaker harms themselves, or means to',
  'violence/graphic': 'death, violence or injury in graphic detail',
} as const;

export type ModerationLabel = keyof typeof MODERATION_LABELS;
export type Label = Category | ModerationLabel;

export const MODERATION_LABEL_NAMES = Object.keys(MODERATION_LABELS) as ModerationLabel[];
export const LABEL_NAMES: readonly Label[] = [...CATEGORY_NAMES, ...MODERATION_LABEL_NAMES];
export const LABEL_MEANINGS: Readonly<Record<Label, string>> = { ...CATEGORIES, ...MODERATION_LABELS };
