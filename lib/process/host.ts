// What a process gives to the service that it runs, and what it gets back.
import type { Tracer } from '@opentelemetry/api';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { Clock } from '../actor/clock.ts';
import type { EventBus } from '../cluster/bus.ts';
import type { InProcessServers } from '../wire/in-process-servers.ts';
import type { Health } from './health.ts';

export type ServiceName = 'router' | 'attention' | 'expert-shard' | 'kv-store' | 'guard';

export interface ServiceHost {
  readonly service: ServiceName;
  /** Unique in the cluster: `attention-0`, a pod's name. */
  readonly id: string;
  readonly bus: EventBus;
  readonly log: Logger;
  /** Metrics of this service instance only; the process adds the labels `service` and `instance` when it serves them. */
  readonly metrics: Registry;
  readonly tracer: Tracer;
  readonly clock: Clock;
  /** Feeds /readyz, the gRPC health service and the membership record. */
  readonly health: Health;
  /** host:port where the process serves /healthz, /readyz and /metrics. */
  readonly adminAddress: string;
  /** Host under which peers reach this process, where it differs from the one that it listens on (0.0.0.0 in a pod). */
  readonly advertiseHost?: string | undefined;
  /** Where services of one process find each other, so that calls between them need no connection. */
  readonly inProcess?: InProcessServers | undefined;
  /** Another service that runs in this process: with its own metrics, health, logs and traces. */
  readonly sibling?: ((service: ServiceName, id: string) => ServiceHost) | undefined;
  /** What /metrics of this process answers: every service that it runs, in Prometheus' text format. */
  readonly exposition?: (() => Promise<string>) | undefined;
  /** Times that the supervisor of this process has restarted it. */
  readonly restarts: number;
}

export interface RunningService {
  /** host:port of the service's gRPC server. */
  readonly address: string;
  /** Takes no new work, finishes what runs within `timeoutMs`, then releases everything. */
  drain(timeoutMs: number): Promise<void>;
}

export type StartService<Config> = (config: Config, host: ServiceHost) => Promise<RunningService>;
