import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GgufModel } from '../../lib/tensor/gguf.ts';
import { Channel } from '../../lib/wire/client.ts';
import { demoModel, type FulgurProcess, startFulgur } from '../support/fulgur-process.ts';
import { expectReference, greedily } from '../support/generate.ts';
import { goldenPrompts } from '../support/served-prompts.ts';
import { splitModel } from '../support/split-model.ts';

describe('a model in three files', () => {
  let folder: string;
  let served: FulgurProcess;
  let channel: Channel;
  let paths: string[];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fulgur-split-'));
    paths = await splitModel(demoModel, join(folder, 'fulgur-tiny.gguf'), 3);
    served = await startFulgur('up', '--model', paths[0]!, '--expert-shards', '2');
    channel = new Channel(served.grpc);
  });

  afterAll(async () => {
    channel?.close();
    await served?.stop();
    await rm(folder, { recursive: true });
  });

  it('is the same model as in one file', async () => {
    expect(paths).toHaveLength(3);
    const [split, whole] = await Promise.all([GgufModel.open(paths[0]!), GgufModel.open(demoModel)]);
    expect(split.fingerprint).toBe(whole.fingerprint);
  });

  it('is served under its name without the part number', async () => {
    const models = (await (await fetch(`${served.http}/v1/models`)).json()) as { data: { id: string }[] };
    expect(models.data.map(({ id }) => id)).toEqual(['fulgur-tiny']);
  });

  it('continues the reference prompts as the reference does', async () => {
    for (const prompt of goldenPrompts.slice(0, 4)) expectReference(prompt, await greedily(channel, prompt));
  });
});
