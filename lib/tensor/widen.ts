// Turns quantised weights into single precision when they are loaded.
//
// ggml multiplies quantised weights by activations rounded to 8 bits; single-precision weights are multiplied by
// activations as they are, at four times the memory of 8-bit weights and at less speed.
import { type FileHandle, open } from 'node:fs/promises';
import { Code, FulgurError } from '../wire/errors.ts';
import { Backend } from './backend.ts';
import { ggmlTypes } from './dtype.ts';
import { GgmlType, type Tensor } from './ggml.ts';
import type { GgufTensor } from './gguf-header.ts';
import { GraphSpace } from './graph.ts';
import { SpacePool } from './space-pool.ts';

const chunkElements = 1 << 20;
const f32Bytes = 4;

/** Whether a type is stored in blocks with a scale. */
export function isQuantised(type: number): boolean {
  return (ggmlTypes.get(type)?.block ?? 1) > 1;
}

/** Type of a tensor's widened copy: single precision instead of quantised, or as it was. */
export function widenedType(type: number): number {
  return isQuantised(type) ? GgmlType.F32 : type;
}

export class Widener {
  readonly #space: SpacePool<GraphSpace>;
  /** Set when the tensors are on another device: few of those convert every format, so the CPU does. */
  readonly #cpu: Backend | undefined;

  constructor(backend: Backend) {
    this.#cpu = backend.isCpu ? undefined : Backend.open({ threads: 1 });
    this.#space = new SpacePool(1, () => new GraphSpace(this.#cpu ?? backend, 16));
  }

  /**
   * Reads rows [firstRow, firstRow + rows) of a quantised tensor from its file into the same rows of `target`, an f32
   * tensor of the same shape. A row is the tensor's first dimension.
   */
  fill(target: Tensor, source: GgufTensor, file: FileHandle, firstRow: number, rows: number): Promise<void> {
    const fillChunk = this.#cpu === undefined ? widenInPlace : widenAndUpload;
    return this.#space.use(async (space) => {
      const width = source.shape[0]!;
      const rowBytes = (width / source.typeInfo.block) * source.typeInfo.bytes;
      const step = Math.max(1, Math.floor(chunkElements / width));
      for (let row = firstRow; row < firstRow + rows; row += step) {
        const count = Math.min(step, firstRow + rows - row);
        const bytes = await readBytes(file, source, row * rowBytes, count * rowBytes);
        await fillChunk(space, { target, type: source.type, width, row, count, bytes });
      }
    });
  }

  async close(): Promise<void> {
    await this.#space.close();
    await this.#cpu?.close();
  }
}

/** `count` rows of a tensor from `row` on, quantised. */
interface Chunk {
  readonly target: Tensor;
  readonly type: number;
  readonly width: number;
  readonly row: number;
  readonly count: number;
  readonly bytes: Uint8Array;
}

function widenInPlace(space: GraphSpace, { target, type, width, row, count, bytes }: Chunk): Promise<void> {
  const { g } = space;
  const context = space.begin();
  const quantised = space.input(type, [width, count], bytes);
  const place = g.view2(context, target, width, count, width * f32Bytes, row * width * f32Bytes);
  space.expand(g.copy(context, quantised, place));
  return space.compute();
}

async function widenAndUpload(space: GraphSpace, { target, type, width, row, count, bytes }: Chunk): Promise<void> {
  const { g } = space;
  const context = space.begin();
  const quantised = space.input(type, [width, count], bytes);
  const wide = space.output(g.copy(context, quantised, g.newTensor2(context, GgmlType.F32, width, count)));
  await space.compute();
  const values = space.read(wide, new Float32Array(width * count));
  g.write(target, values, row * width * f32Bytes, values.byteLength);
}

/** Bytes [at, at + length) of a tensor. @throws FulgurError DATA_LOSS when the file ends before. */
export async function readBytes(file: FileHandle, source: GgufTensor, at: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  for (let done = 0; done < length; ) {
    const { bytesRead } = await file.read(bytes, done, length - done, source.offset + at + done);
    if (bytesRead === 0) {
      throw new FulgurError(Code.DATA_LOSS, `model ${source.path} ends in tensor ${source.name}: it was truncated`);
    }
    done += bytesRead;
  }
  return bytes;
}

/** Fills whole tensors, opening each file once. */
export async function widenAll(
  backend: Backend,
  tensors: readonly { readonly target: Tensor; readonly source: GgufTensor }[],
): Promise<void> {
  const files = new Map<string, FileHandle>();
  const widener = new Widener(backend);
  try {
    for (const { target, source } of tensors) {
      const file = files.get(source.path) ?? (await open(source.path));
      files.set(source.path, file);
      await widener.fill(
        target,
        source,
        file,
        0,
        source.shape.slice(1).reduce((rows, n) => rows * n, 1),
      );
    }
  } finally {
    await widener.close();
    for (const file of files.values()) await file.close();
  }
}
