import { z } from 'zod';
import { sharedOptions } from '../../lib/process/shared-config.ts';

const mebibyte = 1024 * 1024;

export const expertShardConfig = z.strictObject({
  ...sharedOptions,
  model: z.string().min(1).describe('GGUF file of the model; of a split model, its first file'),
  threads: z.number().int().min(1).max(256).default(1).describe('threads that compute'),
  device: z
    .string()
    .optional()
    .describe('device that computes and has room for all experts, as ggml names it (CUDA0, Vulkan0); default: the CPU'),
  ggmlPath: z.string().optional().describe("folder of ggml's libraries; default: those of the npm package"),
  queueBatches: z
    .number()
    .int()
    .min(1)
    .max(65_536)
    .default(256)
    .describe('activation batches that may wait, of all senders together'),
  maxRows: z.number().int().min(1).max(65_536).default(4096).describe('rows of one activation batch'),
  maxMessageBytes: z
    .number()
    .int()
    .min(mebibyte)
    .default(64 * mebibyte)
    .describe('largest message taken or sent'),
  weightCapacityBytes: z
    .number()
    .int()
    .min(0)
    .default(0)
    .describe('memory for experts, which placement fills at most; 0 means no limit'),
  unloadGraceMs: z
    .number()
    .int()
    .min(0)
    .default(2_000)
    .describe('an expert that no plan names any more stays this long after its last use'),
  loadRetryMs: z.number().int().min(10).default(500).describe('first delay before loading is tried again'),
  loadRetryMsMax: z.number().int().min(10).default(30_000).describe('longest delay before loading is tried again'),
});

export type ExpertShardConfig = z.infer<typeof expertShardConfig>;
