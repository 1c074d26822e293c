import { expect, it } from 'vitest';
import { ExpertHost } from '../../lib/model/expert-host.ts';
import { GgufModel } from '../../lib/tensor/gguf.ts';
import { placedModel } from './placed-model.ts';

it('plans with the bytes that a shard really holds for an expert', async () => {
  const gguf = await GgufModel.open('models/fulgur-tiny.gguf');
  const host = await ExpertHost.open(gguf, { threads: 1 });
  try {
    const { layers } = placedModel(gguf);
    expect(layers.map(({ bytesPerExpert }) => bytesPerExpert)).toEqual(
      layers.map(({ layer }) => host.expertBytes(layer)),
    );
  } finally {
    await host.close();
  }
});
