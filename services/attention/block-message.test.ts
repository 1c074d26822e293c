import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fulgur } from '../../proto/gen/fulgur.js';
import { BlockMessage } from './block-message.ts';

const id = { key: new Uint8Array(32).fill(7), part: fulgur.v1.BlockPart.BLOCK_PART_WINDOW };

describe('the message of a block', () => {
  it('reads as the KvBlock that it is, with the checksum of what was filled in', () => {
    const message = new BlockMessage(id, 100_000);
    message.payload.fill(3);
    const block = fulgur.v1.KvBlock.decode(message.seal().bytes);
    expect(Buffer.from(block.payload)).toEqual(Buffer.alloc(100_000, 3));
    expect(Buffer.from(block.id!.key!)).toEqual(Buffer.from(id.key));
    expect(block.id!.part).toBe(id.part);
    const hash = createHash('sha256').update(Buffer.alloc(100_000, 3)).digest();
    expect(Buffer.from(block.checksum)).toEqual(hash.subarray(0, 16));
  });

  it('takes the memory of one that was sent, where that is large enough', () => {
    const first = new BlockMessage(id, 1000);
    expect(new BlockMessage(id, 500, first.memory).memory).toBe(first.memory);
    const larger = new BlockMessage(id, 2000, first.memory);
    larger.payload.fill(9);
    expect(fulgur.v1.KvBlock.decode(larger.seal().bytes).payload.length).toBe(2000);
  });
});
