// How urgent a request is, and whose it is: from the client to the replica.
import { expect, test } from 'vitest';
import { Code } from '../../lib/wire/errors.ts';
import { InferenceMethods } from '../../lib/wire/methods.ts';
import { fulgur } from '../../proto/gen/fulgur.js';
import { RouterBench } from './testing/router-bench.ts';

const { PRIORITY_HIGH, PRIORITY_LOW, PRIORITY_NORMAL } = fulgur.v1.Priority;
const chat = { messages: [{ role: 'user' as const, content: 'Hi' }], model: 'fulgur-tiny' };

test("OpenAI's service tiers and the gRPC field reach the replica as priorities", async () => {
  await using bench = await RouterBench.start();
  const attention = await bench.attention('attention-0');
  const seen: (number | undefined)[] = [];
  for (const service_tier of ['auto', 'default', 'priority', 'flex'] as const) {
    const answer = bench.openai().chat.completions.create({ ...chat, service_tier });
    const submission = await attention.next();
    submission.finish('stop');
    await answer;
    seen.push(submission.submit.priority);
  }
  expect(seen).toEqual([PRIORITY_NORMAL, PRIORITY_NORMAL, PRIORITY_HIGH, PRIORITY_LOW]);
  const stream = bench
    .grpc()
    .serverStream(InferenceMethods.generate, { text: 'a', priority: PRIORITY_LOW }, { deadlineMs: 5_000 });
  const submission = await attention.next();
  expect(submission.submit.priority).toBe(PRIORITY_LOW);
  submission.finish('stop');
  for await (const _ of stream);
});

test('a tier or a priority that does not exist is refused by name', async () => {
  await using bench = await RouterBench.start();
  const response = await bench.post('/v1/completions', { prompt: 'a', service_tier: 'scale' });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ error: { param: 'service_tier' } });
  const stream = bench
    .grpc()
    .serverStream(InferenceMethods.generate, { text: 'a', priority: 7 as fulgur.v1.Priority }, { deadlineMs: 5_000 });
  await expect(stream.next()).rejects.toMatchObject({ code: Code.INVALID_ARGUMENT, field: 'priority' });
});

test('each API key is a tenant of its own, and only those named may ask for high priority', async () => {
  await using bench = await RouterBench.start({ apiKeys: ['plain', 'paying'], priorityKeys: ['paying'] });
  const attention = await bench.attention('attention-0');
  const urgent = (key: string) => bench.openai(key).chat.completions.create({ ...chat, service_tier: 'priority' });
  await expect(urgent('plain')).rejects.toMatchObject({ status: 403, param: 'service_tier' });
  const tenants: (string | null | undefined)[] = [];
  for (const ask of [() => urgent('paying'), () => bench.openai('plain').chat.completions.create(chat)]) {
    const answer = ask();
    const submission = await attention.next();
    submission.finish('stop');
    await answer;
    tenants.push(submission.submit.tenant);
  }
  expect(new Set(tenants).size).toBe(2);
  for (const tenant of tenants) expect(tenant).toMatch(/^[0-9a-f]{12}$/);
});

test('a priority key that is no API key is a mistake that the router does not start with', async () => {
  await expect(RouterBench.start({ apiKeys: ['one'], priorityKeys: ['other'] })).rejects.toThrow(
    'priorityKeys holds a key of 5 characters that is not one of apiKeys',
  );
});
