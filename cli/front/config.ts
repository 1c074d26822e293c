// Options of a front: those of the router and, beside them, those of its guard.
import { z } from 'zod';
import { ownOptions } from '../../lib/process/config.ts';
import { guardConfig } from '../../services/guard/config.ts';
import { routerConfig } from '../../services/router/config.ts';

export const frontConfig = z.strictObject({
  ...guardConfig.shape,
  ...routerConfig.shape,
  guardGrpcPort: z
    .number()
    .int()
    .min(0)
    .max(65_535)
    .default(0)
    .describe("gRPC port of the guard in the router's process; 0: any free one"),
});

export type FrontConfig = z.output<typeof frontConfig>;

/** The guard's own; it listens on the router's address. */
export function guardOptions(config: FrontConfig) {
  return guardConfig.parse({ ...ownOptions(guardConfig, config), grpcPort: config.guardGrpcPort });
}

export function routerOptions(config: FrontConfig) {
  return routerConfig.parse(ownOptions(routerConfig, config));
}
