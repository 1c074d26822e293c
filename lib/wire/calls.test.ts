import { afterEach, describe, expect, it } from 'vitest';
import { Code, FulgurError, invalid, RetryableError } from './errors.ts';
import { GuardMethods, KvStoreMethods } from './methods.ts';
import { closeAll, failure, serverOver, transports } from './testing.ts';

afterEach(closeAll);

const deadlineMs = 5_000;

describe.each(transports)('over %s:', (transport) => {
  const startTestServer = serverOver(transport);

  describe('a unary call', () => {
    it('carries the request and the answer', async () => {
      const { channel } = await startTestServer({
        kv: { match: ({ blocks }) => ({ matched: blocks.length, present: blocks.map(({ part }) => part === 1) }) },
      });
      const request = {
        blocks: [
          { key: Buffer.alloc(32), part: 1 },
          { key: Buffer.alloc(32, 1), part: 2 },
        ],
      };
      const answer = await channel.unary(KvStoreMethods.match, request, { deadlineMs });
      expect(answer).toMatchObject({ matched: 2, present: [true, false] });
    });

    it('fails with the same error that the handler threw: code, message, field, reason', async () => {
      const { channel } = await startTestServer({
        kv: {
          match: () => {
            throw invalid('blocks[3].key', 'a key has 31 bytes, not 32: 鍵 — "x"', 'bad_key');
          },
        },
      });
      const error = await failure(channel.unary(KvStoreMethods.match, {}, { deadlineMs }));
      expect(error).toBeInstanceOf(FulgurError);
      expect(error).not.toBeInstanceOf(RetryableError);
      expect(error).toMatchObject({
        code: Code.INVALID_ARGUMENT,
        message: 'a key has 31 bytes, not 32: 鍵 — "x"',
        field: 'blocks[3].key',
        reason: 'bad_key',
      });
    });

    it('tells a failure that may succeed elsewhere from one that will not', async () => {
      const { channel } = await startTestServer({
        kv: {
          match: async () => {
            throw new RetryableError(Code.RESOURCE_EXHAUSTED, 'all 8 slots are taken', { reason: 'busy' });
          },
        },
      });
      const error = await failure(channel.unary(KvStoreMethods.match, {}, { deadlineMs }));
      expect(error).toBeInstanceOf(RetryableError);
      expect(error).toMatchObject({ code: Code.RESOURCE_EXHAUSTED, message: 'all 8 slots are taken', reason: 'busy' });
    });

    it('hides a defect of the server from the client and shows it in the log', async () => {
      const { channel, logged } = await startTestServer({
        kv: {
          match: () => {
            throw new TypeError('secret internals');
          },
        },
      });
      const error = await failure(channel.unary(KvStoreMethods.match, {}, { deadlineMs }));
      expect(error).toMatchObject({ code: Code.INTERNAL });
      expect((error as Error).message).not.toContain('secret');
      expect(JSON.stringify(logged)).toContain('secret internals');
    });

    it('tells its handler which way it came', async () => {
      const ways: string[] = [];
      const { channel } = await startTestServer({
        kv: { match: (_request, ctx) => ({ matched: ways.push(ctx.transport) }) },
        guard: { screenOutput: (stream, ctx) => void stream.send({ text: ctx.transport }) },
      });
      await channel.unary(KvStoreMethods.match, {}, { deadlineMs });
      const stream = channel.bidi(GuardMethods.screenOutput, { deadlineMs });
      const said = await new Promise<{ text: string }>((resolve) => stream.onMessage(resolve));
      expect([...ways, said.text]).toEqual([transport, transport]);
    });

    it('fails when the deadline passes, and the handler hears of it', async () => {
      let aborted: (reason: unknown) => void;
      const handlerAborted = new Promise((resolve) => {
        aborted = resolve;
      });
      const { channel } = await startTestServer({
        kv: {
          match: (_request, { signal, deadlineUnixMs }) => {
            expect(deadlineUnixMs).toBeGreaterThan(Date.now() - 1_000);
            signal.addEventListener('abort', () => aborted(signal.reason));
            return new Promise(() => {});
          },
        },
      });
      const error = await failure(channel.unary(KvStoreMethods.match, {}, { deadlineMs: 50 }));
      expect(error).toMatchObject({ code: Code.DEADLINE_EXCEEDED });
      expect((error as Error).message).toMatch(/KvStore\/Match at 127\.0\.0\.1:\d+ did not answer within 50 ms/);
      expect(await handlerAborted).toBeInstanceOf(FulgurError);
    });

    it('is bounded by the server when a client sets no deadline of its own', async () => {
      const { channel } = await startTestServer(
        { guard: { screenOutput: () => {} }, kv: { match: () => new Promise(() => {}) } },
        { deadlineMsMax: 40 },
      );
      // A foreign client may leave the deadline out; this one cannot, so its bidi form of the method is used.
      const bare = { ...KvStoreMethods.match, kind: 'bidi' as const };
      const stream = channel.bidi(bare, { deadlineMs: Number.POSITIVE_INFINITY });
      const closed = new Promise((resolve) => stream.onClose(resolve));
      stream.send({});
      stream.end();
      expect(await closed).toMatchObject({ code: Code.DEADLINE_EXCEEDED, message: expect.stringContaining('40 ms') });
    });

    it('cannot be made without a deadline', async () => {
      const { channel } = await startTestServer({});
      const noDeadline = { deadlineMs: Number.POSITIVE_INFINITY };
      await expect(channel.unary(KvStoreMethods.match, {}, noDeadline)).rejects.toThrow(/needs a deadline/);
    });

    it('ends when its signal aborts, on both sides', async () => {
      const seen: string[] = [];
      let entered: () => void;
      const inHandler = new Promise<void>((resolve) => {
        entered = resolve;
      });
      const { channel, server } = await startTestServer({
        kv: {
          match: async (_request, { signal }) => {
            entered();
            await new Promise((resolve) => signal.addEventListener('abort', resolve));
            seen.push('aborted');
            return {};
          },
        },
      });
      const controller = new AbortController();
      const call = failure(channel.unary(KvStoreMethods.match, {}, { deadlineMs, signal: controller.signal }));
      await inHandler;
      controller.abort();
      expect(await call).toMatchObject({ code: Code.CANCELLED });
      channel.close();
      await server.drain(2_000);
      expect(seen).toEqual(['aborted']);
    });

    it('is not sent at all when its signal was aborted before', async () => {
      let calls = 0;
      const { channel } = await startTestServer({ kv: { match: () => ({ matched: ++calls }) } });
      const options = { deadlineMs, signal: AbortSignal.abort() };
      expect(await failure(channel.unary(KvStoreMethods.match, {}, options))).toMatchObject({ code: Code.CANCELLED });
      const answer = await channel.unary(KvStoreMethods.match, {}, { deadlineMs });
      expect(answer.matched).toBe(1);
    });

    it('is refused with both sizes when the request is over the limit of the sender or of the receiver', async () => {
      const small = { maxMessageBytes: 1_000 };
      const request = { inputs: ['x'.repeat(2_000)] };
      const sender = await startTestServer({}, {}, small);
      const atSender = await failure(sender.channel.unary(GuardMethods.moderate, request, { deadlineMs }));
      const receiver = await startTestServer({}, small);
      const atReceiver = await failure(receiver.channel.unary(GuardMethods.moderate, request, { deadlineMs }));
      for (const error of [atSender, atReceiver]) {
        expect(error).toMatchObject({ code: Code.RESOURCE_EXHAUSTED, reason: 'message_too_large' });
        expect((error as Error).message).toMatch(/2003 bytes, the limit is 1000/);
      }
      // Nothing else on the connection is disturbed.
      await receiver.channel.unary(GuardMethods.moderate, { inputs: ['x'] }, { deadlineMs });
    });

    it('is refused with both sizes when the answer is over the limit', async () => {
      const policyVersion = 'x'.repeat(2_000);
      const { channel } = await startTestServer(
        { guard: { moderate: () => ({ policyVersion }) } },
        { maxMessageBytes: 1_000 },
      );
      const error = await failure(channel.unary(GuardMethods.moderate, {}, { deadlineMs }));
      expect(error).toMatchObject({ code: Code.RESOURCE_EXHAUSTED, reason: 'message_too_large' });
      expect((error as Error).message).toMatch(/2003 bytes, the limit is 1000/);
    });

    it('is refused as malformed when its bytes are no message, and the server lives on', async () => {
      const { channel } = await startTestServer({});
      const garbage = { encode: () => ({ finish: () => Buffer.from([0x0a, 0xff, 0xff, 0xff, 0xff, 0x0f]) }) };
      const broken = { ...KvStoreMethods.match, request: { ...garbage, decode: KvStoreMethods.match.request.decode } };
      const error = await failure(channel.unary(broken as unknown as typeof KvStoreMethods.match, {}, { deadlineMs }));
      expect(error).toMatchObject({ code: Code.INVALID_ARGUMENT, reason: 'malformed_message' });
      await channel.unary(KvStoreMethods.match, {}, { deadlineMs });
    });
  });

  describe('a connection', () => {
    it('that nobody listens on fails at once, as retryable, and names the address', async () => {
      const { channel, server } = await startTestServer({});
      await server.drain(0);
      const startedMs = performance.now();
      const error = await failure(channel.unary(KvStoreMethods.match, {}, { deadlineMs: 10_000 }));
      expect(error).toBeInstanceOf(RetryableError);
      expect(error).toMatchObject({ code: Code.UNAVAILABLE, message: expect.stringContaining(server.address) });
      expect(performance.now() - startedMs).toBeLessThan(9_000);
    });

    it('comes back by itself when the peer does', async () => {
      const first = await startTestServer({ kv: { match: () => ({ matched: 1 }) } });
      await first.channel.waitReady(deadlineMs);
      await first.server.drain(0);
      await failure(first.channel.unary(KvStoreMethods.match, {}, { deadlineMs }));
      await startTestServer({ kv: { match: () => ({ matched: 2 }) } }, { port: first.server.port });
      await first.channel.waitReady(deadlineMs);
      expect((await first.channel.unary(KvStoreMethods.match, {}, { deadlineMs })).matched).toBe(2);
    });

    it('fails every open call as retryable when the server breaks it off', async () => {
      let entered: () => void;
      const inHandler = new Promise<void>((resolve) => {
        entered = resolve;
      });
      const match = () => {
        entered();
        return new Promise<never>(() => {});
      };
      const { channel, server } = await startTestServer({ kv: { match } });
      const call = failure(channel.unary(KvStoreMethods.match, {}, { deadlineMs }));
      await inHandler;
      await server.drain(0);
      const error = await call;
      expect(error).toBeInstanceOf(RetryableError);
      expect(error).toMatchObject({ code: Code.UNAVAILABLE });
    });

    it('says so when it is not ready in time', async () => {
      const { channel, server } = await startTestServer({});
      await server.drain(0);
      const error = await failure(channel.waitReady(60));
      expect(error).toMatchObject({ code: Code.UNAVAILABLE, message: expect.stringContaining('within 60 ms') });
    });

    it('that was closed refuses calls and has ended those that were open', async () => {
      const { channel } = await startTestServer({ kv: { match: () => new Promise(() => {}) } });
      const call = failure(channel.unary(KvStoreMethods.match, {}, { deadlineMs }));
      channel.close();
      for (const error of [await call, await failure(channel.unary(KvStoreMethods.match, {}, { deadlineMs }))]) {
        expect(error).toMatchObject({ code: Code.UNAVAILABLE, reason: 'channel_closed' });
      }
    });
  });

  describe('a drain', () => {
    it('lets running calls end and takes no new ones', async () => {
      let finish: () => void = () => {};
      const finished = new Promise<void>((resolve) => {
        finish = resolve;
      });
      let entered: () => void;
      const inHandler = new Promise<void>((resolve) => {
        entered = resolve;
      });
      const { channel, server } = await startTestServer({
        kv: {
          match: async (_request, { draining }) => {
            entered();
            await finished;
            return { matched: draining.aborted ? 7 : 0 };
          },
        },
      });
      const running = channel.unary(KvStoreMethods.match, {}, { deadlineMs });
      await inHandler;
      const drained = server.drain(deadlineMs);
      const late = await failure(channel.unary(KvStoreMethods.match, {}, { deadlineMs }));
      expect(late).toBeInstanceOf(RetryableError);
      finish();
      expect((await running).matched).toBe(7);
      await drained;
    });
  });
});
