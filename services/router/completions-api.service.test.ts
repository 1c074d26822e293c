// The completions endpoint through the openai client, with a replica that the test plays.
import { expect, test } from 'vitest';
import { RouterBench } from './testing/router-bench.ts';
import type { Submission } from './testing/scripted-attention.ts';

const model = 'fulgur-tiny';

test('prompts come as a text, a list of texts, token ids or lists of token ids, and answers in their order', async () => {
  await using bench = await RouterBench.start();
  const seen: string[] = [];
  await bench.attention('attention-0', {
    answer: (submission) => {
      seen.push(submission.submit.promptIds.join());
      submission.tokens(bench.ids(`after ${submission.submit.promptIds.at(-1)}`)).finish('length');
    },
  });
  const client = bench.openai();
  const text = await client.completions.create({ model, prompt: 'Once upon a time' });
  expect(seen.splice(0)).toEqual(['1,938,1513,264,517']);
  expect(text.choices[0]).toEqual({ index: 0, text: 'after 517', logprobs: null, finish_reason: 'length' });
  const texts = await client.completions.create({ model, prompt: ['Once', 'Once upon'], n: 2 });
  expect(seen.splice(0)).toEqual(['1,938', '1,938', '1,938,1513', '1,938,1513']);
  expect(texts.choices.map((choice) => choice.text)).toEqual(['after 938', 'after 938', 'after 1513', 'after 1513']);
  expect(texts.usage?.prompt_tokens).toBe(5);
  // Ids are taken as they are: nothing is put before them.
  await client.completions.create({ model, prompt: [264, 517] });
  expect(seen.splice(0)).toEqual(['264,517']);
  const lists = await client.completions.create({ model, prompt: [[264], [517]] });
  expect(seen.splice(0)).toEqual(['264', '517']);
  expect(lists.choices.map((choice) => choice.index)).toEqual([0, 1]);
});

test('control tokens in a raw prompt are control tokens', async () => {
  await using bench = await RouterBench.start();
  const attention = await bench.attention('attention-0');
  const answer = bench.openai().completions.create({ model, prompt: '<|im_start|>user\nHi<|im_end|>' });
  const submission = await attention.next();
  submission.finish('stop');
  await answer;
  expect(submission.submit.promptIds.slice(0, 2)).toEqual([1, 4]);
  expect(submission.submit.promptIds.at(-1)).toBe(5);
});

test('log-probabilities come as parallel arrays whose offsets point into the text, streamed or not', async () => {
  await using bench = await RouterBench.start();
  const attention = await bench.attention('attention-0');
  const play = (submission: Submission) => {
    for (const tokenId of bench.ids('there lived a fox')) submission.token({ tokenId, logprob: -1, top: [] });
    submission.finish('stop');
  };
  const options = { model, prompt: 'Once', logprobs: 1 };
  const answer = bench.openai().completions.create(options);
  play(await attention.next());
  const [choice] = (await answer).choices;
  const { tokens = [], text_offset: offsets = [], token_logprobs: values = [] } = choice?.logprobs ?? {};
  expect(tokens.join('')).toBe('there lived a fox');
  expect(values.every((value) => value === -1)).toBe(true);
  for (const [index, token] of tokens.entries()) {
    expect(choice?.text.slice(offsets[index], (offsets[index] ?? 0) + token.length)).toBe(token);
  }
  const pending = bench.openai().completions.create({ ...options, stream: true, stop: 'zzz' });
  play(await attention.next());
  const streamed: number[] = [];
  for await (const chunk of await pending) streamed.push(...(chunk.choices[0]?.logprobs?.text_offset ?? []));
  expect(streamed).toEqual(offsets);
});

test('a stream of several choices marks each chunk with its choice', async () => {
  await using bench = await RouterBench.start();
  const attention = await bench.attention('attention-0');
  const pending = bench.openai().completions.create({ model, prompt: 'Once', n: 2, stream: true });
  const [first, second] = [await attention.next(), await attention.next()];
  const words = ['one two', 'three four'];
  const ids = words.map((text) => bench.ids(text));
  first.tokens(ids[0]?.slice(0, 1) ?? []);
  second.tokens(ids[1] ?? []).finish('stop');
  first.tokens(ids[0]?.slice(1) ?? []).finish('stop');
  const texts = ['', ''];
  const reasons: (string | null)[] = [];
  for await (const chunk of await pending) {
    const [choice] = chunk.choices;
    if (choice === undefined) continue;
    texts[choice.index] += choice.text;
    if (choice.finish_reason !== null) reasons[choice.index] = choice.finish_reason;
  }
  expect(texts).toEqual(words);
  expect(reasons).toEqual(['stop', 'stop']);
});

test('a failure in the middle of a stream is an event with the error', async () => {
  await using bench = await RouterBench.start();
  const attention = await bench.attention('attention-0');
  const pending = bench.openai().completions.create({ model, prompt: 'Once', stream: true });
  const submission = await attention.next();
  submission.tokens(bench.ids('upon')).fail(13, 'the step failed', false);
  const read = async () => {
    for await (const _chunk of await pending);
  };
  await expect(read()).rejects.toThrow(/the step failed/);
});
