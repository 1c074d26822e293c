// Decides what the next step computes: which sequences, and how many tokens of each.
//
// Owns the waiting queue, the running set and the blocks that running sequences hold. Plain and synchronous; the
// engine calls it between steps only, so blocks never change hands while a step computes on them.
//
// Invariants
// 1. A step computes at most `maxBatchTokens` tokens: first one for each decoding sequence, oldest first, then chunks
//    of prompts, oldest first. A long prompt therefore never stalls the sequences that are already answering.
// 2. Both queues are in order of arrival, and nobody overtakes the head of the waiting queue: no request starves.
// 3. When a block is missing, the youngest running sequence gives its blocks back and waits at the head of the queue
//    (recompute preemption, as vLLM does). The oldest always advances, so a full pool delays requests and fails none.
// 4. A sequence that left (finished, cancelled, expired) holds no block.
import { blockTokens } from '../../lib/model/block-key.ts';
import { type KvGroups, matchPrefix, resumableBlocks } from './prefix-index.ts';
import type { Sequence } from './sequence.ts';

export interface SchedulerOptions {
  readonly groups: KvGroups;
  /** Rows of one step. */
  readonly maxBatchTokens: number;
  /** Rows of one sequence in one step. */
  readonly prefillChunk: number;
  /** Sequences that run at the same time. */
  readonly maxSequences: number;
  /** Requests that wait to be admitted for the first time. */
  readonly maxWaiting: number;
}

export interface StepEntry {
  readonly sequence: Sequence;
  /** Tokens [computed, computed + count) are computed; the last one's logits are sampled when it ends the text. */
  readonly count: number;
}

export interface StepPlan {
  readonly entries: readonly StepEntry[];
  readonly rows: number;
  /** Sequences that were admitted for the first time by this plan. */
  readonly admitted: readonly Sequence[];
}

export class Scheduler {
  readonly #options: SchedulerOptions;
  readonly #waiting: Sequence[] = [];
  readonly #running: Sequence[] = [];
  /** The plan being made: tokens per sequence, in order of scheduling. */
  readonly #planned = new Map<Sequence, number>();
  #budget = 0;
  #preemptions = 0;

  constructor(options: SchedulerOptions) {
    this.#options = options;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  get running(): number {
    return this.#running.length;
  }

  /** Preemptions since the start. */
  get preemptions(): number {
    return this.#preemptions;
  }

  get idle(): boolean {
    return this.#waiting.length === 0 && this.#running.length === 0;
  }

  /** False when the waiting queue is full. */
  submit(sequence: Sequence): boolean {
    if (this.#waiting.length >= this.#options.maxWaiting) return false;
    this.#waiting.push(sequence);
    return true;
  }

  /** Takes a sequence out, wherever it is, and gives its blocks back. */
  remove(sequence: Sequence): void {
    for (const queue of [this.#waiting, this.#running]) {
      const at = queue.indexOf(sequence);
      if (at >= 0) queue.splice(at, 1);
    }
    sequence.releaseBlocks();
  }

  schedule(): StepPlan {
    this.#planned.clear();
    this.#budget = this.#options.maxBatchTokens;
    for (const sequence of this.#running.filter((s) => s.remaining === 1)) this.#plan(sequence, 1);
    for (const sequence of this.#running.filter((s) => s.remaining > 1)) this.#planChunk(sequence);
    const admitted = this.#admit();
    const entries = [...this.#planned].map(([sequence, count]) => ({ sequence, count }));
    return { entries, rows: this.#options.maxBatchTokens - this.#budget, admitted };
  }

  /** Plans `count` tokens, preempting younger sequences for their blocks; nothing when `sequence` is the youngest. */
  #plan(sequence: Sequence, count: number): void {
    if (this.#budget < count) return;
    while (this.#running.includes(sequence)) {
      if (sequence.blocks.extend(sequence.computed + count)) {
        this.#planned.set(sequence, count);
        this.#budget -= count;
        return;
      }
      this.#preempt(this.#running.at(-1)!);
    }
  }

  /** The longest chunk that budget and free blocks allow; only the oldest sequence preempts others for it. */
  #planChunk(sequence: Sequence): void {
    let count = Math.min(sequence.remaining, this.#options.prefillChunk, this.#budget);
    if (count === 0 || !this.#running.includes(sequence)) return;
    while (count > 1 && !sequence.blocks.extend(sequence.computed + count)) count >>>= 1;
    if (sequence === this.#running[0] || sequence.blocks.extend(sequence.computed + count)) this.#plan(sequence, count);
  }

  #preempt(victim: Sequence): void {
    if (this.#running.length === 1)
      throw new Error('the KV pool is smaller than one sequence: the configuration check has a hole');
    this.#running.splice(this.#running.indexOf(victim), 1);
    this.#budget += this.#planned.get(victim) ?? 0;
    this.#planned.delete(victim);
    victim.releaseBlocks();
    this.#waiting.unshift(victim);
    this.#preemptions++;
  }

  #admit(): Sequence[] {
    const admitted: Sequence[] = [];
    while (this.#budget > 0 && this.#waiting.length > 0 && this.#running.length < this.#options.maxSequences) {
      const sequence = this.#waiting[0]!;
      const first = sequence.cachedTokens === undefined;
      if (!this.#claim(sequence)) break;
      this.#waiting.shift();
      this.#running.push(sequence);
      this.#planChunk(sequence);
      if (first) admitted.push(sequence);
    }
    return admitted;
  }

  /**
   * Takes what the cache has of `sequence`. False, and nothing is held, when the rest of its text would not fit beside
   * one more block for everyone who runs: admitting it would only preempt it again.
   */
  #claim(sequence: Sequence): boolean {
    const { groups } = this.#options;
    const match = matchPrefix(groups, sequence.keys(), resumableBlocks(sequence.tokens.length));
    sequence.blocks.adopt(match);
    const others = this.#running.length;
    const chunkEnd = Math.min(match.blocks * blockTokens + this.#options.prefillChunk, sequence.tokens.length);
    const full = sequence.blocks.missing(sequence.tokens.length + 1).full + others;
    const window = sequence.blocks.missing(chunkEnd).window + others;
    const fits = full <= (groups.full?.available ?? full) && window <= (groups.window?.available ?? window);
    if (!fits && others > 0) {
      sequence.releaseBlocks();
      return false;
    }
    sequence.resume(match.blocks);
    return true;
  }
}
