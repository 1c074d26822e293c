import { connect } from 'node:http2';
import { createRequire } from 'node:module';
import path from 'node:path';
import { credentials, loadPackageDefinition, type ServiceClientConstructor } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { context, trace } from '@opentelemetry/api';
import { InMemorySpanExporter } from '@opentelemetry/sdk-trace-node';
import { protoPath as healthProto } from 'grpc-health-check';
import { afterEach, describe, expect, it } from 'vitest';
import { createTracing } from '../telemetry/tracing.ts';
import { Channel } from './client.ts';
import { Code, invalid } from './errors.ts';
import { flowControlWindowBytes, frameBytesMax } from './limits.ts';
import { GuardMethods, KvStoreMethods } from './methods.ts';
import { closeAll, failure, serverOver, startTestServer, transports } from './testing.ts';

afterEach(closeAll);

const deadlineMs = 5_000;

/** A client made from a .proto file, as another language would make it. */
// biome-ignore lint/suspicious/noExplicitAny: grpc-js types generated clients no better
function foreignClient(proto: string, name: string, address: string): any {
  let found: unknown = loadPackageDefinition(loadSync(proto, { keepCase: true, enums: String, longs: Number }));
  for (const part of name.split('.')) found = (found as Record<string, unknown>)[part];
  return new (found as ServiceClientConstructor)(address, credentials.createInsecure());
}

describe('the health service', () => {
  it('follows the readiness of the service, for those who ask and those who watch', async () => {
    const { server, health } = await startTestServer({});
    const client = foreignClient(healthProto, 'grpc.health.v1.Health', server.address);
    const check = (service: string) =>
      new Promise((resolve, reject) =>
        client.check({ service }, (error: unknown, answer: { status: string }) =>
          error ? reject(error) : resolve(answer.status),
        ),
      );
    const watched: string[] = [];
    const watch = client.watch({ service: 'fulgur.v1.KvStore' });
    watch.on('data', ({ status }: { status: string }) => watched.push(status));
    watch.on('error', () => {});
    await expect.poll(() => watched).toEqual(['NOT_SERVING']);
    health.set('model', undefined);
    expect([await check(''), await check('fulgur.v1.KvStore')]).toEqual(['SERVING', 'SERVING']);
    health.set('model', 'reloading');
    expect(await check('')).toBe('NOT_SERVING');
    await expect(check('fulgur.v1.Nothing')).rejects.toMatchObject({ code: Code.NOT_FOUND });
    expect(watched).toEqual(['NOT_SERVING', 'SERVING', 'NOT_SERVING']);
    client.close();
  });
});

describe('server reflection', () => {
  const reflectionDir = path.resolve(createRequire(import.meta.url).resolve('@grpc/reflection'), '../../proto');
  for (const version of ['v1', 'v1alpha']) {
    it(`lists the services and describes them (${version})`, async () => {
      const { server } = await startTestServer({});
      const proto = path.join(reflectionDir, `grpc/reflection/${version}/reflection.proto`);
      const client = foreignClient(proto, `grpc.reflection.${version}.ServerReflection`, server.address);
      const stream = client.ServerReflectionInfo();
      stream.on('error', () => {});
      // biome-ignore lint/suspicious/noExplicitAny: grpc-js types generated clients no better
      const ask = (request: object): Promise<any> =>
        new Promise((resolve) => {
          stream.once('data', resolve);
          stream.write(request);
        });
      const { list_services_response: list } = await ask({ list_services: '*' });
      expect(list.service.map(({ name }: { name: string }) => name).sort()).toEqual([
        'fulgur.v1.Attention',
        'fulgur.v1.Guard',
        'fulgur.v1.KvStore',
        'grpc.health.v1.Health',
      ]);
      for (const symbol of ['fulgur.v1.KvStore.Match', 'fulgur.v1.GuardAction', 'grpc.health.v1.Health']) {
        const { file_descriptor_response: files } = await ask({ file_containing_symbol: symbol });
        expect(files.file_descriptor_proto.length).toBeGreaterThan(0);
      }
      const { error_response: unknown } = await ask({ file_containing_symbol: 'fulgur.v1.Nothing' });
      expect(unknown.error_code).toBe(Code.NOT_FOUND);
      stream.end();
      client.close();
    });
  }
});

describe.each(transports)('over %s:', (transport) => {
  const startTestServer = serverOver(transport);

  describe('metrics', () => {
    it('count calls of every kind by method and code', async () => {
      const { channel, metrics } = await startTestServer({
        kv: {
          match: () => {
            throw invalid('blocks', 'none');
          },
        },
      });
      await failure(channel.unary(KvStoreMethods.match, {}, { deadlineMs }));
      await channel.unary(KvStoreMethods.getStats, {}, { deadlineMs });
      for await (const _ of channel.serverStream(KvStoreMethods.fetch, {}, { deadlineMs }));
      const stream = channel.bidi(GuardMethods.screenOutput, { deadlineMs });
      const closed = new Promise((resolve) => stream.onClose(resolve));
      stream.end();
      await closed;
      await expect
        .poll(() => metrics.metrics())
        .toContain(`method="fulgur.v1.Guard/ScreenOutput",code="OK",transport="${transport}"} 1`);
      const text = await metrics.metrics();
      expect(text).toContain(
        `fulgur_grpc_requests_total{method="fulgur.v1.KvStore/Match",code="INVALID_ARGUMENT",transport="${transport}"} 1`,
      );
      expect(text).toContain(
        `fulgur_grpc_requests_total{method="fulgur.v1.KvStore/GetStats",code="OK",transport="${transport}"} 1`,
      );
      expect(text).toContain(
        `fulgur_grpc_requests_total{method="fulgur.v1.KvStore/Fetch",code="OK",transport="${transport}"} 1`,
      );
      expect(text).toContain('fulgur_grpc_request_duration_seconds_count{method="fulgur.v1.KvStore/Match"} 1');
      expect(text).not.toContain('fulgur_grpc_request_duration_seconds_count{method="fulgur.v1.Guard/ScreenOutput"}');
    });
  });

  describe('a trace', () => {
    it('follows a request through two services and into a stream', async () => {
      const spans = new InMemorySpanExporter();
      const router = createTracing({ service: 'fulgur-router', instance: 'router-0', exporter: spans });
      const guard = createTracing({ service: 'fulgur-guard', instance: 'guard-0', exporter: spans });
      const kv = createTracing({ service: 'fulgur-kv-store', instance: 'kv-0', exporter: spans });
      const store = await startTestServer({}, { tracer: kv.tracer });
      const toStore = new Channel(store.server.address, { tracer: guard.tracer });
      const seen: string[] = [];
      const { channel } = await startTestServer(
        {
          guard: {
            assessPrompt: async (_request, { traceparent }) => {
              seen.push(traceparent);
              await toStore.unary(KvStoreMethods.match, {}, { deadlineMs });
              return {};
            },
          },
        },
        { tracer: guard.tracer },
        { tracer: router.tracer },
      );
      const root = router.tracer.startSpan('request');
      await context.with(trace.setSpan(context.active(), root), async () => {
        await channel.unary(GuardMethods.assessPrompt, {}, { deadlineMs });
        const stream = channel.bidi(GuardMethods.screenOutput, { deadlineMs });
        const closed = new Promise((resolve) => stream.onClose(resolve));
        stream.end();
        await closed;
      });
      root.end();
      toStore.close();
      await expect.poll(() => spans.getFinishedSpans().length).toBe(7);
      const found = spans.getFinishedSpans();
      expect(new Set(found.map((span) => span.spanContext().traceId)).size).toBe(1);
      const line = (name: string, service: string, parent: string) => `${parent} > ${service} ${name}`;
      const label = (id: string | undefined) => {
        const span = found.find((candidate) => candidate.spanContext().spanId === id);
        return span ? `${span.resource.attributes['service.name']} ${span.name}` : '';
      };
      const lines = found.map((span) =>
        line(span.name, String(span.resource.attributes['service.name']), label(span.parentSpanContext?.spanId)),
      );
      expect(lines).toEqual(
        expect.arrayContaining([
          'fulgur-router request > fulgur-router fulgur.v1.Guard/AssessPrompt',
          'fulgur-router fulgur.v1.Guard/AssessPrompt > fulgur-guard fulgur.v1.Guard/AssessPrompt',
          'fulgur-guard fulgur.v1.Guard/AssessPrompt > fulgur-guard fulgur.v1.KvStore/Match',
          'fulgur-guard fulgur.v1.KvStore/Match > fulgur-kv-store fulgur.v1.KvStore/Match',
          'fulgur-router fulgur.v1.Guard/ScreenOutput > fulgur-guard fulgur.v1.Guard/ScreenOutput',
        ]),
      );
      expect(seen[0]).toMatch(new RegExp(`^00-${root.spanContext().traceId}-[0-9a-f]{16}-01$`));
    });

    it('has no span for a link that no request opened', async () => {
      const spans = new InMemorySpanExporter();
      const { tracer } = createTracing({ service: 'fulgur-guard', instance: 'guard-0', exporter: spans });
      const { channel } = await startTestServer({}, { tracer }, { tracer });
      const stream = channel.bidi(GuardMethods.screenOutput, { deadlineMs });
      const closed = new Promise((resolve) => stream.onClose(resolve));
      stream.end();
      await closed;
      expect(spans.getFinishedSpans()).toEqual([]);
    });

    it('marks the span of a failed call', async () => {
      const spans = new InMemorySpanExporter();
      const { tracer } = createTracing({ service: 'fulgur-kv-store', instance: 'kv-0', exporter: spans });
      const match = () => {
        throw invalid('blocks', 'no blocks');
      };
      const { channel } = await startTestServer({ kv: { match } }, { tracer });
      await failure(channel.unary(KvStoreMethods.match, {}, { deadlineMs }));
      expect(spans.getFinishedSpans()[0]).toMatchObject({
        status: { code: 2, message: 'no blocks' },
        attributes: { 'rpc.grpc.status_code': Code.INVALID_ARGUMENT },
      });
    });
  });
});

describe('a connection', () => {
  it('gets windows and frames wide enough for large messages', async () => {
    const { server } = await startTestServer({});
    const session = connect(`http://${server.address}`);
    await expect
      .poll(() => session.remoteSettings)
      .toMatchObject({ initialWindowSize: flowControlWindowBytes, maxFrameSize: frameBytesMax });
    expect(session.state.remoteWindowSize).toBe(flowControlWindowBytes);
    session.destroy();
  });
});

describe('a port', () => {
  it('that is in use is refused in one line that names it and the option', async () => {
    const { server } = await startTestServer({});
    const error = await failure(startTestServer({}, { port: server.port }));
    expect(error).toMatchObject({ code: Code.FAILED_PRECONDITION, field: 'grpcPort' });
    expect((error as Error).message).toBe(
      `port ${server.port} of 127.0.0.1 is in use: choose another with --grpc-port (FULGUR_GRPC_PORT), 0 for any free one`,
    );
  });

  it('of a host that is not this machine is refused with the host named', async () => {
    const error = await failure(startTestServer({}, { host: '192.0.2.1' }));
    expect((error as Error).message).toMatch(/^192\.0\.2\.1 is no address of this machine/);
  });

  it('of IPv6 is served and written as a client needs it', async () => {
    const { server, channel } = await startTestServer({}, { host: '::1' });
    expect(server.address).toBe(`[::1]:${server.port}`);
    await channel.unary(KvStoreMethods.match, {}, { deadlineMs });
  });
});
