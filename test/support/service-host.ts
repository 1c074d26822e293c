// What a process gives to a service, for tests that start a real service inside their own process.
import { Registry } from 'prom-client';
import { systemClock } from '../../lib/actor/clock.ts';
import { InProcessBus } from '../../lib/cluster/in-process-bus.ts';
import { Health } from '../../lib/process/health.ts';
import type { ServiceHost, ServiceName } from '../../lib/process/host.ts';
import { createLogger } from '../../lib/telemetry/logger.ts';
import { noTracer } from '../../lib/telemetry/no-tracer.ts';

export interface TestHost extends ServiceHost {
  readonly bus: InProcessBus;
  /** Every line that the service has logged, parsed. */
  readonly logged: Record<string, unknown>[];
  /** The value of a metric with exactly these labels; undefined when it has none. */
  metric(name: string, labels?: Record<string, string>): Promise<number | undefined>;
}

export function testHost(service: ServiceName, id: string, over: Partial<ServiceHost> = {}): TestHost {
  const logged: Record<string, unknown>[] = [];
  const metrics = new Registry();
  return {
    service,
    id,
    log: createLogger('debug', { service, id }, { write: (line) => void logged.push(JSON.parse(line)) }),
    metrics,
    tracer: noTracer,
    clock: systemClock,
    health: new Health(),
    adminAddress: '127.0.0.1:1',
    restarts: 0,
    ...over,
    bus: (over.bus as InProcessBus | undefined) ?? new InProcessBus(),
    logged,
    async metric(name, labels = {}) {
      const family = await metrics.getSingleMetric(name)?.get();
      const wanted = JSON.stringify(Object.entries(labels).sort());
      return family?.values.find((value) => JSON.stringify(Object.entries(value.labels).sort()) === wanted)?.value;
    },
  };
}

/** Calls `probe` until it returns something other than undefined or false; rejects after `timeoutMs`. */
export async function eventually<T>(
  probe: () => T | Promise<T>,
  timeoutMs = 5_000,
): Promise<Exclude<T, undefined | false>> {
  const until = performance.now() + timeoutMs;
  for (;;) {
    const value = await probe();
    if (value !== undefined && value !== false) return value as Exclude<T, undefined | false>;
    if (performance.now() > until) throw new Error(`not so within ${timeoutMs} ms: ${probe}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
