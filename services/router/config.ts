// Options of the router. Flags `--http-port`, variables `FULGUR_HTTP_PORT`, and so on.
import { z } from 'zod';
import { sharedOptions } from '../../lib/process/shared-config.ts';

const count = z.number().int().positive();
/** At most a day: timers of Node cannot wait for more than 24 of them. */
const milliseconds = z.number().int().min(1).max(86_400_000);

export const routerConfig = z.strictObject({
  ...sharedOptions,
  grpcPort: z.number().int().min(0).max(65_535).default(50_051).describe('gRPC port; 0 takes any free one'),
  httpPort: z.number().int().min(0).max(65_535).default(8080).describe('port of the OpenAI API; 0 takes any free one'),
  model: z.string().min(1).describe('path of the GGUF file; of a split model, of its first file'),
  ggmlPath: z.string().optional().describe("folder of ggml's libraries; default: those of the npm package"),
  modelId: z
    .string()
    .regex(/^[\w.:/-]{1,200}$/, '1 to 200 letters, digits and . _ - : /')
    .optional()
    .describe('name of the model in the APIs; default: its file name without .gguf'),
  apiKeys: z
    .array(z.string().min(1))
    .default([])
    .describe('keys that clients must present as `Authorization: Bearer KEY`; none: nobody is asked for one'),
  priorityKeys: z
    .array(z.string().min(1))
    .default([])
    .describe('those of apiKeys that may ask for high priority; none: all may'),
  maxBodyBytes: z
    .number()
    .int()
    .min(1024)
    .max(64 << 20)
    .default(4 << 20)
    .describe('largest request body'),
  maxConcurrentChoices: count.default(256).describe('choices that run at the same time; further requests wait'),
  maxWaitingRequests: z.number().int().min(0).default(1024).describe('requests that wait; further ones are refused'),
  requestTimeoutMs: milliseconds.default(600_000).describe('time for one request, waiting included'),
  maxMoves: z.number().int().min(0).default(8).describe('lost attention replicas that one choice survives'),
  minShards: count.default(1).describe('expert shards that must be there before the first placement plan is made'),
  redundantSlots: z.number().int().min(0).default(0).describe('extra copies of hot experts per layer'),
  guardFailure: z
    .enum(['open', 'closed'])
    .default('open')
    .describe('when no guard answers: open lets text pass unread, closed refuses it'),
  guardPromptTimeoutMs: milliseconds.default(5_000).describe('time for a guard to assess a prompt'),
  guardOutputTimeoutMs: milliseconds.default(2_000).describe('time for a guard to answer one piece of output'),
  safeCompletionInstruction: z
    .string()
    .default(
      'Answer with care: give no detail that could help to do harm, say so kindly when you cannot help, and point to help where it fits.',
    )
    .describe('put before a prompt that the guard wants answered with care'),
  maxBufferedBytes: z
    .number()
    .int()
    .min(1024)
    .default(1 << 20)
    .describe('answer that a slow client has not taken; with more, its request is cancelled'),
  keepAliveMs: milliseconds.default(15_000).describe('silence on an event stream after which a comment is sent'),
  maxIndexedBlocks: count
    .default(1_000_000)
    .describe('prefix blocks remembered of each attention replica and kv-store'),
});

export type RouterConfig = z.output<typeof routerConfig>;
