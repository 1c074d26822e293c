import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Channel } from '../../lib/wire/client.ts';
import { eventually, type FulgurProcess, startFulgur } from '../support/fulgur-process.ts';
import { expectReference, greedily } from '../support/generate.ts';
import { metric } from '../support/scrape.ts';
import { goldenPrompts } from '../support/served-prompts.ts';

describe('NATS gone for 10 s', () => {
  let cluster: FulgurProcess;
  let channel: Channel;

  beforeAll(async () => {
    cluster = await startFulgur('cluster', '--expert-shards', '2');
    channel = new Channel(cluster.grpc);
  });

  afterAll(async () => {
    channel?.close();
    await cluster?.stop();
  });

  it('costs no request, no member and no plan', async () => {
    const before = await cluster.status();
    const pid = Number(
      execFileSync('pgrep', ['-P', String(cluster.child.pid), '-f', 'nats-server'])
        .toString()
        .trim(),
    );
    // Stopped, not killed: the connection hangs, as with a network that swallows packets.
    process.kill(pid, 'SIGSTOP');
    const backAt = performance.now() + 10_000;
    try {
      let answered = 0;
      while (performance.now() < backAt) {
        const prompt = goldenPrompts[answered++ % goldenPrompts.length] as (typeof goldenPrompts)[0];
        expectReference(prompt, await greedily(channel, prompt));
      }
      expect(answered).toBeGreaterThan(10);
      expect(await metric(cluster, 'fulgur_bus_connected')).toBe(0);
      const during = await cluster.status();
      expect(during.members.map(({ id }) => id)).toEqual(before.members.map(({ id }) => id));
    } finally {
      process.kill(pid, 'SIGCONT');
    }
    const after = await eventually(10_000, 'everyone is ready', async () => {
      const status = await cluster.status();
      return status.members.length === before.members.length && status.members.every(({ ready }) => ready)
        ? status
        : undefined;
    });
    expect(after.planEpoch).toBe(before.planEpoch);
    await eventually(10_000, 'everyone is connected again', async () =>
      (await metric(cluster, 'fulgur_bus_connected')) === after.members.length ? true : undefined,
    );
    expect(after.members.map(({ pid }) => pid)).toEqual(before.members.map(({ pid }) => pid));
  });

  it('a NATS that was killed and lost its memory is filled again', async () => {
    const before = await cluster.status();
    const pid = Number(
      execFileSync('pgrep', ['-P', String(cluster.child.pid), '-f', 'nats-server'])
        .toString()
        .trim(),
    );
    process.kill(pid, 'SIGKILL');
    const prompt = goldenPrompts[0] as (typeof goldenPrompts)[0];
    expectReference(prompt, await greedily(channel, prompt));
    const after = await eventually(15_000, 'everyone is ready', async () => {
      const status = await cluster.status();
      return status.members.length === before.members.length && status.members.every(({ ready }) => ready)
        ? status
        : undefined;
    });
    expect(after.members.map(({ pid }) => pid)).toEqual(before.members.map(({ pid }) => pid));
  });
});
