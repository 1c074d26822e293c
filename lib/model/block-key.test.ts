import { describe, expect, it } from 'vitest';
import { BlockKeyChain, blockKeys, joinKeys, keyText, splitKeys } from './block-key.ts';

const scope = { modelFingerprint: 'model-a', cacheSalt: new Uint8Array([1, 2]) };
const tokens = Array.from({ length: 100 }, (_, i) => i * 7);
const texts = (keys: Uint8Array[]) => keys.map(keyText);

describe('block keys', () => {
  it('names full blocks only', () => {
    expect(blockKeys(scope, tokens)).toHaveLength(3);
    expect(blockKeys(scope, tokens.slice(0, 31))).toHaveLength(0);
  });

  it('change from the first different token on, and stay equal before it', () => {
    const other = tokens.with(40, 1);
    const a = texts(blockKeys(scope, tokens));
    const b = texts(blockKeys(scope, other));
    expect(b[0]).toBe(a[0]);
    expect(b[1]).not.toBe(a[1]);
    expect(b[2]).not.toBe(a[2]);
  });

  it('differ between models and between tenants', () => {
    const [first] = texts(blockKeys(scope, tokens));
    expect(texts(blockKeys({ ...scope, modelFingerprint: 'model-b' }, tokens))[0]).not.toBe(first);
    expect(texts(blockKeys({ ...scope, cacheSalt: new Uint8Array([1]) }, tokens))[0]).not.toBe(first);
    const moved = { modelFingerprint: 'model-a\u0001', cacheSalt: new Uint8Array([2]) };
    expect(texts(blockKeys(moved, tokens))[0]).not.toBe(first);
  });

  it('are the same computed at once or block by block', () => {
    const chain = new BlockKeyChain(scope);
    const keys = [chain.next(tokens.slice(0, 32)), chain.next(tokens.slice(32, 64))];
    expect(texts(keys)).toEqual(texts(blockKeys(scope, tokens)).slice(0, 2));
  });

  it('survive joining and splitting', () => {
    const keys = blockKeys(scope, tokens);
    expect(texts(splitKeys(joinKeys(keys)))).toEqual(texts(keys));
  });
});
