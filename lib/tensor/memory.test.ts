import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FulgurError } from '../wire/errors.ts';
import { cLibrary, native, type Pointer } from './ffi.ts';
import { MappedFile, Memory, pageBytes } from './memory.ts';

const mebibyte = 1 << 20;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fulgur-memory-'));
});
afterAll(() => rm(folder, { recursive: true }));

const copy = native<(target: Uint8Array, source: Pointer, bytes: number) => void>(
  cLibrary(),
  'void memcpy(void *target, void *source, size_t n)',
);

function bytesAt(address: Pointer, offset: number, length: number): Uint8Array {
  const out = new Uint8Array(length);
  copy(out, address + BigInt(offset), length);
  return out;
}

/** Bytes of the process's memory that lie in the mapping at `address`. */
async function residentBytes(address: Pointer): Promise<number> {
  const maps = await readFile('/proc/self/smaps', 'utf8');
  const entry = maps.slice(maps.search(new RegExp(`^0*${address.toString(16)}-`, 'm')));
  return Number(/^Rss:\s+(\d+) kB$/m.exec(entry)![1]) * 1024;
}

/** A file of `bytes` zeros that takes no room on the disk, with a mark at each of the offsets. */
async function sparseFile(name: string, bytes: number, marks: Record<number, string> = {}): Promise<string> {
  const path = join(folder, name);
  const file = await open(path, 'w');
  await file.truncate(bytes);
  for (const [offset, mark] of Object.entries(marks)) await file.write(mark, Number(offset));
  await file.close();
  return path;
}

describe('a mapped file', () => {
  it('far larger than memory takes only the room of what is populated, until that is released', async () => {
    const at = 5 * 1024 * mebibyte;
    const file = MappedFile.open(await sparseFile('large', 64 * 1024 * mebibyte, { [at + 7]: 'here' }));
    expect(await residentBytes(file.address)).toBe(0);
    await file.populate(at, 4 * mebibyte);
    const held = await residentBytes(file.address);
    expect(held).toBeGreaterThanOrEqual(4 * mebibyte);
    expect(held).toBeLessThan(5 * mebibyte);
    expect(Buffer.from(bytesAt(file.address, at + 7, 4)).toString()).toBe('here');
    file.release(at, 4 * mebibyte);
    expect(await residentBytes(file.address)).toBe(0);
    expect(Buffer.from(bytesAt(file.address, at + 7, 4)).toString()).toBe('here');
    file.close();
  });

  it('is read to its last byte, which no page ends with', async () => {
    const file = MappedFile.open(await sparseFile('odd', 3 * pageBytes + 5, { [3 * pageBytes + 1]: 'last' }));
    await file.populate(3 * pageBytes + 1, 4);
    expect(Buffer.from(bytesAt(file.address, 3 * pageBytes + 1, 4)).toString()).toBe('last');
    file.close();
  });

  it('that was shortened meanwhile is an error at the next load, not the end of the process', async () => {
    const path = await sparseFile('shortened', 8 * mebibyte);
    const file = MappedFile.open(path);
    await file.populate(0, mebibyte);
    await writeFile(path, 'short');
    const error = await file.populate(4 * mebibyte, mebibyte).catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(FulgurError);
    expect((error as FulgurError).message).toContain(path);
    file.close();
  });

  it('may be closed while it is being read, and again', async () => {
    const file = MappedFile.open(await sparseFile('closing', 256 * mebibyte));
    const reading = file.populate(0, 256 * mebibyte);
    file.prefetch(0, mebibyte);
    file.close();
    file.close();
    await expect(reading).resolves.toBeUndefined();
    file.release(0, mebibyte);
  });
});

describe('memory', () => {
  it('takes room only where it was filled, and gives it back', async () => {
    const path = await sparseFile('source', 4 * mebibyte, { 100: 'data' });
    const memory = new Memory(16 * 1024 * mebibyte, { sparse: true });
    const source = await open(path);
    const at = 8 * 1024 * mebibyte;
    await memory.fill(at, source.fd, 0, 4 * mebibyte);
    expect(await residentBytes(memory.address)).toBeLessThan(5 * mebibyte);
    expect(Buffer.from(bytesAt(memory.address, at + 100, 4)).toString()).toBe('data');
    memory.release(at, 4 * mebibyte);
    expect(await residentBytes(memory.address)).toBe(0);
    expect(bytesAt(memory.address, at + 100, 4)).toEqual(new Uint8Array(4));
    await source.close();
    memory.close();
    memory.close();
  });

  it('says so when the file ends before the range does', async () => {
    const source = await open(await sparseFile('end', 100));
    const memory = new Memory(pageBytes);
    await expect(memory.fill(0, source.fd, 50, 100)).rejects.toThrow(/reading 100 bytes at 50 .* it was truncated/);
    await source.close();
    memory.close();
  });

  it('beyond the address space is refused by its size', () => {
    expect(() => new Memory(2 ** 50)).toThrow(/cannot map 1125899906842624 bytes of memory/);
  });
});
