import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Channel } from '../../lib/wire/client.ts';
import { eventually, type FulgurProcess, startFulgur } from '../support/fulgur-process.ts';
import { expectReference, greedily } from '../support/generate.ts';
import { goldenPrompts } from '../support/served-prompts.ts';
import { steadyLoad } from '../support/steady-load.ts';

describe('under load', () => {
  let cluster: FulgurProcess;
  let channel: Channel;

  beforeAll(async () => {
    cluster = await startFulgur(
      'cluster',
      '--expert-shards',
      '3',
      '--attention',
      '2',
      '--kv-stores',
      '2',
      '--guard-in',
      'service',
      '--guards',
      '2',
    );
    channel = new Channel(cluster.grpc);
  });

  afterAll(async () => {
    channel?.close();
    await cluster?.stop();
  });

  const member = async (id: string) => {
    const found = (await cluster.status()).members.find((candidate) => candidate.id === id);
    if (found === undefined) throw new Error(`${id} is not in the status`);
    return found;
  };

  const killed = async (id: string) => {
    const { pid, restarts } = await member(id);
    process.kill(pid, 'SIGKILL');
    return { pid, restarts };
  };

  const restarted = (id: string, before: { pid: number }) =>
    eventually(20_000, `${id} is ready again`, async () => {
      const now = await member(id);
      return now.ready && now.pid !== before.pid ? now : undefined;
    });

  it('a killed expert shard costs no request, and the others serve its experts within 5 s', async () => {
    const { planEpoch } = await cluster.status();
    const requests = steadyLoad(channel, 4);
    const before = await killed('expert-shard-1');
    const killedAt = performance.now();
    const [prompt] = goldenPrompts as [(typeof goldenPrompts)[0]];
    expectReference(prompt, await greedily(channel, prompt));
    expect(performance.now() - killedAt).toBeLessThan(5_000);
    await eventually(5_000, 'a plan without the dead shard, or with it restarted', async () => {
      const status = await cluster.status();
      return status.planEpoch > planEpoch ? status : undefined;
    });
    const after = await restarted('expert-shard-1', before);
    expect(after.restarts).toBe(before.restarts + 1);
    expect(await requests.stop()).toBeGreaterThan(0);
  });

  it('a killed attention replica costs no request: its sequences go on elsewhere', async () => {
    const requests = steadyLoad(channel, 6);
    const before = await killed('attention-0');
    await restarted('attention-0', before);
    expect(await requests.stop()).toBeGreaterThan(0);
  });

  it('a killed kv-store costs no request: missing blocks are computed again', async () => {
    const requests = steadyLoad(channel, 4);
    const before = await killed('kv-store-0');
    await restarted('kv-store-0', before);
    expect(await requests.stop()).toBeGreaterThan(0);
  });

  it('a killed guard costs no request: another one assesses', async () => {
    const requests = steadyLoad(channel, 4);
    const before = await killed('guard-0');
    await restarted('guard-0', before);
    expect(await requests.stop()).toBeGreaterThan(0);
  });
});
