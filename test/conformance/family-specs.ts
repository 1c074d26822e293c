// The families, each in one or more variants.
import type { Family } from './family-shapes.ts';
import { hybridFamilies } from './hybrid-families.ts';
import { latentFamilies } from './latent-families.ts';
import { otherFamilies } from './other-families.ts';
import { plainFamilies } from './plain-families.ts';
import { yiFamilies } from './yi-families.ts';

export type { Family } from './family-shapes.ts';

export const families: readonly Family[] = [
  ...plainFamilies,
  ...hybridFamilies,
  ...otherFamilies,
  ...latentFamilies,
  ...yiFamilies,
];
