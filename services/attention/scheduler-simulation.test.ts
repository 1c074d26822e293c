// A replica in simulated time: many tenants, a crowded pool, and what each of them gets.
import { describe, expect, it } from 'vitest';
import { Scheduler, type SchedulerOptions } from './scheduler.ts';
import type { Sequence } from './sequence.ts';
import { StepPacing } from './step-pacing.ts';
import { carryOut, testGroups, testRandom, testSequence } from './testing/material.ts';

interface Served {
  readonly sequence: Sequence;
  readonly tenant: string;
  readonly arrivedMs: number;
  firstTokenMs: number | undefined;
  finishedMs: number | undefined;
  lastTokenMs: number;
  /** Between one token and the next. */
  readonly gapsMs: number[];
}

type StepCost = (decodes: number, prompts: number) => number;

/** A step takes 2 ms and 20 us for each of its rows. */
const quick: StepCost = (decodes, prompts) => 2 + 0.02 * (decodes + prompts);

class Replica {
  nowMs = 0;
  /** Tokens computed for each tenant for the first time, a generated one counting as two. */
  readonly work = new Map<string, number>();
  readonly requests: Served[] = [];
  preemptions = 0;
  readonly groups;
  readonly #pacing: StepPacing;
  readonly #stepMs: StepCost;
  readonly #scheduler: Scheduler;
  readonly #live = new Map<Sequence, Served>();
  readonly #random: () => number;

  constructor(
    seed: number,
    options: Partial<SchedulerOptions> & { full?: number; targetMs?: number; stepMs?: StepCost } = {},
  ) {
    this.groups = testGroups({ full: options.full ?? 256 });
    this.#pacing = new StepPacing({ targetMs: options.targetMs ?? 0 });
    this.#stepMs = options.stepMs ?? quick;
    this.#random = testRandom(seed);
    this.#scheduler = new Scheduler({
      maxBatchTokens: 128,
      prefillChunk: 64,
      maxSequences: 16,
      maxWaiting: 10_000,
      groups: this.groups,
      pace: this.#pacing,
      ...options,
    });
  }

  between(least: number, most: number): number {
    return least + Math.floor(this.#random() * (most - least + 1));
  }

  submit(tenant: string, promptTokens: number, maxTokens: number, lane = 1): Served {
    const prompt = Array.from({ length: promptTokens }, () => this.between(0, 3_999));
    const sequence = testSequence(this.groups, `${this.requests.length}`, prompt, maxTokens, { tenant, lane });
    const arrivedMs = this.nowMs;
    const served: Served = {
      sequence,
      tenant,
      arrivedMs,
      firstTokenMs: undefined,
      finishedMs: undefined,
      lastTokenMs: 0,
      gapsMs: [],
    };
    this.requests.push(served);
    this.#live.set(sequence, served);
    this.#scheduler.submit(sequence);
    return served;
  }

  cancel(served: Served): void {
    served.sequence.finished = true;
    this.#live.delete(served.sequence);
    this.#scheduler.remove(served.sequence);
  }

  get live(): readonly Served[] {
    return [...this.#live.values()];
  }

  waitingOf(tenant: string): number {
    return this.live.filter((one) => one.tenant === tenant && one.firstTokenMs === undefined).length;
  }

  step(): void {
    const before = new Map(this.live.map(({ sequence }) => [sequence, sequence.charged]));
    const plan = this.#scheduler.schedule();
    this.preemptions += plan.preempted.length;
    for (const { sequence } of plan.entries) {
      const { tenant } = this.#live.get(sequence)!;
      const fresh = sequence.charged - (before.get(sequence) ?? 0);
      this.work.set(tenant, (this.work.get(tenant) ?? 0) + fresh * (sequence.decoding ? 2 : 1));
    }
    const decodes = plan.entries.filter(({ sequence }) => sequence.remaining === 1).length;
    const tookMs = plan.rows > 0 ? this.#stepMs(decodes, plan.rows - decodes) : 1;
    if (plan.rows > 0) this.#pacing.observe(decodes, plan.rows - decodes, tookMs);
    this.nowMs += tookMs;
    for (const sequence of carryOut(plan)) {
      const served = this.#live.get(sequence)!;
      if (served.firstTokenMs === undefined) served.firstTokenMs = this.nowMs;
      else served.gapsMs.push(this.nowMs - served.lastTokenMs);
      served.lastTokenMs = this.nowMs;
      if (sequence.generated < sequence.request.maxTokens) continue;
      served.finishedMs = this.nowMs;
      this.cancel(served);
    }
  }
}

const percentile = (values: number[], part: number) =>
  values.sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(part * values.length))]!;

describe('a replica under load', () => {
  it.each([1, 2, 3])(
    'gives tenants that always wait the same work, whatever the size of their requests (seed %i)',
    (seed) => {
      const replica = new Replica(seed);
      const sizes: Record<string, () => [number, number]> = {
        chatty: () => [replica.between(5, 20), replica.between(30, 60)],
        long: () => [replica.between(200, 400), replica.between(5, 20)],
        mixed: () => [replica.between(5, 300), replica.between(1, 60)],
      };
      const tenants = Object.keys(sizes);
      // One has sent far more than its share before the others come.
      for (let i = 0; i < 200; i++) replica.submit('chatty', ...sizes['chatty']!());
      let widest = 0;
      const start = new Map<string, number>();
      for (let step = 0; step < 3_000; step++) {
        for (const tenant of tenants) {
          while (replica.waitingOf(tenant) < 12) replica.submit(tenant, ...sizes[tenant]!());
        }
        replica.step();
        // The batch of before belongs to the first tenant: shares are measured once it has gone.
        if (step === 200) for (const tenant of tenants) start.set(tenant, replica.work.get(tenant) ?? 0);
        if (step <= 200) continue;
        const given = tenants.map((tenant) => replica.work.get(tenant)! - start.get(tenant)!);
        widest = Math.max(widest, Math.max(...given) - Math.min(...given));
      }
      const given = tenants.map((tenant) => replica.work.get(tenant)! - start.get(tenant)!);
      // What runs goes on whatever its tenant had: 16 sequences with up to 60 tokens at 2 each, and twice that between two.
      expect(widest).toBeLessThan(2 * 16 * 60 * 2);
      expect(Math.min(...given) / Math.max(...given)).toBeGreaterThan(0.95);
    },
  );

  it('answers a tenant that asks little as if the one that floods it were not there, nearly', () => {
    const run = (flooded: boolean) => {
      const replica = new Replica(7);
      const ask = testRandom(8);
      if (flooded) for (let i = 0; i < 500; i++) replica.submit('flood', 200, 40);
      const asked: Served[] = [];
      for (let step = 0; step < 2_000; step++) {
        if (ask() < 0.02) asked.push(replica.submit('modest', 30, 10));
        replica.step();
      }
      const waits = asked.flatMap((one) => (one.firstTokenMs === undefined ? [] : [one.firstTokenMs - one.arrivedMs]));
      expect(waits.length).toBeGreaterThan(20);
      return percentile(waits, 0.95);
    };
    const alone = run(false);
    const beside = run(true);
    // A slot becomes free every few steps; first come, first served it would be the flood's 160 seconds.
    expect(beside - alone).toBeLessThan(150);
  });

  it('starves no request of low priority: beside a flood of urgent ones it gets its share', () => {
    const replica = new Replica(11, { maxSequences: 4 });
    const low = Array.from({ length: 10 }, () => replica.submit('batch', 20, 5, 2));
    while (low.some((one) => one.finishedMs === undefined)) {
      while (replica.waitingOf('urgent') < 8) replica.submit('urgent', 20, 20, 0);
      replica.step();
      if (replica.nowMs > 60_000) throw new Error('starved');
    }
    const urgent = replica.requests.filter((one) => one.tenant === 'urgent' && one.finishedMs !== undefined);
    expect(urgent.length).toBeGreaterThan(40);
    // Ten requests of 20 + 2 * 4 tokens at 1/17 of the work that four slots do.
    const workPerMs = replica.work.get('urgent')! / replica.nowMs;
    expect(replica.nowMs).toBeLessThan((1.5 * 17 * 280) / workPerMs);
  });

  it('finishes everybody in a pool that is far too small, with priorities, preemptions and cancellations', () => {
    for (let seed = 21; seed < 27; seed++) {
      const replica = new Replica(seed, { full: 14, maxSequences: 8 });
      for (let i = 0; i < 60; i++) {
        replica.submit(`tenant-${i % 4}`, replica.between(1, 200), replica.between(1, 150), replica.between(0, 2));
      }
      while (replica.live.length > 0) {
        replica.step();
        expect(replica.groups.full!.used + replica.groups.full!.available).toBe(14);
        if (replica.between(0, 400) === 0) replica.cancel(replica.live[0]!);
        if (replica.nowMs > 300_000) throw new Error(`not done: ${replica.live.length} are left`);
      }
      expect(replica.preemptions).toBeGreaterThan(0);
      expect(replica.groups.full!.used).toBe(0);
    }
  });
});

/** About what two cores take for a small model: prompts are dear. */
const slow: StepCost = (decodes, prompts) => 5 + 0.4 * decodes + 0.3 * prompts;

/** One client of a light tenant beside sixty-four of a greedy one, each with its next request once it is answered. */
function lightBesideGreedy(targetMs: number, greedyTenant = 'greedy', greedyClients = 64) {
  const replica = new Replica(31, {
    targetMs,
    stepMs: slow,
    full: 1_024,
    maxBatchTokens: 512,
    prefillChunk: 256,
    maxSequences: 32,
  });
  const ask = { light: () => replica.submit('light', 256, 32), greedy: () => replica.submit(greedyTenant, 256, 32) };
  const live = [
    { again: ask.light, served: ask.light() },
    ...Array.from({ length: greedyClients }, () => ({ again: ask.greedy, served: ask.greedy() })),
  ];
  const done = { light: [] as Served[], greedy: [] as Served[] };
  while (replica.nowMs < 40_000) {
    replica.step();
    for (const one of live) {
      if (one.served.finishedMs === undefined) continue;
      // What began before the replica was full says nothing.
      if (replica.nowMs > 8_000) done[one.again === ask.light ? 'light' : 'greedy'].push(one.served);
      one.served = one.again();
    }
  }
  const figures = (all: readonly Served[]) => ({
    // Answers of 32 tokens, in 32 seconds.
    tokensPerSecond: (32 * all.length) / 32,
    gapMs: percentile(
      all.flatMap(({ gapsMs }) => gapsMs),
      0.5,
    ),
    longGapMs: percentile(
      all.flatMap(({ gapsMs }) => gapsMs),
      0.99,
    ),
    firstTokenMs: percentile(
      all.map(({ firstTokenMs, arrivedMs }) => firstTokenMs! - arrivedMs),
      0.99,
    ),
  });
  return { light: figures(done.light), greedy: done.greedy.length === 0 ? undefined : figures(done.greedy) };
}

describe('the time between tokens', () => {
  const before = lightBesideGreedy(0);
  const paced = lightBesideGreedy(50);

  it('is kept within its target where prompts never end', () => {
    expect(before.light.longGapMs).toBeGreaterThan(100);
    expect(paced.light.longGapMs).toBeLessThan(1.1 * 50);
    expect(paced.greedy!.longGapMs).toBeLessThan(1.1 * 50);
  });

  it('is shorter still for a tenant that computes few prompts beside one that computes many', () => {
    expect(paced.light.gapMs).toBeLessThan(0.7 * 50);
    // One tenant alone, with as many clients, has all of the target for its prompts.
    const alone = lightBesideGreedy(50, 'light');
    expect(alone.light.gapMs).toBeGreaterThan(1.2 * paced.light.gapMs);
  });

  it('costs the greedy tenant little: it answers nearly as many requests, and none of them starves', () => {
    expect(paced.greedy!.tokensPerSecond).toBeGreaterThan(0.8 * before.greedy!.tokensPerSecond);
    expect(paced.greedy!.firstTokenMs).toBeLessThan(2 * before.greedy!.firstTokenMs);
  });

  it('costs prompts nothing where nobody decodes', () => {
    const msOf = (targetMs: number) => {
      const replica = new Replica(32, { targetMs, stepMs: slow, maxBatchTokens: 512, prefillChunk: 256 });
      for (let i = 0; i < 12; i++) replica.submit('', 512, 1);
      while (replica.live.length > 0) replica.step();
      return replica.nowMs;
    };
    expect(msOf(50)).toBeLessThan(1.02 * msOf(0));
  });

  it('never stops prompts, even where decodes alone take longer than the target', () => {
    const replica = new Replica(33, { targetMs: 1, stepMs: slow, full: 1_024, maxSequences: 32 });
    for (let i = 0; i < 16; i++) replica.submit(`talker-${i}`, 16, 2_000);
    for (let i = 0; i < 50; i++) replica.step();
    const late = replica.submit('late', 512, 4);
    const submittedMs = replica.nowMs;
    while (late.firstTokenMs === undefined) replica.step();
    // At least 16 tokens a step.
    expect(late.firstTokenMs - submittedMs).toBeLessThanOrEqual((512 / 16) * slow(17, 16));
  });
});
