// Everything that attention measures.
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { blockTokens } from '../../lib/model/block-key.ts';
import type { KvGroups } from './prefix-index.ts';
import type { Sequence } from './sequence.ts';

export type AttentionMetrics = ReturnType<typeof attentionMetrics>;

const secondsBuckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export function attentionMetrics(registry: Registry) {
  const registers = [registry];
  const pools: { groups: KvGroups | undefined } = { groups: undefined };
  const name = (suffix: string) => `fulgur_attention_${suffix}`;
  const metrics = {
    queueRequests: new Gauge({ name: name('queue_requests'), help: 'Requests that wait to be admitted', registers }),
    runningRequests: new Gauge({ name: name('running_requests'), help: 'Requests in the running batch', registers }),
    stepSeconds: new Histogram({
      name: name('step_seconds'),
      help: 'Duration of one engine step: the model, its experts and the choice of tokens',
      buckets: secondsBuckets,
      registers,
    }),
    steps: new Counter({
      name: name('steps_total'),
      help: 'Engine steps, by the micro-batches that they were split into',
      labelNames: ['micro_batches'],
      registers,
    }),
    batchRows: new Histogram({
      name: name('batch_rows'),
      help: 'Tokens computed in one engine step',
      buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048],
      registers,
    }),
    tokens: new Counter({
      name: name('tokens_total'),
      help: 'Tokens computed, by phase (prefill, decode)',
      labelNames: ['phase'],
      registers,
    }),
    preemptions: new Counter({
      name: name('preemptions_total'),
      help: 'Requests whose KV blocks were taken back to let an older or more urgent one go on',
      registers,
    }),
    restored: new Counter({
      name: name('restored_requests_total'),
      help: 'Preempted requests that went on, by the way to their keys and values (fetch, compute)',
      labelNames: ['by'],
      registers,
    }),
    /** Whose blocks are counted when the metrics are read: those of the engine that runs. */
    pools,
    kvPoolBlocks: new Gauge({
      name: name('kv_pool_blocks'),
      help: 'Blocks of 32 tokens in the KV pool, by group (full, window) and state (free, used, cached)',
      labelNames: ['group', 'state'],
      registers,
      collect() {
        for (const group of ['full', 'window'] as const) {
          const pool = pools.groups?.[group];
          for (const state of ['free', 'used', 'cached'] as const) this.set({ group, state }, pool?.[state] ?? 0);
        }
      },
    }),
    kvPoolBytes: new Gauge({ name: name('kv_pool_bytes'), help: 'Memory of the KV pool', registers }),
    prefixHitTokens: new Counter({
      name: name('prefix_hit_tokens_total'),
      help: 'Prompt tokens whose keys and values came from a cache, by source (pool, store)',
      labelNames: ['source'],
      registers,
    }),
    prefixQueryTokens: new Counter({
      name: name('prefix_query_tokens_total'),
      help: 'Prompt tokens that were looked up in the prefix cache',
      registers,
    }),
    expertTokens: new Counter({
      name: name('expert_tokens_total'),
      help: '(token, expert) pairs computed, by shard',
      labelNames: ['shard'],
      registers,
    }),
    expertImbalance: new Gauge({
      name: name('expert_imbalance_ratio'),
      help: 'Largest load of a shard over the mean load in the last second, averaged over layers; 1 is balance',
      registers,
    }),
    exchangeSeconds: new Histogram({
      name: name('exchange_seconds'),
      help: 'Round trip of one batch to an expert shard, its computation included',
      buckets: secondsBuckets,
      registers,
    }),
    exchanges: new Counter({
      name: name('exchanges_total'),
      help: 'Batches that expert shards answered, by the way that they went (shared_memory, link)',
      labelNames: ['way'],
      registers,
    }),
    exchangeRetries: new Counter({
      name: name('exchange_retries_total'),
      help: 'Batches sent again, by reason (link_broken, missing_experts, shard_error, hedge, no_holder, retry)',
      labelNames: ['reason'],
      registers,
    }),
    refusedPlans: new Counter({
      name: name('refused_plans_total'),
      help: 'Placement plans that were not followed because they are not for the model of this replica',
      registers,
    }),
    heldBatches: new Gauge({
      name: name('held_batches'),
      help: 'Batches that wait for an expert without a live holder',
      registers,
    }),
    finished: new Counter({
      name: name('finished_requests_total'),
      help: 'Requests that ended here, by outcome (stop, length, cancelled, failed)',
      labelNames: ['outcome'],
      registers,
    }),
    blockStore: new Counter({
      name: name('block_store_blocks_total'),
      help: 'Blocks exchanged with kv-stores, by result (fetched, corrupt, late, stored, dropped)',
      labelNames: ['result'],
      registers,
    }),
  };
  // Every series from the start: a rate over one that appears with its first event misses that event.
  for (const phase of ['prefill', 'decode']) metrics.tokens.inc({ phase }, 0);
  for (const source of ['pool', 'store']) metrics.prefixHitTokens.inc({ source }, 0);
  for (const outcome of ['stop', 'length', 'cancelled', 'failed']) metrics.finished.inc({ outcome }, 0);
  for (const result of ['fetched', 'corrupt', 'late', 'stored', 'dropped']) metrics.blockStore.inc({ result }, 0);
  for (const parts of ['1', '2']) metrics.steps.inc({ micro_batches: parts }, 0);
  for (const by of ['fetch', 'compute']) metrics.restored.inc({ by }, 0);
  for (const reason of retryReasons) metrics.exchangeRetries.inc({ reason }, 0);
  return metrics;
}

const retryReasons = ['link_broken', 'missing_experts', 'shard_error', 'hedge', 'no_holder', 'retry'];

/** Tokens that a step computed, by phase. */
export function recordTokens(
  metrics: AttentionMetrics,
  { decode, prefill }: Record<'decode' | 'prefill', number>,
): void {
  if (decode > 0) metrics.tokens.inc({ phase: 'decode' }, decode);
  if (prefill > 0) metrics.tokens.inc({ phase: 'prefill' }, prefill);
}

export interface PlanFigures {
  readonly rows: number;
  readonly waiting: number;
  readonly running: number;
}

export function recordPlan(metrics: AttentionMetrics, { rows, waiting, running }: PlanFigures): void {
  metrics.queueRequests.set(waiting);
  metrics.runningRequests.set(running);
  if (rows > 0) metrics.batchRows.observe(rows);
}

/** What the cache spared a sequence that was admitted for the first time. */
export function recordAdmission(metrics: AttentionMetrics, sequence: Sequence): void {
  const cached = sequence.cachedTokens ?? 0;
  const matched = sequence.keys().slice(0, Math.floor(cached / blockTokens));
  const fromStore = matched.filter((key) => sequence.fetched.has(key)).length * blockTokens;
  metrics.prefixQueryTokens.inc(sequence.request.promptIds.length);
  metrics.prefixHitTokens.inc({ source: 'store' }, fromStore);
  metrics.prefixHitTokens.inc({ source: 'pool' }, cached - fromStore);
}
