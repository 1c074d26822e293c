// Whose kernels a process computes with, as a metric and as a line in the log.
import type { Logger } from 'pino';
import { Gauge, type Registry } from 'prom-client';

/** `variant` names the instructions that our own kernels use, or is `ggml` where those are not built or not used. */
export function reportKernels(registry: Registry, log: Logger, variant: string): void {
  const gauge = new Gauge({
    name: 'fulgur_native_kernels',
    help: 'Whose kernels compute quantised products: 1 for the variant in use.',
    labelNames: ['variant'],
    registers: [registry],
  });
  gauge.set({ variant }, 1);
  if (variant === 'ggml') {
    log.info(
      { variant },
      'computing with the kernels of ggml: those of Fulgur are not built here, or not for this device',
    );
  } else log.info({ variant }, 'computing with the native kernels');
}
