// What the tests of this service share: blocks of known content, and temporary folders.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Block, checksumOf } from './block.ts';

/** Block number `n` with `size` bytes; equal numbers give equal blocks. */
export function testBlock(n: number, size: number, part: 'f' | 'w' = 'f'): Block {
  const payload = Buffer.alloc(size);
  let random = n + 1;
  for (let i = 0; i < size; i++) {
    random = (Math.imul(random, 1_664_525) + 1_013_904_223) >>> 0;
    payload[i] = random >>> 24;
  }
  const key = Buffer.alloc(32);
  key.writeUInt32BE(n, 0);
  return { name: `${key.toString('hex')}${part}`, payload, checksum: checksumOf(payload) };
}

export async function withFolder<T>(use: (path: string) => Promise<T>): Promise<T> {
  const path = await mkdtemp(join(tmpdir(), 'fulgur-kv-'));
  try {
    return await use(path);
  } finally {
    await rm(path, { recursive: true, force: true });
  }
}
