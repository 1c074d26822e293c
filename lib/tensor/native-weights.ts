// Weights in the layout that our kernels read: matrices and experts, packed from mapped files into memory of their own.
import { Code, FulgurError } from '../wire/errors.ts';
import { decoderOf } from './codebooks.ts';
import type { Pointer } from './ffi.ts';
import { GgmlType } from './ggml.ts';
import type { GgufTensor } from './gguf.ts';
import type { MappedFile } from './memory.ts';
import { Memory, pageBytes } from './memory.ts';
import type { NativeKernels } from './native.ts';

/** n columns (rows of ggml's matrix) of k weights. */
export interface PackedMatrix {
  /** ggml's number of the type that was packed. */
  readonly type: number;
  readonly k: number;
  readonly n: number;
  readonly address: Pointer;
}

/** All experts of a layer; only those that have been packed may be used. */
export interface PackedExperts {
  readonly hidden: number;
  /** The library's struct fulgur_expert_weights. */
  readonly description: Uint8Array;
}

/** A matrix in a mapped file: some rows of a tensor. */
export interface MatrixSource {
  readonly type: number;
  readonly k: number;
  readonly n: number;
  readonly file: MappedFile;
  readonly offset: number;
  readonly bytes: number;
}

const columns = 16;
const descriptionBytes = 96;

/** The part of memory that packing leaves to everything else. */
const reservedFraction = 1 / 8;

/**
 * Whether `bytes` of packed weights fit beside what runs on this machine. Where they do not, weights stay in the mapped
 * file, which may be larger than memory, and ggml's kernels read them there.
 */
export function hasRoomFor(bytes: number): boolean {
  const available = process.availableMemory();
  const limit = process.constrainedMemory();
  const total = limit > 0 && limit < Number.MAX_SAFE_INTEGER ? limit : available;
  return bytes + Math.min(total, available) * reservedFraction <= available;
}

/**
 * Bytes of 256 packed weights beside those in the file. Integer scales and minima take a byte each when packed, six bits in
 * the file; values of codebooks three or four bits (TQ: two, and scales that are there for other types), where the file
 * has one index for four or eight of them.
 */
const growth: ReadonlyMap<number, number> = new Map([
  [GgmlType.Q3_K, 114 / 110],
  [GgmlType.Q4_K, 148 / 144],
  [GgmlType.Q5_K, 180 / 176],
  [GgmlType.IQ4_XS, 138 / 136],
  [GgmlType.IQ1_S, 106 / 50],
  [GgmlType.IQ1_M, 106 / 56],
  [GgmlType.IQ2_XXS, 106 / 66],
  [GgmlType.IQ2_XS, 106 / 74],
  [GgmlType.IQ2_S, 106 / 82],
  [GgmlType.IQ3_XXS, 138 / 98],
  [GgmlType.IQ3_S, 138 / 110],
  [GgmlType.TQ1_0, 84 / 54],
  [GgmlType.TQ2_0, 84 / 66],
]);

/** Bytes that weights of a type take here, packed or not, for those who plan memory without the library. */
export function mostBytesHeld(type: number, fileBytes: number): number {
  return fileBytes * (growth.get(type) ?? 1);
}

/** A whole tensor of two dimensions as the source of a matrix. */
export function matrixSource({ type, shape, offset, bytes }: GgufTensor, file: MappedFile): MatrixSource {
  return { type, k: shape[0]!, n: shape[1] ?? 1, file, offset, bytes };
}

/** Packs matrices next to each other; their pages of the file are given back. */
export class PackedMatrices {
  readonly matrices: readonly PackedMatrix[];
  readonly bytes: number;
  readonly #memory: Memory;

  private constructor(matrices: readonly PackedMatrix[], memory: Memory, bytes: number) {
    this.matrices = matrices;
    this.#memory = memory;
    this.bytes = bytes;
  }

  /** All sources must be of types and shapes that have kernels. */
  static async pack(kernels: NativeKernels, sources: readonly MatrixSource[]): Promise<PackedMatrices> {
    const sizes = sources.map(({ type, k, n }) => aligned(kernels.packedBytes(type, k, n)));
    const bytes = sizes.reduce((sum, size) => sum + size, 0);
    const memory = new Memory(bytes);
    const matrices: PackedMatrix[] = [];
    let address = memory.address;
    for (const [i, source] of sources.entries()) {
      await packSource(kernels, source, address, 0);
      matrices.push({ type: source.type, k: source.k, n: source.n, address });
      address += BigInt(sizes[i]!);
    }
    return new PackedMatrices(matrices, memory, bytes);
  }

  close(): void {
    this.#memory.close();
  }
}

/** Where one expert's weights lie. */
export interface ExpertSource {
  readonly gate: MatrixSource;
  readonly up: MatrixSource;
  readonly down: MatrixSource;
}

/** What the experts of a layer share. */
export interface ExpertLayer {
  readonly experts: number;
  /** f32 tensors in mapped files, a row for each expert. */
  readonly biases: Readonly<Record<'gate' | 'up' | 'down', VectorSource>> | undefined;
  /** Constants of gpt-oss's activation; undefined for silu(gate) * up. */
  readonly clamped: { readonly alpha: number; readonly limit: number } | undefined;
}

/** Rows of `rowBytes` in a mapped file. */
export interface VectorSource {
  readonly file: MappedFile;
  readonly offset: number;
  readonly rowBytes: number;
}

/** Slots for the experts of one layer; a slot is a whole number of pages, so that it can be given back. */
export class PackedExpertSlots {
  readonly slotBytes: number;
  readonly experts: PackedExperts;
  readonly #kernels: NativeKernels;
  readonly #memory: Memory;
  readonly #gateBytes: number;
  readonly #upBytes: number;
  readonly #biases: readonly VectorSource[];
  #isUsed = false;

  /** Matrices are of the shapes and types of `like`, which must have kernels. */
  constructor(kernels: NativeKernels, { experts, biases, clamped }: ExpertLayer, { gate, up, down }: ExpertSource) {
    this.#kernels = kernels;
    this.#biases = biases === undefined ? [] : [biases.gate, biases.up, biases.down];
    this.#gateBytes = kernels.packedBytes(gate.type, gate.k, gate.n);
    this.#upBytes = kernels.packedBytes(up.type, up.k, up.n);
    const downBytes = kernels.packedBytes(down.type, down.k, down.n);
    this.slotBytes = Math.ceil((this.#gateBytes + this.#upBytes + downBytes) / pageBytes) * pageBytes;
    this.#memory = new Memory(experts * this.slotBytes, { sparse: true });
    const description = new DataView(new ArrayBuffer(descriptionBytes));
    for (const [i, value] of [gate.type, up.type, down.type, experts].entries())
      description.setInt32(4 * i, value, true);
    const gateUp = this.#memory.address;
    const words = [
      BigInt(gate.k),
      BigInt(gate.n),
      gateUp,
      BigInt(this.slotBytes),
      gateUp + BigInt(this.#gateBytes + this.#upBytes),
      BigInt(this.slotBytes),
      ...this.#biases.map(({ file, offset }) => file.address + BigInt(offset)),
    ];
    for (const [i, word] of words.entries()) description.setBigUint64(16 + 8 * i, word, true);
    description.setFloat32(descriptionBytes - 8, clamped?.alpha ?? 0, true);
    description.setFloat32(descriptionBytes - 4, clamped?.limit ?? 0, true);
    this.experts = { hidden: gate.k, description: new Uint8Array(description.buffer) };
  }

  /** Whether there are kernels for experts of these shapes and types. */
  static supports(kernels: NativeKernels, { gate, up, down }: ExpertSource): boolean {
    const isFloat = (type: number): boolean => type === GgmlType.F16 || type === GgmlType.BF16;
    // The rows of gate and up are rounded once for both.
    if (gate.type !== up.type && (isFloat(gate.type) || isFloat(up.type))) return false;
    return gate.n % 32 === 0 && [gate, up, down].every(({ type, k, n }) => kernels.packedBytes(type, k, n) > 0);
  }

  /** Whether an expert has ever been put into a slot. */
  get isUsed(): boolean {
    return this.#isUsed;
  }

  /** Says that the slots of `count` experts from `first` on will be filled. */
  expect(first: number, count: number): void {
    this.#memory.expect(first * this.slotBytes, count * this.slotBytes);
  }

  /** Fills one expert's slot; its pages of the file are given back. */
  async fill(expert: number, { gate, up, down }: ExpertSource): Promise<void> {
    this.#isUsed = true;
    const slot = this.#memory.address + BigInt(expert * this.slotBytes);
    const gateStrip = this.#gateBytes / Math.ceil(gate.n / columns);
    const stride = gateStrip + this.#upBytes / Math.ceil(up.n / columns);
    await packSource(this.#kernels, gate, slot, stride);
    await packSource(this.#kernels, up, slot + BigInt(gateStrip), stride);
    await packSource(this.#kernels, down, slot + BigInt(this.#gateBytes + this.#upBytes), 0);
    // Biases are few and are read where they lie.
    for (const { file, offset, rowBytes } of this.#biases) await file.populate(offset + expert * rowBytes, rowBytes);
  }

  release(expert: number): void {
    this.#memory.release(expert * this.slotBytes, this.slotBytes);
  }

  close(): void {
    this.#memory.close();
  }
}

function aligned(bytes: number): number {
  return Math.ceil(bytes / 64) * 64;
}

/** @throws FulgurError DATA_LOSS when the file has been shortened. */
async function packSource(
  kernels: NativeKernels,
  { type, k, n, file, offset, bytes }: MatrixSource,
  to: Pointer,
  stride: number,
): Promise<void> {
  await file.populate(offset, bytes);
  const written = await kernels.pack.async(type, file.address + BigInt(offset), k, n, to, stride, decoderOf(type));
  if (written <= 0) throw new FulgurError(Code.INTERNAL, `packing ${n} rows of ${k} weights failed`);
  file.release(offset, bytes);
}
