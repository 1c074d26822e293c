// Options of `fulgur up`, the whole cluster in one process.
import { z } from 'zod';
import { attentionConfig, sequenceOptions } from '../../services/attention/config.ts';
import { demoModelPath } from '../demo-model.ts';

const port = z.number().int().min(0).max(65_535);

export const upConfig = z.strictObject({
  model: z.string().default(demoModelPath).describe('GGUF file to serve'),
  modelId: z.string().optional().describe("name that clients use; default: the file's name without .gguf"),
  ggmlPath: z.string().optional().describe("folder of ggml's libraries; default: those of the npm package"),
  device: z.string().optional().describe('device that computes, as ggml names it (CUDA0, Vulkan0); default: the CPU'),
  host: z.string().default('127.0.0.1').describe('address that clients connect to'),
  httpPort: port.default(8080).describe('OpenAI HTTP'),
  grpcPort: port.default(50_051).describe('gRPC'),
  apiKeys: z
    .array(z.string().min(1))
    .default([])
    .describe('keys that clients must present as `Authorization: Bearer KEY`; none: nobody is asked for one'),
  expertShards: z.number().int().min(1).max(64).default(1).describe('expert-shard services'),
  threads: z.number().int().min(1).max(256).optional().describe('compute threads; default: the number of cores'),
  ...sequenceOptions,
  interTokenTargetMs: attentionConfig.shape.interTokenTargetMs,
  inProcessCalls: z
    .boolean()
    .default(true)
    .describe('services call each other within the process; otherwise over gRPC on loopback, as in a cluster'),
  logLevel: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('warn'),
  otlpEndpoint: z.string().optional().describe('OTLP/HTTP collector that receives traces'),
  drainTimeoutMs: z.number().int().min(0).default(10_000).describe('time to finish running requests on Ctrl-C'),
});

export type UpConfig = z.infer<typeof upConfig>;
