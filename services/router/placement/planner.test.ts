import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { LayerPlacement } from '../../../lib/cluster/plan.ts';
import { type LayerLoad, type PlannerInput, planInSteps, planPlacement, type ShardCapacity } from './planner.ts';
import { randomNumbers } from './testing.ts';

const shards = (count: number, capacityBytes = 0): ShardCapacity[] =>
  Array.from({ length: count }, (_, index) => ({ id: `shard-${index}`, capacityBytes }));

const uniform = (layers: number, experts: number, bytesPerExpert = 100): LayerLoad[] =>
  Array.from({ length: layers }, (_, layer) => ({ layer, load: new Array<number>(experts).fill(1), bytesPerExpert }));

function held(layer: LayerPlacement): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { shardIds } of layer.experts) for (const id of shardIds) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

function expectSound(input: PlannerInput, layers: readonly LayerPlacement[]): void {
  const known = new Set(input.shards.map(({ id }) => id));
  const bytes = new Map<string, number>();
  for (const [index, layer] of layers.entries()) {
    expect(layer.experts).toHaveLength(input.layers[index]!.load.length);
    for (const { shardIds } of layer.experts) {
      expect(shardIds.length).toBeGreaterThan(0);
      expect(new Set(shardIds).size).toBe(shardIds.length);
      for (const id of shardIds) {
        expect(known.has(id)).toBe(true);
        bytes.set(id, (bytes.get(id) ?? 0) + input.layers[index]!.bytesPerExpert);
      }
    }
  }
  for (const { id, capacityBytes } of input.shards) {
    if (capacityBytes > 0) expect(bytes.get(id) ?? 0).toBeLessThanOrEqual(capacityBytes);
  }
}

function randomInput(random: () => number): PlannerInput {
  const whole = (low: number, high: number) => low + Math.floor(random() * (high - low + 1));
  const shardCount = whole(1, 9);
  const experts = whole(1, 40);
  const skew = random() * 4;
  const layers = Array.from({ length: whole(1, 4) }, (_, layer) => ({
    layer: layer * 2 + 1,
    load: Array.from({ length: experts }, () => (random() < 0.1 ? 0 : random() ** (1 + skew) * 1000)),
    bytesPerExpert: whole(1, 3) * 64,
  }));
  const needed = layers.reduce((sum, layer) => sum + experts * layer.bytesPerExpert, 0);
  const largest = Math.max(...layers.map((layer) => layer.bytesPerExpert));
  const list = shards(shardCount).map((shard) => {
    const room = random() < 0.5 ? 0 : Math.ceil((needed / shardCount) * (1.1 + random())) + 4 * largest * layers.length;
    return { ...shard, capacityBytes: room };
  });
  return { layers, shards: list, redundantSlots: whole(0, 6) };
}

describe('the placement planner', () => {
  it('balances the example that DeepSeek publishes with EPLB at least as well as published', () => {
    const example = JSON.parse(readFileSync('test/data/eplb_example.json', 'utf8')) as {
      load: number[][];
      replicas: number;
      devices: number;
      physical_to_logical: number[][];
    };
    const input: PlannerInput = {
      layers: example.load.map((load, layer) => ({ layer, load, bytesPerExpert: 1 })),
      shards: shards(example.devices, 0),
      redundantSlots: example.replicas - example.load[0]!.length,
    };
    const planned = planPlacement(input);
    expectSound(input, planned.layers);
    for (const [index, load] of example.load.entries()) {
      const physical = example.physical_to_logical[index]!;
      const copies = load.map((_, expert) => physical.filter((id) => id === expert).length);
      const perDevice = example.replicas / example.devices;
      const published = Array.from({ length: example.devices }, (_, device) =>
        physical
          .slice(device * perDevice, (device + 1) * perDevice)
          .reduce((sum, expert) => sum + load[expert]! / copies[expert]!, 0),
      );
      const mean = load.reduce((sum, value) => sum + value, 0) / example.devices;
      expect(planned.imbalance[index]!.ratio).toBeLessThanOrEqual(Math.max(...published) / mean + 1e-9);
      const counts = held(planned.layers[index]!);
      expect([...counts.values()]).toEqual(new Array(example.devices).fill(perDevice));
    }
  });

  it('gives every expert a holder within every limit, on random inputs and through random changes', () => {
    for (let seed = 1; seed <= 100; seed++) {
      const random = randomNumbers(seed * 7919);
      const input = randomInput(random);
      const first = planPlacement(input);
      expectSound(input, first.layers);
      const fewer = { ...input, shards: input.shards.map((shard) => ({ ...shard, capacityBytes: 0 })).slice(1) };
      if (fewer.shards.length > 0) {
        const afterLeave = { ...fewer, previous: first.layers };
        const second = planPlacement(afterLeave);
        expectSound(afterLeave, second.layers);
        const heated = input.layers.map((layer) => ({ ...layer, load: Array.from(layer.load, () => random() * 100) }));
        const afterHeat = { ...input, layers: heated, previous: second.layers };
        const third = planPlacement(afterHeat);
        expectSound(afterHeat, third.layers);
      }
      expect(planPlacement(input)).toEqual(first);
      expect(planPlacement({ ...input, shards: [...input.shards].reverse() })).toEqual(first);
    }
  });

  it('spreads uniform load within one expert of even', () => {
    for (let shardCount = 1; shardCount <= 12; shardCount++) {
      for (const [experts, redundantSlots] of [
        [12, 0],
        [16, 5],
        [64, 8],
      ] as const) {
        const planned = planPlacement({ layers: uniform(2, experts), shards: shards(shardCount), redundantSlots });
        for (const layer of planned.layers) {
          const counts = shards(shardCount).map(({ id }) => held(layer).get(id) ?? 0);
          expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
        }
      }
    }
  });

  it('gives the spare slots to the experts whose copies carry most', () => {
    const load = [120, 1, 1, 1, 20, 1, 1, 1];
    const planned = planPlacement({
      layers: [{ layer: 0, load, bytesPerExpert: 1 }],
      shards: shards(4),
      redundantSlots: 3,
    });
    expect(planned.layers[0]!.experts.map(({ shardIds }) => shardIds.length)).toEqual([4, 1, 1, 1, 1, 1, 1, 1]);
  });

  it('moves nothing when the previous plan is balanced enough', () => {
    const random = randomNumbers(5);
    const layers = uniform(3, 32).map((layer) => ({ ...layer, load: layer.load as number[] }));
    const first = planPlacement({ layers, shards: shards(4), redundantSlots: 4 });
    const drifted = layers.map((layer) => ({ ...layer, load: layer.load.map(() => 1 + 0.05 * random()) }));
    const second = planPlacement({ layers: drifted, shards: shards(4), redundantSlots: 4, previous: first.layers });
    expect(second.moves).toBe(0);
    expect(second.layers).toEqual(first.layers);
  });

  it('moves only the experts of a shard that leaves', () => {
    const layers = uniform(4, 24);
    const first = planPlacement({ layers, shards: shards(4), redundantSlots: 0 });
    const second = planPlacement({ layers, shards: shards(3), redundantSlots: 0, previous: first.layers });
    expect(second.moves).toBe(4 * 6);
    for (const [index, layer] of second.layers.entries()) {
      for (const [expert, { shardIds }] of layer.experts.entries()) {
        const before = first.layers[index]!.experts[expert]!.shardIds;
        if (!before.includes('shard-3')) expect(shardIds).toEqual(before);
      }
    }
  });

  it('moves just a fair share to a shard that joins', () => {
    const layers = uniform(4, 24);
    const first = planPlacement({ layers, shards: shards(3), redundantSlots: 0 });
    const second = planPlacement({ layers, shards: shards(4), redundantSlots: 0, previous: first.layers });
    expect(second.moves).toBe(4 * 6);
    for (const layer of second.layers) expect(held(layer).get('shard-3')).toBe(6);
  });

  it('takes skewed load apart with few moves', () => {
    const random = randomNumbers(11);
    const first = planPlacement({ layers: uniform(1, 64), shards: shards(8), redundantSlots: 8 });
    const load = Array.from({ length: 64 }, () => random() ** 3 * 1000);
    const input = { layers: [{ layer: 0, load, bytesPerExpert: 100 }], shards: shards(8), redundantSlots: 8 };
    const repaired = planPlacement({ ...input, previous: first.layers });
    expect(repaired.imbalanceRatio).toBeLessThanOrEqual(1.1);
    expect(repaired.moves).toBeLessThan(36);
  });

  it('gives up spare slots that do not fit, and says how much is missing when the experts do not', () => {
    const layers = uniform(2, 8);
    const tight = planPlacement({ layers, shards: shards(2, 800), redundantSlots: 4 });
    expectSound({ layers, shards: shards(2, 800), redundantSlots: 4 }, tight.layers);
    expect(tight.moves).toBe(16);
    expect(() => planPlacement({ layers, shards: shards(2, 700), redundantSlots: 4 })).toThrow(
      /need 1600 bytes and the 2 shards hold 1400: add shards/,
    );
    expect(() => planPlacement({ layers, shards: [], redundantSlots: 0 })).toThrow(/no expert shard/);
  });

  it('gives a small shard what fits and the others the rest', () => {
    const input = {
      layers: uniform(4, 16),
      shards: [{ id: 'small', capacityBytes: 500 }, ...shards(2)],
      redundantSlots: 2,
    };
    const planned = planPlacement(input);
    expectSound(input, planned.layers);
    const small = planned.layers.reduce((sum, layer) => sum + (held(layer).get('small') ?? 0), 0);
    expect(small).toBe(5);
  });

  it('balances a large model and lets the process do other work between its layers', () => {
    const random = randomNumbers(3);
    const layers = Array.from({ length: 6 }, (_, layer) => ({
      layer,
      load: Array.from({ length: 256 }, () => random() ** 3),
      bytesPerExpert: 1,
    }));
    const steps = planInSteps({ layers, shards: shards(32), redundantSlots: 32 });
    let pauses = 0;
    let step = steps.next();
    for (; step.done !== true; step = steps.next()) pauses++;
    expect(pauses).toBe(6);
    expect(step.value.imbalanceRatio).toBeLessThan(1.05);
  });
});
