// A client that goes away in the middle of a long answer: its place in the batch is free for the next one.
import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Channel } from '../../lib/wire/client.ts';
import { InferenceMethods } from '../../lib/wire/methods.ts';
import { eventually, type FulgurProcess, startFulgurWith } from '../support/fulgur-process.ts';
import { expectReference, greedily } from '../support/generate.ts';
import { metric } from '../support/scrape.ts';
import { goldenPrompts } from '../support/served-prompts.ts';

/** Tokens that are on their way when a client goes: computed, and not yet with the client. */
const tokensUnderWay = 24;
const answerTokens = 900;
const stopToken = 5;

let cluster: FulgurProcess;
let channel: Channel;

beforeAll(async () => {
  // One place: who waits gets in only when the one before has left.
  cluster = await startFulgurWith({ FULGUR_MAX_SEQUENCES: '1' }, 'cluster', '--expert-shards', '1');
  channel = new Channel(cluster.grpc);
});

afterAll(async () => {
  channel?.close();
  await cluster?.stop();
});

const computed = () => metric(cluster, 'fulgur_attention_tokens_total', { phase: 'decode' });

/** Reads `pieces` events of a stream that would go on for long, then breaks the connection. */
async function leaveHttp(pieces: number): Promise<void> {
  const { hostname, port } = new URL(cluster.http);
  await new Promise<void>((resolve, reject) => {
    const headers = { 'content-type': 'application/json' };
    const call = httpRequest({ hostname, port, path: '/v1/completions', method: 'POST', headers }, (response) => {
      let seen = 0;
      response.setEncoding('utf8').on('data', (chunk: string) => {
        seen += chunk.split('data: ').length - 1;
        if (seen < pieces) return;
        call.destroy();
        resolve();
      });
      response.on('error', () => {});
    });
    call.on('error', reject);
    const body = {
      prompt: 'Once upon a time',
      stream: true,
      max_tokens: answerTokens,
      logit_bias: { [stopToken]: -100 },
    };
    call.end(JSON.stringify(body));
  });
}

async function leaveGrpc(pieces: number): Promise<void> {
  const request = { text: 'Once upon a time', maxTokens: answerTokens, sampling: { logitBias: { [stopToken]: -100 } } };
  let seen = 0;
  for await (const _ of channel.serverStream(InferenceMethods.generate, request, { deadlineMs: 60_000 })) {
    seen += 1;
    if (seen === pieces) break;
  }
}

it.each([
  ['HTTP', leaveHttp],
  ['gRPC', leaveGrpc],
] as const)('over %s frees its place at once, and the one who waits is served', async (_what, leave) => {
  const pieces = 20;
  const before = await computed();
  const cancelled = await metric(cluster, 'fulgur_attention_finished_requests_total', { outcome: 'cancelled' });
  await leave(pieces);
  await eventually(2_000, 'the request is cancelled', async () => {
    const now = await metric(cluster, 'fulgur_attention_finished_requests_total', { outcome: 'cancelled' });
    return now > cancelled ? true : undefined;
  });
  expect((await computed()) - before).toBeLessThan(pieces + tokensUnderWay);
  expect(await metric(cluster, 'fulgur_attention_running_requests')).toBe(0);
  const [prompt] = goldenPrompts as [(typeof goldenPrompts)[0]];
  expectReference(prompt, await greedily(channel, prompt));
});
