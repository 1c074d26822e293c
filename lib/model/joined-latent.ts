// Older files of latent attention hold the matrices that decompress keys and values as one, with the rows of a head's
// keys before those of its values. The one for keys is applied to queries here (latent-attention.ts), so it has to be
// transposed: both are copied once, when a model is loaded.
import type { Backend } from '../tensor/backend.ts';
import { GgmlType, type Tensor } from '../tensor/ggml.ts';
import { GraphSpace } from '../tensor/graph.ts';
import type { TensorStore } from '../tensor/tensor-store.ts';
import type { AttentionDescription, ModelDescription } from './description.ts';
import { f32Bytes } from './graph-pieces.ts';

const nodesMax = 16;

/** Layers whose file holds the two matrices as one. */
export function joinedLayers({ layers }: ModelDescription): readonly number[] {
  return layers.filter(({ attention }) => attention.latent?.isJoined === true).map(({ index }) => index);
}

/** Name of the tensor that holds both in a layer. */
export function joinedName(layer: number): string {
  return `blk.${layer}.attn_kv_b.weight`;
}

/** Puts the two matrices of every layer that needs it in the place of the one, in half or in single precision. */
export async function splitJoined(
  backend: Backend,
  store: TensorStore,
  description: ModelDescription,
  tensors: Map<string, Tensor>,
  options: { readonly exact: boolean },
): Promise<void> {
  const type = options.exact ? GgmlType.F32 : GgmlType.F16;
  const layers = joinedLayers(description).map((index) => description.layers[index]!);
  const placed = store.allocate(
    layers.flatMap(({ attention: { heads, latent } }) => {
      const { plainSize, keyValueRank, valueSize } = latent!;
      return [
        { type, shape: [plainSize, keyValueRank, heads] },
        { type, shape: [keyValueRank, valueSize, heads] },
      ];
    }),
  );
  const space = new GraphSpace(backend, nodesMax);
  try {
    for (const [i, { index, attention }] of layers.entries()) {
      const [keyUp, valueUp] = [placed[2 * i]!.tensor, placed[2 * i + 1]!.tensor];
      await split(space, tensors.get(joinedName(index))!, attention, keyUp, valueUp);
      tensors.delete(joinedName(index));
      tensors.set(`blk.${index}.attn_k_b.weight`, keyUp).set(`blk.${index}.attn_v_b.weight`, valueUp);
    }
  } finally {
    space.close();
  }
}

async function split(
  space: GraphSpace,
  joined: Tensor,
  { heads, latent }: AttentionDescription,
  keyUp: Tensor,
  valueUp: Tensor,
): Promise<void> {
  const { g } = space;
  const { plainSize, keyValueRank, valueSize } = latent!;
  const context = space.begin();
  const headRows = plainSize + valueSize;
  const rows = Int32Array.from({ length: heads * headRows }, (_, row) => row);
  // Rows of any type come out in single precision.
  const plain = g.getRows(context, joined, space.i32(rows, rows.length));
  const rowBytes = keyValueRank * f32Bytes;
  const part = (count: number, firstRow: number): Tensor =>
    g.view3(context, plain, keyValueRank, count, heads, rowBytes, headRows * rowBytes, firstRow * rowBytes);
  space.expand(g.copy(context, g.permute(context, part(plainSize, 0), 1, 0, 2, 3), keyUp));
  space.expand(g.copy(context, part(valueSize, plainSize), valueUp));
  await space.compute();
}
