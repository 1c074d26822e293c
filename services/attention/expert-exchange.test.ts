import { pino } from 'pino';
import { Registry } from 'prom-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../lib/actor/clock.ts';
import { Supervisor } from '../../lib/actor/supervisor.ts';
import { InProcessBus } from '../../lib/cluster/in-process-bus.ts';
import type { Member } from '../../lib/cluster/members.ts';
import { Events, subscribeEvents } from '../../lib/cluster/subjects.ts';
import type { ModelDescription } from '../../lib/model/description.ts';
import type { ExpertCall } from '../../lib/model/step.ts';
import type { WireDType } from '../../lib/tensor/activations.ts';
import { eventually } from '../../test/support/service-host.ts';
import { ExpertExchange } from './expert-exchange.ts';
import { attentionMetrics } from './metrics.ts';
import { PlacementView } from './placement-view.ts';
import { ShardLinks } from './shard-links.ts';
import { ScriptedShard } from './testing/scripted-shard.ts';

const hiddenSize = 64;
const experts = 4;
const description = {
  layers: [{ index: 0, feedForward: { kind: 'moe', experts } }],
} as unknown as ModelDescription;

/** Every row asks for experts row % 4 and (row + 1) % 4, with weights 0.75 and 0.25. */
function callOf(rows: number): ExpertCall {
  return {
    layer: 0,
    rows,
    hidden: Float32Array.from({ length: rows * hiddenSize }, (_, i) => ((i * 7) % 13) - 6),
    expertIds: Int32Array.from({ length: 2 * rows }, (_, i) => ((i >> 1) + (i & 1)) % experts),
    weights: Float32Array.from({ length: 2 * rows }, (_, i) => (i & 1 ? 0.25 : 0.75)),
  };
}

function expected(call: ExpertCall): number[] {
  return Array.from(call.hidden, (value, i) => {
    const row = Math.floor(i / hiddenSize);
    return value * (0.75 * ((row % experts) + 1) + 0.25 * (((row + 1) % experts) + 1));
  });
}

describe('expert exchange', () => {
  let shards: Map<string, ScriptedShard>;
  let members: Member[];
  let notify: Set<() => void>;
  let bus: InProcessBus;
  let registry: Registry;
  let placement: PlacementView;
  let links: ShardLinks;
  let exchange: ExpertExchange;
  let supervisor: Supervisor;
  let abort: AbortController;
  const suspects: string[] = [];

  beforeEach(async () => {
    shards = new Map();
    members = [];
    notify = new Set();
    bus = new InProcessBus();
    suspects.length = 0;
    subscribeEvents(bus, Events.suspects, (event) => suspects.push(event.id));
    for (const id of ['a', 'b', 'c']) await add(id);
  });
  afterEach(async () => {
    await links.stop();
    await supervisor.stop();
    for (const shard of shards.values()) await shard.kill();
  });

  async function add(id: string, port = 0): Promise<void> {
    const shard = await new ScriptedShard(hiddenSize).start(port);
    shards.set(id, shard);
    members = members.filter((member) => member.id !== id);
    members.push({ service: 'expert-shard', id, address: shard.address, modelFingerprint: 'm' } as Member);
    for (const fn of notify) fn();
  }

  /** `holders`: for each expert, the ids of its shards, such as 'ab'. */
  function place(...holders: string[]): void {
    const layers = [{ layer: 0, experts: holders.map((ids) => ({ shardIds: [...ids] })) }];
    placement.accept({ epoch: 1, modelFingerprint: 'm', reason: 'test', layers });
    exchange.changed();
  }

  async function start(
    options: { deadlineMs?: number; hedgeAfterMs?: number; wireDtype?: WireDType } = {},
  ): Promise<void> {
    const log = pino({ level: 'silent' });
    const clock = systemClock;
    registry = new Registry();
    supervisor = new Supervisor(clock);
    placement = new PlacementView({ description, fingerprint: 'm', log });
    abort = new AbortController();
    links = new ShardLinks({
      attentionId: 'attention-0',
      directory: {
        of: () => members,
        onChange: (fn) => {
          notify.add(fn);
          return () => notify.delete(fn);
        },
      },
      bus,
      supervisor,
      clock,
      log,
      fingerprint: 'm',
      deadlineMs: options.deadlineMs ?? 5_000,
      maxMessageBytes: 1 << 20,
      onChange: () => exchange?.changed(),
    });
    exchange = new ExpertExchange({
      placement,
      links,
      hiddenSize,
      wireDtype: options.wireDtype ?? 'f32',
      hedgeAfterMs: options.hedgeAfterMs ?? 0,
      deadlineMs: options.deadlineMs ?? 5_000,
      clock,
      log,
      metrics: attentionMetrics(registry),
      garbage: { add: () => {} },
    });
    await eventually(() => ['a', 'b', 'c'].every((id) => links.isOpen(id)));
  }

  const run = (call: ExpertCall, onComputed: (milliseconds: number) => void = () => {}) =>
    exchange.forStep({ signal: abort.signal, traceparent: '', microBatch: 0, onComputed }).run(call);
  const batchesOf = (id: string) => shards.get(id)!.batches.length;
  /** Pairs whose sums have come back from a shard, read or not. */
  const answeredBy = async (id: string) =>
    (await registry.getSingleMetric('fulgur_attention_expert_tokens_total')!.get()).values.find(
      ({ labels }) => labels['shard'] === id,
    )?.value;
  const retries = async (reason: string) =>
    (await registry.getSingleMetric('fulgur_attention_exchange_retries_total')!.get()).values.find(
      ({ labels }) => labels['reason'] === reason,
    )?.value;

  it('sends each shard one message with only the rows that it needs, and adds up what returns', async () => {
    await start();
    place('a', 'a', 'b', 'c');
    const call = callOf(8);
    expect(Array.from(await run(call))).toEqual(expected(call));
    expect(['a', 'b', 'c'].map(batchesOf)).toEqual([1, 1, 1]);
    const [batch] = shards.get('c')!.batches;
    expect(batch).toMatchObject({ rows: 4, layer: 0, epoch: 1 }); // rows 2, 3, 6 and 7 need expert 3
    expect(batch!.hidden).toHaveLength(4 * hiddenSize * 4);
    expect(batch!.expertId).toHaveLength(4 * 4);
  });

  it.each([
    ['all', ['a', 'a', 'a', 'a']],
    ['all, and another of some', ['a', 'b', 'a', 'c']],
    ['all, and another too', ['a', 'b', 'a', 'b']],
  ])('adds up the same when one shard has rows of %s', async (_which, holders) => {
    await start();
    place(...(holders as [string, string, string, string]));
    for (const rows of [1, 8]) expect(Array.from(await run(callOf(rows)))).toEqual(expected(callOf(rows)));
  });

  it('tells how long the slowest shard of each exchange computed', async () => {
    await start();
    place('a', 'a', 'b', 'c');
    const computedMs: number[] = [];
    shards.get('b')!.computeUs = 7_000;
    await run(callOf(8), (milliseconds) => computedMs.push(milliseconds));
    expect(computedMs).toEqual([7]);
  });

  it.each<[WireDType, number]>([
    ['bf16', 0.02],
    ['q8_0', 0.02],
  ])('keeps the precision that %s has', async (wireDtype, tolerance) => {
    await start({ wireDtype });
    place('a', 'b', 'c', 'a');
    const call = callOf(5);
    const wanted = expected(call);
    const sums = await run(call);
    const largest = Math.max(...wanted.map(Math.abs));
    for (const [i, value] of wanted.entries()) expect(Math.abs(sums[i]! - value)).toBeLessThan(tolerance * largest);
  });

  it('shares the experts of a layer among replicas', async () => {
    await start();
    place('ab', 'ab', 'ab', 'ab');
    await run(callOf(8));
    expect([batchesOf('a'), batchesOf('b')]).toEqual([1, 1]);
    const pairs = (id: string) => shards.get(id)!.batches[0]!.expertId.length / 4;
    expect([pairs('a'), pairs('b')]).toEqual([8, 8]);
  });

  it('sends the calls of a broken link to replicas and reports the shard as suspect', async () => {
    await start();
    place('ab', 'ab', 'ac', 'ac');
    shards.get('a')!.behaviour = 'break';
    const call = callOf(16);
    expect(Array.from(await run(call))).toEqual(expected(call));
    await eventually(() => suspects.includes('a'));
    expect(await retries('link_broken')).toBe(1);
  });

  it('takes the experts that a shard lacks to another holder', async () => {
    await start();
    place('ab', 'ab', 'ab', 'ab');
    shards.get('a')!.behaviour = 'missing';
    const call = callOf(4);
    expect(Array.from(await run(call))).toEqual(expected(call));
    expect(await retries('missing_experts')).toBe(1);
    expect(links.isOpen('a')).toBe(true);
  });

  it('retries a failing shard without flooding it when nobody else holds the expert', async () => {
    await start();
    place('a', 'b', 'c', 'c');
    shards.get('a')!.behaviour = 'fail';
    const call = callOf(4);
    const result = run(call);
    await eventually(() => batchesOf('a') >= 3);
    expect(batchesOf('a')).toBeLessThan(6);
    shards.get('a')!.behaviour = 'answer';
    expect(Array.from(await result)).toEqual(expected(call));
    expect(batchesOf('b')).toBe(1);
  });

  it('holds what has no live holder until a plan names one', async () => {
    await start();
    place('a', 'b', 'b', 'c');
    await shards.get('a')!.kill();
    await eventually(() => !links.isOpen('a'));
    const call = callOf(6);
    const result = run(call);
    const held = async () => (await registry.getSingleMetric('fulgur_attention_held_batches')!.get()).values[0]!.value;
    await eventually(async () => (await held()) === 1);
    place('b', 'b', 'b', 'c');
    expect(Array.from(await result)).toEqual(expected(call));
    expect(await held()).toBe(0);
  });

  it('goes on with a shard that came back at another address', async () => {
    await start();
    place('a', 'b', 'b', 'c');
    await shards.get('a')!.kill();
    const call = callOf(6);
    const result = run(call);
    await add('a');
    expect(Array.from(await result)).toEqual(expected(call));
  });

  it('reconnects to a shard that came back at its old address', async () => {
    await start();
    place('a', 'b', 'b', 'c');
    const port = Number(shards.get('a')!.address.split(':')[1]);
    await shards.get('a')!.kill();
    const call = callOf(6);
    const result = run(call);
    await add('a', port);
    expect(Array.from(await result)).toEqual(expected(call));
  });

  it('sends a late call to a replica as well and takes the first answer', async () => {
    await start({ hedgeAfterMs: 30 });
    place('ab', 'ab', 'ab', 'ab');
    shards.get('a')!.behaviour = 'silent';
    const call = callOf(8);
    expect(Array.from(await run(call))).toEqual(expected(call));
    expect(await retries('hedge')).toBe(1);
    expect(links.isOpen('a')).toBe(true);
  });

  it('lets an answer that lost its race touch the sums neither of its own call nor of later ones', async () => {
    await start({ hedgeAfterMs: 30 });
    place('ab', 'ab', 'ab', 'ab');
    const a = shards.get('a')!;
    a.behaviour = 'late';
    a.factor = -3;
    // All pairs go to expert 0, which gives what it gets: one message to one shard, and another to its replica.
    const rows = 8;
    const inputs = [1, 2].map((value) => new Float32Array(rows * hiddenSize).fill(value));
    const sumsOf = (input: Float32Array) =>
      run({ layer: 0, rows, hidden: input, expertIds: new Int32Array(rows), weights: new Float32Array(rows).fill(1) });
    const lateAnswer = async (count: number) => {
      a.release();
      await eventually(async () => (await answeredBy('a')) === count * rows);
    };

    expect(await sumsOf(inputs[0]!)).toEqual(inputs[0]);
    // It goes to the shard that has nothing to do, whose answer is there when that to the call before comes.
    const second = await sumsOf(inputs[1]!);
    expect(batchesOf('a')).toBe(1);
    await lateAnswer(1);
    expect(second).toEqual(inputs[1]);
    const third = await sumsOf(inputs[0]!);
    expect(batchesOf('a')).toBe(2);
    await lateAnswer(2);
    expect(third).toEqual(inputs[0]);
  });

  it('breaks the link to a shard that does not answer in time', async () => {
    await start({ deadlineMs: 100 });
    place('a', 'b', 'b', 'c');
    shards.get('a')!.behaviour = 'silent';
    const call = callOf(4);
    const result = run(call);
    await eventually(() => suspects.includes('a'));
    shards.get('a')!.behaviour = 'answer';
    expect(Array.from(await result)).toEqual(expected(call));
  });

  it('gives up at once when nobody waits for the step any more', async () => {
    await start();
    place('a', 'b', 'b', 'c');
    shards.get('a')!.behaviour = 'silent';
    const result = run(callOf(4));
    await eventually(() => batchesOf('a') === 1);
    abort.abort(new Error('all gone'));
    await expect(result).rejects.toThrow('all gone');
  });
});
