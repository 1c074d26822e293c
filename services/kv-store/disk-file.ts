// Whether LMDB can open a file: it does not say so itself, it ends the process on a file that is damaged or cut short.
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

// Layout of a meta page (LMDB data format 2, 64-bit): 24 bytes of page header, then
// magic u32, version u32, address u64, map size u64, page size u32, ..., last page u64 at 144, transaction u64 at 152.
const magicAt = 24;
const versionAt = 28;
const pageBytesAt = 48;
const lastPageAt = 144;
const transactionAt = 152;
const metaBytes = 160;

const magic = 0xbeefc0de;
const version = 2;

/** True when `file` is not there (LMDB makes it) or holds a whole database. */
export function isWholeDatabase(file: string): boolean {
  let descriptor: number;
  try {
    descriptor = openSync(file, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return true;
    throw error;
  }
  try {
    const size = fstatSync(descriptor).size;
    const first = readMeta(descriptor, 0);
    const second = first && readMeta(descriptor, first.pageBytes);
    if (!first || !second) return false;
    const newest = first.transaction > second.transaction ? first : second;
    return (newest.lastPage + 1n) * BigInt(newest.pageBytes) <= BigInt(size);
  } finally {
    closeSync(descriptor);
  }
}

function readMeta(
  descriptor: number,
  at: number,
): { pageBytes: number; lastPage: bigint; transaction: bigint } | undefined {
  const page = Buffer.alloc(metaBytes);
  if (readSync(descriptor, page, 0, metaBytes, at) !== metaBytes) return undefined;
  if (page.readUInt32LE(magicAt) !== magic || page.readUInt32LE(versionAt) !== version) return undefined;
  return {
    pageBytes: page.readUInt32LE(pageBytesAt),
    lastPage: page.readBigUInt64LE(lastPageAt),
    transaction: page.readBigUInt64LE(transactionAt),
  };
}
