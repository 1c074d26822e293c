// Requests that are refused: each with the parameter's name, the value and the limit, and nothing else disturbed.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RouterBench } from './testing/router-bench.ts';

let bench: RouterBench;

beforeAll(async () => {
  bench = await RouterBench.start({ maxBodyBytes: 100_000 });
  await bench.attention('attention-0', { answer: (submission) => submission.finish('stop') });
});

afterAll(async () => {
  await bench.close();
});

const messages = [{ role: 'user', content: 'Hi' }];
const tool = (name: string, parameters: object = {}, strict = false) => {
  return { type: 'function', function: { name, parameters, strict } };
};
const choice = (name: string) => ({ type: 'function', function: { name } });
const call = { id: 'call_0', type: 'function', function: { name: 'a', arguments: '{}' } };
const answer = { role: 'tool', content: 'Sunny.', tool_call_id: 'call_1' };

function nested(levels: number): object {
  return levels === 0 ? {} : { properties: nested(levels - 1) };
}

async function refusal(
  path: string,
  body: unknown,
  headers?: Record<string, string>,
): Promise<Record<string, unknown>> {
  const response = await bench.post(path, body, headers);
  const answer = (await response.json()) as { error: Record<string, unknown> };
  return { status: response.status, ...answer.error };
}

describe('chat completions', () => {
  const table: [string, object, string, RegExp][] = [
    ['no messages', {}, 'messages', /missing/],
    ['messages that are null', { messages: null }, 'messages', /missing/],
    ['an empty list of messages', { messages: [] }, 'messages', /at least 1 entry long/],
    ['a message without a role', { messages: [{ content: 'x' }] }, 'messages[0].role', /missing/],
    ['an unknown role', { messages: [{ role: 'king', content: 'x' }] }, 'messages[0].role', /"user".*got "king"/],
    ['a message without content', { messages: [{ role: 'user' }] }, 'messages[0].content', /missing/],
    ['content that is a number', { messages: [{ role: 'user', content: 5 }] }, 'messages[0].content', /got 5/],
    [
      'an image',
      { messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url: 'x' } }] }] },
      'messages[0].content[0].type',
      /"text".*image_url/,
    ],
    ['a name', { messages: [{ role: 'user', content: 'x', name: 'Jo' }] }, 'messages[0].name', /unknown parameter/],
    ['a lone surrogate', { messages: [{ role: 'user', content: '\ud800' }] }, 'messages[0].content', /surrogate/],
    ['a high temperature', { messages, temperature: 2.5 }, 'temperature', /at most 2, got 2.5/],
    ['a negative temperature', { messages, temperature: -1 }, 'temperature', /at least 0, got -1/],
    ['a temperature that is a text', { messages, temperature: '1' }, 'temperature', /must be a number, got "1"/],
    ['a top_p of 0', { messages, top_p: 0 }, 'top_p', /greater than 0/],
    ['a negative top_k', { messages, top_k: -1 }, 'top_k', /at least 0/],
    ['a min_p above 1', { messages, min_p: 1.1 }, 'min_p', /at most 1/],
    ['a fractional seed', { messages, seed: 1.5 }, 'seed', /integer/],
    ['too many choices', { messages, n: 17 }, 'n', /at most 16, got 17/],
    ['no choices', { messages, n: 0 }, 'n', /at least 1/],
    ['max_tokens of 0', { messages, max_tokens: 0 }, 'max_tokens', /at least 1/],
    ['absurd max_tokens', { messages, max_tokens: 1e9 }, 'max_tokens', /at most 1024.*got 1000000000/],
    ['absurd max_completion_tokens', { messages, max_completion_tokens: 5000 }, 'max_completion_tokens', /1024/],
    [
      'two maxima that differ',
      { messages, max_tokens: 1, max_completion_tokens: 2 },
      'max_completion_tokens',
      /differ/,
    ],
    ['too many stop texts', { messages, stop: Array(17).fill('x') }, 'stop', /at most 16 entries/],
    ['an empty stop text', { messages, stop: [''] }, 'stop[0]', /at least 1 character long/],
    ['a high penalty', { messages, presence_penalty: 3 }, 'presence_penalty', /at most 2/],
    ['a low penalty', { messages, frequency_penalty: -3 }, 'frequency_penalty', /at least -2/],
    ['a bias for no token', { messages, logit_bias: { x: 1 } }, 'logit_bias', /token ids as keys, got "x"/],
    ['a bias beyond the vocabulary', { messages, logit_bias: { 4096: 1 } }, 'logit_bias', /4096.*up to 4095/],
    ['a high bias', { messages, logit_bias: { 1: 101 } }, 'logit_bias.1', /at most 100/],
    ['top_logprobs without logprobs', { messages, top_logprobs: 2 }, 'top_logprobs', /'logprobs' is true/],
    ['too many top_logprobs', { messages, logprobs: true, top_logprobs: 21 }, 'top_logprobs', /at most 20/],
    ['stream options without a stream', { messages, stream_options: {} }, 'stream_options', /'stream' is true/],
    [
      'an unknown stream option',
      { messages, stream: true, stream_options: { include_obfuscation: true } },
      'stream_options.include_obfuscation',
      /unknown/,
    ],
    ['tools where the chat template has none', { messages, tools: [tool('a')] }, 'tools', /says nothing about tools/],
    ['functions', { messages, functions: [] }, 'functions', /use 'tools'/],
    ['a choice without tools', { messages, tool_choice: 'required' }, 'tool_choice', /no 'tools' to call/],
    ['a tool without a name', { messages, tools: [tool('')] }, 'tools[0].function.name', /1 to 64 letters/],
    ['two tools of one name', { messages, tools: [tool('a'), tool('a')] }, 'tools[1].function.name', /two tools/],
    ['too many tools', { messages, tools: Array(129).fill(tool('a')) }, 'tools', /at most 128 .*129/],
    [
      'a schema that is deep',
      { messages, tools: [tool('a', nested(70))] },
      'tools[0].function.parameters',
      /limit is 64/,
    ],
    [
      'strict tools',
      { messages, tools: [tool('a', {}, true)] },
      'tools[0].function.strict',
      /not held to their schema/,
    ],
    ['a choice of no tool', { messages, tools: [tool('a')], tool_choice: choice('b') }, 'tool_choice', /"b".*none of/],
    ['a tool that answers nobody', { messages: [...messages, answer] }, 'messages[1].tool_call_id', /"call_1"/],
    [
      'a tool that answers no call',
      { messages: [{ role: 'tool', content: '' }] },
      'messages[0].tool_call_id',
      /missing/,
    ],
    [
      'calls of a user',
      { messages: [{ role: 'user', content: '', tool_calls: [call] }] },
      'messages[0].tool_calls',
      /only allowed .* 'assistant'/,
    ],
    ['an answer of nothing', { messages: [{ role: 'assistant' }] }, 'messages[0].content', /missing/],
    ['JSON mode', { messages, response_format: { type: 'json_object' } }, 'response_format.type', /"text"/],
    [
      'an effort of no such model',
      { messages, reasoning_effort: 'low' },
      'reasoning_effort',
      /no such reasoning effort/,
    ],
    ['an effort that is none', { messages, reasoning_effort: 'huge' }, 'reasoning_effort', /"minimal" or "low"/],
    ['a misspelt parameter', { messages, temprature: 1 }, 'temprature', /unknown parameter: 'temprature'/],
  ];
  test.each(table)('refuse %s', async (_what, body, param, message) => {
    const refused = await refusal('/v1/chat/completions', body);
    expect(refused).toMatchObject({ status: 400, type: 'invalid_request_error', param });
    expect(refused['message']).toMatch(message);
  });

  test('accept what means nothing', async () => {
    const harmless = {
      messages,
      response_format: { type: 'text' },
      tools: [],
      parallel_tool_calls: true,
      tool_choice: 'none',
      store: false,
      service_tier: 'auto',
      metadata: {},
      modalities: ['text'],
      temperature: null,
      stop: null,
    };
    expect((await bench.post('/v1/chat/completions', harmless)).status).toBe(200);
  });

  test('refuse an infinite number, which JSON can spell', async () => {
    const refused = await refusal(
      '/v1/chat/completions',
      `{"messages":${JSON.stringify(messages)},"temperature":1e999}`,
    );
    expect(refused).toMatchObject({ status: 400, param: 'temperature' });
  });

  test('refuse a model that is not served', async () => {
    const refused = await refusal('/v1/chat/completions', { messages, model: 'gpt-none' });
    expect(refused).toMatchObject({ status: 404, param: 'model', code: 'model_not_found' });
    expect(refused['message']).toMatch(/gpt-none.*fulgur-tiny/);
  });

  test('refuse a prompt that fills the context, with both numbers', async () => {
    const refused = await refusal('/v1/chat/completions', {
      messages: [{ role: 'user', content: 'one '.repeat(2000) }],
    });
    expect(refused).toMatchObject({ status: 400, code: 'context_length_exceeded', param: 'messages' });
    expect(refused['message']).toMatch(/has \d{4} tokens; .* 1024 tokens/);
  });

  test('refuse a text that cannot fit without cutting it into tokens', async () => {
    const refused = await refusal('/v1/chat/completions', {
      messages: [{ role: 'user', content: 'a'.repeat(90_000) }],
    });
    expect(refused).toMatchObject({ status: 400, code: 'context_length_exceeded' });
    expect(refused['message']).toMatch(/90000 bytes|\d+ tokens/);
  });
});

describe('completions', () => {
  const table: [string, object, string, RegExp][] = [
    ['no prompt', {}, 'prompt', /missing/],
    ['an empty list of prompts', { prompt: [] }, 'prompt', /at least 1/],
    ['a prompt that is a number', { prompt: 5 }, 'prompt', /must be a string or an array, got 5/],
    ['a token id that is no integer', { prompt: [1.5] }, 'prompt[0]', /integer/],
    ['a negative token id', { prompt: [1, -2] }, 'prompt[1]', /got -2/],
    ['a token id beyond the vocabulary', { prompt: [1, 4096] }, 'prompt', /4096.*up to 4095/],
    ['texts and ids together', { prompt: ['a', 5] }, 'prompt[1]', /string/],
    ['an empty list of ids', { prompt: [[1], []] }, 'prompt[1]', /at least one/],
    ['too many prompts', { prompt: Array(65).fill('a') }, 'prompt', /at most 64/],
    ['too many choices in all', { prompt: Array(64).fill('a'), n: 3 }, 'n', /192 choices/],
    ['echo', { prompt: 'a', echo: true }, 'echo', /not supported/],
    ['a suffix', { prompt: 'a', suffix: 'b' }, 'suffix', /not supported/],
    ['best_of', { prompt: 'a', best_of: 2 }, 'best_of', /not supported/],
    ['logprobs that are a boolean', { prompt: 'a', logprobs: true }, 'logprobs', /must be an? (number|integer)/],
    ['a lone surrogate', { prompt: 'a\udc00' }, 'prompt', /surrogate/],
  ];
  test.each(table)('refuse %s', async (_what, body, param, message) => {
    const refused = await refusal('/v1/completions', body);
    expect(refused).toMatchObject({ status: 400, type: 'invalid_request_error', param });
    expect(refused['message']).toMatch(message);
  });
});

describe('bodies', () => {
  test('that are not UTF-8 are refused with the place of the first bad byte', async () => {
    const body = new Uint8Array([...Buffer.from('{"prompt":"é'), 0xff, ...Buffer.from('"}')]);
    const refused = await refusal('/v1/completions', body);
    expect(refused).toMatchObject({ status: 400, code: 'invalid_body' });
    expect(refused['message']).toMatch(/UTF-8 \(byte 13\)/);
  });

  test('that are not JSON, empty or no object are refused', async () => {
    expect(await refusal('/v1/completions', '{"prompt": ')).toMatchObject({
      status: 400,
      message: expect.stringMatching(/JSON/),
    });
    expect(await refusal('/v1/completions', '')).toMatchObject({
      status: 400,
      message: expect.stringMatching(/empty/),
    });
    expect(await refusal('/v1/completions', '[1]')).toMatchObject({
      status: 400,
      message: expect.stringMatching(/JSON object/),
    });
  });

  test('that are too large are refused with their size and the limit', async () => {
    const refused = await refusal('/v1/completions', { prompt: 'a'.repeat(200_000) });
    expect(refused).toMatchObject({ status: 413, code: 'body_too_large' });
    expect(refused['message']).toMatch(/200013 bytes, the limit is 100000/);
  });

  test('of another type are refused, as a page of another site could send them', async () => {
    const refused = await refusal('/v1/completions', '{"prompt":"a"}', { 'content-type': 'text/plain' });
    expect(refused).toMatchObject({
      status: 415,
      message: expect.stringMatching(/application\/json, got 'text\/plain'/),
    });
  });

  test('for routes that are not there are answered in the same shape', async () => {
    expect(await refusal('/v1/embeddings', {})).toMatchObject({ status: 404, code: 'unknown_url' });
  });
});
