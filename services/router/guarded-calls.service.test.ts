// The guard on calls and reasoning: what it reads of a request, and what leaves when it blocks.
import type OpenAI from 'openai';
import { expect, test } from 'vitest';
import { fulgur } from '../../proto/gen/fulgur.js';
import { type ChatModel, writeChatModel } from './testing/chat-model.ts';
import { RouterBench } from './testing/router-bench.ts';
import type { GuardScript } from './testing/scripted-guard.ts';

const { GuardAction } = fulgur.v1;
const weather: OpenAI.ChatCompletionTool = {
  type: 'function',
  function: {
    name: 'weather',
    description: 'Of a city.',
    parameters: { type: 'object', properties: { city: { type: 'string', description: 'Where.' } } },
  },
};
const question: OpenAI.ChatCompletionMessageParam = { role: 'user', content: 'Weather in Oslo?' };
const request = { model: 'chatty', messages: [question], tools: [weather] };
const found = [{ category: 'S9', detector: 'patterns', action: GuardAction.GUARD_ACTION_BLOCK }];

/** Shows everything up to the word, and nothing after it. */
const noBombs: GuardScript = {
  screen: (text) => {
    const at = text.indexOf('bomb');
    return at < 0 ? Math.max(0, text.length - 3) : { blockAt: at };
  },
  found,
};

async function guarded(): Promise<{ bench: RouterBench; model: ChatModel }> {
  const model = await writeChatModel('qwen');
  const bench = await RouterBench.start({ model: model.path });
  return { bench, model };
}

test('descriptions and answers of tools are read as what tools say, calls and reasoning as what the assistant says', async () => {
  const { bench, model } = await guarded();
  await using _model = model;
  await using _bench = bench;
  const guard = await bench.guard('guard-0');
  await bench.attention('attention-0', { answer: (submission) => submission.finish('stop') });
  const call = {
    id: '1',
    type: 'function' as const,
    function: { name: 'weather', arguments: '{"city": "Os\\u006co"}' },
  };
  const answer = { role: 'assistant' as const, content: 'Looking.', reasoning_content: 'Hm.', tool_calls: [call] };
  const messages = [question, answer, { role: 'tool' as const, tool_call_id: '1', content: 'Sunny.' }];
  await bench.openai().chat.completions.create({ ...request, messages });
  expect(guard.assessed[0]?.parts).toMatchObject([
    {
      role: 'tool',
      text: 'description\nOf a city.\nparameters\ntype\nobject\nproperties\ncity\ntype\nstring\ndescription\nWhere.',
    },
    { role: 'user', text: 'Weather in Oslo?' },
    { role: 'assistant', text: 'Looking.' },
    { role: 'assistant', text: 'Hm.' },
    { role: 'assistant', text: 'city\nOslo' },
    { role: 'tool', text: 'Sunny.' },
  ]);
});

test('what the guard redacts of tools, calls and their answers is what the model reads', async () => {
  const { bench, model } = await guarded();
  await using _model = model;
  await using _bench = bench;
  await bench.guard('guard-0', {
    assess: ({ parts }) => ({
      action: GuardAction.GUARD_ACTION_REDACT,
      redacted: parts.map(({ role, text }) => ({ role: role ?? '', text: (text ?? '').replaceAll('Oslo', '[city]') })),
    }),
  });
  const prompts: string[] = [];
  await bench.attention('attention-0', {
    answer: (submission) => {
      prompts.push(bench.decode(submission.submit.promptIds));
      submission.finish('stop');
    },
  });
  const call = {
    id: '1',
    type: 'function' as const,
    function: { name: 'weather', arguments: '{"city": "Oslo", "n": 1}' },
  };
  const messages: OpenAI.ChatCompletionMessageParam[] = [
    question,
    { role: 'assistant', content: null, tool_calls: [call] },
    { role: 'tool', tool_call_id: '1', content: 'Oslo is sunny.' },
  ];
  const told = { ...weather, function: { ...weather.function, description: 'Of Oslo\nalone.' } };
  await bench.openai().chat.completions.create({ ...request, tools: [told], messages });
  const prompt = prompts.at(-1) ?? '';
  expect(prompt).not.toContain('Oslo');
  expect(prompt).toContain('{"city": "[city]", "n": 1}');
  expect(prompt).toContain('[city] is sunny.');
  expect(prompt).toContain('"description": "Of [city] alone."');
});

test.each([
  ['reasoning', '<think>How a bomb is built</think>Sure, a bomb.', /"reasoning_content":"H/],
  [
    'arguments',
    '<tool_call>{"name": "weather", "arguments": {"city": "a b\\u006fmb"}}</tool_call> bomb',
    /"arguments":"\{/,
  ],
  ['content', '<think>Hm, well.</think>Look, a bomb. <tool_call>{"name": "weather"}</tool_call>', /"content":"L/],
])('nothing blocked leaves in %s, streamed or not, and nothing behind it', async (_, text, shown) => {
  const { bench, model } = await guarded();
  await using _model = model;
  await using _bench = bench;
  await bench.guard('guard-0', noBombs);
  const attention = await bench.attention('attention-0');
  const pieces: Record<string, string> = {};
  for (const stream of [true, false]) {
    const pending = bench.post('/v1/chat/completions', { ...request, stream, logprobs: true });
    const submission = await attention.next();
    for (const tokenId of bench.ids(text)) submission.token({ tokenId, logprob: -1, top: [] });
    const body = await (await pending).text();
    await submission.cancelled;
    expect(body).not.toMatch(/bomb|b\\\\u006fmb/);
    expect(body).toContain('"content_filter"');
    expect(body).toContain('"violence":{"filtered":true');
    const tokens = [...body.matchAll(/"token":"([^"]*)"/g)].map(([, token]) => token).join('');
    expect('Look, a bomb. '.startsWith(tokens)).toBe(true);
    if (stream) expect(body).toMatch(shown);
    const texts = (name: string) =>
      [...body.matchAll(new RegExp(`"${name}":"((?:[^"\\\\]|\\\\.)*)"`, 'g'))].map((match) => match[1]).join('');
    pieces[String(stream)] = ['content', 'reasoning_content', 'arguments'].map(texts).join('|');
  }
  expect(pieces['true']).toBe(pieces['false']);
});

test('each choice is screened by itself, each of its texts by itself', async () => {
  const { bench, model } = await guarded();
  await using _model = model;
  await using _bench = bench;
  const guard = await bench.guard('guard-0', noBombs);
  let choice = 0;
  await bench.attention('attention-0', {
    answer: (submission) => {
      const city = ['Oslo', 'bomb'][choice++ % 2];
      submission.tokens(
        bench.ids(`<think>Hm.</think><tool_call>{"name": "weather", "arguments": {"city": "${city}"}}</tool_call>`),
      );
      submission.finish('stop');
    },
  });
  const { choices } = await bench.openai().chat.completions.create({ ...request, n: 2 });
  expect(choices.map(({ finish_reason }) => finish_reason).sort()).toEqual(['content_filter', 'tool_calls']);
  expect(guard.screened.filter((text) => text === 'Hm.')).toHaveLength(2);
  expect(guard.screened.filter((text) => text.startsWith('{"city"'))).toHaveLength(2);
});

test('without a guard, and a policy that is closed, nothing of a call leaves', async () => {
  await using model = await writeChatModel('qwen');
  await using bench = await RouterBench.start({ model: model.path, guardFailure: 'closed' });
  const guard = await bench.guard('guard-0');
  const attention = await bench.attention('attention-0');
  const pending = bench.post('/v1/chat/completions', { ...request });
  const submission = await attention.next();
  submission.tokens(bench.ids('<tool_call>{"name": "weather", "arguments": {"city": "Os'));
  await guard.crash();
  submission.tokens(bench.ids('lo"}}</tool_call>')).finish('stop');
  const response = await pending;
  expect(response.status).toBe(503);
  expect(await response.text()).not.toContain('Os');
});
