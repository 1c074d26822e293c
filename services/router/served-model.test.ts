import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Tokenizer } from '../../lib/model/tokenizer.ts';
import type { GenerationRequest, Prompt } from './generation-request.ts';
import { ServedModel } from './served-model.ts';

let tokenizer: Tokenizer;
beforeAll(async () => {
  tokenizer = await Tokenizer.load('models/fulgur-tiny.gguf');
});
afterAll(() => tokenizer.close());

const served = (contextLength: number) =>
  new ServedModel({
    id: 'm',
    fingerprint: 'f',
    architecture: 'a',
    contextLength,
    createdUnixS: 0,
    tokenizer,
    template: undefined,
    createDecoder: () => ({ push: () => '', end: () => '' }),
  });

const asking = (prompt: Prompt): GenerationRequest => ({
  model: '',
  prompts: [prompt],
  n: 1,
  sampling: {
    temperature: 1,
    topP: 1,
    topK: 0,
    minP: 0,
    seed: undefined,
    presencePenalty: 0,
    frequencyPenalty: 0,
    logitBias: new Map(),
  },
  maxTokens: undefined,
  stop: [],
  topLogprobs: undefined,
  user: '',
  priority: 0,
  fields: {
    prompt: 'prompt',
    tools: 'tools',
    reasoningEffort: 'reasoning_effort',
    maxTokens: 'max_tokens',
    logitBias: 'logit_bias',
    priority: 'service_tier',
  },
});

const megabyte = 'The fox saw a red kite above the hill. '.repeat(26_000);

/** How often other work could run until `work` was done. */
async function turnsDuring(work: Promise<unknown>): Promise<number> {
  let turns = 0;
  let done = false;
  const ended = work.then(() => {
    done = true;
  });
  while (!done) {
    await new Promise((resolve) => setImmediate(resolve));
    turns += 1;
  }
  await ended;
  return turns;
}

describe('a served model', () => {
  it('lets other work go on while it encodes a long prompt, and encodes it as any other', async () => {
    const model = served(2_000_000);
    const encoded = model.encode({ kind: 'text', text: megabyte }, asking({ kind: 'text', text: '' }).fields);
    expect(await turnsDuring(encoded)).toBeGreaterThan(100);
    const atOnce = tokenizer.encode(megabyte, { addSpecial: true, parseSpecial: true });
    expect((await encoded).ids.length).toBe(atOnce.length);
    expect((await encoded).ids).toEqual(atOnce);
  });

  it('refuses what cannot fit however it is cut before it is encoded', async () => {
    const refused = served(1_000).checkLimits(asking({ kind: 'text', text: megabyte }));
    await expect(refused).rejects.toThrow(
      `'prompt' has ${megabyte.length} bytes of text; the context length of m is 1000`,
    );
    const ids = { kind: 'tokens' as const, ids: Array.from({ length: 1_000 }, () => 5) };
    await expect(served(1_000).checkLimits(asking(ids))).rejects.toThrow('1000 tokens');
    await expect(served(1_001).checkLimits(asking(ids))).resolves.toBeUndefined();
  });

  it('names a token id that is not in the vocabulary, and the last one that is', async () => {
    const refused = served(1_000).checkLimits(asking({ kind: 'tokens', ids: [1, 999_999] }));
    await expect(refused).rejects.toThrow(`999999; ids of m go up to ${tokenizer.vocabularySize - 1}`);
  });
});
