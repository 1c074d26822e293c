// What a cluster of real processes answers to input that it must not take: a clear error, counted, and nobody disturbed.
import { Client, credentials } from '@grpc/grpc-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Channel } from '../../lib/wire/client.ts';
import { Code } from '../../lib/wire/errors.ts';
import { ExpertShardMethods, InferenceMethods, KvStoreMethods } from '../../lib/wire/methods.ts';
import { type FulgurProcess, startFulgur } from '../support/fulgur-process.ts';
import { metric } from '../support/scrape.ts';
import { undisturbed } from '../support/steady-load.ts';

const mebibyte = 2 ** 20;

let cluster: FulgurProcess;
let channel: Channel;
let pids: number[];

const livingPids = async () => (await cluster.status()).members.map(({ pid }) => pid);

beforeAll(async () => {
  cluster = await startFulgur('cluster', '--expert-shards', '2');
  channel = new Channel(cluster.grpc);
  pids = await livingPids();
});

afterAll(async () => {
  channel?.close();
  await cluster?.stop();
});

/** Posts while others are served, and finds the refusal counted by the router and every process still there. */
async function refusedOverHttp(
  path: string,
  body: string | Uint8Array,
): Promise<{ status: number; error: Record<string, unknown> }> {
  const api = path === '/v1/completions' ? 'completions' : 'chat';
  const counted = () => metric(cluster, 'fulgur_router_requests_total', { api, status: 'invalid_argument' });
  const before = await counted();
  const response = await undisturbed(channel, () =>
    fetch(`${cluster.http}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: body as NonNullable<RequestInit['body']>,
    }),
  );
  const { error } = (await response.json()) as { error: Record<string, unknown> };
  expect(await counted()).toBe(before + 1);
  expect(await livingPids()).toEqual(pids);
  return { status: response.status, error };
}

async function refusedOverGrpc(request: object): Promise<{ code: number; message: string; field?: string }> {
  const counted = () =>
    metric(cluster, 'fulgur_router_requests_total', { api: 'generate', status: 'invalid_argument' });
  const before = await counted();
  const refusal = await undisturbed(channel, async () => {
    const events = channel.serverStream(InferenceMethods.generate, request, { deadlineMs: 10_000 });
    return events.next().then(
      () => Promise.reject(new Error('the request was not refused')),
      (error: unknown) => error as { code: number; message: string; field?: string },
    );
  });
  expect(await counted()).toBe(before + 1);
  expect(await livingPids()).toEqual(pids);
  return refusal;
}

describe('a prompt that is too long', () => {
  const prompt = 'once upon a time '.repeat(2_000);

  it('is refused over HTTP with its length and the limit', async () => {
    const { status, error } = await refusedOverHttp('/v1/completions', JSON.stringify({ prompt }));
    expect(status).toBe(400);
    expect(error).toMatchObject({
      code: 'context_length_exceeded',
      param: 'prompt',
      message: expect.stringMatching(/\d{4,} (tokens|bytes).* 1024 tokens/),
    });
  });

  it('is refused over gRPC with its length and the limit', async () => {
    const refusal = await refusedOverGrpc({ text: prompt });
    expect(refusal).toMatchObject({ code: Code.INVALID_ARGUMENT, field: 'text' });
    expect(refusal.message).toMatch(/\d{4,} (tokens|bytes).* 1024 tokens/);
  });
});

describe('a parameter out of range', () => {
  const messages = [{ role: 'user', content: 'Hi' }];
  it.each([
    ['temperature', -1, /at least 0, got -1/],
    ['top_p', 0, /greater than 0, got 0/],
    ['n', 1_000_000, /at most 16, got 1000000/],
    ['max_tokens', -5, /at least 1, got -5/],
    ['max_completion_tokens', 1e9, /at most 1024, .*got 1000000000/],
    ['logit_bias', { 9999: 1 }, /9999.*up to 4095/],
  ])('is refused over HTTP: %s = %j', async (param, value, message) => {
    const body = JSON.stringify({ messages, [param]: value });
    const { status, error } = await refusedOverHttp('/v1/chat/completions', body);
    expect(status).toBe(400);
    expect(error).toMatchObject({ type: 'invalid_request_error', param, message: expect.stringMatching(message) });
  });

  it.each([
    ['sampling.temperature', { sampling: { temperature: -1 } }, /-1/],
    ['sampling.top_p', { sampling: { topP: Number.NaN } }, /NaN/],
    ['n', { n: 1_000 }, /1 to 16, got 1000/],
    ['max_tokens', { maxTokens: 1_000_000 }, /at most 1024, .*got 1000000/],
    ['stop', { stop: Array(17).fill('x') }, /0 to 16 texts, got 17/],
  ])('is refused over gRPC: %s', async (field, request, message) => {
    const refusal = await refusedOverGrpc({ text: 'Once', ...request });
    expect(refusal).toMatchObject({ code: Code.INVALID_ARGUMENT, field });
    expect(refusal.message).toMatch(message);
  });
});

describe('text that is not UTF-8', () => {
  it('is refused over HTTP with the place of the first bad byte', async () => {
    const body = new Uint8Array([...Buffer.from('{"prompt":"ab'), 0xff, 0xfe, ...Buffer.from('"}')]);
    const { status, error } = await refusedOverHttp('/v1/completions', body);
    expect(status).toBe(400);
    expect(error).toMatchObject({ code: 'invalid_body', message: expect.stringMatching(/UTF-8 \(byte 13\)/) });
  });

  it('is refused over gRPC with the message that holds it', async () => {
    // Field 2 (`text`), four bytes, the second of which begins no character.
    const bytes = Buffer.from([0x12, 0x04, 0x61, 0xff, 0xfe, 0x62]);
    const client = new Client(cluster.grpc, credentials.createInsecure());
    const refusal = await undisturbed(
      channel,
      () =>
        new Promise<{ code: number; details: string }>((resolve, reject) => {
          const path = `/${InferenceMethods.generate.name}`;
          const identity = (payload: Buffer) => payload;
          const call = client.makeServerStreamRequest(path, identity, identity, bytes);
          call.on('data', () => reject(new Error('the request was not refused')));
          call.on('error', (error) => resolve(error as unknown as { code: number; details: string }));
        }),
    );
    client.close();
    expect(refusal).toMatchObject({
      code: Code.INVALID_ARGUMENT,
      details: expect.stringMatching(/\(6 bytes\).*utf-8/),
    });
    expect(await livingPids()).toEqual(pids);
  });
});

describe('a gRPC message over the limit', () => {
  const addressOf = async (service: string) =>
    (await cluster.status()).members.find((member) => member.service === service)?.address as string;

  const counted = (method: string) => metric(cluster, 'fulgur_grpc_oversized_messages_total', { method });

  /** Sends through a channel that would let any message pass. */
  async function oversized(
    service: string,
    method: string,
    send: (peer: Channel) => Promise<unknown>,
  ): Promise<{ code: number; message: string }> {
    const peer = new Channel(await addressOf(service), { maxMessageBytes: 1024 * mebibyte });
    const before = await counted(method);
    const refusal = await undisturbed(channel, () =>
      send(peer).then(
        () => Promise.reject(new Error('the message was not refused')),
        (error: unknown) => error as { code: number; message: string },
      ),
    ).finally(() => peer.close());
    expect(await counted(method)).toBe(before + 1);
    expect(await livingPids()).toEqual(pids);
    return refusal;
  }

  it('is refused by the router with its size and the limit', async () => {
    const refusal = await oversized('router', InferenceMethods.tokenize.name, (peer) =>
      peer.unary(InferenceMethods.tokenize, { text: 'a'.repeat(5 * mebibyte) }, { deadlineMs: 10_000 }),
    );
    expect(refusal).toMatchObject({ code: Code.RESOURCE_EXHAUSTED });
    expect(refusal.message).toMatch(/5242\d{3}.*4194304/);
  });

  it('is refused by an expert shard with its size and the limit, and the streams of others go on', async () => {
    const refusal = await oversized('expert-shard', ExpertShardMethods.exchange.name, async (peer) => {
      const stream = peer.bidi(ExpertShardMethods.exchange, { deadlineMs: 10_000 });
      const closed = new Promise<never>((_, reject) => stream.onClose(reject));
      stream.onMessage(() => {});
      stream.send({ hidden: new Uint8Array(65 * mebibyte) });
      return closed;
    });
    expect(refusal).toMatchObject({ code: Code.RESOURCE_EXHAUSTED });
    expect(refusal.message).toMatch(/6815\d{4}.*67108864/);
  });

  it('is refused by a kv-store with its size and the limit', async () => {
    const block = { id: { key: new Uint8Array(32), part: 1 }, payload: new Uint8Array(40 * mebibyte) };
    const refusal = await oversized('kv-store', KvStoreMethods.store.name, (peer) =>
      peer.clientStream(KvStoreMethods.store, [block], { deadlineMs: 10_000 }),
    );
    expect(refusal).toMatchObject({ code: Code.RESOURCE_EXHAUSTED });
    expect(refusal.message).toMatch(/4194\d{4}.*34603008/);
  });
});
