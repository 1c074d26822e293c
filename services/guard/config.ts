// Options of the guard. Flags `--policy-file`, variables `FULGUR_POLICY_FILE`, and so on.
import { z } from 'zod';
import { sharedOptions } from '../../lib/process/shared-config.ts';

const count = z.number().int().positive();

export const guardConfig = z.strictObject({
  ...sharedOptions,
  policyFile: z.string().optional().describe('YAML policy; default: the one that ships with the guard'),
  classifier: z.boolean().default(true).describe('load the text classifier (tier 1)'),
  classifierWeights: z
    .string()
    .optional()
    .describe('weights that `fulgur guard train` wrote; default: those that ship'),
  moderationWeights: z
    .string()
    .optional()
    .describe('weights of the categories that only /v1/moderations has; default: those that ship'),
  maxPromptCharacters: count.default(524_288).describe('UTF-16 units of all parts of a prompt together'),
  maxPromptParts: count.default(4096).describe('parts of a prompt, or inputs of one moderation request'),
  maxPrompts: count.default(4096).describe('prompts read at the same time'),
  maxDeltaCharacters: count.default(65_536).describe('UTF-16 units of one delta of an answer'),
  maxOutputCharacters: count.default(4_194_304).describe('UTF-16 units of one answer'),
  maxOutputStreams: count.default(4096).describe('answers screened at the same time'),
});

export type GuardConfig = z.output<typeof guardConfig>;
