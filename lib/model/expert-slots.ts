// The memory of routed experts: for every layer one slot per expert, of which only the filled ones take room.
//
// A slot's index is its expert's id. On the CPU slots are untouched zero pages until an expert is read into them from
// the model's file, so that weights exist once in memory and a layer whose experts are all here can be used as one
// tensor. On other devices the slots of the whole model are allocated at once.
import { type FileHandle, open } from 'node:fs/promises';
import type { Backend } from '../tensor/backend.ts';
import type { Tensor } from '../tensor/ggml.ts';
import type { GgufModel, GgufTensor } from '../tensor/gguf.ts';
import { type PlacedTensor, TensorStore } from '../tensor/tensor-store.ts';
import { isQuantised, Widener, widenedType } from '../tensor/widen.ts';
import type { ModelDescription, MoeDescription } from './description.ts';
import { requireTensor } from './weights.ts';

const projections = ['gate', 'up', 'down'] as const;
const stagingBytesMax = 1 << 26;

interface Projection {
  readonly source: GgufTensor;
  readonly placed: PlacedTensor;
  /** Bytes of one expert's slice in the file and here. */
  readonly fileSliceBytes: number;
  readonly sliceBytes: number;
  readonly widen: boolean;
}

export interface ExpertTensors {
  readonly gate: Tensor;
  readonly up: Tensor;
  readonly down: Tensor;
}

export class ExpertSlots {
  readonly #store: TensorStore;
  readonly #layers: ReadonlyMap<number, readonly Projection[]>;
  readonly #files: ReadonlyMap<string, FileHandle>;
  readonly #widener: Widener;

  private constructor(
    store: TensorStore,
    layers: ReadonlyMap<number, readonly Projection[]>,
    files: ReadonlyMap<string, FileHandle>,
    widener: Widener,
  ) {
    this.#store = store;
    this.#layers = layers;
    this.#files = files;
    this.#widener = widener;
  }

  /** @throws FulgurError naming a tensor that is missing or misshapen. */
  static async open(
    model: GgufModel,
    description: ModelDescription,
    backend: Backend,
    options: { readonly widen: boolean },
  ): Promise<ExpertSlots> {
    const sources = new Map<number, GgufTensor[]>();
    for (const { index, feedForward } of description.layers) {
      if (feedForward.kind === 'moe') sources.set(index, expertTensors(model, description, index, feedForward));
    }
    const all = [...sources.values()].flat();
    const store = new TensorStore(backend, all.length);
    const files = new Map<string, FileHandle>();
    try {
      const typeHere = (type: number): number => (options.widen ? widenedType(type) : type);
      const placed = store.allocate(
        all.map(({ type, shape }) => ({ type: typeHere(type), shape })),
        { sparse: true },
      );
      for (const { path } of all) if (!files.has(path)) files.set(path, await open(path));
      let next = 0;
      const layers = new Map(
        [...sources].map(([layer, tensors]) => [
          layer,
          tensors.map((source): Projection => {
            const here = placed[next++]!;
            const experts = source.shape[2]!;
            const widen = options.widen && isQuantised(source.type);
            return {
              source,
              placed: here,
              widen,
              fileSliceBytes: source.bytes / experts,
              sliceBytes: here.bytes / experts,
            };
          }),
        ]),
      );
      return new ExpertSlots(store, layers, files, new Widener(backend));
    } catch (error) {
      store.close();
      for (const file of files.values()) await file.close();
      throw error;
    }
  }

  tensors(layer: number): ExpertTensors {
    const [gate, up, down] = this.#layers.get(layer)!;
    return { gate: gate!.placed.tensor, up: up!.placed.tensor, down: down!.placed.tensor };
  }

  /** Bytes of one expert of a layer. */
  expertBytes(layer: number): number {
    return this.#layers.get(layer)!.reduce((sum, { sliceBytes }) => sum + sliceBytes, 0);
  }

  /** Reads the weights of `count` experts from `first` on, which lie next to each other in the file and here. */
  async fill(layer: number, first: number, count: number): Promise<void> {
    const { memory, g } = this.#store;
    for (const { source, placed, fileSliceBytes, widen } of this.#layers.get(layer)!) {
      const file = this.#files.get(source.path)!;
      const start = first * fileSliceBytes;
      const bytes = count * fileSliceBytes;
      if (widen) {
        const rows = source.shape[1]!;
        await this.#widener.fill(placed.tensor, source, file, first * rows, count * rows);
        continue;
      }
      if (memory !== undefined) {
        await memory.fill(placed.offset + start, file.fd, source.offset + start, bytes);
        continue;
      }
      for (let done = 0; done < bytes; done += stagingBytesMax) {
        const part = new Uint8Array(Math.min(stagingBytesMax, bytes - done));
        await file.read(part, 0, part.length, source.offset + start + done);
        g.write(placed.tensor, part, start + done, part.length);
      }
    }
  }

  /** Gives an expert's memory back. */
  release(layer: number, expert: number): void {
    for (const { placed, sliceBytes } of this.#layers.get(layer)!) {
      this.#store.memory?.release(placed.offset + expert * sliceBytes, sliceBytes);
    }
  }

  async close(): Promise<void> {
    await this.#widener.close();
    this.#store.close();
    for (const file of this.#files.values()) await file.close();
  }
}

function expertTensors(
  model: GgufModel,
  { hiddenSize }: ModelDescription,
  layer: number,
  { experts, expertWidth }: MoeDescription,
): GgufTensor[] {
  return projections.map((projection) => {
    const shape = projection === 'down' ? [expertWidth, hiddenSize] : [hiddenSize, expertWidth];
    return requireTensor(model, `blk.${layer}.ffn_${projection}_exps.weight`, [...shape, experts]);
  });
}
