// Decides what the next step computes: which sequences, and how many tokens of each.
//
// Owns the waiting queue, the running set and the blocks that running sequences hold. Plain and synchronous; the
// engine calls it between steps only, so blocks never change hands while a step computes on them.
//
// Invariants
// 1. A step computes at most `maxBatchTokens` tokens: first one for each decoding sequence, then chunks of prompts, beside
//    decodes as many as `pace` allows. A long prompt therefore never stalls the sequences that are already answering.
// 2. Prompts, running or waiting, share what is left of a step in the order of `FairQueue`: the priority, then the tenant
//    that was given least for its share, then age. Whoever is next in that order is not overtaken because it is large.
// 3. Running sequences have a rank that does not change while they run: urgency, then age. When a block is missing, the
//    last in rank gives its blocks back and waits; the first always advances. A full pool delays requests and fails none.
// 4. A waiting request takes the place of a running one only when it is more urgent; who was displaced becomes more
//    urgent, so that nobody is displaced for ever.
// 5. A sequence that left (finished, cancelled, expired) holds no block.
import { blockTokens } from '../../lib/model/block-key.ts';
import { FairQueue, type Ticket } from '../../lib/queue/fair-queue.ts';
import { laneShares } from '../../lib/queue/priority.ts';
import { type KvGroups, matchPrefix, resumableBlocks } from './prefix-index.ts';
import { RankedSet } from './ranked-set.ts';
import type { Sequence } from './sequence.ts';
import type { StepPacing } from './step-pacing.ts';

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
  /** How many prompt tokens a step may compute beside decodes; absent: as many as it has room for. */
  readonly pace?: Pick<StepPacing, 'promptRows'> | undefined;
  /**
   * Asked before a preempted sequence is admitted again: true when its keys and values are being fetched, and it will be
   * submitted again once they are in the pool.
   */
  readonly restore?: ((sequence: Sequence) => boolean) | undefined;
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
  /** Sequences whose blocks were taken back for this plan. */
  readonly preempted: readonly Sequence[];
}

/** What a generated token counts beside a computed prompt token: it needs a step of its own. */
const decodeWork = 2;

type Rank = Ticket<Sequence>;

/** A tenant's requests of one priority. */
interface Party {
  readonly share: number;
  readonly hasPrompt: boolean;
}

function sharesOf(parties: readonly Party[]): number {
  return parties.reduce((sum, { share }) => sum + share, 0);
}

export class Scheduler {
  readonly #options: SchedulerOptions;
  readonly #waiting: FairQueue<Sequence>;
  readonly #running = new RankedSet<Sequence>();
  readonly #tickets = new Map<Sequence, Rank>();
  /** The plan being made: tokens per sequence, in order of scheduling. */
  readonly #planned = new Map<Sequence, number>();
  #preempted: Sequence[] = [];
  #budget = 0;

  constructor(options: SchedulerOptions) {
    this.#options = options;
    this.#waiting = new FairQueue({ shares: laneShares, quantum: options.prefillChunk });
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  get running(): number {
    return this.#running.size;
  }

  get idle(): boolean {
    return this.#waiting.size === 0 && this.#running.size === 0;
  }

  /** False when the waiting queue is full. A sequence that was here before has its old place, and always room. */
  submit(sequence: Sequence): boolean {
    const ticket = this.#tickets.get(sequence);
    if (ticket !== undefined) {
      this.#waiting.putBack(ticket);
      return true;
    }
    if (this.#waiting.size >= this.#options.maxWaiting) return false;
    this.#tickets.set(sequence, this.#waiting.push(sequence, sequence.request.tenant, sequence.request.lane));
    return true;
  }

  /** Whose request has to go so that one of `tenant` can wait: the last of the tenant that takes most of the queue. */
  crowding(tenant: string): Sequence | undefined {
    return this.#waiting.crowding(tenant, (sequence) => sequence.cachedTokens === undefined)?.item;
  }

  /** Takes a sequence out, wherever it is, and gives its blocks back. */
  remove(sequence: Sequence): void {
    const ticket = this.#tickets.get(sequence);
    if (ticket !== undefined) {
      this.#tickets.delete(sequence);
      this.#waiting.remove(ticket);
      this.#running.delete(ticket);
    }
    sequence.releaseBlocks();
  }

  schedule(): StepPlan {
    this.#planned.clear();
    this.#preempted = [];
    this.#budget = this.#options.maxBatchTokens;
    for (const rank of this.#running.filter(({ item }) => item.remaining === 1)) this.#plan(rank, 1);
    const prompts = this.#running.filter(({ item }) => item.remaining > 1);
    if (prompts.length > 0 || this.#waiting.size > 0) this.#pacePrompts();
    const admitted = this.#planPrompts(prompts);
    const entries = [...this.#planned].map(([sequence, count]) => ({ sequence, count }));
    const rows = entries.reduce((sum, { count }) => sum + count, 0);
    return { entries, rows, admitted, preempted: this.#preempted };
  }

  /** Leaves to prompts what those who decode can bear. */
  #pacePrompts(): void {
    const decodes = this.#planned.size;
    const { pace } = this.#options;
    if (decodes === 0 || pace === undefined) return;
    this.#budget = Math.min(this.#budget, pace.promptRows(decodes, this.#promptShare()));
  }

  /**
   * The prompts' part of the time that decodes leave: that of the tenants, by priority, that have any. The part of who
   * only decodes goes to nobody: its tokens come the sooner for it.
   */
  #promptShare(): number {
    const parties = new Map<string, Party>();
    const count = ({ item, tenant, lane }: Rank) => {
      const name = `${lane}/${tenant}`;
      const hasPrompt = item.remaining > 1 || parties.get(name)?.hasPrompt === true;
      parties.set(name, { share: laneShares[lane]!, hasPrompt });
    };
    for (const rank of this.#running) count(rank);
    for (const ticket of this.#waiting) count(ticket);
    const all = [...parties.values()];
    return sharesOf(all.filter(({ hasPrompt }) => hasPrompt)) / sharesOf(all);
  }

  /** Shares the rest of the step between the prompts that are being computed and those that wait. */
  #planPrompts(running: Rank[]): Sequence[] {
    const admitted: Sequence[] = [];
    running.sort((a, b) => (this.#waiting.before(a, b) ? -1 : 1));
    let waiting = this.#waiting.next();
    while (this.#budget > 0) {
      const first = running[0];
      if (waiting !== undefined && (first === undefined || this.#waiting.before(waiting, first))) {
        const { item } = waiting;
        const isNew = item.cachedTokens === undefined;
        const done = this.#admit(waiting, isNew);
        if (done && isNew) admitted.push(item);
        waiting = done ? this.#waiting.next() : undefined;
      } else if (first !== undefined) {
        running.shift();
        this.#planChunk(first);
      } else break;
    }
    return admitted;
  }

  /** Plans `count` tokens, preempting who ranks lower for their blocks; nothing when that is the sequence itself. */
  #plan(rank: Rank, count: number): void {
    const sequence = rank.item;
    if (this.#budget < count) return;
    while (this.#running.has(rank)) {
      if (sequence.blocks.extend(sequence.computed + count)) {
        this.#planned.set(sequence, count);
        this.#budget -= count;
        this.#charge(rank, count);
        return;
      }
      if (this.#running.size === 1)
        throw new Error('the KV pool is smaller than one sequence: the configuration check has a hole');
      this.#preempt(this.#running.last!);
    }
  }

  /** A tenant pays once for each token, as it is computed: not for what a preemption makes necessary again. */
  #charge(rank: Rank, count: number): void {
    const { item } = rank;
    const fresh = Math.min(count, item.computed + count - item.charged);
    if (fresh <= 0) return;
    item.charged += fresh;
    this.#waiting.charge(rank, item.decoding ? decodeWork : fresh);
  }

  /** The longest chunk that budget and free blocks allow; only the first in rank preempts others for it. */
  #planChunk(rank: Rank): void {
    const sequence = rank.item;
    let count = Math.min(sequence.remaining, this.#options.prefillChunk, this.#budget);
    if (count === 0 || !this.#running.has(rank)) return;
    while (count > 1 && !sequence.blocks.extend(sequence.computed + count)) count >>>= 1;
    if (rank === this.#running.first || sequence.blocks.extend(sequence.computed + count)) this.#plan(rank, count);
  }

  #preempt(victim: Rank): void {
    const sequence = victim.item;
    this.#running.displace(victim);
    this.#budget += this.#planned.get(sequence) ?? 0;
    this.#planned.delete(sequence);
    sequence.releaseBlocks();
    sequence.restorable = true;
    this.#waiting.putBack(victim);
    this.#preempted.push(sequence);
  }

  /** Lets the next in order run, or be fetched for that; false when there is no room for it. */
  #admit(ticket: Rank, isNew: boolean): boolean {
    const { maxSequences, restore } = this.#options;
    const sequence = ticket.item;
    while (this.#running.size >= maxSequences || !this.#claim(sequence)) {
      const last = this.#running.last;
      if (last === undefined || this.#running.urgencyOf(last) <= ticket.lane) return false;
      this.#preempt(last);
    }
    this.#waiting.remove(ticket);
    if (sequence.restorable && restore !== undefined) {
      sequence.restorable = false;
      if (restore(sequence)) {
        sequence.releaseBlocks();
        return true;
      }
    }
    if (isNew) sequence.charged = sequence.computed;
    this.#running.add(ticket);
    this.#planChunk(ticket);
    return true;
  }

  /**
   * Takes what the cache has of `sequence`. False, and nothing is held, when the rest of its text would not fit beside
   * one more block for everyone who runs: admitting it would only preempt it again.
   */
  #claim(sequence: Sequence): boolean {
    const { groups } = this.#options;
    const match = matchPrefix(groups, sequence.keys(), resumableBlocks(sequence.tokens.length));
    sequence.blocks.adopt(match);
    const others = this.#running.size;
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
