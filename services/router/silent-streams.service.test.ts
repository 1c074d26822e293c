// What the router holds for streams that are open and wait for more text.
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { collectAll } from '../../lib/process/collector.ts';
import { eventually } from '../../test/support/service-host.ts';
import { RouterBench } from './testing/router-bench.ts';

/** Clients with a heap of their own. Each opens a stream; they say so once all have seen text. */
const clients = `
const { connect } = require('node:net');
const { parentPort, workerData: { port, count, body } } = require('node:worker_threads');
let waiting = count;
for (let i = 0; i < count; i += 1) {
  const socket = connect(port, '127.0.0.1');
  socket.write('POST /v1/chat/completions HTTP/1.1\\r\\nhost: a\\r\\ncontent-type: application/json\\r\\n' +
    'content-length: ' + Buffer.byteLength(body) + '\\r\\n\\r\\n' + body);
  let seen = '';
  socket.on('data', (chunk) => {
    if (seen === undefined) return;
    seen += chunk;
    if (!/"content":"[^"]/.test(seen)) return;
    seen = undefined;
    waiting -= 1;
    if (waiting === 0) parentPort.postMessage('all');
  });
}`;

async function open(bench: RouterBench, count: number): Promise<Worker> {
  const body = JSON.stringify({
    messages: [{ role: 'user', content: 'Tell me a story.' }],
    stream: true,
  });
  const port = Number(new URL(bench.baseUrl).port);
  const worker = new Worker(clients, { eval: true, workerData: { port, count, body } });
  await new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  return worker;
}

async function liveBytes(): Promise<number> {
  for (let time = 0; time < 2; time += 1) {
    collectAll();
    // What finalisers let go is free at the next collection.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return process.memoryUsage().heapUsed;
}

test('a stream that waits for text holds a few kilobytes, and nothing of its request', async () => {
  await using bench = await RouterBench.start();
  await bench.guard('guard-0');
  await bench.attention('attention-0', {
    answer: (submission) => submission.tokens(bench.ids('Hello there, my friend')),
  });
  const inflight = () => bench.host.metric('fulgur_router_inflight_requests');
  // Code, and what the first requests bring in once and for all.
  const first = await open(bench, 100);
  await first.terminate();
  await eventually(async () => (await inflight()) === 0);
  const before = await liveBytes();
  const count = 250;
  const worker = await open(bench, count);
  const perStream = ((await liveBytes()) - before) / count;
  expect(await inflight()).toBe(count);
  // About 14,000 when this was written, a third of it Node's own and some the replica's and the guard's of this test.
  expect(perStream).toBeLessThan(17_000);
  await worker.terminate();
  await eventually(async () => (await inflight()) === 0);
});
