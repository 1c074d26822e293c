import { context, trace } from '@opentelemetry/api';
import { afterEach, describe, expect, it } from 'vitest';
import { createTracing } from '../telemetry/tracing.ts';
import { Channel } from './client.ts';
import { Code } from './errors.ts';
import { InProcessServers } from './in-process-servers.ts';
import { EncodedMessage, encode } from './method.ts';
import { AttentionMethods, GuardMethods, KvStoreMethods } from './methods.ts';
import { closeAll, failure, serverOver, startTestServer } from './testing.ts';

afterEach(closeAll);

const deadlineMs = 5_000;
const link = { deadlineMs: Number.POSITIVE_INFINITY };
const startInProcess = serverOver('in_process');

describe('a channel', () => {
  it('says how it calls, and goes over a connection to servers of other processes', async () => {
    const here = await startInProcess({});
    const elsewhere = await startTestServer({ kv: { match: (_request, { peer }) => ({ matched: peer.length }) } });
    const channel = new Channel(elsewhere.server.address, { inProcess: new InProcessServers() });
    expect([here.channel.transport, channel.transport]).toEqual(['in_process', 'grpc']);
    const { matched } = await channel.unary(KvStoreMethods.match, {}, { deadlineMs });
    expect(matched).toBe(`127.0.0.1:${'0'.repeat(5)}`.length);
    channel.close();
  });

  it('finds a server by the address that its peers are told as well', async () => {
    const inProcess = new InProcessServers();
    const { server } = await startTestServer({}, { inProcess, advertiseHost: 'host.example' });
    const channel = new Channel(`host.example:${server.port}`, { inProcess });
    await channel.waitReady(deadlineMs);
    await channel.unary(KvStoreMethods.match, {}, { deadlineMs });
    channel.close();
  });

  it('no longer finds a server that drains', async () => {
    const { server, channel } = await startInProcess({});
    await server.drain(0);
    expect(channel.transport).toBe('grpc');
  });
});

describe('a call within the process', () => {
  it('shows in the metrics while it runs, as what it is', async () => {
    const { channel, metrics } = await startInProcess({});
    const stream = channel.bidi(GuardMethods.screenOutput, link);
    const answered = new Promise((resolve) => stream.onMessage(resolve));
    stream.send({ text: 'hello' });
    await answered;
    expect(await metrics.metrics()).toContain('fulgur_grpc_open_calls{transport="in_process"} 1');
    stream.end();
    await new Promise((resolve) => stream.onClose(resolve));
    expect(await metrics.metrics()).toContain('fulgur_grpc_open_calls{transport="in_process"} 0');
  });

  it('shares no object and no bytes between its ends', async () => {
    const kept: { text?: string }[] = [];
    const { channel } = await startInProcess({
      guard: { screenOutput: (stream) => stream.onMessage((delta) => void kept.push(delta)) },
      kv: {
        store: async (blocks) => {
          for await (const { payload } of blocks) keptPayload = payload;
          return {};
        },
      },
    });
    let keptPayload: Uint8Array = new Uint8Array(0);
    const stream = channel.bidi(GuardMethods.screenOutput, link);
    const delta = { text: 'one' };
    stream.send(delta);
    delta.text = 'two';
    await expect.poll(() => kept.length).toBe(1);
    expect(kept[0]!.text).toBe('one');
    const payload = Buffer.alloc(8, 1);
    await channel.clientStream(KvStoreMethods.store, [{ payload }], { deadlineMs });
    payload.fill(2);
    expect([...keptPayload]).toEqual(Array(8).fill(1));
    const memory = encode(KvStoreMethods.store.request, { payload: Buffer.alloc(8, 3) });
    await channel.clientStream(KvStoreMethods.store, [new EncodedMessage(memory)], { deadlineMs });
    memory.fill(0);
    expect([...keptPayload]).toEqual(Array(8).fill(3));
  });

  it('never runs a listener of the other end within `send`', async () => {
    const order: string[] = [];
    const { channel } = await startInProcess({
      guard: {
        screenOutput: (stream) =>
          stream.onMessage(() => {
            order.push('taken');
            stream.send({ text: 'answer' });
            order.push('answered');
          }),
      },
    });
    const stream = channel.bidi(GuardMethods.screenOutput, link);
    const arrived = new Promise<void>((resolve) =>
      stream.onMessage(() => {
        order.push('arrived');
        resolve();
      }),
    );
    stream.send({});
    await Promise.resolve();
    order.push('sent');
    await arrived;
    expect(order).toEqual(['sent', 'taken', 'answered', 'arrived']);
  });

  it('leaves time to timers while two ends answer each other without end', async () => {
    const { channel } = await startInProcess({});
    const stream = channel.bidi(GuardMethods.screenOutput, link);
    stream.onMessage(({ text }) => void stream.send({ text }));
    stream.send({ text: 'ping' });
    await new Promise((resolve) => setTimeout(resolve, 1));
    stream.cancel();
  });

  it('leaves time to timers while one end sends without end', async () => {
    let stop = false;
    const { channel } = await startInProcess({
      kv: {
        fetch: async (_request, _context, write) => {
          while (!stop) await write({ payload: Buffer.alloc(1_000) });
        },
      },
    });
    const answers = channel.serverStream(KvStoreMethods.fetch, {}, { deadlineMs });
    await answers.next();
    setTimeout(() => {
      stop = true;
    }, 1);
    for await (const _ of answers);
    expect(stop).toBe(true);
  });

  it('does not carry the trace of one sender to what else is taken in the same turn', async () => {
    const { tracer } = createTracing({ service: 'fulgur-router', instance: 'router-0' });
    const seen: boolean[] = [];
    const { channel } = await startInProcess({
      attention: { serve: (stream) => stream.onMessage(() => void seen.push(trace.getActiveSpan() !== undefined)) },
    });
    const stream = channel.bidi(AttentionMethods.serve, link);
    await channel.unary(KvStoreMethods.match, {}, { deadlineMs });
    context.with(trace.setSpan(context.active(), tracer.startSpan('request')), () => stream.send({}));
    await expect.poll(() => seen).toEqual([false]);
  });

  it('that is cancelled before its turn never comes to its handler', async () => {
    let opened = 0;
    const serve = () => void opened++;
    const { channel } = await startInProcess({ attention: { serve } });
    const stream = channel.bidi(AttentionMethods.serve, link);
    const closed = new Promise((resolve) => stream.onClose(resolve));
    stream.cancel();
    expect(await closed).toMatchObject({ code: Code.CANCELLED });
    expect(opened).toBe(0);
  });

  it('of a method that the server does not have fails as it does over a connection', async () => {
    const { channel } = await startInProcess({});
    const unknown = { ...KvStoreMethods.match, name: 'fulgur.v1.KvStore/Guess' };
    expect(await failure(channel.unary(unknown, {}, { deadlineMs }))).toMatchObject({ code: Code.UNIMPLEMENTED });
  });

  it('holds up a drain until it has ended, and is broken off as retryable when that takes too long', async () => {
    const { server, channel } = await startInProcess({ kv: { match: () => new Promise(() => {}) } });
    const call = failure(channel.unary(KvStoreMethods.match, {}, { deadlineMs }));
    await new Promise(setImmediate);
    await server.drain(20);
    expect(await call).toMatchObject({ code: Code.UNAVAILABLE, reason: 'connection_lost' });
  });
});
