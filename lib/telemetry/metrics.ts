// What every service measures, and how the metrics of several services in one process become one exposition.
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export interface MetricsInstance {
  readonly service: string;
  readonly instance: string;
  readonly metrics: Registry;
}

/** Gives each family one HELP and one TYPE line, and each sample the labels `service` and `instance`. */
export async function mergeMetrics(instances: readonly MetricsInstance[]): Promise<string> {
  const families = new Map<string, { header: string; samples: string[] }>();
  for (const { service, instance, metrics } of instances) {
    metrics.setDefaultLabels({ service, instance });
    for (const block of (await metrics.metrics()).split(/^(?=# HELP )/m)) {
      const lines = block.split('\n').filter((line) => line !== '');
      const header = lines.filter((line) => line.startsWith('#'));
      const name = header[0]?.split(' ')[2];
      if (name === undefined) continue;
      const family = families.get(name) ?? { header: header.join('\n'), samples: [] };
      families.set(name, family);
      for (const line of lines) if (!line.startsWith('#')) family.samples.push(line);
    }
  }
  return [...families.values()].map(({ header, samples }) => `${[header, ...samples].join('\n')}\n`).join('\n');
}

/** The content type of what `mergeMetrics` returns. */
export const metricsContentType = Registry.PROMETHEUS_CONTENT_TYPE;

export interface ProcessMetrics {
  close(): void;
}

/** Process and event-loop metrics: register them once per process, in one registry. */
export function processMetrics(registry: Registry): ProcessMetrics {
  collectDefaultMetrics({ register: registry });
  const lag = new Histogram({
    name: 'fulgur_event_loop_lag_seconds',
    help: 'How late the event loop runs its timers, sampled every 100 ms',
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [registry],
  });
  const intervalMs = 100;
  let due = performance.now() + intervalMs;
  const timer = setInterval(() => {
    const now = performance.now();
    lag.observe(Math.max(0, now - due) / 1000);
    due = now + intervalMs;
  }, intervalMs);
  timer.unref();
  return { close: () => clearInterval(timer) };
}

/** Counts restarts of actors; give it to `Supervisor` as `onRestart`. */
export function countRestarts(registry: Registry): (event: { readonly name: string }) => void {
  const restarts = new Counter({
    name: 'fulgur_actor_restarts_total',
    help: 'Times that a supervisor restarted an actor after a failure',
    labelNames: ['actor'],
    registers: [registry],
  });
  return ({ name }) => restarts.inc({ actor: name });
}

/** The state of the event bus as this instance sees it. */
export function busMetrics(
  registry: Registry,
  bus: { readonly connected: boolean; readonly droppedEvents?: number },
): void {
  new Gauge({
    name: 'fulgur_bus_connected',
    help: '1 while the event bus is connected',
    registers: [registry],
    collect() {
      this.set(bus.connected ? 1 : 0);
    },
  });
  new Counter({
    name: 'fulgur_bus_dropped_events_total',
    help: 'Events that were not published because the event bus was away',
    registers: [registry],
    collect() {
      this.reset();
      this.inc(bus.droppedEvents ?? 0);
    },
  });
}
