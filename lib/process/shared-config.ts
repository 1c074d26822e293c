// Options that every service process has beside those of its service.
import { hostname } from 'node:os';
import { z } from 'zod';
import { logLevels } from '../telemetry/logger.ts';
import { coreList } from './cores.ts';

const port = z.number().int().min(0).max(65_535);

export const sharedOptions = {
  id: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,63}$/, '1 to 63 letters, digits, - and _')
    .optional()
    .describe('name of this instance, unique in the cluster; default: the host name, as a pod has it'),
  host: z.string().default('127.0.0.1').describe('address to listen on'),
  advertiseHost: z.string().optional().describe('address under which peers reach this instance; default: host'),
  grpcPort: port.default(0).describe('gRPC port; 0 takes any free one'),
  adminPort: port.default(0).describe('port of /healthz, /readyz and /metrics; 0 takes any free one'),
  natsUrl: z.string().optional().describe('NATS server, such as nats://127.0.0.1:4222'),
  logLevel: z.enum(logLevels).default('info'),
  otlpEndpoint: z.string().optional().describe('OTLP/HTTP collector that receives traces'),
  drainTimeoutMs: z.number().int().min(0).default(10_000).describe('time to finish what runs when asked to stop'),
  cores: coreList.optional().describe('cores to run on, such as 0-3,6; default: all that the process may use'),
  scheduling: z
    .enum(['normal', 'batch'])
    .default('normal')
    .describe('on Linux; batch: never interrupt other processes when waking, for one that shares cores with those'),
  restarts: z.number().int().min(0).default(0).describe('times that the supervisor has restarted this process'),
  configFile: z.string().optional().describe('YAML or JSON file with any of these options'),
};

export type SharedConfig = z.infer<z.ZodObject<typeof sharedOptions>>;

/** A pod's name where there is one: dots are no part of an id. */
export function defaultId(): string {
  return hostname()
    .replace(/[^A-Za-z0-9_-]/g, '-')
    .slice(0, 63);
}
