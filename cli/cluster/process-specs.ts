// Which processes a cluster on one machine consists of, and with which environment each starts.
import path from 'node:path';
import type { ServiceName } from '../../lib/process/host.ts';
import { computeEnvironments } from '../compute-threads.ts';
import type { ClusterConfig } from './config.ts';
import type { ProcessSpec } from './supervised-process.ts';

export interface ClusterPaths {
  readonly stateDir: string;
  readonly natsUrl: string;
  /** Folder that holds services/<name>/main.js and cli/front/main.js. */
  readonly distDir: string;
}

type Environment = Record<string, string>;

/** Start order: what others wait for comes first. Stopping goes the other way round. */
export function serviceSpecs(config: ClusterConfig, paths: ClusterPaths): ProcessSpec[] {
  const mainOf = (service: ServiceName) =>
    service === 'router' && config.guardIn === 'router' ? ['cli', 'front'] : ['services', service];
  const spec = (service: ServiceName, index: number, extra: Environment): ProcessSpec => {
    const id = `${service}-${index}`;
    return {
      id,
      service,
      command: process.execPath,
      args: [path.join(paths.distDir, ...mainOf(service), 'main.js')],
      env: { ...process.env, ...sharedEnvironment(config, paths), FULGUR_ID: id, ...extra },
      logFile: path.join(paths.stateDir, `${id}.log`),
    };
  };
  const several = (service: ServiceName, count: number, extra: (index: number) => Environment) =>
    Array.from({ length: count }, (_, index) => spec(service, index, extra(index)));

  const model: Environment = {
    FULGUR_MODEL: path.resolve(config.model),
    ...(config.ggmlPath === undefined ? {} : { FULGUR_GGML_PATH: path.resolve(config.ggmlPath) }),
  };
  const computing = (device: string | undefined): Environment => ({
    ...model,
    ...(device === undefined ? {} : { FULGUR_DEVICE: device }),
  });
  const shares = computeEnvironments(config.model, config);
  return [
    ...several('kv-store', config.kvStores, (index) => ({
      FULGUR_DISK_PATH: config.diskTier ? path.join(paths.stateDir, `kv-store-${index}`) : '',
    })),
    ...several('guard', config.guards, () => ({})),
    ...several('expert-shard', config.expertShards, (index) => ({
      ...computing(config.device),
      ...shares.expertShard(index),
    })),
    // On cores that all share there is no wait that a second micro-batch could fill; trying it costs steps. Nor is there
    // much beside a device: shards on the CPU read their weights once for each.
    ...several('attention', config.attention, (index) => ({
      FULGUR_MICRO_BATCHES: process.env['FULGUR_MICRO_BATCHES'] ?? '1',
      ...computing(config.attentionDevice ?? config.device),
      ...shares.attention(index),
      FULGUR_CONTEXT_LENGTH: String(config.contextLength),
      FULGUR_KV_POOL_TOKENS: String(config.kvPoolTokens),
      FULGUR_KV_POOL_BYTES_MAX: String(config.kvPoolBytesMax),
      FULGUR_SHARED_MEMORY: String(config.sharedMemory),
    })),
    ...several('router', config.routers, (index) => ({
      ...model,
      ...(config.modelId === undefined ? {} : { FULGUR_MODEL_ID: config.modelId }),
      FULGUR_HOST: config.host,
      FULGUR_HTTP_PORT: String(nthPort(config.httpPort, index)),
      FULGUR_GRPC_PORT: String(nthPort(config.grpcPort, index)),
      FULGUR_MIN_SHARDS: String(config.expertShards),
      FULGUR_REDUNDANT_SLOTS: String(config.redundantSlots),
    })),
  ];
}

function nthPort(first: number, index: number): number {
  return first === 0 ? 0 : first + index;
}

function sharedEnvironment(config: ClusterConfig, paths: ClusterPaths): Environment {
  return {
    FULGUR_NATS_URL: paths.natsUrl,
    FULGUR_LOG_LEVEL: config.logLevel,
    FULGUR_DRAIN_TIMEOUT_MS: String(config.drainTimeoutMs),
    ...(config.otlpEndpoint === undefined ? {} : { FULGUR_OTLP_ENDPOINT: config.otlpEndpoint }),
  };
}
