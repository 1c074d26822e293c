// A replica in simulated time: many tenants, a crowded pool, and what each of them gets.
import { describe, expect, it } from 'vitest';
import { Scheduler, type SchedulerOptions } from './scheduler.ts';
import type { Sequence } from './sequence.ts';
import { carryOut, testGroups, testRandom, testSequence } from './testing/material.ts';

interface Served {
  readonly sequence: Sequence;
  readonly tenant: string;
  readonly arrivedMs: number;
  firstTokenMs: number | undefined;
  finishedMs: number | undefined;
}

/** A step takes 2 ms and 20 us for each of its rows. */
const stepMs = (rows: number) => 2 + 0.02 * rows;

class Replica {
  nowMs = 0;
  /** Tokens computed for each tenant for the first time, a generated one counting as two. */
  readonly work = new Map<string, number>();
  readonly requests: Served[] = [];
  preemptions = 0;
  readonly groups;
  readonly #scheduler: Scheduler;
  readonly #live = new Map<Sequence, Served>();
  readonly #random: () => number;

  constructor(seed: number, options: Partial<SchedulerOptions> & { full?: number } = {}) {
    this.groups = testGroups({ full: options.full ?? 256 });
    this.#random = testRandom(seed);
    this.#scheduler = new Scheduler({
      maxBatchTokens: 128,
      prefillChunk: 64,
      maxSequences: 16,
      maxWaiting: 10_000,
      groups: this.groups,
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
    const served: Served = { sequence, tenant, arrivedMs, firstTokenMs: undefined, finishedMs: undefined };
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
    this.nowMs += plan.rows > 0 ? stepMs(plan.rows) : 1;
    for (const sequence of carryOut(plan)) {
      const served = this.#live.get(sequence)!;
      served.firstTokenMs ??= this.nowMs;
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
