// A block as this service keeps it: a name, its bytes and their checksum.
import { createHash } from 'node:crypto';
import { blockKeyBytes, keyText } from '../../lib/model/block-key.ts';
import { invalid } from '../../lib/wire/errors.ts';
import { fulgur } from '../../proto/gen/fulgur.js';

/** 64 hexadecimal digits of the key and one letter for the part: `f` (full) or `w` (window). */
export type BlockName = string;

/** Bytes of a checksum: the first half of a SHA-256. */
export const checksumBytes = 16;

/** Bytes that an index entry costs beside the payload; counted so that many small blocks cannot pass the limit. */
export const entryOverheadBytes = 256;

export interface Block {
  readonly name: BlockName;
  readonly payload: Uint8Array;
  /** First 16 bytes of SHA-256(payload). */
  readonly checksum: Uint8Array;
}

const Part = fulgur.v1.BlockPart;

/** The name of `id`; INVALID_ARGUMENT when the key's length or the part is not one of the protocol's. */
export function blockName(id: fulgur.v1.IBlockId | null | undefined, field: string): BlockName {
  const key = id?.key;
  if (!key || key.length !== blockKeyBytes) {
    throw invalid(`${field}.key`, `${field}.key has ${key?.length ?? 0} bytes; a block key has ${blockKeyBytes}`);
  }
  if (id.part === Part.BLOCK_PART_FULL) return `${keyText(key)}f`;
  if (id.part === Part.BLOCK_PART_WINDOW) return `${keyText(key)}w`;
  throw invalid(`${field}.part`, `${field}.part is ${id.part ?? 0}; use 1 (full) or 2 (window)`);
}

/** The key of a block as text, without its part. */
export function keyDigits(name: BlockName): string {
  return name.slice(0, 2 * blockKeyBytes);
}

export function isFullPart(name: BlockName): boolean {
  return name.endsWith('f');
}

export function blockId(name: BlockName): fulgur.v1.IBlockId {
  return {
    key: Buffer.from(keyDigits(name), 'hex'),
    part: isFullPart(name) ? Part.BLOCK_PART_FULL : Part.BLOCK_PART_WINDOW,
  };
}

export function checksumOf(payload: Uint8Array): Uint8Array {
  return createHash('sha256').update(payload).digest().subarray(0, checksumBytes);
}

export function isIntact(block: Block): boolean {
  return block.checksum.length === checksumBytes && Buffer.compare(checksumOf(block.payload), block.checksum) === 0;
}

/** `bytes` in memory of its own when it is a small view of a large buffer, which it would keep alive. */
export function detached(bytes: Uint8Array): Uint8Array {
  return bytes.buffer.byteLength > bytes.byteLength + 4096 ? new Uint8Array(bytes) : bytes;
}
