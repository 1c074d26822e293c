// How many experts of each layer a shard may hold, from what it can keep in memory.
import { Code, FulgurError } from '../../../lib/wire/errors.ts';

export interface ShardCapacity {
  readonly id: string;
  /** Bytes of expert weights that fit; 0 means no limit. */
  readonly capacityBytes: number;
}

export interface LayerSize {
  readonly experts: number;
  readonly bytesPerExpert: number;
}

export interface SlotQuotas {
  /** Copies of experts per layer: the number of experts and as many spare slots as fit. */
  readonly slots: number[];
  /** [layer][shard]: most experts of the layer on the shard. Holding that many of every layer fits its capacity. */
  readonly most: number[][];
}

/**
 * Shares the slots of each layer out evenly, less to shards with less room. Spare slots that do not fit are given up.
 * Throws RESOURCE_EXHAUSTED when not even one copy of each expert fits.
 */
export function slotQuotas(
  layers: readonly LayerSize[],
  shards: readonly ShardCapacity[],
  redundantSlots: number,
): SlotQuotas {
  for (let spare = redundantSlots; spare >= 0; spare--) {
    const slots = layers.map(({ experts }) => experts + Math.min(spare, experts * (shards.length - 1)));
    const most = shareOut(layers, slots, shards);
    if (most !== undefined) return { slots, most };
  }
  const needed = layers.reduce((sum, layer) => sum + layer.experts * layer.bytesPerExpert, 0);
  const present = shards.reduce((sum, shard) => sum + shard.capacityBytes, 0);
  throw new FulgurError(
    Code.RESOURCE_EXHAUSTED,
    `the model's experts need ${needed} bytes and the ${shards.length} shards hold ${present}: add shards or raise weight-capacity-bytes`,
  );
}

function shareOut(
  layers: readonly LayerSize[],
  slots: readonly number[],
  shards: readonly ShardCapacity[],
): number[][] | undefined {
  const total = layers.reduce((sum, layer, index) => sum + slots[index]! * layer.bytesPerExpert, 0);
  const room = shards.map(({ capacityBytes }) => (capacityBytes > 0 ? capacityBytes : Number.POSITIVE_INFINITY));
  const targets = fill(room, total);
  if (targets === undefined) return undefined;
  // A shard whose room holds its share rounded up in every layer need not be held to the exact share.
  const roomy = shards.map((_, shard) => {
    const rounded = layers.reduce((sum, layer, index) => {
      return sum + Math.ceil(share(slots[index]!, targets, shard)) * layer.bytesPerExpert;
    }, 0);
    return rounded <= room[shard]!;
  });
  const left = [...targets];
  const most: number[][] = [];
  for (const [index, { experts, bytesPerExpert }] of layers.entries()) {
    const exact = shards.map((_, shard) => share(slots[index]!, left, shard));
    const limit = shards.map((_, shard) => Math.min(experts, fits(room[shard]!, bytesPerExpert)));
    const rounded = roundToSum(exact, limit, slots[index]!);
    if (rounded === undefined) return undefined;
    most.push(
      rounded.map((quota, shard) =>
        roomy[shard] ? Math.min(limit[shard]!, Math.max(quota, even(slots[index]!, targets, shard))) : quota,
      ),
    );
    for (const [shard, quota] of rounded.entries()) {
      left[shard] = Math.max(0, left[shard]! - quota * bytesPerExpert);
      room[shard] = room[shard]! - most[index]![shard]! * bytesPerExpert;
    }
  }
  return most;
}

const even = (slots: number, targets: readonly number[], shard: number) =>
  Math.ceil(share(slots, targets, shard) - 1e-9);

function share(slots: number, targets: readonly number[], shard: number): number {
  const sum = targets.reduce((total, target) => total + target, 0);
  return sum === 0 ? slots / targets.length : (slots * targets[shard]!) / sum;
}

function fits(roomBytes: number, bytesPerExpert: number): number {
  return bytesPerExpert === 0 ? Number.POSITIVE_INFINITY : Math.floor(roomBytes / bytesPerExpert + 1e-9);
}

/** Equal amounts that sum to `total`, none above its room; undefined when the rooms do not suffice. */
function fill(room: readonly number[], total: number): number[] | undefined {
  const amounts = room.map(() => 0);
  let open = room.map((_, index) => index);
  let left = total;
  while (open.length > 0) {
    const each = left / open.length;
    const full = open.filter((index) => room[index]! <= each);
    if (full.length === 0) {
      for (const index of open) amounts[index] = each;
      return amounts;
    }
    for (const index of full) {
      amounts[index] = room[index]!;
      left -= room[index]!;
    }
    open = open.filter((index) => !full.includes(index));
  }
  return left <= 1e-6 * total ? amounts : undefined;
}

/** Whole numbers near `exact`, none above `limit`, that sum to `sum`; undefined when the limits do not allow it. */
function roundToSum(exact: readonly number[], limit: readonly number[], sum: number): number[] | undefined {
  const rounded = exact.map((value, index) => Math.min(Math.floor(value + 1e-9), limit[index]!));
  let missing = sum - rounded.reduce((total, value) => total + value, 0);
  while (missing > 0) {
    let best = -1;
    for (let index = 0; index < rounded.length; index++) {
      if (rounded[index]! >= limit[index]!) continue;
      if (best < 0 || exact[index]! - rounded[index]! > exact[best]! - rounded[best]! + 1e-9) best = index;
    }
    if (best < 0) return undefined;
    rounded[best]!++;
    missing--;
  }
  return rounded;
}
