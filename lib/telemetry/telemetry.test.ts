import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { context, trace } from '@opentelemetry/api';
import { InMemorySpanExporter } from '@opentelemetry/sdk-trace-node';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { Code, FulgurError } from '../wire/errors.ts';
import { createLogger } from './logger.ts';
import { busMetrics, countRestarts, mergeMetrics, processMetrics } from './metrics.ts';
import { contextFromTraceparent, formatTraceparent, parseTraceparent } from './traceparent.ts';
import { createTracing } from './tracing.ts';

const traceId = '0af7651916cd43dd8448eb211c80319c';
const spanId = 'b7ad6b7169203331';

describe('a traceparent', () => {
  it('survives being written and read', () => {
    const text = `00-${traceId}-${spanId}-01`;
    expect(formatTraceparent(contextFromTraceparent(text))).toBe(text);
    expect(parseTraceparent(text)).toEqual({ traceId, spanId, traceFlags: 1, isRemote: true });
  });

  it('of a later version is read, with what it adds left out', () => {
    expect(parseTraceparent(`01-${traceId}-${spanId}-03-more`)).toMatchObject({ traceId, traceFlags: 1 });
  });

  it.each([
    '',
    'nonsense',
    `00-${'0'.repeat(32)}-${spanId}-01`,
    `00-${traceId}-${'0'.repeat(16)}-01`,
    `ff-${traceId}-${spanId}-01`,
    `00-${traceId}-${spanId}-01-more`,
    `00-${traceId.toUpperCase()}-${spanId}-01`,
  ])('that is malformed begins a new trace: %s', (text) => {
    expect(formatTraceparent(contextFromTraceparent(text))).toBe('');
  });
});

describe('a log line', () => {
  const lines: Record<string, unknown>[] = [];
  const log = createLogger(
    'info',
    { service: 'guard', id: 'guard-0' },
    { write: (line) => void lines.push(JSON.parse(line)) },
  );

  it('is JSON with the service, the time and the level in words', () => {
    log.info({ requests: 3 }, 'serving');
    expect(lines.at(-1)).toMatchObject({
      level: 'info',
      service: 'guard',
      id: 'guard-0',
      pid: process.pid,
      requests: 3,
      message: 'serving',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    });
    expect(lines.at(-1)).not.toHaveProperty('traceId');
  });

  it('carries the ids of the current trace, also after an await, and also when nothing is exported', async () => {
    const { tracer, close } = createTracing({ service: 'fulgur-guard', instance: 'guard-0' });
    const span = tracer.startSpan('work');
    await context.with(trace.setSpan(context.active(), span), async () => {
      await new Promise((resolve) => setImmediate(resolve));
      log.info('inside');
    });
    const { traceId, spanId } = span.spanContext();
    expect(lines.at(-1)).toMatchObject({ traceId, spanId });
    expect(traceId).toMatch(/^(?!0{32})[0-9a-f]{32}$/);
    await close();
  });

  it('says of an error what it is, which field and why', () => {
    const cause = new Error('ENOSPC: no space left');
    log.error({
      err: new FulgurError(Code.RESOURCE_EXHAUSTED, 'disk full', { cause, field: 'diskPath', reason: 'full' }),
    });
    expect(lines.at(-1)).toMatchObject({
      level: 'error',
      err: { type: 'FulgurError', code: 8, field: 'diskPath', reason: 'full' },
    });
    expect(JSON.stringify(lines.at(-1))).toContain('ENOSPC');
  });
});

describe('tracing', () => {
  it('keeps the services of one process apart', async () => {
    const exporter = new InMemorySpanExporter();
    const one = createTracing({ service: 'fulgur-router', instance: 'router-0', exporter });
    const two = createTracing({ service: 'fulgur-guard', instance: 'guard-0', exporter });
    one.tracer.startSpan('a').end();
    two.tracer.startSpan('b').end();
    expect(
      exporter.getFinishedSpans().map(({ name, resource }) => [name, resource.attributes['service.name']]),
    ).toEqual([
      ['a', 'fulgur-router'],
      ['b', 'fulgur-guard'],
    ]);
    await one.close();
    await two.close();
  });
});

describe('an OTLP endpoint', () => {
  it('receives the spans of the service, the last ones at the end', async () => {
    const received: { url: string; body: string }[] = [];
    const collector = createServer(async (request, response) => {
      received.push({ url: request.url ?? '', body: await text(request) });
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
    collector.listen(0, '127.0.0.1');
    await once(collector, 'listening');
    const otlpEndpoint = `http://127.0.0.1:${(collector.address() as AddressInfo).port}/`;
    const { tracer, close } = createTracing({ service: 'fulgur-guard', instance: 'guard-0', otlpEndpoint });
    tracer.startSpan('assess').end();
    await close();
    collector.close();
    expect(received.map(({ url }) => url)).toEqual(['/v1/traces']);
    for (const part of ['fulgur-guard', 'guard-0', 'assess']) expect(received[0]!.body).toContain(part);
  });
});

describe('the exposition of several services', () => {
  it('has each family once, with samples told apart by service and instance', async () => {
    const registries = [new Registry(), new Registry()];
    for (const [i, metrics] of registries.entries()) {
      const counter = new Counter({
        name: 'a_total',
        help: 'with "quotes"\nand lines',
        labelNames: ['code'],
        registers: [metrics],
      });
      counter.inc({ code: 'O"K\n' }, i + 1);
      new Histogram({ name: 'h_seconds', help: 'times', buckets: [1], registers: [metrics] }).observe(0.5);
    }
    new Gauge({ name: 'only_here', help: 'one service has it', registers: [registries[1]!] }).set(Number.NaN);
    const exposition = await mergeMetrics([
      { service: 'router', instance: 'router-0', metrics: registries[0]! },
      { service: 'guard', instance: 'guard-0', metrics: registries[1]! },
    ]);
    expect(exposition.split('\n').filter((line) => line.startsWith('#'))).toEqual([
      '# HELP a_total with "quotes"\\nand lines',
      '# TYPE a_total counter',
      '# HELP h_seconds times',
      '# TYPE h_seconds histogram',
      '# HELP only_here one service has it',
      '# TYPE only_here gauge',
    ]);
    expect(exposition).toContain('a_total{code="O\\"K\\n",service="router",instance="router-0"} 1\n');
    expect(exposition).toContain('a_total{code="O\\"K\\n",service="guard",instance="guard-0"} 2\n');
    expect(exposition).toContain('h_seconds_bucket{le="+Inf",service="guard",instance="guard-0"} 1\n');
    expect(exposition).toContain('only_here{service="guard",instance="guard-0"} Nan\n');
    expect(exposition.endsWith('\n')).toBe(true);
    // Samples of a family stand together, behind its header.
    const names = exposition.split('\n').flatMap((line) => /^(?!#)(a_total|h_seconds|only_here)/.exec(line)?.[0] ?? []);
    expect(names).toEqual([...names].sort());
  });

  it('is the same when it is asked for again', async () => {
    const metrics = new Registry();
    new Counter({ name: 'a_total', help: 'a', registers: [metrics] }).inc();
    const instances = [{ service: 'router', instance: 'router-0', metrics }];
    expect(await mergeMetrics(instances)).toBe(await mergeMetrics(instances));
  });

  it('of nothing is empty', async () => {
    expect(await mergeMetrics([{ service: 'router', instance: 'router-0', metrics: new Registry() }])).toBe('');
  });
});

describe('what every process measures', () => {
  it('holds a late event loop against it', async () => {
    const metrics = new Registry();
    const measured = processMetrics(metrics);
    const read = async () => Number(/lag_seconds_sum ([\d.e-]+)/.exec(await metrics.metrics())?.[1]);
    const until = performance.now() + 250;
    while (performance.now() < until);
    await expect.poll(read).toBeGreaterThan(0.1);
    expect(await metrics.metrics()).toContain('process_resident_memory_bytes');
    measured.close();
  });

  it('counts restarts by actor, and what the bus dropped', async () => {
    const metrics = new Registry();
    const onRestart = countRestarts(metrics);
    onRestart({ name: 'engine' });
    onRestart({ name: 'engine' });
    const bus = { connected: true, droppedEvents: 0 };
    busMetrics(metrics, bus);
    expect(await metrics.metrics()).toContain('fulgur_bus_connected 1');
    bus.connected = false;
    bus.droppedEvents = 7;
    const exposition = await metrics.metrics();
    expect(exposition).toContain('fulgur_actor_restarts_total{actor="engine"} 2');
    expect(exposition).toContain('fulgur_bus_connected 0');
    expect(exposition).toContain('fulgur_bus_dropped_events_total 7');
  });
});
