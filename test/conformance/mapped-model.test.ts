// A model that is larger than the machine's memory: three sparse files of zeros, in which one expert has weights. What
// is resident is what was asked for.
import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ExpertHost } from '../../lib/model/expert-host.ts';
import { type GgufEntry, ggufHeader, type TensorSpec } from '../../lib/model/gguf-writer.ts';
import { ModelRunner } from '../../lib/model/runner.ts';
import { GgufModel } from '../../lib/tensor/gguf.ts';
import { partPath } from '../../lib/tensor/gguf-parts.ts';

const mebibyte = 1 << 20;
const sizes = { layers: 2, hidden: 512, heads: 8, experts: 2048, used: 8, width: 4096, vocabulary: 65_536 };
const expertBytes = 3 * sizes.hidden * sizes.width * 2;

const f32 = (name: string, ...shape: number[]): TensorSpec => spec(name, 0, 4, shape);
const f16 = (name: string, ...shape: number[]): TensorSpec => spec(name, 1, 2, shape);
function spec(name: string, type: number, elementBytes: number, shape: number[]): TensorSpec {
  return { name: `${name}.weight`, type, shape, bytes: shape.reduce((product, n) => product * n, elementBytes) };
}

function metadata(): [string, GgufEntry][] {
  const count = (value: number): GgufEntry => ({ type: 'uint32', value });
  return [
    ['general.architecture', { type: 'string', value: 'olmoe' }],
    ['olmoe.context_length', count(256)],
    ['olmoe.block_count', count(sizes.layers)],
    ['olmoe.embedding_length', count(sizes.hidden)],
    ['olmoe.feed_forward_length', count(sizes.width)],
    ['olmoe.attention.head_count', count(sizes.heads)],
    ['olmoe.attention.head_count_kv', count(sizes.heads)],
    ['olmoe.attention.layer_norm_rms_epsilon', { type: 'float32', value: 1e-5 }],
    ['olmoe.expert_count', count(sizes.experts)],
    ['olmoe.expert_used_count', count(sizes.used)],
  ];
}

const split = (index: number): [string, GgufEntry][] => [
  ['split.no', { type: 'uint16', value: index }],
  ['split.count', { type: 'uint16', value: 1 + sizes.layers }],
];

function attentionTensors(): TensorSpec[] {
  const { hidden, vocabulary } = sizes;
  const square = ['attn_q', 'attn_k', 'attn_v', 'attn_output'];
  const norms = ['attn_norm', 'attn_q_norm', 'attn_k_norm', 'ffn_norm'];
  return [
    f16('token_embd', hidden, vocabulary),
    f32('output_norm', hidden),
    f16('output', hidden, vocabulary),
    ...Array.from({ length: sizes.layers }, (_, layer) => [
      ...square.map((name) => f16(`blk.${layer}.${name}`, hidden, hidden)),
      ...norms.map((name) => f32(`blk.${layer}.${name}`, hidden)),
      f32(`blk.${layer}.ffn_gate_inp`, hidden, sizes.experts),
    ]).flat(),
  ];
}

function expertTensors(layer: number): TensorSpec[] {
  const { hidden, width, experts } = sizes;
  return [
    f16(`blk.${layer}.ffn_gate_exps`, hidden, width, experts),
    f16(`blk.${layer}.ffn_up_exps`, hidden, width, experts),
    f16(`blk.${layer}.ffn_down_exps`, width, hidden, experts),
  ];
}

async function sparseGguf(path: string, entries: [string, GgufEntry][], tensors: TensorSpec[]): Promise<void> {
  const header = ggufHeader(new Map(entries), tensors);
  const file = await open(path, 'w');
  await file.write(header);
  await file.truncate(header.length + tensors.reduce((sum, { bytes }) => sum + bytes, 0));
  await file.close();
}

/** Fills one expert's slice of a tensor with the half-precision number of the given bits. */
async function fillExpert(model: GgufModel, name: string, expert: number, half: number): Promise<void> {
  const { path, offset, bytes } = model.tensor(name);
  const slice = new Uint16Array(bytes / sizes.experts / 2).fill(half);
  const file = await open(path, 'r+');
  await file.write(slice, 0, slice.byteLength, offset + expert * slice.byteLength);
  await file.close();
}

/** Bytes of this process in memory: of files that it maps, and with its own, of which garbage may vanish any time. */
async function resident(): Promise<{ readonly mapped: number; readonly all: number }> {
  const status = await readFile('/proc/self/status', 'utf8');
  const bytes = (field: string) => 1024 * Number(new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status)![1]);
  return { mapped: bytes('RssFile'), all: bytes('RssAnon') + bytes('RssFile') };
}

describe('a model larger than memory', () => {
  let folder: string;
  let model: GgufModel;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fulgur-mapped-'));
    const path = (index: number) => partPath(join(folder, 'large.gguf'), index, 1 + sizes.layers);
    await sparseGguf(path(0), [...metadata(), ...split(0)], attentionTensors());
    for (let layer = 0; layer < sizes.layers; layer++) {
      await sparseGguf(path(layer + 1), split(layer + 1), expertTensors(layer));
    }
    model = await GgufModel.open(path(0));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('costs a shard the experts that it holds, and nothing once they are unloaded', async () => {
    expect(model.fileBytes).toBeGreaterThan(48 * 1024 * mebibyte);
    const one = 0x3c00;
    const hundredth = 0x211f;
    await fillExpert(model, 'blk.1.ffn_gate_exps.weight', 2000, hundredth);
    await fillExpert(model, 'blk.1.ffn_up_exps.weight', 2000, hundredth);
    await fillExpert(model, 'blk.1.ffn_down_exps.weight', 2000, one);
    const before = await resident();
    const host = await ExpertHost.open(model, { threads: 1 });
    expect((await resident()).all - before.all).toBeLessThan(32 * mebibyte);

    await host.load(0, [3, 700, 1500]);
    await host.load(1, [2000]);
    expect(host.weightBytes).toBe(4 * expertBytes);
    const held = await resident();
    expect(held.mapped - before.mapped).toBeGreaterThanOrEqual(4 * expertBytes);
    expect(held.all - before.all).toBeLessThan(4 * expertBytes + 32 * mebibyte);

    const hidden = new Float32Array(sizes.hidden).fill(1);
    const call = { rows: 1, hidden, rowIndex: Uint32Array.of(0), weights: Float32Array.of(0.5) };
    const zeros = await host.run({ ...call, layer: 0, expertIds: Uint32Array.of(700) });
    expect(zeros.every((value) => value === 0)).toBe(true);
    const gate = sizes.hidden * 0.01;
    const expected = 0.5 * sizes.width * (gate / (1 + Math.exp(-gate))) * gate;
    const filled = await host.run({ ...call, layer: 1, expertIds: Uint32Array.of(2000) });
    for (const value of filled) expect(Math.abs(value / expected - 1)).toBeLessThan(5e-3);

    await host.unload(0, [3, 700, 1500]);
    await host.unload(1, [2000]);
    expect((await resident()).all - before.all).toBeLessThan(32 * mebibyte);
    await host.close();
  });

  it('costs attention what a step touches', async () => {
    const before = await resident();
    // Kernels of our own would have matrices packed into memory, where there is room for them.
    const pool = { fullCells: 64, windowCells: 0 };
    const runner = await ModelRunner.load(model, { threads: 1, kernels: 'ggml', pool });
    const embedding = sizes.hidden * sizes.vocabulary * 2;
    expect(runner.weightBytes).toBeGreaterThan(2 * embedding);
    expect((await resident()).all - before.all).toBeLessThan(32 * mebibyte);
    const sequence = { rowStart: 0, rowCount: 1, firstPosition: 0, fullCells: Uint32Array.of(0) };
    const batch = { tokens: Int32Array.of(9), outputRows: Int32Array.of(0) };
    await runner.step(
      { ...batch, sequences: [{ ...sequence, windowCells: new Uint32Array(0), windowStart: 0 }] },
      { run: async ({ hidden }) => hidden },
    );
    // The head reads its whole matrix, the embedding one row of its own.
    const after = await resident();
    expect(after.mapped - before.mapped).toBeGreaterThan(embedding);
    expect(after.all - before.all).toBeLessThan(1.5 * embedding);
    await runner.close();
  });
});
