// Experts in the layout of our own kernels: which layers are packed, and where each expert's weights come from.
//
// A layer is packed when there are kernels for its types, shapes and activation, and room for all its experts when the
// first of them is loaded; that decision holds for as long as any of its experts is loaded.
import type { GgufTensor } from '../tensor/gguf.ts';
import type { NativeKernels } from '../tensor/native.ts';
import {
  type ExpertLayer,
  type ExpertSource,
  hasRoomFor,
  PackedExpertSlots,
  type PackedExperts,
} from '../tensor/native-weights.ts';
import type { TensorStore } from '../tensor/tensor-store.ts';
import type { ModelDescription, MoeDescription } from './description.ts';
import type { LayerSources } from './expert-sources.ts';
import { clampedSwiglu } from './graph-pieces.ts';

interface PackedLayer {
  readonly sources: LayerSources;
  readonly moe: MoeDescription;
  /** Undefined before the first expert is loaded, null when there was no room for the layer. */
  slots: PackedExpertSlots | null | undefined;
}

export class PackedExpertLayers {
  readonly #kernels: NativeKernels | undefined;
  readonly #store: TensorStore;
  readonly #layers = new Map<number, PackedLayer>();

  /** `store` holds the mapped files. Without kernels no layer is packed. */
  constructor(
    kernels: NativeKernels | undefined,
    description: ModelDescription,
    sources: ReadonlyMap<number, LayerSources>,
    store: TensorStore,
  ) {
    this.#kernels = kernels;
    this.#store = store;
    if (kernels === undefined) return;
    for (const { index, feedForward: moe } of description.layers) {
      const layer = sources.get(index);
      if (layer === undefined || moe.kind !== 'moe' || moe.activation === 'geglu') continue;
      if (layer.gateScale !== undefined || layer.upScale !== undefined || layer.downScale !== undefined) continue;
      if (!PackedExpertSlots.supports(kernels, this.#source(layer, moe, 0))) continue;
      this.#layers.set(index, { sources: layer, moe, slots: undefined });
    }
  }

  /** The experts of a layer that is packed. */
  experts(layer: number): PackedExperts | undefined {
    return this.#layers.get(layer)?.slots?.experts;
  }

  /** Bytes of one packed expert; undefined for a layer that is not packed. */
  slotBytes(layer: number): number | undefined {
    const packed = this.#layers.get(layer);
    return packed === undefined || packed.slots === null ? undefined : this.#slotsOf(packed).slotBytes;
  }

  /** Packs `count` experts from `first` on; false when the layer is not packed. */
  async fill(layer: number, first: number, count: number): Promise<boolean> {
    const packed = this.#layers.get(layer);
    if (packed === undefined || packed.slots === null) return false;
    const slots = this.#slotsOf(packed);
    if (!slots.isUsed && !hasRoomFor(packed.moe.experts * slots.slotBytes)) {
      slots.close();
      packed.slots = null;
      return false;
    }
    slots.expect(first, count);
    for (let expert = first; expert < first + count; expert++) {
      await slots.fill(expert, this.#source(packed.sources, packed.moe, expert));
    }
    return true;
  }

  /** Gives an expert's memory back; false when the layer is not packed. */
  release(layer: number, expert: number): boolean {
    const slots = this.#layers.get(layer)?.slots;
    slots?.release(expert);
    return slots !== undefined && slots !== null;
  }

  close(): void {
    for (const { slots } of this.#layers.values()) slots?.close();
  }

  /** Slots cost nothing until they are filled. */
  #slotsOf(layer: PackedLayer): PackedExpertSlots {
    const { sources, moe } = layer;
    layer.slots ??= new PackedExpertSlots(this.#kernels!, this.#shared(sources, moe), this.#source(sources, moe, 0));
    return layer.slots;
  }

  #shared({ gateBias, upBias, downBias }: LayerSources, { experts, activation }: MoeDescription): ExpertLayer {
    const vector = ({ path, offset, bytes }: GgufTensor) => {
      return { file: this.#store.mappedFile(path), offset, rowBytes: bytes / experts };
    };
    return {
      experts,
      biases: gateBias && { gate: vector(gateBias), up: vector(upBias!), down: vector(downBias!) },
      clamped: activation === 'swiglu-clamped' ? clampedSwiglu : undefined,
    };
  }

  #source({ gate, up, gateUp, down }: LayerSources, moe: MoeDescription, expert: number): ExpertSource {
    const rows = (tensor: GgufTensor, firstRow: number, count: number) => {
      const rowBytes = tensor.bytes / tensor.shape[2]! / tensor.shape[1]!;
      const row = expert * tensor.shape[1]! + firstRow;
      const file = this.#store.mappedFile(tensor.path);
      const offset = tensor.offset + row * rowBytes;
      return { type: tensor.type, k: tensor.shape[0]!, n: count, file, offset, bytes: count * rowBytes };
    };
    const width = moe.expertWidth;
    return {
      gate: gateUp === undefined ? rows(gate!, 0, width) : rows(gateUp, 0, width),
      up: gateUp === undefined ? rows(up!, 0, width) : rows(gateUp, width, width),
      down: rows(down, 0, down.shape[1]!),
    };
  }
}
