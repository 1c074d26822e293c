// The batches of one layer of one step that go to shards through shared memory: posted together, awaited together by a
// thread that is not the event loop's.
//
// Invariants
// 1. Its slots and memory are in use until `close` has resolved.
import { Scratch } from '../../lib/tensor/scratch.ts';
import { AwaitedRows, type PostedRows, sharedClock } from '../../lib/tensor/shared-rows.ts';
import { Code, FulgurError } from '../../lib/wire/errors.ts';
import type { PairSelection, ShardWork } from './expert-partition.ts';
import type { Contribution } from './partial-sums.ts';
import type { ShardLink } from './shard-link.ts';

/** What is computed: [rows, hiddenSize] hidden states for the experts of a layer. */
export interface SharedRows {
  readonly layer: number;
  readonly rows: number;
  readonly hidden: Float32Array;
}

interface SharedBatch {
  readonly work: ShardWork<ShardLink>;
  readonly posted: PostedRows;
}

export class SharedCall {
  readonly #batches: readonly SharedBatch[];
  readonly #rows: number;
  readonly #awaited: AwaitedRows;
  readonly #waits = new Map<AwaitedRows, Promise<unknown>>();
  #closed = false;

  private constructor(batches: readonly SharedBatch[], rows: number) {
    this.#batches = batches;
    this.#rows = rows;
    this.#awaited = new AwaitedRows(batches.map(({ posted }) => posted));
  }

  /** Posts every work to its shard, or none. The sums of shards are added in the order of their ids. */
  static post(
    { layer, rows, hidden }: SharedRows,
    works: readonly ShardWork<ShardLink>[],
    select: (pairs: readonly number[]) => PairSelection,
    deadlineMs: number,
  ): SharedCall | undefined {
    if (works.length === 0 || works.some(({ holder }) => holder.sharedRows === undefined)) return undefined;
    const dueMs = sharedClock() + deadlineMs;
    const batches: SharedBatch[] = [];
    for (const work of works.toSorted((a, b) => (a.holder.shardId < b.holder.shardId ? -1 : 1))) {
      const { rows: places, rowIndex, expertId, weight } = select(work.pairs);
      const isWhole = places.length === rows;
      const batch = { layer, rows: places, hidden, isWhole, rowIndex, expertIds: expertId, weights: weight, dueMs };
      const memory = work.holder.sharedRows!;
      const slot = memory.post(batch);
      if (slot === undefined) {
        for (const { work: before, posted } of batches) before.holder.releaseShared(posted, before.pairs.length);
        return undefined;
      }
      work.holder.countShared(work.pairs.length);
      batches.push({ work, posted: { rows: memory, slot, batch } });
    }
    return new SharedCall(batches, rows);
  }

  get works(): readonly ShardWork<ShardLink>[] {
    return this.#batches.map(({ work }) => work);
  }

  /** Waits for at most `milliseconds`; true when every shard has computed, and `total` [rows, hiddenSize] is there. */
  async sum(milliseconds: number, total: Float32Array): Promise<boolean> {
    return await this.#wait(this.#awaited, milliseconds, total, this.#rows);
  }

  /** What became of a work: 0, a code of gRPC's, or undefined while there is no answer. */
  codeOf(i: number): number | undefined {
    return this.#awaited.codeOf(i);
  }

  computedMs(i: number): number {
    return this.#awaited.computedMs(i);
  }

  /** Waits for one work alone; what became of it, and its sums where it was computed. */
  async one(i: number, milliseconds: number): Promise<{ code: number | undefined; contribution: Contribution }> {
    const { work, posted } = this.#batches[i]!;
    const { rows } = posted.batch;
    const alone = new AwaitedRows([{ ...posted, batch: { ...posted.batch, isWhole: true } }]);
    const sums = new Scratch().floats((posted.batch.hidden.length / this.#rows) * rows.length);
    await this.#wait(alone, milliseconds, sums, rows.length);
    const contribution = { shardId: work.holder.shardId, rows, sums, computedMs: alone.computedMs(0) };
    return { code: alone.codeOf(0), contribution };
  }

  /** Whoever waits goes on; resolves when nothing of the call is in use any more. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const awaited of this.#waits.keys()) awaited.cancel();
    await Promise.allSettled(this.#waits.values());
    for (const { work, posted } of this.#batches) work.holder.releaseShared(posted, work.pairs.length);
  }

  async #wait(awaited: AwaitedRows, milliseconds: number, total: Float32Array, rows: number): Promise<boolean> {
    if (this.#closed) throw new FulgurError(Code.CANCELLED, 'the call is over');
    const waiting = awaited.sum(sharedClock() + milliseconds, total, rows);
    this.#waits.set(awaited, waiting);
    try {
      return await waiting;
    } finally {
      this.#waits.delete(awaited);
    }
  }
}
