// Options of `fulgur cluster`: how many processes of each service, and what they share.
import { z } from 'zod';
import { attentionConfig, sequenceOptions } from '../../services/attention/config.ts';
import { routerConfig } from '../../services/router/config.ts';
import { demoModelPath } from '../demo-model.ts';

const count = (least: number, most: number) => z.number().int().min(least).max(most);

export const clusterConfig = z.strictObject({
  model: z.string().default(demoModelPath).describe('GGUF file to serve'),
  modelId: z.string().optional().describe("name that clients use; default: the file's name without .gguf"),
  ggmlPath: z.string().optional().describe("folder of ggml's libraries; default: those of the npm package"),
  device: z
    .string()
    .optional()
    .describe('device of attention and expert-shards, as ggml names it (CUDA0, Vulkan0); default: the CPU'),
  attentionDevice: z
    .string()
    .optional()
    .describe(
      'device of attention alone: experts that a GPU has no room for stay on the CPU; default: that of --device',
    ),
  host: z.string().default('127.0.0.1').describe('address that the router listens on'),
  httpPort: count(0, 65_535).default(8080).describe('OpenAI HTTP port of the first router'),
  grpcPort: count(0, 65_535).default(50_051).describe('gRPC port of the first router'),
  routers: count(1, 8).default(1).describe('router processes'),
  attention: count(1, 16).default(1).describe('attention processes'),
  expertShards: count(1, 64).default(2).describe('expert-shard processes'),
  kvStores: count(0, 16).default(1).describe('kv-store processes'),
  ...sequenceOptions,
  redundantSlots: routerConfig.shape.redundantSlots,
  sharedMemory: attentionConfig.shape.sharedMemory,
  diskTier: z
    .boolean()
    .default(true)
    .describe(
      'kv-stores put blocks that their RAM has no room for into files below --state-dir; --no-disk-tier drops them',
    ),
  guards: count(1, 8).default(1).describe('guard processes'),
  guardIn: z
    .enum(['router', 'service'])
    .default('router')
    .describe(
      "who judges texts: a guard in each router's own process, so that tokens wait less, or the guard processes alone",
    ),
  natsUrl: z.string().optional().describe('use this NATS instead of starting a nats-server'),
  stateDir: z.string().optional().describe('logs, JetStream files and disk tiers; default: a new temporary folder'),
  threads: count(1, 256)
    .optional()
    .describe(
      'compute threads of each attention and expert-shard process; default: what suits the cores and the model',
    ),
  logLevel: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
  otlpEndpoint: z.string().optional().describe('OTLP/HTTP collector that receives traces'),
  readyTimeoutMs: count(1_000, 600_000).default(60_000).describe('gives up when the cluster is not ready by then'),
  drainTimeoutMs: count(0, 600_000).default(10_000).describe('time that a stopping process has to finish its work'),
});

export type ClusterConfig = z.infer<typeof clusterConfig>;
