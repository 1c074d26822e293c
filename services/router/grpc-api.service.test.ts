// fulgur.v1.Inference and fulgur.v1.Cluster, through a gRPC client.
import { expect, test } from 'vitest';
import { Code } from '../../lib/wire/errors.ts';
import { ClusterMethods, InferenceMethods } from '../../lib/wire/methods.ts';
import type { fulgur } from '../../proto/gen/fulgur.js';
import { eventually } from '../../test/support/service-host.ts';
import { RouterBench } from './testing/router-bench.ts';

const within = { deadlineMs: 10_000 };

async function refused(bench: RouterBench, request: fulgur.v1.IGenerateRequest) {
  try {
    for await (const _response of bench.grpc().serverStream(InferenceMethods.generate, request, within));
  } catch (error) {
    return error as { code: number; field?: string; reason?: string; message: string };
  }
  throw new Error('the request was not refused');
}

test('Generate streams deltas with token ids and log-probabilities, a finish per choice, then usage', async () => {
  await using bench = await RouterBench.start();
  const attention = await bench.attention('attention-0');
  const request = { text: 'Once upon a time', sampling: { temperature: 0 }, maxTokens: 9, topLogprobs: 1 };
  const responses = bench.grpc().serverStream(InferenceMethods.generate, request, within);
  const submission = await attention.next();
  expect(submission.submit).toMatchObject({ promptIds: [1, 938, 1513, 264, 517], maxTokens: 9, topLogprobs: 1 });
  expect(submission.submit.sampling?.temperature).toBe(0);
  const ids = bench.ids('there lived');
  for (const tokenId of ids) submission.token({ tokenId, logprob: -0.25, top: [{ tokenId: 7, logprob: -2 }] });
  submission.finish('length', 3);
  const seen = [];
  for await (const response of responses) seen.push(response);
  const deltas = seen.flatMap(({ delta }) => delta ?? []);
  expect(deltas.map((delta) => delta.text).join('')).toBe('there lived');
  expect(deltas.flatMap((delta) => delta.tokenIds)).toEqual(ids);
  expect(deltas.flatMap((delta) => delta.logprobs ?? [])).toHaveLength(ids.length);
  expect(seen.at(-2)?.finish).toMatchObject({ choice: 0, reason: 2 });
  expect(seen.at(-1)?.usage).toMatchObject({ promptTokens: 5, completionTokens: ids.length, cachedTokens: 3 });
});

test('requests out of range are refused by field', async () => {
  await using bench = await RouterBench.start();
  const table: [fulgur.v1.IGenerateRequest, number, string][] = [
    [{}, Code.INVALID_ARGUMENT, 'prompt'],
    [{ text: 'a', n: 17 }, Code.INVALID_ARGUMENT, 'n'],
    [{ text: 'a', maxTokens: 0 }, Code.INVALID_ARGUMENT, 'max_tokens'],
    [{ text: 'a', maxTokens: 5000 }, Code.INVALID_ARGUMENT, 'max_tokens'],
    [{ text: 'a', topLogprobs: 21 }, Code.INVALID_ARGUMENT, 'top_logprobs'],
    [{ text: 'a', stop: [''] }, Code.INVALID_ARGUMENT, 'stop[0]'],
    [{ text: 'a', sampling: { temperature: Number.NaN } }, Code.INVALID_ARGUMENT, 'sampling.temperature'],
    [{ text: 'a', sampling: { temperature: -1 } }, Code.INVALID_ARGUMENT, 'sampling.temperature'],
    [{ text: 'a', sampling: { topP: 0 } }, Code.INVALID_ARGUMENT, 'sampling.top_p'],
    [{ text: 'a', sampling: { logitBias: { 5000: 1 } } }, Code.INVALID_ARGUMENT, 'sampling.logit_bias'],
    [{ tokenIds: { ids: [4096] } }, Code.INVALID_ARGUMENT, 'token_ids'],
    [{ tokenIds: { ids: [] } }, Code.INVALID_ARGUMENT, 'token_ids'],
    [{ chat: { messages: [{ role: 'king', content: '' }] } }, Code.INVALID_ARGUMENT, 'chat.messages[0].role'],
    [{ text: 'a', model: 'other' }, Code.NOT_FOUND, 'model'],
    [{ text: 'one '.repeat(2000) }, Code.INVALID_ARGUMENT, 'text'],
  ];
  for (const [request, code, field] of table) expect(await refused(bench, request)).toMatchObject({ code, field });
});

test('a message larger than the limit is refused with both sizes', async () => {
  await using bench = await RouterBench.start({ maxBodyBytes: 10_000 });
  const error = await refused(bench, { text: 'a'.repeat(20_000) });
  expect(error).toMatchObject({ code: Code.RESOURCE_EXHAUSTED });
  expect(error.message).toMatch(/2\d{4}.*10000/);
});

test('Tokenize and ListModels describe the model', async () => {
  await using bench = await RouterBench.start();
  const channel = bench.grpc();
  const text = await channel.unary(InferenceMethods.tokenize, { text: 'Once upon', addSpecial: true }, within);
  expect(text.ids).toEqual([1, 938, 1513]);
  expect(Buffer.concat(text.pieces.slice(1)).toString()).toBe(' Once upon');
  const plain = await channel.unary(InferenceMethods.tokenize, { text: '<|im_end|>' }, within);
  expect(plain.ids).not.toContain(5);
  const parsed = await channel.unary(InferenceMethods.tokenize, { text: '<|im_end|>', parseSpecial: true }, within);
  expect(parsed.ids).toEqual([5]);
  const { models } = await channel.unary(InferenceMethods.listModels, {}, within);
  expect(models).toMatchObject([
    { id: 'fulgur-tiny', architecture: 'yi-lightning', contextLength: 1024, vocabularySize: 4096 },
  ]);
});

test('sequences are as long as every replica of the model has room for, also when one is gone', async () => {
  await using bench = await RouterBench.start();
  const contextLength = async () =>
    (await bench.grpc().unary(InferenceMethods.listModels, {}, within)).models[0]?.contextLength;
  await bench.attention('attention-0', { contextLength: 700 });
  await bench.attention('attention-1', { contextLength: 2_000 });
  const small = await bench.attention('attention-2', { contextLength: 64 });
  await bench.attention('attention-3', { contextLength: 16, modelFingerprint: 'of another model' });
  await eventually(async () => (await contextLength()) === 64);
  const promptIds = Array.from({ length: 64 }, () => 300);
  expect(await refused(bench, { tokenIds: { ids: promptIds } })).toMatchObject({
    code: Code.INVALID_ARGUMENT,
    message: expect.stringContaining('the context length of fulgur-tiny is 64 tokens'),
  });
  await small.stop();
  await eventually(async () => (await contextLength()) === 700);
});

test('GetStatus lists the members and names the leader', async () => {
  await using bench = await RouterBench.start();
  await bench.attention('attention-0');
  await bench.guard('guard-0');
  const status = await eventually(async () => {
    const answer = await bench.grpc().unary(ClusterMethods.getStatus, {}, within);
    return answer.members.length === 3 && answer.leaderId === 'router-0' ? answer : undefined;
  });
  expect(status.members.map((member) => `${member.service} ${member.id}`)).toEqual([
    'attention attention-0',
    'guard guard-0',
    'router router-0',
  ]);
  expect(status.modelId).toBe('fulgur-tiny');
  expect(await bench.host.metric('fulgur_router_is_leader')).toBe(1);
});
