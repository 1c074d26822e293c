// Every metric of an expert shard, in one place. The process adds the labels `service` and `instance`.
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { Code } from '../../lib/wire/errors.ts';

export interface ExpertShardMetrics {
  /** Batches answered, by status (ok, or the name of a gRPC code in lower case). */
  readonly batches: Counter<'status'>;
  /** (row, expert) pairs computed. */
  readonly rows: Counter;
  readonly computeSeconds: Histogram;
  /** Batches that wait or are computed. */
  readonly queueBatches: Gauge;
  readonly residentExperts: Gauge;
  readonly weightBytes: Gauge;
  /** Time to load the experts of one layer. */
  readonly loadSeconds: Histogram;
  /** Placement plans that are not for this model. */
  readonly refusedPlans: Counter;
  /** Calls `count` before batches, rows and times are read, for what is counted afterwards. */
  countBefore(count: () => void): void;
}

const codeNames = new Map<number, string>(Object.entries(Code).map(([name, code]) => [code, name.toLowerCase()]));

/** The label `status` of a batch that ended with a code of gRPC's; 0 is none. */
export function statusLabel(code: number): string {
  return code === 0 ? 'ok' : (codeNames.get(code) ?? 'unknown');
}

export function expertShardMetrics(registry: Registry): ExpertShardMetrics {
  const registers = [registry];
  let count = () => {};
  const collect = () => count();
  return {
    countBefore: (fn) => {
      count = fn;
    },
    batches: new Counter({
      name: 'fulgur_expert_batches_total',
      help: 'Activation batches answered, by status.',
      labelNames: ['status'],
      collect,
      registers,
    }),
    rows: new Counter({
      name: 'fulgur_expert_rows_total',
      help: 'Pairs of a row and an expert that were computed.',
      collect,
      registers,
    }),
    computeSeconds: new Histogram({
      name: 'fulgur_expert_compute_seconds',
      help: 'Time to compute one activation batch.',
      buckets: [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1],
      collect,
      registers,
    }),
    queueBatches: new Gauge({
      name: 'fulgur_expert_queue_batches',
      help: 'Activation batches that wait or are computed.',
      registers,
    }),
    residentExperts: new Gauge({
      name: 'fulgur_expert_resident_experts',
      help: 'Experts (pairs of a layer and an expert) that are loaded.',
      registers,
    }),
    weightBytes: new Gauge({
      name: 'fulgur_expert_weight_bytes',
      help: 'Bytes of the weights that are loaded.',
      registers,
    }),
    loadSeconds: new Histogram({
      name: 'fulgur_expert_load_seconds',
      help: 'Time to load the experts of one layer that a plan asks for.',
      buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
      registers,
    }),
    refusedPlans: new Counter({
      name: 'fulgur_expert_refused_plans_total',
      help: 'Placement plans that were not followed because they are not for the model of this shard.',
      registers,
    }),
  };
}
