// Clients that go away, or take their answer too slowly.
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { InferenceMethods } from '../../lib/wire/methods.ts';
import { eventually } from '../../test/support/service-host.ts';
import { RouterBench } from './testing/router-bench.ts';

const chat = { model: 'fulgur-tiny', messages: [{ role: 'user' as const, content: 'Who are you?' }] };

test('a client that closes its stream has its request cancelled at the replica', async () => {
  await using bench = await RouterBench.start();
  const attention = await bench.attention('attention-0');
  const pending = bench.openai().chat.completions.create({ ...chat, stream: true });
  const submission = await attention.next();
  submission.tokens(bench.ids('Hello'));
  const stream = await pending;
  for await (const _chunk of stream) break;
  await submission.cancelled;
  await eventually(async () => (await bench.host.metric('fulgur_router_inflight_requests')) === 0);
  const labels = { api: 'chat', status: 'cancelled' };
  expect(await bench.host.metric('fulgur_router_requests_total', labels)).toBe(1);
});

test('a client that gives up before the first token has its request cancelled, streaming or not', async () => {
  await using bench = await RouterBench.start();
  const attention = await bench.attention('attention-0');
  for (const stream of [false, true]) {
    const gone = new AbortController();
    const answer = bench.openai().chat.completions.create({ ...chat, n: 2, stream }, { signal: gone.signal });
    const refused = expect(answer).rejects.toThrow();
    const submissions = [await attention.next(), await attention.next()];
    gone.abort();
    await refused;
    await Promise.all(submissions.map((submission) => submission.cancelled));
  }
});

test('a client that gives up while its request waits for room leaves the queue', async () => {
  await using bench = await RouterBench.start({ maxConcurrentChoices: 1 });
  const attention = await bench.attention('attention-0');
  const running = bench.openai().chat.completions.create(chat);
  const submission = await attention.next();
  const gone = new AbortController();
  const waiting = bench.openai().chat.completions.create(chat, { signal: gone.signal });
  const refused = expect(waiting).rejects.toThrow();
  await eventually(async () => (await bench.host.metric('fulgur_router_inflight_requests')) === 2);
  gone.abort();
  await refused;
  await eventually(async () => (await bench.host.metric('fulgur_router_inflight_requests')) === 1);
  submission.finish('stop');
  await running;
  expect(attention.submissions.untaken).toEqual([]);
});

test('a gRPC client that cancels has its request cancelled at the replica', async () => {
  await using bench = await RouterBench.start();
  const attention = await bench.attention('attention-0');
  const gone = new AbortController();
  const responses = bench
    .grpc()
    .serverStream(InferenceMethods.generate, { text: 'Once' }, { deadlineMs: 10_000, signal: gone.signal });
  const submission = await attention.next();
  submission.tokens(bench.ids('upon'));
  await responses.next();
  gone.abort();
  await submission.cancelled;
  await expect(responses.next()).rejects.toMatchObject({ code: 1 });
});

test('a client that reads nothing is cut off once too much waits for it', async () => {
  await using bench = await RouterBench.start({ maxBufferedBytes: 4096 });
  const attention = await bench.attention('attention-0');
  const [host, port] = bench.router.httpAddress.split(':') as [string, string];
  const socket = connect(Number(port), host);
  socket.pause();
  socket.on('error', () => {});
  const body = JSON.stringify({ ...chat, stream: true });
  socket.write(
    `POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
  );
  const submission = await attention.next();
  const tokenId = bench.ids('wonderful')[0] as number;
  let cut = false;
  void submission.cancelled.then(() => {
    cut = true;
  });
  // The kernel's buffers take some megabytes first.
  for (let step = 0; !cut && step < 100_000; step += 1) {
    submission.token({ tokenId });
    if (step % 100 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  await submission.cancelled;
  expect(await bench.host.metric('fulgur_router_rejected_requests_total', { reason: 'slow_client' })).toBe(1);
  expect(bench.host.logged.some((line) => String(line['message']).includes('too slowly'))).toBe(true);
  socket.destroy();
});
