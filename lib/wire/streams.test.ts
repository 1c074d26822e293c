import { Client, compressionAlgorithms, credentials } from '@grpc/grpc-js';
import { afterEach, describe, expect, it } from 'vitest';
import type { BidiStream } from './bidi-stream.ts';
import { Code, type FulgurError, invalid, RetryableError } from './errors.ts';
import { PayloadMessage } from './method.ts';
import { AttentionMethods, GuardMethods, KvStoreMethods } from './methods.ts';
import { closeAll, failure, serverOver, startTestServer, transports } from './testing.ts';

afterEach(closeAll);

const deadlineMs = 5_000;
const link = { deadlineMs: Number.POSITIVE_INFINITY };

function closed(stream: BidiStream<never, unknown>): Promise<FulgurError | undefined> {
  return new Promise((resolve) => stream.onClose(resolve));
}

describe.each(transports)('over %s:', (transport) => {
  const startTestServer = serverOver(transport);

  describe('a stream of answers', () => {
    it('arrives in order and ends', async () => {
      const { channel } = await startTestServer({
        kv: {
          fetch: async ({ blocks }, _context, write) => {
            for (const id of blocks) await write({ id });
          },
        },
      });
      const blocks = Array.from({ length: 100 }, (_, i) => ({ key: Buffer.from([i]), part: 1 }));
      const keys: number[] = [];
      for await (const { id } of channel.serverStream(KvStoreMethods.fetch, { blocks }, { deadlineMs })) {
        keys.push(id!.key![0]!);
      }
      expect(keys).toEqual(blocks.map((_, i) => i));
    });

    it('ends with the error of the handler, after what was sent before it', async () => {
      const { channel } = await startTestServer({
        kv: {
          fetch: async (_request, _context, write) => {
            await write({ payload: Buffer.from('one') });
            throw invalid('blocks', 'too many blocks');
          },
        },
      });
      const answers = channel.serverStream(KvStoreMethods.fetch, {}, { deadlineMs });
      expect((await answers.next()).value.payload.toString()).toBe('one');
      expect(await failure(answers.next())).toMatchObject({ code: Code.INVALID_ARGUMENT, field: 'blocks' });
    });

    it('holds the writer back while nobody reads', async () => {
      const payload = Buffer.alloc(1 << 20);
      let written = 0;
      const { channel } = await startTestServer({
        kv: {
          fetch: async (_request, _context, write) => {
            for (; written < 200; written++) await write({ payload });
          },
        },
      });
      const answers = channel.serverStream(KvStoreMethods.fetch, {}, { deadlineMs: 20_000 });
      await answers.next();
      const settled = await stable(() => written);
      expect(settled).toBeLessThan(100);
      let read = 1;
      for await (const _ of answers) read++;
      expect(read).toBe(200);
    });

    it('is cancelled for the handler when the reader leaves early', async () => {
      let ended: (error: unknown) => void;
      const handlerEnded = new Promise((resolve) => {
        ended = resolve;
      });
      const { channel } = await startTestServer({
        kv: {
          fetch: async (_request, { signal }, write) => {
            try {
              for (;;) await write({ payload: Buffer.alloc(1 << 16) });
            } catch (error) {
              ended({ error, aborted: signal.aborted });
            }
          },
        },
      });
      for await (const _ of channel.serverStream(KvStoreMethods.fetch, {}, { deadlineMs })) break;
      expect(await handlerEnded).toMatchObject({ error: { code: Code.CANCELLED }, aborted: true });
    });
  });

  describe('a stream of requests', () => {
    it('is read in order and answered once', async () => {
      const { channel } = await startTestServer({
        kv: {
          store: async (requests) => {
            let stored = 0;
            for await (const { payload } of requests) stored += payload.length;
            return { stored };
          },
        },
      });
      const blocks = Array.from({ length: 50 }, () => ({ payload: Buffer.alloc(1_000) }));
      const answer = await channel.clientStream(KvStoreMethods.store, blocks, { deadlineMs });
      expect(answer.stored).toBe(50_000);
    });

    it('stops when the server has answered early', async () => {
      const { channel } = await startTestServer({
        kv: {
          store: async (requests) => {
            for await (const _ of requests) throw new RetryableError(Code.RESOURCE_EXHAUSTED, 'the store is full');
            return {};
          },
        },
      });
      function* endless() {
        for (;;) yield { payload: Buffer.alloc(100_000) };
      }
      const error = await failure(channel.clientStream(KvStoreMethods.store, endless(), { deadlineMs }));
      expect(error).toMatchObject({ code: Code.RESOURCE_EXHAUSTED, message: 'the store is full' });
    });

    it('is cancelled when its source fails, and is not taken for complete', async () => {
      let arrived: () => void;
      const firstArrived = new Promise<void>((resolve) => {
        arrived = resolve;
      });
      let outcome: (seen: unknown) => void;
      const handlerSaw = new Promise((resolve) => {
        outcome = resolve;
      });
      const { channel } = await startTestServer({
        kv: {
          store: async (requests) => {
            try {
              for await (const _ of requests) arrived();
              outcome('complete');
            } catch (error) {
              outcome(error);
            }
            return {};
          },
        },
      });
      async function* failing() {
        yield {};
        await firstArrived;
        throw new Error('the source broke');
      }
      const call = channel.clientStream(KvStoreMethods.store, failing(), { deadlineMs });
      await expect(call).rejects.toThrow('the source broke');
      expect(await handlerSaw).toMatchObject({ code: Code.CANCELLED });
    });
  });

  describe('a bidirectional stream', () => {
    it('carries messages both ways, in order, and ends in good order', async () => {
      const { channel } = await startTestServer({});
      const stream = channel.bidi(GuardMethods.screenOutput, link);
      const texts: string[] = [];
      stream.onMessage(({ text }) => {
        texts.push(text);
        if (texts.length === 1_000) stream.end();
      });
      const end = closed(stream);
      for (let i = 0; i < 1_000; i++) stream.send({ text: String(i) });
      expect(await end).toBeUndefined();
      expect(texts).toEqual(Array.from({ length: 1_000 }, (_, i) => String(i)));
      expect(stream.closed).toBe(true);
      expect(stream.send({ text: 'late' })).toBe(false);
    });

    it('delivers what was queued before the end', async () => {
      const received: number[] = [];
      const { channel } = await startTestServer({
        guard: {
          screenOutput: (stream) => {
            stream.onMessage(({ choice }) => received.push(choice));
            stream.onEnd(() => {
              for (let i = 0; i < 20; i++) stream.send({ releasedOffset: i, text: 'x'.repeat(100_000) });
              stream.end();
            });
          },
        },
      });
      const stream = channel.bidi(GuardMethods.screenOutput, link);
      let answers = 0;
      stream.onMessage(() => answers++);
      const end = closed(stream);
      for (let choice = 0; choice < 20; choice++) stream.send({ choice, text: 'x'.repeat(100_000) });
      stream.end();
      expect(await end).toBeUndefined();
      expect([received.length, answers]).toEqual([20, 20]);
    });

    it('carries payloads both ways from where they lie, whose memory may be used again once they are written', async () => {
      /** Numbers of the field `text`. */
      const textOf = { delta: 4, release: 1 };
      const { channel } = await startTestServer({
        guard: {
          screenOutput: (stream) =>
            stream.onMessage(({ choice, text }, memory) => {
              const answer = Buffer.alloc(300_000, text === 'x'.repeat(300_000 - choice) ? 'y' : 'n');
              stream.reuse(memory);
              const written = () => answer.fill('-');
              stream.send(new PayloadMessage({ releasedOffset: choice }, textOf.release, answer, written));
            }),
        },
      });
      const stream = channel.bidi(GuardMethods.screenOutput, link);
      const payload = Buffer.alloc(300_000);
      for (let choice = 0; choice < 5; choice++) {
        const answer = new Promise<[string, number]>((resolve) => {
          stream.onMessage(({ text, releasedOffset }, memory) => {
            stream.reuse(memory);
            resolve([text, releasedOffset]);
          });
        });
        const request = payload.subarray(choice).fill('x');
        await new Promise<void>((written) => {
          stream.send(new PayloadMessage({ choice }, textOf.delta, request, written));
        });
        payload.fill('-');
        expect(await answer).toEqual(['y'.repeat(300_000), choice]);
      }
      stream.cancel();
    });

    it('says when to wait, and when to go on', async () => {
      let opened: (stream: BidiStream<object, unknown>) => void;
      const atServer = new Promise<BidiStream<object, unknown>>((resolve) => {
        opened = resolve;
      });
      const serve = (stream: BidiStream<object, unknown>) => {
        stream.onMessage(() => stream.send({}));
        stream.pause();
        opened(stream);
      };
      const { channel } = await startTestServer({ attention: { serve } });
      const stream = channel.bidi(AttentionMethods.serve, link);
      const server = await atServer;
      let answers = 0;
      stream.onMessage(() => answers++);
      const submit = { submit: { cacheSalt: Buffer.alloc(1 << 20) } };
      let sent = 1;
      while (stream.send(submit)) {
        sent++;
        await new Promise((resolve) => setImmediate(resolve));
      }
      // What one stream may have under way is bounded: windows, the buffers of both ends and the high-water mark.
      expect(sent).toBeLessThan(40);
      const drained = new Promise<void>((resolve) => stream.onDrain(resolve));
      server.resume();
      await drained;
      await stream.write(submit);
      await expect.poll(() => answers).toBe(sent + 1);
    });

    it('is failed when the sender ignores the backpressure past the hard limit', async () => {
      const limits = { sendLimits: { highWaterBytes: 1 << 20, queuedBytesMax: 4 << 20 } };
      const { channel } = await startTestServer({ attention: { serve: (stream) => stream.pause() } }, {}, limits);
      const stream = channel.bidi(AttentionMethods.serve, link);
      const end = closed(stream);
      for (let i = 0; i < 100; i++) stream.send({ submit: { cacheSalt: Buffer.alloc(1 << 20) } });
      expect(await end).toMatchObject({ code: Code.RESOURCE_EXHAUSTED, reason: 'peer_too_slow' });
      expect(stream.queuedBytes).toBe(0);
    });

    it('is failed by the server when a client does not read, without harm to others', async () => {
      const sendLimits = { highWaterBytes: 1 << 20, queuedBytesMax: 4 << 20 };
      let outcome: (error: unknown) => void;
      const ended = new Promise((resolve) => {
        outcome = resolve;
      });
      const serve = (stream: BidiStream<object, unknown>) => {
        stream.onMessage(() => {
          for (let i = 0; i < 60; i++) {
            stream.send({ failed: [{ message: 'x'.repeat(1 << 20) }] });
          }
        });
        stream.onClose((error) => outcome(error));
      };
      const { channel } = await startTestServer({ attention: { serve } }, { sendLimits });
      const stream = channel.bidi(AttentionMethods.serve, link);
      stream.pause();
      stream.onMessage(() => {});
      stream.send({});
      await channel.unary(KvStoreMethods.match, {}, { deadlineMs });
      stream.cancel();
      expect(await ended).toMatchObject({ code: Code.RESOURCE_EXHAUSTED });
    });

    it('ends with the error that the server gives it', async () => {
      const { channel } = await startTestServer({
        guard: {
          screenOutput: (stream) =>
            stream.onMessage(() =>
              stream.cancel(new RetryableError(Code.ABORTED, 'the plan has changed', { reason: 'epoch' })),
            ),
        },
      });
      const stream = channel.bidi(GuardMethods.screenOutput, link);
      stream.onMessage(() => {});
      stream.send({});
      const error = await closed(stream);
      expect(error).toBeInstanceOf(RetryableError);
      expect(error).toMatchObject({ code: Code.ABORTED, message: 'the plan has changed', reason: 'epoch' });
    });

    it('ends with an internal error when a listener of the server throws', async () => {
      const { channel } = await startTestServer({
        guard: {
          screenOutput: (stream) =>
            stream.onMessage(() => {
              throw new Error('defect');
            }),
        },
      });
      const stream = channel.bidi(GuardMethods.screenOutput, link);
      stream.onMessage(() => {});
      stream.send({});
      expect(await closed(stream)).toMatchObject({ code: Code.INTERNAL });
    });

    it('tells the server when the client cancels', async () => {
      let outcome: (error: unknown) => void;
      const ended = new Promise((resolve) => {
        outcome = resolve;
      });
      const { channel } = await startTestServer({
        guard: {
          screenOutput: (stream) => {
            stream.onMessage(() => stream.send({}));
            stream.onClose((error) => outcome(error));
          },
        },
      });
      const stream = channel.bidi(GuardMethods.screenOutput, link);
      stream.onMessage(() => stream.cancel());
      const end = closed(stream);
      stream.send({});
      expect(await end).toMatchObject({ code: Code.CANCELLED });
      expect(await ended).toMatchObject({ code: Code.CANCELLED, reason: 'client_gone' });
    });

    it('refuses a message over the limit where it is sent, and goes on', async () => {
      const { channel } = await startTestServer({}, {}, { maxMessageBytes: 1_000 });
      const stream = channel.bidi(GuardMethods.screenOutput, link);
      expect(() => stream.send({ text: 'x'.repeat(2_000) })).toThrow(/2003 bytes, the limit is 1000/);
      const answer = new Promise((resolve) => stream.onMessage(resolve));
      stream.send({ text: 'small' });
      expect(await answer).toMatchObject({ text: 'small' });
    });

    it('is failed with both sizes when the server takes less than the client sends', async () => {
      const { channel } = await startTestServer({}, { maxMessageBytes: 1_000 });
      const stream = channel.bidi(GuardMethods.screenOutput, link);
      stream.onMessage(() => {});
      const end = closed(stream);
      stream.send({ text: 'x'.repeat(2_000) });
      expect(await end).toMatchObject({ code: Code.RESOURCE_EXHAUSTED, reason: 'message_too_large' });
    });

    it('can be told by a drain to finish, which then waits for it', async () => {
      const { channel, server } = await startTestServer({
        guard: {
          screenOutput: (stream, { draining }) => {
            stream.onMessage(() => stream.send({ text: 'working' }));
            draining.addEventListener('abort', () => {
              stream.send({ text: 'last' });
              stream.end();
            });
          },
        },
      });
      const stream = channel.bidi(GuardMethods.screenOutput, link);
      const texts: string[] = [];
      const working = new Promise<void>((resolve) => {
        stream.onMessage(({ text }) => {
          texts.push(text);
          resolve();
        });
      });
      const end = closed(stream);
      stream.send({});
      await working;
      await server.drain(deadlineMs);
      expect(await end).toBeUndefined();
      expect(texts).toEqual(['working', 'last']);
    });
  });
});

describe('a bidirectional stream of gRPC', () => {
  it('is served to a client that compresses its messages', async () => {
    const { server } = await startTestServer({});
    const client = new Client(server.address, credentials.createInsecure(), {
      'grpc.default_compression_algorithm': compressionAlgorithms.gzip,
    });
    const { request, response, name } = GuardMethods.screenOutput;
    const call = client.makeBidiStreamRequest(
      `/${name}`,
      (text: string) => Buffer.from(request.encode({ text }).finish()),
      (bytes) => response.decode(bytes).text,
    );
    const texts: string[] = [];
    call.on('data', (text: string) => texts.push(text));
    const ended = new Promise((resolve) => call.on('status', resolve));
    for (const text of ['one', 'x'.repeat(100_000)]) call.write(text);
    call.end();
    expect(await ended).toMatchObject({ code: 0 });
    expect(texts).toEqual(['one', 'x'.repeat(100_000)]);
    client.close();
  });
});

/** The value of `read` once it has not changed for a while. */
async function stable(read: () => number): Promise<number> {
  let last = -1;
  let since = performance.now();
  await expect
    .poll(
      () => {
        const now = read();
        if (now !== last) since = performance.now();
        last = now;
        return performance.now() - since;
      },
      { interval: 20, timeout: 10_000 },
    )
    .toBeGreaterThan(300);
  return last;
}
