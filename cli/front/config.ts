// Options of a front: those of the router and, beside them, those of its guard.
import { z } from 'zod';
import { guardConfig } from '../../services/guard/config.ts';
import { routerConfig } from '../../services/router/config.ts';

export const frontConfig = z.strictObject({ ...guardConfig.shape, ...routerConfig.shape });

export type FrontConfig = z.output<typeof frontConfig>;

/** The guard's own; it listens on any free port of the router's address. */
export function guardOptions(config: FrontConfig) {
  const own = Object.entries(config).filter(([key]) => key in guardConfig.shape);
  return guardConfig.parse({ ...Object.fromEntries(own), grpcPort: 0 });
}

export function routerOptions(config: FrontConfig) {
  return routerConfig.parse(Object.fromEntries(Object.entries(config).filter(([key]) => key in routerConfig.shape)));
}
