import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { packPolicy, unpackPolicy } from './policy-text.ts';

describe('a policy in the bucket', () => {
  it('is its text, packed where it is long, and reads as it was put', async () => {
    const short = 'version: kurz\n# ä 毒\n';
    expect((await packPolicy(short)).toString()).toBe(short);
    const long = short.repeat(40_000);
    expect((await packPolicy(long)).length).toBeLessThan(100_000);
    for (const yaml of ['', short, long]) expect(await unpackPolicy(await packPolicy(yaml))).toBe(yaml);
  });

  it('that is a bomb, damaged or no text says so', async () => {
    await expect(unpackPolicy(gzipSync(Buffer.alloc(100 << 20)))).rejects.toThrow(
      /unpacks to more than 16777216 bytes/,
    );
    await expect(unpackPolicy(Buffer.from([0x1f, 0x8b, 1, 2, 3]))).rejects.toThrow(/damaged gzip/);
    await expect(unpackPolicy(Buffer.from([0xff, 0xfe]))).rejects.toThrow(/not UTF-8/);
  });
});
