// The only guard stops answering without ending (SIGSTOP): the router's policy decides, within its deadlines.
import { afterEach, describe, expect, it } from 'vitest';
import { Channel } from '../../lib/wire/client.ts';
import { Code } from '../../lib/wire/errors.ts';
import { type FulgurProcess, startFulgurWith } from '../support/fulgur-process.ts';
import { generate } from '../support/generate.ts';
import { steadyLoad } from '../support/steady-load.ts';

const TIMEOUT_MS = 500;
const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function start(failure: 'open' | 'closed') {
  const env = {
    FULGUR_GUARD_FAILURE: failure,
    FULGUR_GUARD_PROMPT_TIMEOUT_MS: String(TIMEOUT_MS),
    FULGUR_GUARD_OUTPUT_TIMEOUT_MS: String(TIMEOUT_MS),
  };
  const cluster = await startFulgurWith(env, 'cluster', '--guard-in', 'service', '--expert-shards', '1');
  const channel = new Channel(cluster.grpc);
  cleanups.push(
    () => cluster.stop(),
    () => channel.close(),
  );
  return { cluster, channel };
}

async function hang(cluster: FulgurProcess): Promise<void> {
  const guard = (await cluster.status()).members.find(({ service }) => service === 'guard');
  if (guard === undefined) throw new Error('the cluster has no guard');
  process.kill(guard.pid, 'SIGSTOP');
  cleanups.push(() => process.kill(guard.pid, 'SIGCONT'));
}

describe('a guard that hangs under load', () => {
  it('loses no stream with the policy open: each goes on unread', async () => {
    const { cluster, channel } = await start('open');
    const requests = steadyLoad(channel, 4);
    await generate(channel, { text: 'Once upon a time', maxTokens: 8 });
    await hang(cluster);
    const { text } = await generate(channel, { text: 'Once upon a time', maxTokens: 8 });
    expect(text).not.toBe('');
    expect(await requests.stop()).toBeGreaterThan(4);
  });

  it('lets nothing pass with the policy closed, and says so within the deadline', async () => {
    const { cluster, channel } = await start('closed');
    await generate(channel, { text: 'Once upon a time', maxTokens: 8 });
    await hang(cluster);
    const asked = performance.now();
    await expect(generate(channel, { text: 'Once upon a time', maxTokens: 8 })).rejects.toMatchObject({
      code: Code.UNAVAILABLE,
      reason: 'guard_unavailable',
    });
    expect(performance.now() - asked).toBeLessThan(10 * TIMEOUT_MS);
  });
});
