// Every metric of kv-store, in one place. The process adds the labels `service` and `instance`.
import { Counter, Gauge, type Registry } from 'prom-client';

export interface KvStoreMetrics {
  /** Blocks kept, by tier (ram, disk). */
  readonly blocks: Gauge<'tier'>;
  /** Bytes occupied, by tier. */
  readonly bytes: Gauge<'tier'>;
  /** Blocks asked for (match, fetch: hit or miss) and offered (store: stored, present or refused). */
  readonly requests: Counter<'op' | 'result'>;
  /** Blocks that left a tier to make room; those that leave RAM go to disk when there is one. */
  readonly evictions: Counter<'tier'>;
  /** Blocks that failed their checksum: refused when offered, dropped when found on disk. */
  readonly corruptBlocks: Counter;
  /** 1 while the disk tier works, 0 while it is off; not served when no disk tier is configured. */
  readonly diskAvailable: Gauge;
}

export function kvStoreMetrics(registry: Registry, hasDisk: boolean): KvStoreMetrics {
  const registers = [registry];
  const metrics: KvStoreMetrics = {
    blocks: new Gauge({ name: 'fulgur_kv_blocks', help: 'Blocks kept.', labelNames: ['tier'], registers }),
    bytes: new Gauge({ name: 'fulgur_kv_bytes', help: 'Bytes occupied by blocks.', labelNames: ['tier'], registers }),
    requests: new Counter({
      name: 'fulgur_kv_requests_total',
      help: 'Blocks asked for or offered, by operation and result.',
      labelNames: ['op', 'result'],
      registers,
    }),
    evictions: new Counter({
      name: 'fulgur_kv_evictions_total',
      help: 'Blocks that left a tier to make room.',
      labelNames: ['tier'],
      registers,
    }),
    corruptBlocks: new Counter({
      name: 'fulgur_kv_corrupt_blocks_total',
      help: 'Blocks that failed their checksum.',
      registers,
    }),
    diskAvailable: new Gauge({
      name: 'fulgur_kv_disk_available',
      help: '1 while the disk tier works.',
      registers: hasDisk ? registers : [],
    }),
  };
  // Every series is there from the start, so that rates are right from the first event on.
  for (const result of ['hit', 'miss']) {
    for (const op of ['match', 'fetch']) metrics.requests.inc({ op, result }, 0);
  }
  for (const result of ['stored', 'present', 'refused']) metrics.requests.inc({ op: 'store', result }, 0);
  for (const tier of ['ram', 'disk']) {
    metrics.blocks.set({ tier }, 0);
    metrics.bytes.set({ tier }, 0);
    metrics.evictions.inc({ tier }, 0);
  }
  return metrics;
}
