// POST /v1/moderations: the body, and the answer in OpenAI's shape.
import { z } from 'zod';
import type { fulgur } from '../../../proto/gen/fulgur.js';
import { limits } from './limits.ts';
import { text } from './parameters.ts';
import { parseBody } from './parse.ts';

const textPart = z.strictObject({ type: z.literal('text'), text });

const moderationBody = z.strictObject({
  input: z.union([
    text,
    z
      .array(z.union([text, textPart]))
      .min(1)
      .max(limits.moderationInputs),
  ]),
  model: z.string().max(256).optional(),
});

/** @throws INVALID_ARGUMENT naming the parameter. */
export function parseModeration(body: unknown): { readonly inputs: readonly string[]; readonly model: string } {
  const parsed = parseBody(moderationBody, body, []);
  const inputs = typeof parsed.input === 'string' ? [parsed.input] : parsed.input;
  return {
    inputs: inputs.map((input) => (typeof input === 'string' ? input : input.text)),
    model: parsed.model ?? '',
  };
}

export function moderationBodyOf(id: string, model: string, response: fulgur.v1.IModerateResponse): object {
  const results = (response.results ?? []).map((result) => {
    const categories = result.categories ?? {};
    const names = Object.keys(categories);
    return {
      flagged: result.flagged ?? false,
      categories,
      category_scores: result.categoryScores ?? {},
      category_applied_input_types: Object.fromEntries(names.map((name) => [name, ['text']])),
    };
  });
  return { id, model, results };
}
