import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ExpertHost } from '../../lib/model/expert-host.ts';
import { type GgufEntry, type TensorSpec, writeGguf } from '../../lib/model/gguf-writer.ts';
import { GgufModel } from '../../lib/tensor/gguf.ts';
import { placedModel } from './placed-model.ts';

const sizes = { context_length: 64, embedding_length: 8, feed_forward_length: 16, 'attention.head_count': 2 };

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

it('places nothing behind the layers of the model itself, and nothing at all of a dense model', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'fulgur-placed-'));
  try {
    const open = async (name: string, keys: Record<string, number>, tensors: readonly TensorSpec[]) => {
      const path = join(folder, name);
      const metadata = { ...sizes, ...keys };
      await writeGguf(
        path,
        new Map<string, GgufEntry>([
          ['general.architecture', { type: 'string', value: 'llama' }],
          ['llama.attention.layer_norm_rms_epsilon', { type: 'float32', value: 1e-5 }],
          ...Object.entries(metadata).map(([key, value]): [string, GgufEntry] => [
            `llama.${key}`,
            { type: 'uint32', value },
          ]),
        ]),
        tensors,
        ({ bytes }) => [new Uint8Array(bytes)],
      );
      return placedModel(await GgufModel.open(path));
    };
    const embedding = { name: 'token_embd.weight', shape: [8, 4], type: 0, bytes: 128 };
    const experts = [0, 1].map((layer) => {
      return { name: `blk.${layer}.ffn_up_exps.weight`, shape: [8, 2, 4], type: 0, bytes: 256 };
    });
    const moe = { expert_count: 4, expert_used_count: 2, nextn_predict_layers: 1 };
    const predicting = await open('predicting.gguf', { ...moe, block_count: 2 }, [embedding, ...experts]);
    expect(predicting).toMatchObject({ nExperts: 4, layers: [{ layer: 0, bytesPerExpert: 64 }] });
    const dense = await open('dense.gguf', { block_count: 2 }, [embedding]);
    expect(dense).toMatchObject({ nExperts: 0, layers: [] });
  } finally {
    await rm(folder, { recursive: true });
  }
});
