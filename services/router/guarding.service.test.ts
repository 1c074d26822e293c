// What the guard's verdicts do to a request, and what happens without a guard.
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { fulgur } from '../../proto/gen/fulgur.js';
import { eventually } from '../../test/support/service-host.ts';
import { RouterBench } from './testing/router-bench.ts';

const { GuardAction } = fulgur.v1;
/** Long enough for a guard that answers, on a machine with other work too: where it misses its deadline as well, the silent one is asked again. */
const TIMELY_MS = 1000;
const chat = { model: 'fulgur-tiny', messages: [{ role: 'user' as const, content: 'Who are you?' }] };
const block: fulgur.v1.IAssessment = {
  action: GuardAction.GUARD_ACTION_BLOCK,
  findings: [{ category: 'S9', detector: 'patterns', action: GuardAction.GUARD_ACTION_BLOCK }],
};

/** A verdict that the test gives when it wants to. */
function held(): { verdict: Promise<fulgur.v1.IAssessment>; give: (verdict: fulgur.v1.IAssessment) => void } {
  let give: (verdict: fulgur.v1.IAssessment) => void = () => {};
  const verdict = new Promise<fulgur.v1.IAssessment>((resolve) => {
    give = resolve;
  });
  return { verdict, give };
}

test('the guard reads every message with its role while the replica already works', async () => {
  await using bench = await RouterBench.start();
  const { verdict, give } = held();
  const guard = await bench.guard('guard-0', { assess: () => verdict });
  const attention = await bench.attention('attention-0');
  const messages = [
    { role: 'developer' as const, content: 'Be brief.' },
    {
      role: 'user' as const,
      content: [
        { type: 'text' as const, text: 'Who ' },
        { type: 'text' as const, text: 'is it?' },
      ],
    },
  ];
  const answer = bench.openai().chat.completions.create({ ...chat, messages, user: 'jo' });
  const submission = await attention.next();
  await eventually(() => guard.assessed.length === 1);
  expect(guard.assessed[0]).toMatchObject({
    user: 'jo',
    parts: [
      { role: 'system', text: 'Be brief.' },
      { role: 'user', text: 'Who is it?' },
    ],
  });
  submission.tokens(bench.ids('Hello')).finish('stop');
  give({ action: GuardAction.GUARD_ACTION_ALLOW });
  expect((await answer).choices[0]?.message.content).toBe('Hello');
  expect(guard.screened).toEqual(['Hello']);
});

test('how long the first token waited for the verdict can be read from the metrics', async () => {
  await using bench = await RouterBench.start();
  const { verdict, give } = held();
  const guard = await bench.guard('guard-0', { assess: () => verdict });
  const attention = await bench.attention('attention-0');
  const answer = bench.openai().chat.completions.create(chat);
  await eventually(() => guard.assessed.length === 1);
  (await attention.next()).tokens(bench.ids('Hello')).finish('stop');
  await delay(60);
  give({ action: GuardAction.GUARD_ACTION_ALLOW });
  await answer;
  const page = await bench.host.metrics.metrics();
  expect(page).toContain('fulgur_router_guard_wait_seconds_bucket{le="0.05",phase="first_text"} 0');
  expect(page).toContain('fulgur_router_guard_wait_seconds_count{phase="first_text"} 1');
  // The verdict is not part of what a piece of text waits for.
  expect(page).toMatch(/fulgur_router_guard_wait_seconds_bucket\{le="0.05",phase="text"\} [1-9]/);
});

test('no text is sent before the verdict, and a blocked prompt is an HTTP error even when a stream was asked for', async () => {
  await using bench = await RouterBench.start();
  const { verdict, give } = held();
  await bench.guard('guard-0', { assess: () => verdict });
  const attention = await bench.attention('attention-0');
  const response = bench.post('/v1/chat/completions', { ...chat, stream: true });
  const submission = await attention.next();
  submission.tokens(bench.ids('Secret'));
  give(block);
  expect((await response).status).toBe(400);
  expect(await (await response).json()).toEqual({
    error: {
      message: expect.stringContaining('S9'),
      type: 'invalid_request_error',
      param: 'messages',
      code: 'content_filter',
      innererror: expect.objectContaining({ code: 'ResponsibleAIPolicyViolation' }),
    },
  });
  await submission.cancelled;
});

test('a redacted prompt is what the model reads', async () => {
  await using bench = await RouterBench.start();
  const redacted = [{ role: 'user', text: 'My name is [name].' }];
  await bench.guard('guard-0', { assess: () => ({ action: GuardAction.GUARD_ACTION_REDACT, redacted }) });
  const attention = await bench.attention('attention-0');
  const messages = [{ role: 'user' as const, content: 'My name is Anna.' }];
  const answer = bench.openai().chat.completions.create({ ...chat, messages });
  await (await attention.next()).cancelled;
  const second = await attention.next();
  expect(bench.decode(second.submit.promptIds)).toContain('My name is [name].');
  expect(bench.decode(second.submit.promptIds)).not.toContain('Anna');
  second.tokens(bench.ids('Hello')).finish('stop');
  const { choices, usage } = await answer;
  expect(choices[0]?.message.content).toBe('Hello');
  expect(usage?.prompt_tokens).toBe(second.submit.promptIds.length);
});

test('a prompt to be answered with care is preceded by the instruction', async () => {
  await using bench = await RouterBench.start({ safeCompletionInstruction: 'Take care.' });
  await bench.guard('guard-0', { assess: () => ({ action: GuardAction.GUARD_ACTION_SAFE_COMPLETION }) });
  const attention = await bench.attention('attention-0');
  const answer = bench.openai().chat.completions.create(chat);
  await (await attention.next()).cancelled;
  const second = await attention.next();
  expect(bench.decode(second.submit.promptIds)).toMatch(/system\s+Take care\..*user\s+Who are you\?/s);
  second.finish('stop');
  await answer;
});

test('blocked output ends the choice with content_filter, shows nothing that was held, and frees the replica', async () => {
  await using bench = await RouterBench.start();
  // Everything up to the first comma may be shown; what follows is held until the end, and then blocked.
  await bench.guard('guard-0', {
    screen: (text) => (text.includes('bad') ? 'block' : text.indexOf(',') + 1 || text.length),
  });
  const attention = await bench.attention('attention-0');
  const stream = await answerTo(bench, async () => {
    const submission = await attention.next();
    submission.tokens(bench.ids('Fine, this is bad news'));
    await submission.cancelled;
  });
  expect(stream).toEqual({ text: 'Fine,', reason: 'content_filter' });
});

test('text cleared together with a block is shown, with its log-probabilities, whatever the tokens came in', async () => {
  await using bench = await RouterBench.start();
  await bench.guard('guard-0', {
    screen: (text) => (text.includes('bad') ? { blockAt: text.indexOf('bad') } : text.lastIndexOf(' ') + 1),
  });
  const attention = await bench.attention('attention-0');
  const ids = bench.ids('Fine, this is bad news');
  for (const size of [1, 2, 3, ids.length]) {
    const answer = bench.openai().chat.completions.create({ ...chat, logprobs: true });
    const submission = await attention.next();
    for (let from = 0; from < ids.length; from += size) submission.tokens(ids.slice(from, from + size));
    await submission.cancelled;
    const [choice] = (await answer).choices;
    expect(choice?.message.content).toBe('Fine, this is ');
    expect(choice?.finish_reason).toBe('content_filter');
    const bytes = choice?.logprobs?.content?.flatMap((entry) => entry.bytes ?? []) ?? [];
    // A token that reaches into the blocked text stays behind.
    expect(Buffer.from(bytes).toString('utf8')).toBe('Fine, this is');
  }
});

async function answerTo(
  bench: RouterBench,
  play: () => Promise<void>,
): Promise<{ text: string; reason: string | null }> {
  const pending = bench.openai().chat.completions.create({ ...chat, stream: true });
  const played = play();
  let text = '';
  let reason: string | null = null;
  for await (const chunk of await pending) {
    text += chunk.choices[0]?.delta.content ?? '';
    reason = chunk.choices[0]?.finish_reason ?? reason;
  }
  await played;
  return { text, reason };
}

test('log-probabilities of text that was held and blocked are never sent', async () => {
  await using bench = await RouterBench.start();
  await bench.guard('guard-0', {
    screen: (text) => (text.includes('bad') ? 'block' : text.indexOf(',') + 1 || text.length),
  });
  const attention = await bench.attention('attention-0');
  const answer = bench.openai().chat.completions.create({ ...chat, logprobs: true });
  const submission = await attention.next();
  for (const tokenId of bench.ids('Fine, this is bad news')) submission.token({ tokenId, logprob: -1 });
  const [choice] = (await answer).choices;
  const bytes = choice?.logprobs?.content?.flatMap((entry) => entry.bytes ?? []) ?? [];
  expect(Buffer.from(bytes).toString('utf8')).toBe('Fine,');
  expect(choice?.message.content).toBe('Fine,');
});

test('when a guard dies in the middle of an answer another one goes on, and no character is lost or repeated', async () => {
  await using bench = await RouterBench.start();
  const guards = [await bench.guard('guard-0'), await bench.guard('guard-1')];
  const attention = await bench.attention('attention-0');
  const pending = bench.openai().chat.completions.create({ ...chat, stream: true });
  const submission = await attention.next();
  const ids = bench.ids('Once upon a time there was a robot.');
  submission.tokens(ids.slice(0, 3));
  const chunks = (await pending)[Symbol.asyncIterator]();
  let text = '';
  while (text !== bench.text(ids.slice(0, 3))) text += (await chunks.next()).value?.choices[0]?.delta.content ?? '';
  const screening = guards.find((guard) => guard.screened.length > 0);
  await screening?.crash();
  submission.tokens(ids.slice(3)).finish('stop');
  for (let chunk = await chunks.next(); !chunk.done; chunk = await chunks.next()) {
    text += chunk.value.choices[0]?.delta.content ?? '';
  }
  expect(text).toBe('Once upon a time there was a robot.');
  expect(guards.find((guard) => guard !== screening)?.screened).toEqual([text]);
});

test('without a guard and with the policy open, text passes, and a metric and the log say so', async () => {
  await using bench = await RouterBench.start({ guardFailure: 'open' });
  const attention = await bench.attention('attention-0');
  const answer = bench.openai().chat.completions.create(chat);
  (await attention.next()).tokens(bench.ids('Hello')).finish('stop');
  expect((await answer).choices[0]?.message.content).toBe('Hello');
  for (const phase of ['input', 'output']) {
    const labels = { phase, decision: 'open' };
    expect(await bench.host.metric('fulgur_router_guard_unavailable_total', labels)).toBe(1);
  }
  expect(bench.host.logged.some((line) => String(line['message']).includes('no guard answered'))).toBe(true);
});

test('without a guard and with the policy closed, prompts are refused and the router is not ready', async () => {
  await using bench = await RouterBench.start({ guardFailure: 'closed' });
  await bench.attention('attention-0', { answer: () => {} });
  await expect(bench.openai().chat.completions.create(chat)).rejects.toMatchObject({
    status: 503,
    code: 'guard_unavailable',
  });
  expect((await fetch(`${bench.baseUrl}/readyz`)).status).toBe(503);
  await bench.guard('guard-0');
  await eventually(async () => (await fetch(`${bench.baseUrl}/readyz`)).status === 200);
});

test('a guard that stays silent is given up after its deadline, and the next one is asked', async () => {
  await using bench = await RouterBench.start({ guardPromptTimeoutMs: 100 });
  const silent = await bench.guard('guard-0', { assess: () => new Promise(() => {}) });
  const attention = await bench.attention('attention-0');
  const answer = bench.openai().chat.completions.create(chat);
  await eventually(() => silent.assessed.length === 1);
  const second = await bench.guard('guard-1', { assess: () => block });
  await expect(answer).rejects.toMatchObject({ status: 400, code: 'content_filter' });
  expect(second.assessed).toHaveLength(1);
  await (await attention.next()).cancelled;
});

test('a guard that missed a deadline is left alone while another one answers, and asked again where there is none', async () => {
  await using bench = await RouterBench.start({ guardPromptTimeoutMs: TIMELY_MS });
  const silent = await bench.guard('guard-0', { assess: () => new Promise(() => {}) });
  await bench.attention('attention-0', {
    answer: (submission) => submission.tokens(bench.ids('Hello')).finish('stop'),
  });
  const answer = bench.openai().chat.completions.create(chat);
  await eventually(() => silent.assessed.length === 1);
  const other = await bench.guard('guard-1');
  await answer;
  for (let i = 0; i < 6; i++) await bench.openai().chat.completions.create(chat);
  expect(silent.assessed).toHaveLength(1);
  expect(other.assessed.length).toBeGreaterThanOrEqual(6);
  silent.script = {};
  await other.stop();
  await eventually(async () => {
    await bench.openai().chat.completions.create(chat);
    return silent.assessed.length > 1;
  });
});

test('a guard that left output unanswered past the deadline screens no other choice while another one does', async () => {
  await using bench = await RouterBench.start({ guardOutputTimeoutMs: TIMELY_MS });
  const silent = await bench.guard('guard-0', { screen: () => 'silence' });
  await bench.attention('attention-0', {
    answer: (submission) => submission.tokens(bench.ids('Hello')).finish('stop'),
  });
  const answer = bench.openai().chat.completions.create(chat);
  await eventually(() => silent.screened.length === 1);
  const other = await bench.guard('guard-1');
  await answer;
  for (let i = 0; i < 3; i++) await bench.openai().chat.completions.create({ ...chat, n: 2 });
  expect(silent.screened).toHaveLength(1);
  expect(other.screened.length).toBeGreaterThanOrEqual(6);
});

test('output that no guard answers for is not shown with the policy closed', async () => {
  await using bench = await RouterBench.start({ guardFailure: 'closed', guardOutputTimeoutMs: 100 });
  await bench.guard('guard-0', { screen: () => 'silence' });
  const attention = await bench.attention('attention-0');
  const answer = bench.openai().chat.completions.create(chat);
  const submission = await attention.next();
  submission.tokens(bench.ids('Hello')).finish('stop');
  await expect(answer).rejects.toMatchObject({ status: 503, code: 'guard_unavailable' });
});

test('moderations answer in the shape of the openai client, and fail plainly without a guard', async () => {
  await using bench = await RouterBench.start();
  await expect(bench.openai().moderations.create({ input: 'x' })).rejects.toMatchObject({ status: 503 });
  await bench.guard('guard-0', {
    moderate: ({ inputs }) => ({
      results: inputs.map((input) => ({
        flagged: input === 'bad',
        categories: { violence: input === 'bad' },
        categoryScores: { violence: input === 'bad' ? 0.9 : 0 },
      })),
    }),
  });
  const { results } = await eventually(() =>
    bench
      .openai()
      .moderations.create({ input: ['good', 'bad'] })
      .catch(() => undefined),
  );
  expect(results.map((result) => result.flagged)).toEqual([false, true]);
  expect(results[1]).toMatchObject({ categories: { violence: true }, category_scores: { violence: 0.9 } });
  await expect(bench.openai().moderations.create({ input: 'x', model: 'gpt' })).rejects.toMatchObject({ status: 404 });
});

test('what the run of the unredacted prompt still says is not heard', async () => {
  await using bench = await RouterBench.start();
  const redacted = [{ role: 'user', text: 'My name is [name].' }];
  await bench.guard('guard-0', { assess: () => ({ action: GuardAction.GUARD_ACTION_REDACT, redacted }) });
  const attention = await bench.attention('attention-0');
  const answer = bench.openai().chat.completions.create(chat);
  const first = await attention.next();
  const second = await attention.next();
  expect(second.submit.requestId).not.toBe(first.submit.requestId);
  first.tokens(bench.ids('Anna')).finish('stop');
  second.tokens(bench.ids('Hello')).finish('stop');
  expect((await answer).choices[0]?.message.content).toBe('Hello');
});

test('what the guard found stands beside the answer in Azure OpenAI’s shape, and a block says where', async () => {
  await using bench = await RouterBench.start();
  const email = { category: 'pii', score: 1, action: GuardAction.GUARD_ACTION_FLAG };
  await bench.guard('guard-0', {
    assess: () => ({ action: GuardAction.GUARD_ACTION_FLAG, findings: [email] }),
    screen: (text) => (text.includes('bad') ? 'block' : text.length),
    found: [
      { category: 'S9', score: 0.9, startOffset: 6, endOffset: 14, action: GuardAction.GUARD_ACTION_BLOCK },
      { category: 'secrets', score: 1, action: GuardAction.GUARD_ACTION_REDACT },
    ],
  });
  const attention = await bench.attention('attention-0');
  const events: Record<string, unknown>[] = [];
  const pending = bench.post('/v1/chat/completions', { ...chat, stream: true });
  (await attention.next()).tokens(bench.ids('Fine, this is bad news'));
  for (const line of (await (await pending).text()).split('\n')) {
    if (line.startsWith('data: {')) events.push(JSON.parse(line.slice(6)));
  }
  expect(events[0]).toMatchObject({
    choices: [],
    prompt_filter_results: [
      {
        prompt_index: 0,
        content_filter_results: {
          hate: { filtered: false, severity: 'safe' },
          personally_identifiable_information: { filtered: false, detected: true },
        },
      },
    ],
  });
  const choices = events.flatMap((event) => event['choices'] as Record<string, unknown>[]);
  expect(choices.at(-2)).toMatchObject({
    finish_reason: null,
    content_filter_results: {
      violence: { filtered: true, severity: 'high' },
      secrets: { filtered: false, detected: true, redacted: true },
    },
    content_filter_offsets: { start_offset: 6, end_offset: 14 },
  });
  expect(choices.at(-1)).toMatchObject({ finish_reason: 'content_filter' });
});

test('each prompt of a completion has what was found in it, under its own index', async () => {
  await using bench = await RouterBench.start();
  const mail = { category: 'pii', score: 1, part: 1, action: GuardAction.GUARD_ACTION_FLAG };
  const trick = { category: 'jailbreak', score: 1, part: 2, action: GuardAction.GUARD_ACTION_FLAG };
  await bench.guard('guard-0', {
    assess: () => ({ action: GuardAction.GUARD_ACTION_FLAG, findings: [trick, mail] }),
  });
  const attention = await bench.attention('attention-0');
  const pending = bench.post('/v1/completions', { model: chat.model, prompt: ['One', 'Two', 'Three'] });
  for (let run = 0; run < 3; run += 1) (await attention.next()).tokens(bench.ids('Fine')).finish('stop');
  expect(await (await pending).json()).toMatchObject({
    prompt_filter_results: [
      { prompt_index: 1, content_filter_results: { personally_identifiable_information: { detected: true } } },
      { prompt_index: 2, content_filter_results: { jailbreak: { detected: true } } },
    ],
  });
});
