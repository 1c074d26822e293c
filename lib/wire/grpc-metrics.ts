// Counts and times the calls that a server answers.
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { Code, type FulgurError } from './errors.ts';

const codeNames = new Map<number, string>(Object.entries(Code).map(([name, code]) => [code, name]));

/** How a call comes: over a connection, or from a client in this process. */
export type Transport = 'grpc' | 'in_process';

export class GrpcMetrics {
  readonly #requests: Counter;
  readonly #open: Gauge;
  readonly #seconds: Histogram;
  readonly #oversized: Counter;

  constructor(registry: Registry) {
    this.#requests = new Counter({
      name: 'fulgur_grpc_requests_total',
      help: 'gRPC calls answered, by method, status code and transport; a stream counts when it ends',
      labelNames: ['method', 'code', 'transport'],
      registers: [registry],
    });
    this.#open = new Gauge({
      name: 'fulgur_grpc_open_calls',
      help: 'gRPC calls that run, streams included, by transport: over a connection (grpc) or within the process (in_process)',
      labelNames: ['transport'],
      registers: [registry],
    });
    this.#seconds = new Histogram({
      name: 'fulgur_grpc_request_duration_seconds',
      help: 'Time to answer a gRPC call that is not a bidirectional stream',
      labelNames: ['method'],
      buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
      registers: [registry],
    });
    this.#oversized = new Counter({
      name: 'fulgur_grpc_oversized_messages_total',
      help: 'gRPC messages refused unread because they were larger than the service takes, by method',
      labelNames: ['method'],
      registers: [registry],
    });
  }

  /** With `count` 0 the series is there before the first event: a rate over one that appears with it misses it. */
  oversized(method: string, count = 1): void {
    this.#oversized.inc({ method }, count);
  }

  begun(transport: Transport): void {
    this.#open.inc({ transport });
  }

  /** Of a call that has begun. */
  done(transport: Transport, method: string, error: FulgurError | undefined, seconds?: number): void {
    this.#open.dec({ transport });
    this.#requests.inc({ method, code: error ? (codeNames.get(error.code) ?? 'UNKNOWN') : 'OK', transport });
    if (seconds !== undefined) this.#seconds.observe({ method }, seconds);
  }
}
