// When two runs give the same tokens, and when rounding may decide otherwise.
//
// The demo model is computed in single precision, as its reference was; bf16 on the wire rounds. Where two tokens are
// nearly as likely, either is right. After such a place the texts differ, so nothing is compared.
import { expect } from 'vitest';
import type { Generation } from './cluster.ts';

/** Natural logarithms; 1.16 times as likely. Measured with bf16 on the wire: 0.10 in one of 12 texts. */
const nearTie = 0.15;

/** Checks that `generation`, made with topLogprobs >= 3, follows `reference`. True when every token is equal. */
export function follows(generation: Generation, reference: readonly number[]): boolean {
  expect(generation.failed).toBeUndefined();
  const at = generation.tokens.findIndex((token, i) => token !== reference[i]);
  if (at < 0) {
    expect(generation.tokens).toHaveLength(reference.length);
    return true;
  }
  const top = generation.events[at]!.token!.top!;
  const rival = top.find(({ tokenId }) => tokenId === reference[at]);
  const told = `token ${at} is ${generation.tokens[at]}, the reference has ${reference[at]}; likeliest: ${JSON.stringify(top)}`;
  expect(rival, told).toBeDefined();
  expect(top[0]!.logprob! - rival!.logprob!, told).toBeLessThan(nearTie);
  return false;
}
