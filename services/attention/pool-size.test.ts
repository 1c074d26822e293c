import { beforeAll, describe, expect, it } from 'vitest';
import type { ModelDescription } from '../../lib/model/description.ts';
import { kvLayout, kvPoolBytes } from '../../lib/model/kv-pool.ts';
import { describeModel } from '../../lib/model/registry.ts';
import { GgufModel } from '../../lib/tensor/gguf.ts';
import { attentionConfig } from './config.ts';
import { checkWire, poolSize } from './pool-size.ts';
import { demoModel } from './testing/cluster.ts';

describe('the size of the KV pool', () => {
  let description: ModelDescription;
  const config = (options: Record<string, unknown> = {}) => attentionConfig.parse({ model: demoModel, ...options });
  const bytes = (options: Record<string, unknown>) => {
    const { fullBlocks, windowBlocks } = poolSize(config(options), description);
    return kvPoolBytes(description, { fullCells: fullBlocks * 32, windowCells: windowBlocks * 32 });
  };
  beforeAll(async () => {
    description = describeModel(await GgufModel.open(demoModel));
  });

  it('is the promised share of a full cache, and a block per sequence and the rows of a step more', () => {
    const [sequences, context, window] = [32, 1024, 128];
    const { full, window: group } = kvLayout(description);
    const fullCache = sequences * context * 8 * full.bytesPerCell; // 8 layers of keys and values
    const promised = fullCache * (1 / 8 + (3 / 4) * (window / context));
    const slackCells = sequences * 32 + 512 + 32;
    expect(bytes({ windowCacheTokens: 0 })).toBe(promised + slackCells * group.bytesPerCell);
    expect(bytes({})).toBeLessThan(0.3 * fullCache);
  });

  it('fits a given budget, and refuses one that holds no sequence', () => {
    expect(bytes({ kvPoolBytesMax: 12_000_000 })).toBeLessThanOrEqual(12_000_000);
    expect(() => bytes({ kvPoolBytesMax: 1 << 20 })).toThrow(
      'kvPoolBytesMax is 1048576, which holds 0 tokens; one sequence of 32 needs more: raise it or lower contextLength',
    );
    expect(() => bytes({ kvPoolTokens: 100, contextLength: 1024 })).toThrow(
      'kvPoolTokens is 100; one sequence of 1024 tokens needs 1024',
    );
    expect(poolSize(config({ kvPoolTokens: 2000, contextLength: 500 }), description)).toMatchObject({
      contextLength: 500,
      fullBlocks: 63,
    });
  });

  it('shortens contexts to what it has room for, where nobody asked for a length', () => {
    expect(poolSize(config({ kvPoolTokens: 100 }), description)).toMatchObject({ contextLength: 128, fullBlocks: 4 });
    expect(poolSize(config({ kvPoolTokens: 2000 }), description)).toMatchObject({
      contextLength: 1024,
      fullBlocks: 63,
    });
    const kvPoolBytesMax = bytes({ kvPoolTokens: 320 });
    expect(poolSize(config({ kvPoolBytesMax }), description)).toMatchObject({ contextLength: 320, fullBlocks: 10 });
    expect(() => bytes({ kvPoolBytesMax, contextLength: 1024 })).toThrow(
      `kvPoolBytesMax is ${kvPoolBytesMax}, which holds 320 tokens; one sequence of 1024 needs more`,
    );
  });

  it('refuses a longer context than the model has, and a step that is smaller than its sequences', () => {
    expect(() => bytes({ contextLength: 4096 })).toThrow('contextLength is 4096; the model was made for 1024');
    expect(() => bytes({ maxBatchTokens: 16 })).toThrow('maxBatchTokens is 16 and maxSequences 32');
  });

  it('refuses steps whose activations would not fit into one message', () => {
    expect(() => checkWire(config(), description)).not.toThrow();
    expect(() => checkWire(config({ maxMessageBytes: 1 << 20, maxBatchTokens: 4096 }), description)).toThrow(
      /maxBatchTokens is 4096: a batch has up to \d+ bytes and maxMessageBytes is 1048576/,
    );
    expect(() => checkWire(config({ wireDtype: 'q8_0' }), { ...description, hiddenSize: 100 })).toThrow(
      'multiple of 32',
    );
  });
});
