// The memory of keys and values: cells, each of which holds one token's keys and values of every layer of its group.
//
// Layers fall into two groups, because sliding-window layers keep a window's worth of tokens only. A layer that reads
// another layer's keys and values takes no room: only source layers have tensors. Who owns which cell is the block
// pool's affair (services/attention).
import { type Backend, cellUnit } from '../tensor/backend.ts';
import { GgmlType, type Tensor } from '../tensor/ggml.ts';
import { TensorStore } from '../tensor/tensor-store.ts';
import { Code, FulgurError } from '../wire/errors.ts';
import type { AttentionDescription, ModelDescription } from './description.ts';

export type KvGroupName = 'full' | 'window';

export interface KvGroupLayout {
  /** Layers with keys and values of their own, in order. */
  readonly sourceLayers: readonly number[];
  /** Bytes of one token in one source layer. */
  readonly layerBytesPerCell: readonly number[];
  /** Bytes of one token in all of the group's layers: what a cell costs, and the size of its part of a payload. */
  readonly bytesPerCell: number;
}

export type KvLayout = Readonly<Record<KvGroupName, KvGroupLayout>>;

/** Type of a pool's elements. */
export type KvType = 'f16' | 'f32';

const elementTypes = {
  f16: { type: GgmlType.F16, bytes: 2 },
  f32: { type: GgmlType.F32, bytes: 4 },
} as const;

/** Elements of a cell in a layer that has its own. Latent attention reads its values out of its keys. */
export function cellElements(attention: AttentionDescription): { keys: number; values: number } {
  const { kvHeads, headSize, valueSize, latent } = attention;
  return { keys: kvHeads * headSize, values: latent === undefined ? kvHeads * valueSize : 0 };
}

export function kvLayout(description: ModelDescription, type: KvType = 'f16'): KvLayout {
  const group = (kind: KvGroupName): KvGroupLayout => {
    const sources = description.layers.filter((l) => l.attention.kind === kind && l.attention.kvSource === l.index);
    const layerBytesPerCell = sources.map(({ attention }) => {
      const { keys, values } = cellElements(attention);
      return (keys + values) * elementTypes[type].bytes;
    });
    return {
      sourceLayers: sources.map((layer) => layer.index),
      layerBytesPerCell,
      bytesPerCell: layerBytesPerCell.reduce((sum, bytes) => sum + bytes, 0),
    };
  };
  return { full: group('full'), window: group('window') };
}

/**
 * Bytes of a pool: fullCells x (bytes per cell of the full group) + windowCells x (bytes per cell of the window group).
 * One sequence of length L needs L full cells and min(L, w) window cells. With blocks of three window layers and one
 * full layer, full layers sharing in pairs, that is 1/8 + (3/4)(w/L) of what L cells in every layer would take: of 8
 * layers 2 are full and share one set of keys and values (1/8 of all), 6 (3/4) hold w of L tokens.
 */
export function kvPoolBytes(
  description: ModelDescription,
  cells: { fullCells: number; windowCells: number; dtype?: KvType },
): number {
  const { full, window } = kvLayout(description, cells.dtype);
  return cells.fullCells * full.bytesPerCell + cells.windowCells * window.bytesPerCell;
}

export interface KvPoolOptions {
  readonly fullCells: number;
  readonly windowCells: number;
  /** Type of the cells; f16 unless said otherwise. */
  readonly dtype?: KvType;
}

/** Keys and values of one source layer: [elements per cell, cells] each. */
export interface KvTensors {
  readonly keys: Tensor;
  /** Undefined where values are a part of the keys. */
  readonly values: Tensor | undefined;
}

interface PlacedKv extends KvTensors {
  /** The tensors that there are, with the bytes of a cell in each. */
  readonly parts: readonly { readonly tensor: Tensor; readonly cellBytes: number }[];
}

export class KvPool {
  readonly layout: KvLayout;
  readonly cells: Readonly<Record<KvGroupName, number>>;
  /** Bytes of the keys and values. Pages of cells that were never used take no memory. */
  readonly bytes: number;
  readonly #store: TensorStore;
  /** Bytes of one element. */
  readonly elementBytes: number;
  readonly #tensors = new Map<number, PlacedKv>();

  constructor(backend: Backend, description: ModelDescription, options: KvPoolOptions) {
    const { dtype = 'f16' } = options;
    const { type, bytes: elementBytes } = elementTypes[dtype];
    this.layout = kvLayout(description, dtype);
    this.elementBytes = elementBytes;
    this.cells = { full: options.fullCells, window: options.windowCells };
    this.bytes = kvPoolBytes(description, options);
    const parts = (['full', 'window'] as const).flatMap((group) => {
      const { sourceLayers } = this.layout[group];
      if (sourceLayers.length > 0) checkCells(group, this.cells[group]);
      return sourceLayers.flatMap((layer) => {
        const { keys, values } = cellElements(description.layers[layer]!.attention);
        const widths = values === 0 ? [keys] : [keys, values];
        return widths.map((width) => ({ layer, width, shape: [width, placedCells(backend, this.cells[group])] }));
      });
    });
    this.#store = new TensorStore(backend, parts.length);
    const placed = this.#store.allocate(parts.map(({ shape }) => ({ type, shape })));
    for (const [i, { layer, width }] of parts.entries()) {
      const { tensor } = placed[i]!;
      const before = this.#tensors.get(layer);
      const part = { tensor, cellBytes: width * elementBytes };
      this.#tensors.set(layer, {
        keys: before?.keys ?? tensor,
        values: before === undefined ? undefined : tensor,
        parts: [...(before?.parts ?? []), part],
      });
    }
  }

  /** The tensors of a source layer. */
  tensors(sourceLayer: number): KvTensors {
    return this.#tensors.get(sourceLayer)!;
  }

  /**
   * The content of cells, to be kept elsewhere: for each source layer of the group its keys of all the cells, then its
   * values, [cells, elements] of the pool's type each, little-endian. cells.length x bytesPerCell bytes, in `payload`
   * where one is given.
   */
  readCells(
    group: KvGroupName,
    cells: Uint32Array,
    payload: Uint8Array = new Uint8Array(cells.length * this.layout[group].bytesPerCell),
  ): Uint8Array {
    this.#checkPayload(group, cells, payload);
    this.#transfer(group, cells, (tensor, tensorAt, payloadAt, bytes) =>
      this.#store.g.read(tensor, payload.subarray(payloadAt, payloadAt + bytes), tensorAt, bytes),
    );
    return payload;
  }

  /** Puts a payload of `readCells` into cells. @throws FulgurError when its size is not that of the cells. */
  writeCells(group: KvGroupName, cells: Uint32Array, payload: Uint8Array): void {
    this.#checkPayload(group, cells, payload);
    this.#transfer(group, cells, (tensor, tensorAt, payloadAt, bytes) =>
      this.#store.g.write(tensor, payload.subarray(payloadAt, payloadAt + bytes), tensorAt, bytes),
    );
  }

  close(): void {
    this.#store.close();
  }

  #checkPayload(group: KvGroupName, cells: Uint32Array, payload: Uint8Array): void {
    const expected = cells.length * this.layout[group].bytesPerCell;
    if (payload.length === expected) return;
    throw new FulgurError(
      Code.INVALID_ARGUMENT,
      `a payload of ${cells.length} ${group} cells has ${expected} bytes, not ${payload.length}`,
    );
  }

  #transfer(
    group: KvGroupName,
    cells: Uint32Array,
    move: (tensor: Tensor, tensorAt: number, payloadAt: number, bytes: number) => void,
  ): void {
    const runs = consecutiveRuns(cells, this.cells[group]);
    let payloadAt = 0;
    for (const layer of this.layout[group].sourceLayers) {
      for (const { tensor, cellBytes } of this.#tensors.get(layer)!.parts) {
        for (const { first, count } of runs) {
          move(tensor, first * cellBytes, payloadAt, count * cellBytes);
          payloadAt += count * cellBytes;
        }
      }
    }
  }
}

/** Other devices than the CPU attend to whole units of cells, the last ones included. */
function placedCells(backend: Backend, cells: number): number {
  return backend.isCpu ? cells : Math.ceil(cells / cellUnit) * cellUnit;
}

function checkCells(group: KvGroupName, cells: number): void {
  if (Number.isInteger(cells) && cells >= 1 && cells <= 1 << 30) return;
  throw new FulgurError(Code.INVALID_ARGUMENT, `the KV pool needs 1 to ${1 << 30} ${group} cells, not ${cells}`);
}

function consecutiveRuns(cells: Uint32Array, limit: number): { first: number; count: number }[] {
  const runs: { first: number; count: number }[] = [];
  for (const cell of cells) {
    if (cell >= limit) throw new FulgurError(Code.INTERNAL, `cell ${cell} is outside the pool of ${limit}`);
    const last = runs.at(-1);
    if (last !== undefined && cell === last.first + last.count) last.count++;
    else runs.push({ first: cell, count: 1 });
  }
  return runs;
}
