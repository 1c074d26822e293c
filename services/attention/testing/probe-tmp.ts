import { eventually } from '../../../test/support/service-host.ts';
import { TestCluster } from './cluster.ts';
const c = await new TestCluster().start();
const s0 = await c.startShard('shard-0');
await c.startShard('shard-1');
await c.place((_, e) => ['shard-' + (e % 2)]);
const measure = async (name: string, a: any) => {
  await eventually(() => a.host.health.ready);
  const r = c.router(a);
  for (const n of [1, 8, 32]) {
    const t = performance.now();
    const gs = await Promise.all(Array.from({ length: n }, (_, i) => r.submit({ promptIds: [1, 300 + i, 400 + n], maxTokens: 100 }).done));
    const s = (performance.now() - t) / 1000;
    console.log(name, n, 'seqs', (gs.reduce((x, g) => x + g.tokens.length, 0) / s).toFixed(0), 'tok/s', (s * 10).toFixed(1), 'ms/step');
  }
  const t = performance.now();
  const g = await r.submit({ promptIds: Array.from({ length: 900 }, (_, i) => 300 + (i * 7) % 3000), maxTokens: 1 }).done;
  console.log(name, 'prefill 900', (900 / (performance.now() - t) * 1000).toFixed(0), 'tok/s', g.tokens.length);
};
await measure('remote', await c.startAttention('attention-r'));
await c.place(() => ['shard-0']);
await measure('local', await c.startAttention('attention-l', {}, { localExperts: new Map([['shard-0', s0.experts]]) }));
await c.close();
