import { z } from 'zod';
import { sharedOptions } from '../../lib/process/shared-config.ts';

const mebibyte = 1024 * 1024;

export const kvStoreConfig = z.strictObject({
  ...sharedOptions,
  /** Size of the RAM tier. */
  ramBytes: z
    .number()
    .int()
    .min(1 * mebibyte)
    .default(512 * mebibyte),
  /** Folder of the disk tier; each instance keeps a folder named for its id in it. Empty: no disk tier. */
  diskPath: z.string().default(''),
  /** Largest size of the disk tier's file. */
  diskBytes: z
    .number()
    .int()
    .min(8 * mebibyte)
    .default(4096 * mebibyte),
  /** After a failure the disk tier is tried again after this long, doubled with each failure up to `diskRetryMsMax`. */
  diskRetryMs: z.number().int().min(10).default(1_000),
  diskRetryMsMax: z.number().int().min(10).default(60_000),
  /** Largest payload of a block. */
  maxBlockBytes: z
    .number()
    .int()
    .min(1024)
    .max(512 * mebibyte)
    .default(16 * mebibyte),
  /** Most blocks that one call may name or bring. */
  maxBlocksPerRequest: z.number().int().min(1).default(4096),
});

export type KvStoreConfig = z.infer<typeof kvStoreConfig>;
