// The memory of routed experts: for every layer one slot per expert, of which only the filled ones take room.
//
// A slot's index is its expert's id, so that a layer whose experts are all here can be used as one tensor. On the CPU
// weights lie in the mapped file, of which only the pages of loaded experts are read; or, when they are widened or
// packed for our own kernels, in zero pages that are untouched until an expert is read into them. On other devices the
// slots of the whole model are allocated at once.
import { type FileHandle, open } from 'node:fs/promises';
import type { Backend } from '../tensor/backend.ts';
import type { Tensor } from '../tensor/ggml.ts';
import type { GgufModel, GgufTensor } from '../tensor/gguf.ts';
import { type PlacedTensor, TensorStore } from '../tensor/tensor-store.ts';
import { isQuantised, readBytes, Widener, widenedType } from '../tensor/widen.ts';
import type { ModelDescription } from './description.ts';
import type { ExpertTensors } from './expert-graph.ts';
import { expertSources, type LayerSources } from './expert-sources.ts';
import { PackedExpertLayers } from './packed-experts.ts';

const stagingBytesMax = 1 << 26;

/** The slots of one projection of a layer, or of its biases. */
interface Slots {
  readonly source: GgufTensor;
  readonly tensor: Tensor;
  /** Where it is read to; undefined when it lies in the mapped file. */
  readonly placed: PlacedTensor | undefined;
  /** Bytes of one expert's slice in the file and here. */
  readonly fileSliceBytes: number;
  readonly sliceBytes: number;
  readonly widen: boolean;
}

export class ExpertSlots {
  readonly #store: TensorStore;
  readonly #layers: ReadonlyMap<number, readonly Slots[]>;
  readonly #tensors: ReadonlyMap<number, ExpertTensors>;
  readonly #files: ReadonlyMap<string, FileHandle>;
  readonly #widener: Widener;
  /** Layers whose experts are packed, and those that will be when their first expert is loaded and there is room. */
  readonly #packed: PackedExpertLayers;

  private constructor(
    store: TensorStore,
    layers: ReadonlyMap<number, readonly Slots[]>,
    tensors: ReadonlyMap<number, ExpertTensors>,
    files: ReadonlyMap<string, FileHandle>,
    widener: Widener,
    packed: PackedExpertLayers,
  ) {
    this.#store = store;
    this.#layers = layers;
    this.#tensors = tensors;
    this.#files = files;
    this.#widener = widener;
    this.#packed = packed;
  }

  /** @throws FulgurError naming a tensor that is missing or misshapen. */
  static async open(
    model: GgufModel,
    description: ModelDescription,
    backend: Backend,
    options: { readonly widen: boolean },
  ): Promise<ExpertSlots> {
    const sources = new Map<number, LayerSources>();
    for (const { index, feedForward } of description.layers) {
      if (feedForward.kind === 'moe') sources.set(index, expertSources(model, description, index, feedForward));
    }
    const all = [...sources.values()].flatMap((layer) => Object.values(layer) as GgufTensor[]);
    // A joined projection is seen through two views.
    const store = new TensorStore(backend, 2 * all.length);
    const files = new Map<string, FileHandle>();
    try {
      const places = place(all, store, backend, options.widen);
      for (const { source, placed } of places.values()) {
        if (placed !== undefined && !files.has(source.path)) files.set(source.path, await open(source.path));
      }
      const layers = new Map(
        [...sources].map(([layer, those]) => [layer, Object.values(those).map((one) => places.get(one)!)]),
      );
      const tensors = new Map([...sources].map(([layer, those]) => [layer, expertTensors(store, those, places)]));
      const packed = new PackedExpertLayers(options.widen ? undefined : backend.kernels, description, sources, store);
      return new ExpertSlots(store, layers, tensors, files, new Widener(backend), packed);
    } catch (error) {
      store.close();
      for (const file of files.values()) await file.close();
      throw error;
    }
  }

  tensors(layer: number): ExpertTensors {
    const tensors = this.#tensors.get(layer)!;
    const packed = this.#packed.experts(layer);
    return packed === undefined ? tensors : { ...tensors, packed };
  }

  /** Bytes of one expert of a layer. */
  expertBytes(layer: number): number {
    return (
      this.#packed.slotBytes(layer) ?? this.#layers.get(layer)!.reduce((sum, { sliceBytes }) => sum + sliceBytes, 0)
    );
  }

  /** Reads the weights of `count` experts from `first` on, which lie next to each other in the file and here. */
  async fill(layer: number, first: number, count: number): Promise<void> {
    if (await this.#packed.fill(layer, first, count)) return;
    const { memory, g } = this.#store;
    for (const { source, placed, fileSliceBytes, widen } of this.#layers.get(layer)!) {
      const start = first * fileSliceBytes;
      const bytes = count * fileSliceBytes;
      if (placed === undefined) {
        await this.#store.mappedFile(source.path).populate(source.offset + start, bytes);
        continue;
      }
      const file = this.#files.get(source.path)!;
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
        const part = await readBytes(file, source, start + done, Math.min(stagingBytesMax, bytes - done));
        g.write(placed.tensor, part, start + done, part.length);
      }
    }
  }

  /** Gives an expert's memory back. */
  release(layer: number, expert: number): void {
    if (this.#packed.release(layer, expert)) return;
    for (const { source, placed, sliceBytes } of this.#layers.get(layer)!) {
      const start = expert * sliceBytes;
      if (placed === undefined) this.#store.mappedFile(source.path).release(source.offset + start, sliceBytes);
      else this.#store.memory?.release(placed.offset + start, sliceBytes);
    }
  }

  async close(): Promise<void> {
    await this.#widener.close();
    this.#packed.close();
    this.#store.close();
    for (const file of this.#files.values()) await file.close();
  }
}

/** Decides where each tensor lies, and makes room for those that do not lie in the mapped file. */
function place(
  sources: readonly GgufTensor[],
  store: TensorStore,
  backend: Backend,
  widen: boolean,
): Map<GgufTensor, Slots> {
  const widens = ({ type }: GgufTensor): boolean => widen && isQuantised(type);
  const read = sources.filter((source) => !backend.isCpu || widens(source));
  const mapped = sources.filter((source) => !read.includes(source));
  const shapes = read.map((source) => ({ ...source, type: widens(source) ? widenedType(source.type) : source.type }));
  const allocated = read.length === 0 ? [] : store.allocate(shapes, { sparse: true });
  const entry = (source: GgufTensor, tensor: Tensor, placed?: PlacedTensor): [GgufTensor, Slots] => {
    const experts = source.shape.at(-1)!;
    const sizes = { fileSliceBytes: source.bytes / experts, sliceBytes: (placed ?? source).bytes / experts };
    return [source, { source, tensor, placed, widen: widens(source), ...sizes }];
  };
  return new Map([
    ...store.map(mapped).map((tensor, i) => entry(mapped[i]!, tensor)),
    ...allocated.map((placed, i) => entry(read[i]!, placed.tensor, placed)),
  ]);
}

function expertTensors(
  store: TensorStore,
  sources: LayerSources,
  places: ReadonlyMap<GgufTensor, Slots>,
): ExpertTensors {
  const of = (source: GgufTensor): Tensor => places.get(source)!.tensor;
  const { down, gateBias, upBias, downBias, gateScale, upScale, downScale } = sources;
  const rest = {
    down: of(down),
    biases: gateBias && { gate: of(gateBias), up: of(upBias!), down: of(downBias!) },
    scales: {
      ...(gateScale && { gate: of(gateScale) }),
      ...(upScale && { up: of(upScale) }),
      ...(downScale && { down: of(downScale) }),
    },
    packed: undefined,
  };
  if (sources.gateUp === undefined) return { gate: of(sources.gate!), up: of(sources.up!), ...rest };
  const [gate, up] = store.halves(of(sources.gateUp), sources.gateUp.shape);
  return { gate, up, ...rest };
}
