// Prefix blocks as a peer of a kv-store sends and asks for them.
import { createHash } from 'node:crypto';
import { keyText, splitKeys } from '../../lib/model/block-key.ts';
import type { Channel } from '../../lib/wire/client.ts';
import { KvStoreMethods } from '../../lib/wire/methods.ts';
import { fulgur } from '../../proto/gen/fulgur.js';

const deadlineMs = 10_000;

export function checksumOf(payload: Uint8Array): Uint8Array {
  return createHash('sha256').update(payload).digest().subarray(0, 16);
}

/** A block that no prompt asks for. Equal numbers give equal blocks. */
export function fillerBlock(number: number, bytes: number): fulgur.v1.IKvBlock {
  const payload = Buffer.alloc(bytes, number % 251);
  const key = createHash('sha256').update(`filler ${number}`).digest();
  return { id: { key, part: fulgur.v1.BlockPart.BLOCK_PART_FULL }, payload, checksum: checksumOf(payload) };
}

/** Stores `count` filler blocks, from number `first` on. */
export function storeFiller(peer: Channel, first: number, count: number, bytes: number) {
  const blocks = Array.from({ length: count }, (_, i) => fillerBlock(first + i, bytes));
  return peer.clientStream(KvStoreMethods.store, blocks, { deadlineMs });
}

/** Hexadecimal keys of everything that a kv-store serves. */
export async function listKeys(peer: Channel): Promise<string[]> {
  const keys: string[] = [];
  for await (const snapshot of peer.serverStream(KvStoreMethods.listBlocks, {}, { deadlineMs })) {
    keys.push(...splitKeys(snapshot.keys).map(keyText));
  }
  return keys;
}

/** Both parts of the blocks, as far as the kv-store has them. */
export async function fetchBlocks(peer: Channel, keys: readonly string[]): Promise<fulgur.v1.KvBlock[]> {
  const { BLOCK_PART_FULL, BLOCK_PART_WINDOW } = fulgur.v1.BlockPart;
  const blocks = keys.flatMap((key) =>
    [BLOCK_PART_FULL, BLOCK_PART_WINDOW].map((part) => ({ key: Buffer.from(key, 'hex'), part })),
  );
  const found: fulgur.v1.KvBlock[] = [];
  for await (const block of peer.serverStream(KvStoreMethods.fetch, { blocks }, { deadlineMs })) found.push(block);
  return found;
}
