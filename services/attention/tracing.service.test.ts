// One trace follows a request from its router through this replica to the shards and the kv-store.
import { InMemorySpanExporter, type ReadableSpan } from '@opentelemetry/sdk-trace-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTracing } from '../../lib/telemetry/tracing.ts';
import { eventually } from '../../test/support/service-host.ts';
import { type TestAttention, TestCluster, type TestRouter } from './testing/cluster.ts';

const traceId = '0af7651916cd43dd8448eb211c80319c';
const traceparent = `00-${traceId}-b7ad6b7169203331-01`;

describe('tracing', () => {
  const exporter = new InMemorySpanExporter();
  let cluster: TestCluster;
  let router: TestRouter;
  let attention: TestAttention;

  beforeAll(async () => {
    const { tracer } = createTracing({ service: 'fulgur-test', instance: 'test', exporter });
    cluster = await new TestCluster({ tracer }).start();
    await cluster.startShard('shard-0');
    await cluster.place(() => ['shard-0']);
    await cluster.startKvStore('kv-0');
    attention = await cluster.startAttention('attention-0');
    await eventually(() => attention.host.health.ready);
    router = cluster.router(attention);
  });
  afterAll(() => cluster.close());

  const named = (name: string): ReadableSpan[] => exporter.getFinishedSpans().filter((span) => span.name === name);

  it('follows a request through queue, kv-store, prefill, shards and decode', async () => {
    const promptIds = [1, ...Array.from({ length: 79 }, (_, i) => 400 + i)];
    await router.submit({ promptIds, maxTokens: 4, traceparent }).done;
    const [request] = await eventually(() => named('attention.request').length > 0 && named('attention.request'));
    expect(request).toMatchObject({ parentSpanContext: { spanId: 'b7ad6b7169203331' } });
    expect(request!.attributes).toMatchObject({ 'fulgur.outcome': 'length', 'fulgur.generated_tokens': 4 });
    const children = ['attention.queue', 'attention.prefill', 'attention.decode'];
    for (const name of children) {
      expect(named(name)).toHaveLength(1);
      expect(named(name)[0]!.parentSpanContext?.spanId).toBe(request!.spanContext().spanId);
    }
    const names = ['attention.step', 'expert.compute', 'fulgur.v1.KvStore/Match'];
    for (const name of names) await eventually(() => named(name).length > 0);
    for (const name of [...children, ...names]) {
      for (const span of named(name)) expect(span.spanContext().traceId).toBe(traceId);
    }
    const step = named('attention.step')[0]!.spanContext().spanId;
    expect(named('expert.compute').filter((span) => span.parentSpanContext?.spanId === step)).toHaveLength(8);
  });

  it('counts the blocks that it leaves to be written behind as its own, and no others', async () => {
    exporter.reset();
    const other = '11f7651916cd43dd8448eb211c80319c';
    const ids = (seed: number) => [1, ...Array.from({ length: 99 }, (_, i) => 500 + ((i * 7 + seed * 131) % 2000))];
    await router.submit({ promptIds: ids(1), maxTokens: 1, traceparent }).done;
    await router.submit({ promptIds: ids(2), maxTokens: 1, traceparent: traceparent.replace(traceId, other) }).done;
    await router.submit({ promptIds: ids(3), maxTokens: 1, traceparent: traceparent.replace(/01$/, '00') }).done;
    const stored = () => attention.host.metric('fulgur_attention_block_store_blocks_total', { result: 'stored' });
    // Two parts each of three blocks of each, and of two of the test before.
    await eventually(async () => (await stored()) === 2 * (3 * 3 + 2));
    const stores = named('fulgur.v1.KvStore/Store');
    expect(new Set(stores.map((span) => span.spanContext().traceId))).toEqual(new Set([traceId, other]));
    const parents = exporter.getFinishedSpans().map((span) => span.spanContext().spanId);
    for (const span of stores.filter((one) => one.spanContext().traceId === other)) {
      expect(parents).toContain(span.parentSpanContext?.spanId);
    }
  });

  it('makes no spans for steps and shards of a request that is not sampled', async () => {
    exporter.reset();
    await router.submit({ promptIds: [1, 2, 3], maxTokens: 2, traceparent: traceparent.replace(/01$/, '00') }).done;
    expect(named('expert.compute')).toEqual([]);
    expect(named('attention.step')).toEqual([]);
  });
});
