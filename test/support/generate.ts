// Greedy generation over the public gRPC API, and the comparison with the reference.
import { expect } from 'vitest';
import type { Channel } from '../../lib/wire/client.ts';
import { InferenceMethods } from '../../lib/wire/methods.ts';
import type { fulgur } from '../../proto/gen/fulgur.js';
import { expectedTokens, type GoldenPrompt } from './served-prompts.ts';

export interface Generated {
  readonly ids: number[];
  readonly logprobs: fulgur.v1.ITokenLogprobs[];
  readonly text: string;
  readonly usage: fulgur.v1.IUsage;
}

export async function generate(channel: Channel, request: fulgur.v1.IGenerateRequest): Promise<Generated> {
  const ids: number[] = [];
  const logprobs: fulgur.v1.ITokenLogprobs[] = [];
  let text = '';
  let usage: fulgur.v1.IUsage = {};
  for await (const event of channel.serverStream(InferenceMethods.generate, request, { deadlineMs: 60_000 })) {
    ids.push(...(event.delta?.tokenIds ?? []));
    logprobs.push(...(event.delta?.logprobs ?? []));
    text += event.delta?.text ?? '';
    if (event.usage) usage = event.usage;
  }
  return { ids, logprobs, text, usage };
}

export function greedily(channel: Channel, prompt: GoldenPrompt): Promise<Generated> {
  return generate(channel, {
    tokenIds: { ids: prompt.ids },
    sampling: { temperature: 0 },
    maxTokens: prompt.greedy_ids.length,
    topLogprobs: 5,
  });
}

/**
 * Two candidates nearer than this (natural log; 1.16 times as likely) may change places. A model as small as the demo's
 * is computed in single precision, so what rounds is bf16 on the wire between attention and shards: with 3 shards one of
 * the 12 texts parts, where the rivals are 0.10 apart; with f32 on the wire, or without a wire, none does.
 */
const nearTie = 0.15;

/**
 * The tokens of the reference; where they part, the two candidates must have been a near tie, and the output says so.
 * @returns whether every token is the reference's
 */
export function expectReference(prompt: GoldenPrompt, { ids, logprobs }: Generated): boolean {
  const expected = expectedTokens(prompt);
  const parting = expected.findIndex((id, index) => ids[index] !== id);
  if (parting < 0) {
    expect(ids).toEqual(expected);
    return true;
  }
  const token = logprobs[parting];
  const rival = token?.top?.find((candidate) => candidate.tokenId === expected[parting]);
  const gap = (token?.logprob ?? 0) - (rival?.logprob ?? Number.NEGATIVE_INFINITY);
  const where = `token ${parting} of ${JSON.stringify(prompt.text.slice(0, 40))}: ${ids[parting]} for ${expected[parting]}`;
  expect(gap, `${where} is no near tie`).toBeLessThan(nearTie);
  console.info(`a near tie, ${gap.toFixed(3)} apart, was rounded the other way: ${where}`);
  return false;
}
