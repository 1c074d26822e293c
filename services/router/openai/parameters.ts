// Schemas and conversions that chat completions and completions share.
import { z } from 'zod';
import { invalid } from '../../../lib/wire/errors.ts';
import { fulgur } from '../../../proto/gen/fulgur.js';
import type { Sampling } from '../generation-request.ts';
import { limits } from './limits.ts';
import type { UnsupportedParameter } from './parse.ts';

/** Unicode text: a lone half of a surrogate pair has no UTF-8 form, so no tokenizer can read it. */
export const text = z.string().refine((value) => value.isWellFormed(), {
  error: 'must be well-formed Unicode, without a lone surrogate',
});

const stopText = text.min(1).max(limits.stopTextCharacters);

/** OpenAI's names for how urgent a request is. */
const serviceTiers = ['auto', 'default', 'priority', 'flex'] as const;

export const samplingShape = {
  model: z.string().max(256).optional(),
  temperature: z.number().min(0).max(2).optional(),
  top_p: z.number().gt(0).max(1).optional(),
  top_k: z.int().min(0).max(0x7fffffff).optional(),
  min_p: z.number().min(0).max(1).optional(),
  seed: z.int().optional(),
  presence_penalty: z.number().min(-2).max(2).optional(),
  frequency_penalty: z.number().min(-2).max(2).optional(),
  logit_bias: z.record(z.string(), z.number().min(-100).max(100)).optional(),
  n: z.int().min(1).max(limits.choicesPerPrompt).optional(),
  stop: z.union([stopText, z.array(stopText).max(limits.stopTexts)]).optional(),
  max_tokens: z.int().min(1).optional(),
  user: text.max(limits.userCharacters).optional(),
  service_tier: z.enum(serviceTiers).optional(),
  stream: z.boolean().optional(),
  stream_options: z.strictObject({ include_usage: z.boolean().optional() }).optional(),
};

type SamplingBody = z.output<z.ZodObject<typeof samplingShape>>;

export function toSampling(body: SamplingBody): Sampling {
  return {
    temperature: body.temperature ?? 1,
    topP: body.top_p ?? 1,
    topK: body.top_k ?? 0,
    minP: body.min_p ?? 0,
    seed: body.seed === undefined ? undefined : foldSeed(body.seed),
    presencePenalty: body.presence_penalty ?? 0,
    frequencyPenalty: body.frequency_penalty ?? 0,
    logitBias: toLogitBias(body.logit_bias ?? {}),
  };
}

export function toPriority(tier: (typeof serviceTiers)[number] | undefined): fulgur.v1.Priority {
  const { PRIORITY_HIGH, PRIORITY_LOW, PRIORITY_NORMAL } = fulgur.v1.Priority;
  if (tier === 'priority') return PRIORITY_HIGH;
  return tier === 'flex' ? PRIORITY_LOW : PRIORITY_NORMAL;
}

/** Seeds of 32 bits stay what they are; longer ones, and negative ones, are mixed down to 32 bits. */
export function foldSeed(seed: number): number {
  if (seed >= 0 && seed <= 0xffffffff) return seed;
  const wide = BigInt.asUintN(64, BigInt(seed));
  return Number((wide ^ (wide >> 32n)) & 0xffffffffn);
}

function toLogitBias(entries: Record<string, number>): Map<number, number> {
  const ids = Object.keys(entries);
  if (ids.length > limits.logitBiasEntries) {
    throw invalid(
      'logit_bias',
      `'logit_bias' must be at most ${limits.logitBiasEntries} entries long, got ${ids.length}`,
      'invalid_value',
    );
  }
  const bias = new Map<number, number>();
  for (const id of ids) {
    if (!/^\d{1,9}$/.test(id)) {
      throw invalid(
        'logit_bias',
        `'logit_bias' must have token ids as keys, got ${JSON.stringify(id)}`,
        'invalid_value',
      );
    }
    bias.set(Number(id), entries[id] as number);
  }
  return bias;
}

export function toStop(stop: string | readonly string[] | undefined): readonly string[] {
  if (stop === undefined) return [];
  return typeof stop === 'string' ? [stop] : stop;
}

export function checkStreamOptions(body: { stream?: boolean | undefined; stream_options?: unknown }): void {
  if (body.stream_options === undefined || body.stream === true) return;
  throw invalid('stream_options', "'stream_options' is only allowed when 'stream' is true", 'invalid_value');
}

const isEmpty = (value: unknown) => typeof value === 'object' && value !== null && Object.keys(value).length === 0;

/** Parameters of OpenAI's API, both endpoints, that this server does not have. */
export const unsupportedEverywhere: readonly UnsupportedParameter[] = [
  { name: 'metadata', harmless: isEmpty },
  { name: 'prompt_cache_key', instead: 'prefixes are cached without a key' },
  { name: 'prompt_cache_retention', instead: 'prefixes are cached while there is room' },
  { name: 'safety_identifier', instead: "use 'user'" },
  { name: 'store', harmless: (value) => value === false },
];
