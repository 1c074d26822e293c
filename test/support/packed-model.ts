// A small model that our own kernels compute: one larger than those that are computed exactly, by ggml's.
import { type RandomModelSpec, writeRandomModel } from '../../lib/model/random-model.ts';

const packedModel: RandomModelSpec = {
  architecture: 'olmoe',
  layers: 3,
  embedding: 512,
  heads: 8,
  kvHeads: 8,
  experts: 16,
  expertsUsed: 4,
  expertFf: 1024,
  sharedFf: 1,
  window: 128,
  context: 2048,
  vocab: 600,
  type: 'q8_0',
  seed: 1,
};

export async function writePackedModel(path: string): Promise<void> {
  await writeRandomModel(path, packedModel);
}
