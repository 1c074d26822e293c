// A long prompt beside an answer: the target for the time between tokens decides how much of it a step computes.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../../test/support/service-host.ts';
import { TestCluster } from './testing/cluster.ts';

const prompt = (length: number, seed: number) => Array.from({ length }, (_, i) => 300 + ((i * 31 + seed * 97) % 3000));

describe('the time between tokens', { timeout: 60_000 }, () => {
  let cluster: TestCluster;

  beforeAll(async () => {
    cluster = await new TestCluster().start();
    await cluster.startShard('shard-0');
    await cluster.place(() => ['shard-0']);
  });
  afterAll(() => cluster.close());

  /** Tokens that one request is given while the prompt of another, of 600 tokens, is computed. */
  async function tokensMeanwhile(interTokenTargetMs: number, tenant: string): Promise<number> {
    const attention = await cluster.startAttention(`attention-${interTokenTargetMs}-${tenant}`, { interTokenTargetMs });
    await eventually(() => attention.host.health.ready);
    const router = cluster.router(attention);
    const answering = router.submit({ promptIds: prompt(16, 1), maxTokens: 400, tenant: 'light' });
    await eventually(() => answering.tokens.length > 20);
    const late = router.submit({ promptIds: prompt(600, 2), maxTokens: 1, tenant });
    const before = answering.tokens.length;
    await late.done;
    expect(late.tokens).toHaveLength(1);
    const meanwhile = answering.tokens.length - before;
    router.cancel(answering.id);
    return meanwhile;
  }

  it('is long where steps take as much of a prompt as fits', async () => {
    // Chunks of 256: three steps, and what came while the request was on its way.
    expect(await tokensMeanwhile(0, 'light')).toBeLessThan(10);
  });

  it('is kept short by smaller pieces of the prompt, which is computed all the same', async () => {
    // Steps of this model take longer than 1 ms: pieces of 16 tokens and a little more.
    expect(await tokensMeanwhile(1, 'light')).toBeGreaterThan(12);
    expect(await tokensMeanwhile(1, 'greedy')).toBeGreaterThan(12);
  });
});
