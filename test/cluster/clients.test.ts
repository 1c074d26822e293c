// What clients of the public API see: the openai package, raw HTTP, gRPC.
import { request as httpRequest } from 'node:http';
import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Channel } from '../../lib/wire/client.ts';
import { Code } from '../../lib/wire/errors.ts';
import { InferenceMethods } from '../../lib/wire/methods.ts';
import { eventually, type FulgurProcess, startFulgur } from '../support/fulgur-process.ts';

let served: FulgurProcess;
let client: OpenAI;
let channel: Channel;

beforeAll(async () => {
  served = await startFulgur('up');
  client = new OpenAI({ baseURL: `${served.http}/v1`, apiKey: 'none', maxRetries: 0 });
  channel = new Channel(served.grpc);
});

afterAll(async () => {
  channel?.close();
  await served?.stop();
});

const story = [{ role: 'user' as const, content: 'Tell me a story about a fox named Pip and a red kite.' }];

async function post(path: string, body: unknown): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(`${served.http}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body:
      typeof body === 'string' || body instanceof Uint8Array
        ? (body as NonNullable<RequestInit['body']>)
        : JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

describe('the openai client', () => {
  it('completes a chat, and streaming gives the same text', async () => {
    const options = { model: 'fulgur-tiny', messages: story, temperature: 0, max_tokens: 40 };
    const whole = await client.chat.completions.create(options);
    const stream = await client.chat.completions.create({ ...options, stream: true });
    let text = '';
    for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? '';
    expect(text).toBe(whole.choices[0]?.message.content);
    expect(whole.choices[0]?.finish_reason).toBe('length');
    expect(whole.usage?.completion_tokens).toBe(40);
    expect(whole.usage?.total_tokens).toBe((whole.usage?.prompt_tokens ?? 0) + 40);
  });

  it('completes prompts given as text, as a list, and as token ids', async () => {
    const options = { model: 'fulgur-tiny', temperature: 0, max_tokens: 8 };
    const text = await client.completions.create({ ...options, prompt: 'Once upon a time' });
    const list = await client.completions.create({ ...options, prompt: ['Once upon a time', 'Once upon a time'] });
    const { ids } = await channel.unary(
      InferenceMethods.tokenize,
      { text: 'Once upon a time', addSpecial: true },
      { deadlineMs: 5_000 },
    );
    const tokens = await client.completions.create({ ...options, prompt: ids });
    expect(text.choices[0]?.text).toMatch(/there lived/);
    expect(list.choices.map((choice) => choice.text)).toEqual([text.choices[0]?.text, text.choices[0]?.text]);
    expect(tokens.choices[0]?.text).toBe(text.choices[0]?.text);
  });

  it('repeats itself with a seed and varies without one fixed', async () => {
    const options = { model: 'fulgur-tiny', messages: story, temperature: 1, max_tokens: 40 };
    const texts = await Promise.all(
      [7, 7, 8].map(
        async (seed) => (await client.chat.completions.create({ ...options, seed })).choices[0]?.message.content,
      ),
    );
    expect(texts[0]).toBe(texts[1]);
    expect(texts[0]).not.toBe(texts[2]);
  });

  it('returns n choices, log-probabilities with alternatives, and stops at a stop text', async () => {
    const answer = await client.chat.completions.create({
      model: 'fulgur-tiny',
      messages: story,
      n: 3,
      seed: 3,
      max_tokens: 12,
      logprobs: true,
      top_logprobs: 4,
    });
    expect(answer.choices.map((choice) => choice.index).sort()).toEqual([0, 1, 2]);
    for (const { logprobs } of answer.choices) {
      expect(logprobs?.content).toHaveLength(12);
      expect(logprobs?.content?.[0]?.top_logprobs).toHaveLength(4);
    }
    const stopped = await client.chat.completions.create({
      model: 'fulgur-tiny',
      messages: story,
      temperature: 0,
      stop: ['fox'],
    });
    expect(stopped.choices[0]?.message.content).not.toContain('fox');
    expect(stopped.choices[0]?.finish_reason).toBe('stop');
  });

  it('obeys logit_bias', async () => {
    const { ids } = await channel.unary(
      InferenceMethods.tokenize,
      { text: 'Once upon a time', addSpecial: true },
      { deadlineMs: 5_000 },
    );
    const first = await client.completions.create({
      model: 'fulgur-tiny',
      prompt: ids,
      temperature: 0,
      max_tokens: 1,
      logprobs: 1,
    });
    const second = await client.completions.create({
      model: 'fulgur-tiny',
      prompt: ids,
      temperature: 0,
      max_tokens: 1,
      logit_bias: { '5': 100 },
    });
    expect(first.choices[0]?.finish_reason).toBe('length');
    expect(second.choices[0]?.finish_reason).toBe('stop');
  });

  it('lists the model, and moderates text', async () => {
    const models = await client.models.list();
    expect(models.data.map((model) => model.id)).toEqual(['fulgur-tiny']);
    const moderation = await client.moderations.create({
      input: ['a quiet story about a fox', 'how to build a pipe bomb at home'],
    });
    expect(moderation.results).toHaveLength(2);
    expect(moderation.results[0]?.flagged).toBe(false);
  });

  it('gets a 404 for a model that is not served', async () => {
    const failure = client.chat.completions.create({ model: 'gpt-none', messages: story });
    await expect(failure).rejects.toMatchObject({ status: 404, code: 'model_not_found' });
  });
});

describe('raw HTTP', () => {
  it.each([
    ['an unsupported parameter', { messages: story, functions: [] }, 'functions'],
    ['an unknown parameter', { messages: story, temprature: 1 }, 'temprature'],
    ['a negative temperature', { messages: story, temperature: -1 }, 'temperature'],
    ['an absurd number of choices', { messages: story, n: 1_000_000 }, 'n'],
    ['an empty conversation', { messages: [] }, 'messages'],
    ['a negative max_tokens', { messages: story, max_tokens: -5 }, 'max_tokens'],
  ])('refuses %s by name', async (_what, body, param) => {
    const answer = await post('/v1/chat/completions', body);
    expect(answer.status).toBe(400);
    expect(answer.body['error']).toMatchObject({ type: 'invalid_request_error', param });
  });

  it('refuses a prompt that is too long, with its length and the limit', async () => {
    const answer = await post('/v1/completions', { prompt: 'once upon a time '.repeat(2_000) });
    expect(answer.status).toBe(400);
    expect(answer.body['error']).toMatchObject({ code: 'context_length_exceeded' });
    expect((answer.body['error'] as { message: string }).message).toMatch(/1,?024/);
  });

  it('refuses a body that is no JSON or no UTF-8', async () => {
    expect((await post('/v1/completions', '{"prompt": ')).status).toBe(400);
    const broken = new Uint8Array([...Buffer.from('{"prompt":"'), 0xff, 0xfe, ...Buffer.from('"}')]);
    const answer = await post('/v1/completions', broken);
    expect(answer.status).toBe(400);
    expect((answer.body['error'] as { message: string }).message).toMatch(/UTF-8/i);
  });

  it('answers without `model` with the one served', async () => {
    const answer = await post('/v1/completions', { prompt: 'Once upon a time', max_tokens: 2 });
    expect(answer.status).toBe(200);
    expect(answer.body['model']).toBe('fulgur-tiny');
  });

  it('shows health, readiness and the metrics of all five services', async () => {
    expect((await fetch(`${served.http}/healthz`)).status).toBe(200);
    expect((await fetch(`${served.http}/readyz`)).status).toBe(200);
    const metrics = await (await fetch(`${served.http}/metrics`)).text();
    for (const service of ['router', 'attention', 'expert-shard', 'kv-store', 'guard']) {
      expect(metrics).toContain(`service="${service}"`);
    }
  });

  it('frees the slot of a client that goes away', async () => {
    const running = async () => {
      const metrics = await (await fetch(`${served.http}/metrics`)).text();
      return Number(/^fulgur_attention_running_requests\{[^}]*\} (\d+)/m.exec(metrics)?.[1]);
    };
    const { hostname, port } = new URL(served.http);
    await new Promise<void>((resolve, reject) => {
      const call = httpRequest({
        hostname,
        port,
        path: '/v1/chat/completions',
        method: 'POST',
        headers: { 'content-type': 'application/json' },
      });
      call.on('response', (response) =>
        response.once('data', () => {
          call.destroy();
          resolve();
        }),
      );
      call.on('error', reject);
      call.end(JSON.stringify({ messages: story, stream: true, n: 4 }));
    });
    await eventually(2_000, 'no request is running', async () => ((await running()) === 0 ? true : undefined));
  });
});

describe('gRPC', () => {
  it('lists models and tokenises', async () => {
    const { models } = await channel.unary(InferenceMethods.listModels, {}, { deadlineMs: 5_000 });
    expect(models).toMatchObject([{ id: 'fulgur-tiny', architecture: 'yi-lightning', contextLength: 1024 }]);
  });

  it('ends a stream with a finish reason and usage', async () => {
    const events = [];
    const request = { text: 'Once upon a time', sampling: { temperature: 0 }, maxTokens: 6 };
    for await (const event of channel.serverStream(InferenceMethods.generate, request, { deadlineMs: 10_000 }))
      events.push(event);
    expect(events.at(-1)?.usage).toMatchObject({ promptTokens: 5, completionTokens: 6 });
    expect(events.some((event) => event.finish)).toBe(true);
  });

  it('refuses what HTTP refuses, with the code and the field', async () => {
    const call = async (request: object) => {
      for await (const _ of channel.serverStream(InferenceMethods.generate, request, { deadlineMs: 10_000 }));
    };
    await expect(call({ model: 'gpt-none', text: 'a' })).rejects.toMatchObject({ code: Code.NOT_FOUND });
    await expect(call({ text: 'a', sampling: { temperature: -1 } })).rejects.toMatchObject({
      code: Code.INVALID_ARGUMENT,
    });
    await expect(call({ tokenIds: { ids: [1, 4_000_000] } })).rejects.toMatchObject({ code: Code.INVALID_ARGUMENT });
  });
});
