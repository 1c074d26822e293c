import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GgufModel } from '../tensor/gguf.ts';
import type { ModelDescription } from './description.ts';
import { type GgufEntry, type TensorSpec, writeGguf } from './gguf-writer.ts';
import { describeModel } from './registry.ts';
import { findTensors } from './weight-table.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fulgur-registry-'));
});
afterAll(() => rm(folder, { recursive: true }));

type Keys = Record<string, number | string | boolean | number[] | boolean[]>;

const sizes: Keys = {
  block_count: 2,
  context_length: 512,
  embedding_length: 16,
  feed_forward_length: 24,
  'attention.head_count': 4,
  'attention.layer_norm_rms_epsilon': 0.00001,
};
const experts: Keys = { expert_count: 8, expert_used_count: 2, expert_feed_forward_length: 12 };
const embedding: TensorSpec = { name: 'token_embd.weight', shape: [16, 10], type: 0, bytes: 640 };

async function open(architecture: string, keys: Keys, tensors: readonly TensorSpec[] = [embedding]) {
  const path = join(folder, 'model.gguf');
  const entry = (value: Keys[string]): GgufEntry => {
    if (typeof value === 'string') return { type: 'string', value };
    if (typeof value === 'boolean') return { type: 'bool', value };
    if (typeof value === 'number') return { type: Number.isInteger(value) ? 'uint32' : 'float32', value };
    if (typeof value[0] === 'boolean') return { type: 'bool[]', value: value as boolean[] };
    return { type: 'uint32[]', value: value as number[] };
  };
  const metadata = new Map<string, GgufEntry>([['general.architecture', { type: 'string', value: architecture }]]);
  for (const [key, value] of Object.entries(keys)) metadata.set(`${architecture}.${key}`, entry(value));
  await writeGguf(path, metadata, tensors, ({ bytes }) => [new Uint8Array(bytes)]);
  return GgufModel.open(path);
}

async function describing(architecture: string, keys: Keys): Promise<ModelDescription> {
  return describeModel(await open(architecture, { ...sizes, ...keys }));
}

function without(keys: Keys, key: string): Keys {
  return Object.fromEntries(Object.entries(keys).filter(([other]) => other !== key));
}

describe('a model that cannot be served', () => {
  it('is named by its architecture, beside those that are served', async () => {
    const message = /architecture "mamba" is not served; these are: .*deepseek2.*qwen3moe/;
    await expect(describing('mamba', {})).rejects.toThrow(message);
  });

  it.each([
    ['llama', sizes, 'attention.head_count'],
    ['qwen3moe', { ...sizes, ...experts }, 'expert_used_count'],
    ['dots1', { ...sizes, ...experts, expert_shared_count: 1 }, 'expert_gating_func'],
    ['exaone-moe', { ...sizes, ...experts }, 'expert_gating_func'],
    ['ernie4_5-moe', { ...sizes, ...experts }, 'interleave_moe_layer_step'],
    ['granitemoe', { ...sizes, ...experts }, 'logit_scale'],
    ['deepseek2', { ...sizes, ...experts, 'attention.key_length_mla': 8 }, 'attention.kv_lora_rank'],
  ])('of the %s family lacks a key, which is named', async (name, keys, key) => {
    const model = await open(name, without(keys, key));
    expect(() => describeModel(model)).toThrow(`it lacks the key ${name}.${key}`);
  });

  it.each<[string, Keys, string]>([
    ['qwen3moe', { ...experts, expert_used_count: 9 }, 'expert_used_count is 9; 1 to 8'],
    ['bailingmoe2', { ...experts, expert_gating_func: 7 }, 'expert_gating_func is 7; these are served: 1 (softmax)'],
    ['qwen3moe', { ...experts, expert_group_count: 3, expert_group_used_count: 1 }, 'expert_group_count is 3'],
    ['qwen3moe', { ...experts, expert_group_count: 8, expert_group_used_count: 1 }, 'expert_group_count is 8'],
    ['llama', { 'rope.scaling.type': 'spiral' }, 'rope.scaling.type is spiral; none, linear, yarn and longrope'],
    ['llama', { 'rope.dimension_count': 3 }, 'rope.dimension_count is 3'],
    ['llama', { 'attention.head_count_kv': 3 }, 'layer 0 has 4 heads, no multiple of 3'],
    ['llama', { feed_forward_length: [24, 24, 24] }, 'feed_forward_length has 3 entries for 2 layers'],
    ['llama', { nextn_predict_layers: 2 }, 'nextn_predict_layers is 2; 0 to 1'],
    ['yi-lightning', { ...experts, 'attention.kv_source_layers': [0, 5] }, 'layer 1 the keys and values of layer 5'],
    ['qwen3', { 'attention.causal': false }, 'attention.causal is false: it writes no text'],
    ['deepseek2', { 'attention.temperature_scale': 0.1 }, 'attention.temperature_scale is not served'],
  ])('of the %s family says %j, which is refused', async (name, keys, message) => {
    await expect(describing(name, keys)).rejects.toThrow(message);
  });

  it.each([
    ['llama', 'blk.1.attn_q_norm.weight'],
    ['qwen3', 'blk.0.post_ffw_norm.weight'],
    ['olmoe', 'blk.0.exp_probs_b.bias'],
    ['olmoe', 'blk.0.ffn_gate_exps.bias'],
    ['gemma2', 'per_layer_token_embd.weight'],
  ])('of the %s family has the tensor %s, which would be left out', async (name, extra) => {
    const tensor = { name: extra, shape: [16], type: 0, bytes: 64 };
    const model = await open(name, { ...sizes, ...(name === 'olmoe' && experts) }, [embedding, tensor]);
    expect(() => describeModel(model)).toThrow(`it has the tensor ${extra}, which no ${name} model has`);
  });

  it('lacks a tensor, or has one of another shape or type, which is named', async () => {
    const description = await describing('llama', {});
    const missing = await open('llama', sizes);
    expect(() => findTensors(missing, description)).toThrow('it lacks the tensor output_norm.weight');
    const norm = { name: 'output_norm.weight', shape: [8], type: 0, bytes: 32 };
    const misshapen = await open('llama', sizes, [embedding, norm]);
    expect(() => findTensors(misshapen, description)).toThrow('tensor output_norm.weight is 8, not 16');
    const half = await open('llama', sizes, [embedding, { ...norm, shape: [16], type: 1 }]);
    expect(() => findTensors(half, description)).toThrow('tensor output_norm.weight is f16');
  });
});

describe('a description', () => {
  it('has no use for images, input scales and layers that predict further tokens, which a file may have', async () => {
    const extra = ['v.blk.0.attn_q.weight', 'mm.0.weight', 'blk.0.attn_q.input_scale', 'blk.1.nextn.enorm.weight'];
    const tensors = [embedding, ...extra.map((name) => ({ name, shape: [16], type: 0, bytes: 64 }))];
    const model = await open(
      'glm4moe',
      { ...sizes, ...experts, expert_shared_count: 1, nextn_predict_layers: 1 },
      tensors,
    );
    expect(describeModel(model).layers).toHaveLength(1);
  });

  it('takes the rotations between which YaRN mixes from the file', async () => {
    const yarn = { 'rope.scaling.type': 'yarn', 'rope.scaling.factor': 4 };
    const rope = async (keys: Keys) => (await describing('qwen3', { ...yarn, ...keys })).layers[0]!.attention.rope!;
    expect(await rope({})).toMatchObject({ betaFast: 32, betaSlow: 1 });
    const betas = { 'rope.scaling.yarn_beta_fast': 16, 'rope.scaling.yarn_beta_slow': 2 };
    expect(await rope(betas)).toMatchObject({ betaFast: 16, betaSlow: 2 });
  });

  it('of GLM-4.7-Flash, whose first files do not say so, chooses by sigmoid', async () => {
    const latent = { 'attention.key_length_mla': 8, 'attention.value_length_mla': 8, 'attention.kv_lora_rank': 8 };
    const keys = { ...sizes, ...experts, ...latent, expert_shared_count: 1, 'rope.dimension_count': 4 };
    for (const [rows, gating] of [
      [154_880, 'sigmoid'],
      [154_881, 'softmax'],
    ] as const) {
      const model = await open('deepseek2', keys, [{ ...embedding, shape: [16, rows], bytes: 64 * rows }]);
      expect(describeModel(model).layers[0]!.feedForward).toMatchObject({ gating });
    }
  });

  it('leaves out the layers that predict further tokens', async () => {
    const { layers } = await describing('llama', { block_count: 3, nextn_predict_layers: 1 });
    expect(layers).toHaveLength(2);
  });

  it('takes what differs by layer from arrays', async () => {
    const { layers } = await describing('llama', {
      feed_forward_length: [24, 32],
      'attention.head_count': [4, 2],
      'attention.head_count_kv': [2, 1],
      'attention.key_length': 4,
    });
    expect(layers.map(({ feedForward }) => feedForward)).toMatchObject([{ width: 24 }, { width: 32 }]);
    expect(layers.map(({ attention }) => attention)).toMatchObject([
      { heads: 4, kvHeads: 2 },
      { heads: 2, kvHeads: 1 },
    ]);
  });

  it('has windows where the file says: every n-th layer is full, or as it lists', async () => {
    const windows = async (pattern: Keys) => {
      const keys = { ...experts, block_count: 5, 'attention.sliding_window': 7, ...pattern };
      const { layers } = await describing('gpt-oss', keys);
      return layers.map(({ attention }) => attention.window);
    };
    expect(await windows({})).toEqual([7, 0, 7, 0, 7]);
    expect(await windows({ 'attention.sliding_window_pattern': 3 })).toEqual([7, 7, 0, 7, 7]);
    const listed = [true, false, false, true, false];
    expect(await windows({ 'attention.sliding_window_pattern': listed })).toEqual([7, 0, 0, 7, 0]);
  });

  it('of a dense model has no experts', async () => {
    expect(await describing('qwen3', {})).toMatchObject({ nExpert: 0, nExpertUsed: 0, tiedEmbedding: true });
  });
});
