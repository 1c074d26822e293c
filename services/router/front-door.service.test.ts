// Keys, limits, health, draining: what an operator counts on.
import { InMemorySpanExporter } from '@opentelemetry/sdk-trace-node';
import { expect, test } from 'vitest';
import { createTracing } from '../../lib/telemetry/tracing.ts';
import { Code } from '../../lib/wire/errors.ts';
import { InferenceMethods } from '../../lib/wire/methods.ts';
import { eventually, testHost } from '../../test/support/service-host.ts';
import { routerConfig } from './config.ts';
import { startRouter } from './router.ts';
import { modelPath, RouterBench } from './testing/router-bench.ts';

const chat = { model: 'fulgur-tiny', messages: [{ role: 'user' as const, content: 'Who are you?' }] };

test('with keys configured, only their holders are served, and each has prefix blocks of its own', async () => {
  await using bench = await RouterBench.start({ apiKeys: ['key-one', 'key-two'] });
  const attention = await bench.attention('attention-0');
  for (const key of ['none', 'key-on']) {
    await expect(bench.openai(key).models.list()).rejects.toMatchObject({ status: 401, code: 'invalid_api_key' });
  }
  expect((await bench.post('/v1/chat/completions', chat)).status).toBe(401);
  // However the path is spelled.
  expect((await fetch(`${bench.baseUrl}/%761/models`)).status).toBe(401);
  const generate = bench.grpc().serverStream(InferenceMethods.generate, { text: 'a' }, { deadlineMs: 5_000 });
  await expect(generate.next()).rejects.toMatchObject({ code: Code.UNAUTHENTICATED });
  const salts: string[] = [];
  for (const key of ['key-one', 'key-two', 'key-one']) {
    const answer = bench.openai(key).chat.completions.create(chat);
    const submission = await attention.next();
    submission.finish('stop');
    await answer;
    salts.push(Buffer.from(submission.submit.cacheSalt).toString('hex'));
  }
  expect(salts[0]).toHaveLength(32);
  expect(salts[0]).toBe(salts[2]);
  expect(salts[0]).not.toBe(salts[1]);
  expect((await fetch(`${bench.baseUrl}/healthz`)).status).toBe(200);
});

test('one request too many is refused with 429 and told when to come back', async () => {
  await using bench = await RouterBench.start({ maxConcurrentChoices: 1, maxWaitingRequests: 0 });
  const attention = await bench.attention('attention-0');
  const running = bench.openai().chat.completions.create(chat);
  const submission = await attention.next();
  const response = await bench.post('/v1/chat/completions', chat);
  expect(response.status).toBe(429);
  expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await response.json()).toMatchObject({ error: { code: 'rate_limit_exceeded', type: 'rate_limit_error' } });
  const generate = bench.grpc().serverStream(InferenceMethods.generate, { text: 'a' }, { deadlineMs: 5_000 });
  await expect(generate.next()).rejects.toMatchObject({ code: Code.RESOURCE_EXHAUSTED });
  expect(await bench.host.metric('fulgur_router_rejected_requests_total', { reason: 'queue_full' })).toBe(2);
  submission.finish('stop');
  await running;
});

test('a prompt goes to the replica that holds its prefix, as block events and snapshots tell', async () => {
  await using bench = await RouterBench.start();
  const { Events, publishEvent } = await import('../../lib/cluster/subjects.ts');
  const { blockKeys, joinKeys } = await import('../../lib/model/block-key.ts');
  const { GgufModel } = await import('../../lib/tensor/gguf.ts');
  const { fingerprint } = await GgufModel.open(modelPath);
  const prompt = Array.from({ length: 100 }, (_, index) => 300 + index);
  const keys = joinKeys(blockKeys({ modelFingerprint: fingerprint, cacheSalt: new Uint8Array(0) }, prompt));
  const cold = await bench.attention('attention-0');
  const warm = await bench.attention('attention-1', { listBlocks: () => ({ sequence: 4, keys }) });
  await eventually(() => warm.listedBlocks > 0 && cold.listedBlocks > 0);
  const ask = async () => {
    const answer = bench.openai().completions.create({ model: 'fulgur-tiny', prompt });
    const on = await eventually(() => [cold, warm].find((replica) => replica.submissions.untaken.length > 0));
    (await on.next()).finish('stop');
    await answer;
    return on.id;
  };
  for (let round = 0; round < 4; round += 1) expect(await ask()).toBe('attention-1');
  const at = { incarnation: 1, sequence: 1 };
  publishEvent(bench.bus, Events.blocks, { producerId: 'attention-1', ...at, evictedKeys: keys });
  publishEvent(bench.bus, Events.blocks, { producerId: 'attention-0', ...at, storedKeys: keys });
  await eventually(async () => (await ask()) === 'attention-0');
  for (let round = 0; round < 4; round += 1) expect(await ask()).toBe('attention-0');
});

test('models are listed, and found by id', async () => {
  await using bench = await RouterBench.start({ modelId: 'acme/story-teller' });
  const client = bench.openai();
  const models = await client.models.list();
  expect(models.data).toMatchObject([{ id: 'acme/story-teller', object: 'model', owned_by: 'fulgur' }]);
  expect((await fetch(`${bench.baseUrl}/v1/models/acme/story-teller`)).status).toBe(200);
  await expect(client.models.retrieve('other')).rejects.toMatchObject({ status: 404, code: 'model_not_found' });
});

test('readiness follows the replicas, and health and metrics are on the same port', async () => {
  await using bench = await RouterBench.start();
  const status = async (path: string) => (await fetch(`${bench.baseUrl}${path}`)).status;
  expect(await status('/healthz')).toBe(200);
  expect(await status('/readyz')).toBe(503);
  const attention = await bench.attention('attention-0');
  expect(await status('/readyz')).toBe(200);
  attention.setReady('loading');
  await eventually(async () => (await status('/readyz')) === 503);
  const metrics = await (await fetch(`${bench.baseUrl}/metrics`)).text();
  expect(metrics).toContain('fulgur_router_inflight_requests 0');
});

test('while it drains, the router finishes what runs and refuses what comes', async () => {
  await using bench = await RouterBench.start();
  const attention = await bench.attention('attention-0');
  const running = bench.openai().chat.completions.create(chat);
  const submission = await attention.next();
  const drained = bench.router.drain(5_000);
  expect((await fetch(`${bench.baseUrl}/readyz`)).status).toBe(503);
  const refused = await bench.post('/v1/chat/completions', chat);
  expect(refused.status).toBe(503);
  submission.tokens(bench.ids('Done')).finish('stop');
  expect((await running).choices[0]?.message.content).toBe('Done');
  await drained;
  await expect(fetch(`${bench.baseUrl}/healthz`)).rejects.toThrow();
});

test('what is not done when the time to drain is over is told so', async () => {
  await using bench = await RouterBench.start();
  const attention = await bench.attention('attention-0');
  const running = bench.openai().chat.completions.create(chat);
  const refused = expect(running).rejects.toMatchObject({ status: 503, code: 'draining' });
  const submission = await attention.next();
  await bench.router.drain(50);
  await refused;
  await submission.cancelled;
});

test('a port in use, a missing model and a broken one each give one clear line', async () => {
  await using bench = await RouterBench.start();
  const httpPort = Number(bench.router.httpAddress.split(':')[1]);
  const grpcPort = Number(bench.router.address.split(':')[1]);
  const start = (config: object) =>
    startRouter(
      routerConfig.parse({ model: modelPath, httpPort: 0, grpcPort: 0, ...config }),
      testHost('router', 'r1'),
    );
  await expect(start({ httpPort })).rejects.toThrow(new RegExp(`port ${httpPort} .* is in use: .*--http-port`));
  await expect(start({ grpcPort })).rejects.toThrow(new RegExp(`port ${grpcPort} .* is in use: .*--grpc-port`));
  await expect(start({ model: 'models/none.gguf' })).rejects.toThrow(/models\/none\.gguf: no such file/);
  await expect(start({ model: 'package.json' })).rejects.toThrow(/package\.json/);
});

test('a trace of the client goes on through the request, the guard and the replica', async () => {
  const exporter = new InMemorySpanExporter();
  const tracing = createTracing({ service: 'fulgur-router', instance: 'router-0', exporter });
  await using bench = await RouterBench.start({}, { tracer: tracing.tracer });
  await bench.guard('guard-0');
  const attention = await bench.attention('attention-0');
  const traceId = '0af7651916cd43dd8448eb211c80319c';
  const headers = { traceparent: `00-${traceId}-b7ad6b7169203331-01`, 'x-request-id': 'order-66' };
  const pending = bench.post('/v1/chat/completions', chat, headers);
  const submission = await attention.next();
  expect(submission.submit.traceparent).toContain(traceId);
  submission.tokens(bench.ids('Hello')).finish('stop');
  const response = await pending;
  expect(response.headers.get('x-request-id')).toBe('order-66');
  await response.text();
  const names = await eventually(() => {
    const spans = exporter.getFinishedSpans().filter((span) => span.spanContext().traceId === traceId);
    const found = spans.map((span) => span.name);
    return found.includes('POST /v1/chat/completions') ? found : undefined;
  });
  expect(names).toEqual(
    expect.arrayContaining(['request', 'tokenize', 'attention', 'fulgur.v1.Guard/AssessPrompt', 'screen']),
  );
  await tracing.close();
});
