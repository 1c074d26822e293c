import { execFileSync } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { RetryableError } from '../../lib/wire/errors.ts';
import type { BlockName } from './block.ts';
import { DiskTier, type DiskTierOptions } from './disk-tier.ts';
import { testBlock, withFolder } from './testing.ts';

const mebibyte = 1024 * 1024;

function open(path: string, over: Partial<DiskTierOptions> = {}): DiskTier {
  let now = 1_700_000_000_000;
  return DiskTier.open({ path, limitBytes: 16 * mebibyte, unixMs: () => now++, onCorrupt: () => {}, ...over });
}

function flipByteInside(file: string, payload: Uint8Array): void {
  const bytes = readFileSync(file);
  const at = bytes.indexOf(payload.subarray(0, 64));
  expect(at).toBeGreaterThan(0);
  bytes[at + 5000]! ^= 1;
  writeFileSync(file, bytes);
}

describe('disk tier', () => {
  test('blocks survive closing and opening again, bit for bit', async () => {
    await withFolder(async (path) => {
      const first = open(path);
      for (let n = 0; n < 20; n++) first.write(testBlock(n, 40_000 + n));
      await first.close(true);
      const second = open(path);
      expect(second.count).toBe(20);
      for (let n = 0; n < 20; n++) {
        const block = testBlock(n, 40_000 + n);
        expect(Buffer.compare(second.read(block.name)!.payload, block.payload)).toBe(0);
      }
      await second.close(false);
    });
  });

  test('what was written before the process was killed is there afterwards', async () => {
    await withFolder(async (path) => {
      const killed = open(join(path, 'kv'));
      for (let n = 0; n < 10; n++) killed.write(testBlock(n, 70_000));
      // The files as a killed process leaves them: never closed, never flushed.
      await cp(join(path, 'kv'), join(path, 'left'), { recursive: true });
      const next = open(join(path, 'left'));
      expect(next.count).toBe(10);
      for (let n = 0; n < 10; n++) expect(next.read(testBlock(n, 70_000).name)).toBeDefined();
      await next.close(false);
      await killed.close(false);
    });
  });

  test('the order of use survives a restart: what was read lately stays', async () => {
    await withFolder(async (path) => {
      let now = 1000;
      const clock = { unixMs: () => now++, limitBytes: mebibyte };
      const first = open(path, clock);
      for (let n = 0; n < 8; n++) first.write(testBlock(n, 90_000));
      first.read(testBlock(0, 90_000).name);
      first.saveOrder();
      await first.close(true);
      const second = open(path, clock);
      expect(second.write(testBlock(9, 90_000))).toEqual([testBlock(1, 90_000).name]);
      expect(second.has(testBlock(0, 90_000).name)).toBe(true);
      await second.close(false);
    });
  });

  test('the file stays under its limit while blocks of any size come and go', async () => {
    await withFolder(async (path) => {
      const tier = open(path, { limitBytes: 16 * mebibyte });
      for (let n = 0; n < 600; n++) tier.write(testBlock(n, 5_000 + ((n * 7919) % 200_000)));
      expect(tier.count).toBeGreaterThan(30);
      expect(statSync(join(path, 'data.mdb')).size).toBeLessThanOrEqual(16 * mebibyte);
      await tier.close(false);
    });
  });

  test('a block that was damaged on disk is never served, is reported and is gone', async () => {
    await withFolder(async (path) => {
      const [good, bad] = [testBlock(1, 50_000), testBlock(2, 60_000)];
      const first = open(path);
      first.write(good);
      first.write(bad);
      await first.close(true);
      flipByteInside(join(path, 'data.mdb'), bad.payload);
      const corrupt: BlockName[] = [];
      const second = open(path, { onCorrupt: (name) => corrupt.push(name) });
      expect(second.read(bad.name)).toBeUndefined();
      expect(corrupt).toEqual([bad.name]);
      expect(second.has(bad.name)).toBe(false);
      expect(second.read(good.name)).toBeDefined();
      await second.close(false);
    });
  });

  test.each([
    ['is no database', () => Buffer.alloc(100_000, 0x5a)],
    ['is empty', () => Buffer.alloc(0)],
    ['was cut short', (whole: Buffer) => whole.subarray(0, whole.length - 8192)],
  ])('a file that %s is replaced by a new one', async (_what, damage) => {
    await withFolder(async (path) => {
      const first = open(path);
      first.write(testBlock(1, 50_000));
      await first.close(true);
      const file = join(path, 'data.mdb');
      writeFileSync(file, damage(readFileSync(file)));
      const second = open(path);
      expect(second.count).toBe(0);
      second.write(testBlock(2, 50_000));
      expect(second.read(testBlock(2, 50_000).name)).toBeDefined();
      await second.close(false);
    });
  });

  test('a file that was open when the machine went down is not trusted', async () => {
    await withFolder(async (path) => {
      const first = open(path);
      first.write(testBlock(1, 50_000));
      await first.close(false);
      writeFileSync(join(path, 'state'), 'fulgur-kv-1\n00000000-another-boot\n');
      const second = open(path);
      expect(second.count).toBe(0);
      await second.close(false);
    });
  });

  test('a path that cannot be a folder is refused by name', async () => {
    await withFolder(async (path) => {
      const file = join(path, 'file');
      writeFileSync(file, '');
      expect(() => open(join(file, 'kv'))).toThrow(RetryableError);
      expect(() => open(join(file, 'kv'))).toThrow(/cannot open the disk tier at .*file\/kv: .*ENOTDIR/);
    });
  });

  test('a full file system fails the write by name, keeps what is there, and works again after room is made', async (context) => {
    await withFolder(async (path) => {
      try {
        execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', path], { stdio: 'pipe' });
      } catch (error) {
        context.skip(
          `cannot mount a small file system here: ${String((error as Error).message)
            .split('\n')
            .at(-2)}`,
        );
      }
      try {
        writeFileSync(join(path, 'other'), Buffer.alloc(4 * mebibyte));
        const tier = open(join(path, 'kv'));
        tier.write(testBlock(1, 500_000));
        const fill = () => {
          for (let n = 2; n < 12; n++) tier.write(testBlock(n, 500_000));
        };
        expect(fill).toThrow(/cannot write the disk tier at .*kv: .* \(\d+ bytes are free there\)/);
        expect(tier.read(testBlock(1, 500_000).name)).toBeDefined();
        await rm(join(path, 'other'));
        tier.probe();
        fill();
        expect(tier.read(testBlock(6, 500_000).name)).toBeDefined();
        await tier.close(false);
      } finally {
        execFileSync('umount', [path]);
      }
    });
  });
});
