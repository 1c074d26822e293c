// The matrices that kernels are timed with: one quantised matrix, again and again in a file, as if it were a model; packed
// for our kernels, and in place for ggml's.
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ExpertTensors } from '../../lib/model/expert-graph.ts';
import { isCodebookType, randomBlocks } from '../../lib/model/random-blocks.ts';
import type { Backend } from '../../lib/tensor/backend.ts';
import type { Tensor } from '../../lib/tensor/ggml.ts';
import { MappedFile } from '../../lib/tensor/memory.ts';
import type { NativeKernels } from '../../lib/tensor/native.ts';
import {
  type MatrixSource,
  PackedExpertSlots,
  type PackedExperts,
  PackedMatrices,
  type PackedMatrix,
} from '../../lib/tensor/native-weights.ts';
import { quantiseRows, type StorageType, storageType } from '../../lib/tensor/quantize.ts';
import { TensorStore } from '../../lib/tensor/tensor-store.ts';
import { randomInts } from '../support/random.ts';

/** A layer of OLMoE-1B-7B, and square matrices that take as much memory: more than any cache. */
export const sizes = { hidden: 2048, width: 1024, experts: 64, used: 8, matrices: 96 } as const;

export class KernelWeights {
  /** [hidden, hidden] each, in the same order. */
  readonly packed: readonly PackedMatrix[];
  readonly plain: readonly Tensor[];
  readonly packedExperts: PackedExperts;
  readonly plainExperts: ExpertTensors;
  readonly #close: () => Promise<void>;

  private constructor(
    { packed, plain, packedExperts, plainExperts }: Omit<KernelWeights, 'close'>,
    close: () => Promise<void>,
  ) {
    this.packed = packed;
    this.plain = plain;
    this.packedExperts = packedExperts;
    this.plainExperts = plainExperts;
    this.#close = close;
  }

  static async make(backend: Backend, kernels: NativeKernels, type: StorageType): Promise<KernelWeights> {
    const { hidden, width, experts, matrices } = sizes;
    const folder = await mkdtemp(path.join(tmpdir(), 'fulgur-kernels-'));
    const file = path.join(folder, 'weights');
    const { number, block, bytes: blockBytes } = storageType(type);
    await repeat(file, randomMatrix(type), matrices);
    const mapped = MappedFile.open(file);
    const source = (k: number, n: number, index = 0): MatrixSource => {
      const bytes = ((k * n) / block) * blockBytes;
      return { type: number, k, n, file: mapped, offset: index * bytes, bytes };
    };
    const dense = await PackedMatrices.pack(
      kernels,
      Array.from({ length: matrices }, (_, i) => source(hidden, hidden, i)),
    );
    const expert = { gate: source(hidden, width), up: source(hidden, width), down: source(width, hidden) };
    const slots = new PackedExpertSlots(kernels, { experts, biases: undefined, clamped: undefined }, expert);
    slots.expect(0, experts);
    for (let i = 0; i < experts; i++) await slots.fill(i, expert);
    const store = new TensorStore(backend, matrices + 3);
    const tensor = (name: string, index: number, ...shape: number[]) => {
      const bytes = (shape.reduce((product, size) => product * size) / block) * blockBytes;
      const typeInfo = { name: type, block, bytes: blockBytes };
      return { name, shape, type: number, typeInfo, path: file, offset: index * bytes, bytes };
    };
    const [gate, up, down] = store.map([
      tensor('gate', 0, hidden, width, experts),
      tensor('up', 1, hidden, width, experts),
      tensor('down', 2, width, hidden, experts),
    ]) as [Tensor, Tensor, Tensor];
    const parts = {
      packed: dense.matrices,
      plain: store.map(Array.from({ length: matrices }, (_, i) => tensor(`dense ${i}`, i, hidden, hidden))),
      packedExperts: slots.experts,
      plainExperts: { gate, up, down, biases: undefined, scales: {}, packed: undefined },
    };
    return new KernelWeights(parts, async () => {
      store.close();
      slots.close();
      dense.close();
      mapped.close();
      await rm(folder, { recursive: true });
    });
  }

  close(): Promise<void> {
    return this.#close();
  }
}

function randomMatrix(type: StorageType): Uint8Array {
  const random = randomInts(1, 2 ** 16);
  const { hidden } = sizes;
  if (isCodebookType(type)) {
    return randomBlocks(type, hidden ** 2 / storageType(type).block, 1 / Math.sqrt(hidden), type);
  }
  const values = Float32Array.from({ length: hidden * hidden }, () => (random() / 2 ** 15 - 1) * Math.sqrt(3 / hidden));
  return quantiseRows(values, hidden, type);
}

async function repeat(file: string, content: Uint8Array, times: number): Promise<void> {
  const handle = await open(file, 'w');
  try {
    for (let i = 0; i < times; i++) await handle.writeFile(content);
  } finally {
    await handle.close();
  }
}
