// A guard that is slow, not dead: it gets a fraction of its time, or one of two hangs. Texts are read as long as somebody can
// within the deadlines; nothing else may be noticed. The router's policy is closed: what passes has been read.
import { afterEach, describe, expect, it } from 'vitest';
import { Channel } from '../../lib/wire/client.ts';
import { Code } from '../../lib/wire/errors.ts';
import { starve } from '../support/duty-cycle.ts';
import { type FulgurProcess, startFulgurWith } from '../support/fulgur-process.ts';
import { generate } from '../support/generate.ts';
import { steadyLoad } from '../support/steady-load.ts';

const story = { text: 'Once upon a time', maxTokens: 32, sampling: { temperature: 0 } };
const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function start(guards: number, timeoutMs: number) {
  const env = {
    FULGUR_GUARD_FAILURE: 'closed',
    FULGUR_GUARD_PROMPT_TIMEOUT_MS: String(timeoutMs),
    FULGUR_GUARD_OUTPUT_TIMEOUT_MS: String(timeoutMs),
  };
  const own = ['--guard-in', 'service', '--guards', String(guards)];
  const cluster = await startFulgurWith(env, 'cluster', '--expert-shards', '1', ...own);
  const channel = new Channel(cluster.grpc);
  cleanups.push(
    () => cluster.stop(),
    () => channel.close(),
  );
  return { cluster, channel };
}

async function pidOf(cluster: FulgurProcess, id: string): Promise<number> {
  const member = (await cluster.status()).members.find((one) => one.id === id);
  if (member === undefined) throw new Error(`${id} is not in the status`);
  return member.pid;
}

/** The same greedy answer again and again; how long the slowest took. */
async function slowest(channel: Channel, times: number, text: string): Promise<number> {
  let mostMs = 0;
  for (let i = 0; i < times; i++) {
    const asked = performance.now();
    expect((await generate(channel, story)).text).toBe(text);
    mostMs = Math.max(mostMs, performance.now() - asked);
  }
  return mostMs;
}

describe('a slow guard', () => {
  it('that gets a tenth of its time reads everything within the deadlines, and no answer is lost or changed', async () => {
    const { cluster, channel } = await start(1, 4000);
    const { text } = await generate(channel, story);
    const requests = steadyLoad(channel, 2);
    using _slow = starve(await pidOf(cluster, 'guard-0'), { runMs: 20, stopMs: 180 });
    await slowest(channel, 3, text);
    expect(await requests.stop()).toBeGreaterThanOrEqual(2);
  });

  it('that misses its deadlines reads nothing: with the policy closed each request ends, in time, and says why', async () => {
    const { cluster, channel } = await start(1, 300);
    await generate(channel, story);
    // Beats of its heart still come.
    using _slow = starve(await pidOf(cluster, 'guard-0'), { runMs: 20, stopMs: 1500 });
    for (let i = 0; i < 3; i++) {
      const asked = performance.now();
      const ended = await generate(channel, story).then(
        () => undefined,
        (error: unknown) => error,
      );
      // It may come at a moment in which the guard runs.
      if (ended !== undefined) expect(ended).toMatchObject({ code: Code.UNAVAILABLE, reason: 'guard_unavailable' });
      expect(performance.now() - asked).toBeLessThan(5000);
    }
  });
});

describe('two guards', () => {
  it('of which one hangs under load: the other takes over within the deadline, and no stream is lost', async () => {
    const timeoutMs = 1000;
    const { cluster, channel } = await start(2, timeoutMs);
    const { text } = await generate(channel, story);
    const requests = steadyLoad(channel, 4);
    await generate(channel, story);
    const pid = await pidOf(cluster, 'guard-0');
    process.kill(pid, 'SIGSTOP');
    cleanups.push(() => process.kill(pid, 'SIGCONT'));
    // A prompt and its answer each wait for it at most once.
    expect(await slowest(channel, 6, text)).toBeLessThan(2 * timeoutMs + 6000);
    expect(await requests.stop()).toBeGreaterThan(4);
  });

  it('of which one misses its deadlines again and again: the other reads, and no stream is lost', async () => {
    const { cluster, channel } = await start(2, 500);
    const { text } = await generate(channel, story);
    const requests = steadyLoad(channel, 2);
    using _slow = starve(await pidOf(cluster, 'guard-1'), { runMs: 30, stopMs: 1200 });
    expect(await slowest(channel, 6, text)).toBeLessThan(8000);
    expect(await requests.stop()).toBeGreaterThanOrEqual(2);
  });
});
