import { z } from 'zod';
import { coreList } from '../../lib/process/cores.ts';
import { sharedOptions } from '../../lib/process/shared-config.ts';

const mebibyte = 1024 * 1024;
const count = (least: number, most: number) => z.number().int().min(least).max(most);

export const attentionConfig = z.strictObject({
  ...sharedOptions,
  model: z.string().min(1).describe('GGUF file of the model; of a split model, its first file'),
  threads: count(1, 256).default(1).describe('threads that compute'),
  threadCores: coreList
    .optional()
    .describe('a core for each compute thread, where it stays, such as 0-3; default: any that the process may use'),
  device: z
    .string()
    .optional()
    .describe('device as ggml names it (CPU, CUDA0, Vulkan0); the CPU unless said otherwise'),
  ggmlPath: z.string().optional().describe("folder of ggml's libraries; default: those of the npm package"),
  contextLength: count(0, 1 << 24)
    .default(0)
    .describe(
      "longest sequence in tokens, prompt and answer together; 0: the model's own, as far as the KV pool has room",
    ),
  kvPoolTokens: count(0, 1 << 30)
    .default(0)
    .describe(
      'tokens whose keys and values fit in the pool; 0: maxSequences contexts, as far as kvPoolBytesMax allows',
    ),
  kvPoolBytesMax: count(mebibyte, Number.MAX_SAFE_INTEGER)
    .default(1024 * mebibyte)
    .describe('largest KV pool that kvPoolTokens = 0 chooses'),
  windowCacheTokens: count(0, 1 << 30)
    .default(1024)
    .describe('sliding-window cells kept beyond those that running sequences need, for prefixes to resume at'),
  maxSequences: count(1, 4096).default(32).describe('requests that run at the same time'),
  maxWaiting: count(1, 65_536).default(256).describe('requests that wait to run; more are sent to another replica'),
  maxBatchTokens: count(1, 4096)
    .default(512)
    .describe('tokens computed in one step; at least maxSequences, at most the rows that a shard takes in one batch'),
  prefillChunk: count(1, 4096).default(256).describe('tokens of one prompt computed in one step'),
  interTokenTargetMs: count(0, 600_000)
    .default(100)
    .describe(
      'time between two tokens of an answer: prompts are computed in as small pieces as keep steps within it; 0: in as large ones as fit',
    ),
  microBatches: count(0, 2)
    .default(0)
    .describe('parts of a step in flight at once; 2 hides the wire to distant shards; 0 measures what is faster'),
  requestDeadlineMs: count(100, 86_400_000).default(600_000).describe('longest time that a request may take'),
  wireDtype: z.enum(['bf16', 'f32', 'q8_0']).default('bf16').describe('precision of activations on the wire'),
  sharedMemory: z
    .boolean()
    .default(true)
    .describe('rows for shards of this machine, and their sums, pass through memory that both share, not through gRPC'),
  exchangeDeadlineMs: count(10, 600_000)
    .default(5_000)
    .describe('a shard that is silent for this long on a batch counts as lost'),
  hedgeAfterMs: count(0, 600_000)
    .default(300)
    .describe('a batch that is this late is sent to a replica as well; 0 never does'),
  storeFetchDeadlineMs: count(1, 60_000)
    .default(250)
    .describe('time that kv-stores have to deliver a prefix before it is recomputed'),
  storeQueueBytes: count(0, Number.MAX_SAFE_INTEGER)
    .default(32 * mebibyte)
    .describe('blocks on their way to each kv-store at a time; the others wait in the pool'),
  maxMessageBytes: count(mebibyte, Number.MAX_SAFE_INTEGER)
    .default(64 * mebibyte)
    .describe('largest message taken or sent'),
});

/** How long sequences may be, and what room they have; `fulgur up` and `fulgur cluster` pass them on. */
export const sequenceOptions = attentionConfig.pick({
  contextLength: true,
  kvPoolTokens: true,
  kvPoolBytesMax: true,
}).shape;

export type AttentionConfig = z.infer<typeof attentionConfig>;
