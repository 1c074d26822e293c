import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Channel } from '../../lib/wire/client.ts';
import { type FulgurProcess, startFulgur } from '../support/fulgur-process.ts';
import { expectReference, greedily } from '../support/generate.ts';
import { goldenPrompts } from '../support/served-prompts.ts';

/** The last figure: texts that may part from the reference. Rounding to bf16 on the wire may decide one near tie. */
const arrangements: [string, 'up' | 'cluster', string[], number][] = [
  ['embedded, one shard', 'up', [], 0],
  ['embedded, three shards', 'up', ['--expert-shards', '3'], 1],
  ['a cluster with 1 shard', 'cluster', ['--expert-shards', '1'], 1],
  ['a cluster with 2 shards', 'cluster', ['--expert-shards', '2'], 1],
  ['a cluster with 4 shards and 2 attention replicas', 'cluster', ['--expert-shards', '4', '--attention', '2'], 1],
];

describe.each(arrangements)('%s', (_name, command, flags, partingsMax) => {
  let served: FulgurProcess;
  let channel: Channel;

  beforeAll(async () => {
    served = await startFulgur(command, ...flags);
    channel = new Channel(served.grpc);
  });

  afterAll(async () => {
    channel?.close();
    await served?.stop();
  });

  it('continues the reference prompts as the reference does, one at a time', async () => {
    let equal = 0;
    for (const prompt of goldenPrompts) if (expectReference(prompt, await greedily(channel, prompt))) equal += 1;
    expect(equal).toBeGreaterThanOrEqual(goldenPrompts.length - partingsMax);
  });

  it('gives the same answers from a cached prefix', async () => {
    const long = goldenPrompts.filter((prompt) => prompt.ids.length > 64);
    expect(long.length).toBeGreaterThan(0);
    for (const prompt of long) {
      const first = await greedily(channel, prompt);
      const again = await greedily(channel, prompt);
      expect(again.usage.cachedTokens).toBeGreaterThan(0);
      expect(again.ids).toEqual(first.ids);
      expectReference(prompt, again);
    }
  });

  it('gives the same answers in a batch of 16', async () => {
    const batch = Array.from(
      { length: 16 },
      (_, i) => goldenPrompts[i % goldenPrompts.length] as (typeof goldenPrompts)[0],
    );
    const answers = await Promise.all(batch.map((prompt) => greedily(channel, prompt)));
    answers.forEach((answer, i) => {
      expectReference(batch[i] as (typeof goldenPrompts)[0], answer);
    });
  });
});
