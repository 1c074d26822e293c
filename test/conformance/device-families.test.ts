// What families need beyond plain attention and experts, on every device but the CPU that ggml finds here (see
// devices.test.ts for how to have one), against the CPU: weights in single, keys and values in half precision on both.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { otherDevices } from '../support/devices.ts';
import { relativeError } from '../support/numbers.ts';
import { engineLogits, promptOf } from './family-comparison.ts';
import { writeFamilyModel } from './family-model.ts';
import { families } from './family-specs.ts';
import { Subject } from './family-subject.ts';

/** Relative L2 error, at all positions but a few where two experts nearly tie. */
const errorMax = 5e-3;
const tiedPositionsMax = 0.05;
/** A tie at one position also changes what all later ones see. It takes another model then; an error is in all of them. */
const seeds = [7, 8, 9];
const promptLength = 48;
const greedy = [3, 99, 200];

const names = [
  'llama with factors on frequencies',
  'qwen2moe',
  'gpt-oss',
  'afmoe',
  'gemma2',
  'bailingmoe2',
  'phimoe beyond its original context',
  'hunyuan-moe',
  'deepseek2 as V3',
  'yi-lightning',
];
const chosen = families.filter(({ name }) => names.includes(name));
const { devices, libraryPath } = otherDevices();

describe.skipIf(devices.length > 0)('devices', () => {
  it.skip('ggml finds no other device than the CPU on this machine', () => {});
});

describe.each(devices)('device %s', (device) => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fulgur-device-families-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('has all families that are named here', () => {
    expect(chosen.map(({ name }) => name).sort()).toEqual([...names].sort());
  });

  it.each(chosen)('computes $name', async ({ build, wide }) => {
    const path = join(folder, 'model.gguf');
    const tokens = { prompt: promptOf(3, promptLength), greedy };
    const logitsOn = async (options: Parameters<typeof Subject.open>[1]): Promise<Float32Array[]> => {
      const subject = await Subject.open(path, { libraryPath, ...options });
      const logits = await engineLogits(subject.engine, subject.split, tokens, { chunks: [31] });
      await subject.close();
      return logits;
    };
    let least = Number.POSITIVE_INFINITY;
    for (const seed of seeds) {
      await writeFamilyModel(path, build(wide), 'f32', seed);
      const onCpu = await logitsOn({});
      const errors = (await logitsOn({ device })).map((row, i) => relativeError(row, onCpu[i]!)).sort((a, b) => a - b);
      least = Math.min(least, errors[Math.floor(errors.length * (1 - tiedPositionsMax))]!);
      if (least < errorMax) break;
    }
    expect(least).toBeLessThan(errorMax);
  });
});
