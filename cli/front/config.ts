// Options of a front: those of the router and, beside them, those of its guard.
import { z } from 'zod';
import { ownOptions } from '../../lib/process/config.ts';
import { guardConfig } from '../../services/guard/config.ts';
import { routerConfig } from '../../services/router/config.ts';

export const frontConfig = z.strictObject({ ...guardConfig.shape, ...routerConfig.shape });

export type FrontConfig = z.output<typeof frontConfig>;

/** The guard's own; it listens on any free port of the router's address. */
export function guardOptions(config: FrontConfig) {
  return guardConfig.parse({ ...ownOptions(guardConfig, config), grpcPort: 0 });
}

export function routerOptions(config: FrontConfig) {
  return routerConfig.parse(ownOptions(routerConfig, config));
}
