// Requests that outlive the replicas they run on.
import { expect, test } from 'vitest';
import { eventually } from '../../test/support/service-host.ts';
import { RouterBench } from './testing/router-bench.ts';
import { ScriptedAttention, type Submission } from './testing/scripted-attention.ts';

const chat = { model: 'fulgur-tiny', messages: [{ role: 'user' as const, content: 'Who are you?' }], seed: 3 };

interface Taken {
  readonly on: ScriptedAttention;
  readonly submission: Submission;
}

/** The next request that any of the replicas gets. */
async function nextOf(replicas: readonly ScriptedAttention[]): Promise<Taken> {
  const on = await eventually(() => replicas.find((replica) => replica.submissions.untaken.length > 0));
  return { on, submission: await on.next() };
}

test('a request whose replica dies goes on at another one, with no token lost or repeated', async () => {
  await using bench = await RouterBench.start();
  const replicas = [await bench.attention('attention-0'), await bench.attention('attention-1')];
  const answer = bench.openai().chat.completions.create(chat);
  const ids = bench.ids('A quick fox named Pip lived in a warm den.');
  const first = await nextOf(replicas);
  first.submission.tokens(ids.slice(0, 4));
  await eventually(async () => (await bench.host.metric('fulgur_router_inflight_requests')) === 1);
  await first.on.crash();
  const second = await nextOf(replicas);
  expect(second.on).not.toBe(first.on);
  const before = first.submission.submit;
  const after = second.submission.submit;
  expect(after.promptIds).toEqual(before.promptIds);
  expect(after.sampling?.seed).toBe(before.sampling?.seed);
  expect(after.maxTokens).toBe(before.maxTokens);
  expect(after.generatedIds).toEqual(ids.slice(0, after.generatedIds.length));
  second.submission.tokens(ids.slice(after.generatedIds.length)).finish('stop');
  const { choices, usage } = await answer;
  expect(choices[0]?.message.content).toBe('A quick fox named Pip lived in a warm den.');
  expect(usage?.completion_tokens).toBe(ids.length);
  expect(await bench.host.metric('fulgur_router_moved_requests_total')).toBe(1);
});

test('a streaming client sees one unbroken text across the move', async () => {
  await using bench = await RouterBench.start();
  const replicas = [await bench.attention('attention-0'), await bench.attention('attention-1')];
  const pending = bench.openai().chat.completions.create({ ...chat, stream: true });
  const ids = bench.ids('Once upon a time there was a robot.');
  const first = await nextOf(replicas);
  first.submission.tokens(ids.slice(0, 3));
  const chunks = (await pending)[Symbol.asyncIterator]();
  let text = '';
  const shown = bench.text(ids.slice(0, 3));
  while (text !== shown) text += (await chunks.next()).value?.choices[0]?.delta.content ?? '';
  await first.on.crash();
  const second = await nextOf(replicas);
  expect(second.submission.submit.generatedIds).toEqual(ids.slice(0, 3));
  second.submission.tokens(ids.slice(3)).finish('stop');
  for (let chunk = await chunks.next(); !chunk.done; chunk = await chunks.next()) {
    text += chunk.value.choices[0]?.delta.content ?? '';
  }
  expect(text).toBe('Once upon a time there was a robot.');
});

test('a retryable failure moves the request, another one is told to the client', async () => {
  await using bench = await RouterBench.start();
  const replicas = [await bench.attention('attention-0'), await bench.attention('attention-1')];
  const answer = bench.openai().chat.completions.create(chat);
  const first = await nextOf(replicas);
  first.submission.fail(14, 'the engine restarts', true);
  const second = await nextOf(replicas);
  expect(second.on).not.toBe(first.on);
  second.submission.fail(13, 'a step failed', false);
  await expect(answer).rejects.toMatchObject({ status: 500, message: expect.stringContaining('a step failed') });
});

test('a token that comes again is not shown again, and one that skips ahead moves the request', async () => {
  await using bench = await RouterBench.start();
  const replicas = [await bench.attention('attention-0')];
  const answer = bench.openai().chat.completions.create(chat);
  const ids = bench.ids('one two three');
  const [one, two, three] = ids as [number, number, number];
  const first = await nextOf(replicas);
  first.submission.token({ tokenId: one }, 0).token({ tokenId: one }, 0).token({ tokenId: three }, 2);
  const second = await nextOf(replicas);
  await first.submission.cancelled;
  expect(second.submission.submit.generatedIds).toEqual([one]);
  second.submission.token({ tokenId: two }, 1).token({ tokenId: three }, 2).finish('stop');
  expect((await answer).choices[0]?.message.content).toBe(bench.text([one, two, three]));
});

test('a request waits for a replica when none is there', async () => {
  await using bench = await RouterBench.start();
  const answer = bench.openai().chat.completions.create(chat);
  await eventually(async () => (await bench.host.metric('fulgur_router_inflight_requests')) === 1);
  const attention = await bench.attention('attention-0');
  (await attention.next()).tokens(bench.ids('Hello')).finish('stop');
  expect((await answer).choices[0]?.message.content).toBe('Hello');
});

test('a request that finds no replica until its deadline fails with it', async () => {
  await using bench = await RouterBench.start({ requestTimeoutMs: 150 });
  await expect(bench.openai().chat.completions.create(chat)).rejects.toMatchObject({
    status: 504,
    code: 'deadline_exceeded',
    message: expect.stringContaining('150 ms'),
  });
});

test('a request that every replica dies of is given up', async () => {
  await using bench = await RouterBench.start({ maxMoves: 1 });
  const replicas = [await bench.attention('attention-0'), await bench.attention('attention-1')];
  const answer = bench.openai().chat.completions.create(chat);
  await (await nextOf(replicas)).on.crash();
  await (await nextOf(replicas)).on.crash();
  await expect(answer).rejects.toMatchObject({ status: 503, message: expect.stringContaining('the limit is 1') });
});

test('a finish that got lost with its replica is not generated anew', async () => {
  await using bench = await RouterBench.start();
  const replicas = [await bench.attention('attention-0'), await bench.attention('attention-1')];
  const ids = bench.ids('just three words');
  const pending = bench.openai().chat.completions.create({ ...chat, max_tokens: ids.length, stream: true });
  const first = await nextOf(replicas);
  first.submission.tokens(ids);
  const chunks = (await pending)[Symbol.asyncIterator]();
  for (let text = ''; text !== 'just three words'; ) {
    text += (await chunks.next()).value?.choices[0]?.delta.content ?? '';
  }
  await first.on.crash();
  expect((await chunks.next()).value?.choices[0]?.finish_reason).toBe('length');
  expect(replicas.flatMap((replica) => replica.submissions.untaken)).toEqual([]);
});

test('a replica that drains, is not ready or serves another model gets no new request', async () => {
  await using bench = await RouterBench.start();
  await using stranger = await ScriptedAttention.start({ bus: bench.bus, id: 'stranger', modelFingerprint: 'another' });
  const idle = await bench.attention('attention-0');
  const busy = await bench.attention('attention-1');
  idle.setReady('loading');
  for (let round = 0; round < 3; round += 1) {
    const answer = bench.openai().chat.completions.create(chat);
    (await busy.next()).finish('stop');
    await answer;
  }
  expect([...idle.submissions.untaken, ...stranger.submissions.untaken]).toEqual([]);
});
