// One request, one trace: what a real OpenTelemetry collector receives from a cluster of processes.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventually, type FulgurProcess, startFulgurWith } from '../support/fulgur-process.ts';
import { type GoldenPrompt, goldenPrompts } from '../support/served-prompts.ts';
import { type ReceivedSpan, startTraceReceiver, type TraceReceiver } from '../support/trace-receiver.ts';

const traceId = '0af7651916cd43dd8448eb211c80319c';
const callerSpanId = 'b7ad6b7169203331';
const long = goldenPrompts.find(({ ids }) => ids.length > 500) as GoldenPrompt;

let receiver: TraceReceiver;
let cluster: FulgurProcess;

beforeAll(async () => {
  receiver = await startTraceReceiver();
  const flags = ['--expert-shards', '2', '--otlp-endpoint', receiver.endpoint];
  cluster = await startFulgurWith({ OTEL_BSP_SCHEDULE_DELAY: '100' }, 'cluster', ...flags);
});

afterAll(async () => {
  await cluster?.stop();
  receiver?.close();
});

it('follows a request through router, guard, attention, shards and kv-store, each span below another', async () => {
  const response = await fetch(`${cluster.http}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', traceparent: `00-${traceId}-${callerSpanId}-01` },
    body: JSON.stringify({ messages: long.messages, temperature: 0, max_tokens: 4 }),
  });
  expect(response.status).toBe(200);
  const ours = () => receiver.spans.filter((span) => span.traceId === traceId);
  const isWhole = (spans: readonly ReceivedSpan[]) => {
    const ids = new Set([callerSpanId, ...spans.map(({ spanId }) => spanId)]);
    const hasRoot = spans.some(({ parentSpanId }) => parentSpanId === callerSpanId);
    return hasRoot && spans.every(({ parentSpanId }) => ids.has(parentSpanId));
  };
  const services = ['attention', 'expert-shard', 'guard', 'kv-store', 'router'].map((name) => `fulgur-${name}`);
  await eventually(10_000, 'spans of all five services, in one tree', async () => {
    const seen = [...new Set(ours().map(({ service }) => service))].sort();
    if (seen.join() !== services.join()) throw new Error(`of ${seen.join(', ')}`);
    return isWhole(ours()) ? true : undefined;
  });
  const of = (service: string) => ours().filter((span) => span.service === `fulgur-${service}`);
  expect(of('router').find(({ parentSpanId }) => parentSpanId === callerSpanId)?.name).toBe(
    'POST /v1/chat/completions',
  );
  expect(of('guard').map(({ name }) => name)).toContain('fulgur.v1.Guard/AssessPrompt');
  expect(of('kv-store').map(({ name }) => name)).toContain('fulgur.v1.KvStore/Match');
  expect(of('attention').map(({ name }) => name)).toEqual(
    expect.arrayContaining(['attention.request', 'attention.queue', 'attention.prefill', 'attention.decode']),
  );
  expect(new Set(of('expert-shard').map(({ name }) => name))).toEqual(new Set(['expert.compute']));
});

it('makes a trace of its own for a request that brings none', async () => {
  const before = new Set(receiver.spans.map((span) => span.traceId));
  const response = await fetch(`${cluster.http}/v1/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ prompt: 'Once', max_tokens: 2 }),
  });
  expect(response.status).toBe(200);
  const root = await eventually(10_000, 'its first span', async () =>
    receiver.spans.find(({ traceId: id, parentSpanId }) => !before.has(id) && parentSpanId === ''),
  );
  expect(root).toMatchObject({ service: 'fulgur-router', name: 'POST /v1/completions' });
});
