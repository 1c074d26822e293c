// Both ends of shared memory in one process: attention's, and an expert host's that has mapped it.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { noise } from '../../test/support/numbers.ts';
import { decodeRows, encodeRows } from '../tensor/activations.ts';
import type { TakenRows } from '../tensor/experts-holder.ts';
import { GgufModel } from '../tensor/gguf.ts';
import { nativeKernels } from '../tensor/native.ts';
import { AwaitedRows, OfferedRows, type RowsBatch, type RowsOffer, sharedClock } from '../tensor/shared-rows.ts';
import { Code } from '../wire/errors.ts';
import { ExpertHost } from './expert-host.ts';
import { EncodedMemory } from './expert-sums.ts';
import { writeRandomModel } from './random-model.ts';

const hidden = 256;
const experts = 8;
const layer = 1;
const shape = { hidden, rowsMax: 64, pairsMax: 192, slots: 2 };
const all = Array.from({ length: experts }, (_, expert) => expert);
const canShare = nativeKernels() !== undefined && process.platform === 'linux';

describe.skipIf(!canShare)(
  'memory shared with a shard (skipped without native kernels, or where it is not Linux)',
  () => {
    let folder: string;
    let model: GgufModel;
    let host: ExpertHost;
    let rows: OfferedRows;
    let taken: TakenRows;

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'fulgur-shared-'));
      const file = join(folder, 'model.gguf');
      const sizes = { embedding: hidden, heads: 4, kvHeads: 4, experts, expertsUsed: 3, expertFf: 256, sharedFf: 256 };
      const rest = { layers: 2, window: 64, context: 256, vocab: 500, type: 'q4_0', seed: 3 } as const;
      await writeRandomModel(file, { architecture: 'olmoe', ...sizes, ...rest });
      model = await GgufModel.open(file);
    });
    afterAll(() => rm(folder, { recursive: true, force: true }));

    beforeEach(async () => {
      host = await ExpertHost.open(model, { threads: 2, precision: 'fast' });
      await host.load(layer, all);
      rows = OfferedRows.make(shape)!;
      taken = take(rows.offer);
    });
    afterEach(async () => {
      rows.close();
      await taken.leave();
      await host.close();
    });

    function take(offer: RowsOffer): TakenRows {
      const answer = host.shareRows(offer);
      if (typeof answer === 'string') throw new Error(answer);
      return answer;
    }

    /** Rows of a call of `callRows` rows, each with up to three pairs. */
    function batchOf(callRows: number, places: readonly number[], over: Partial<RowsBatch> = {}): RowsBatch {
      const pairs = places.flatMap((_, row) =>
        [0, 1, 2].slice(0, 1 + (row % 3)).map((i) => [row, (row * 5 + i * 3) % experts]),
      );
      return {
        layer,
        rows: Uint32Array.from(places),
        hidden: noise(callRows * hidden, callRows),
        isWhole: places.length === callRows,
        rowIndex: Uint32Array.from(pairs, ([row]) => row!),
        expertIds: Uint32Array.from(pairs, ([, expert]) => expert!),
        weights: noise(pairs.length, 9),
        dueMs: sharedClock() + 5_000,
        ...over,
      };
    }

    /** What a host gives for the same rows when they come over the wire. */
    async function overWire({
      rows: places,
      hidden: values,
      rowIndex,
      expertIds,
      weights,
    }: RowsBatch): Promise<Float32Array> {
      const needed = new Float32Array(places.length * hidden);
      for (const [i, row] of places.entries())
        needed.set(values.subarray(row * hidden, (row + 1) * hidden), i * hidden);
      const call = { layer, rows: places.length, rowIndex, expertIds, weights, dtype: 'bf16' as const };
      const sums = await host.runEncoded({ ...call, hidden: encodeRows(needed, 'bf16') }, new EncodedMemory());
      return decodeRows(sums, 'bf16', needed.length).slice();
    }

    function post(batch: RowsBatch) {
      const slot = rows.post(batch);
      if (slot === undefined) throw new Error('not posted');
      return { rows, slot, batch };
    }

    /** What becomes of a batch on its own. */
    async function codeOf(batch: RowsBatch): Promise<number | undefined> {
      const posted = post(batch);
      const awaited = new AwaitedRows([posted]);
      await awaited.sum(sharedClock() + 5_000, new Float32Array(batch.rows.length * hidden), batch.rows.length);
      rows.release(posted.slot);
      return awaited.codeOf(0);
    }

    it('holds the sums that the same rows get over the wire, to the bit, added in order', async () => {
      const first = batchOf(9, [0, 1, 2, 3, 4, 5, 6, 7, 8]);
      const second = { ...batchOf(9, [1, 4, 8]), hidden: first.hidden };
      for (let repeat = 0; repeat < 3; repeat++) {
        const posted = [post(first), post(second)];
        const total = new Float32Array(9 * hidden).fill(repeat);
        const awaited = new AwaitedRows(posted);
        expect(await awaited.sum(sharedClock() + 5_000, total, 9)).toBe(true);
        const expected = await overWire(first);
        for (const [i, value] of (await overWire(second)).entries()) {
          expected[second.rows[Math.floor(i / hidden)]! * hidden + (i % hidden)]! += value;
        }
        expect(total).toEqual(expected);
        const alone = rows.read(posted[1]!.slot, 3, new Float32Array(3 * hidden));
        expect(alone).toEqual(await overWire(second));
        expect(awaited.computedMs(0)).toBeGreaterThan(0);
        for (const { slot } of posted) rows.release(slot);
      }
      const computed = host.computedShared();
      expect(computed).toHaveLength(6);
      expect(computed[0]).toMatchObject({ code: 0, pairs: first.rowIndex.length });
      expect(host.computedShared()).toEqual([]);
    });

    it('refuses what it cannot compute by itself, and says why', async () => {
      const two = batchOf(2, [0, 1]);
      const length = two.rowIndex.length;
      expect(await codeOf({ ...two, layer: 7 })).toBe(Code.INVALID_ARGUMENT);
      expect(await codeOf({ ...two, rowIndex: new Uint32Array(length).fill(2) })).toBe(Code.INVALID_ARGUMENT);
      expect(await codeOf({ ...two, expertIds: new Uint32Array(length).fill(experts) })).toBe(Code.INVALID_ARGUMENT);
      expect(await codeOf({ ...two, weights: new Float32Array(length).fill(Number.NaN) })).toBe(Code.INVALID_ARGUMENT);
      const four = {
        rowIndex: new Uint32Array(4),
        expertIds: Uint32Array.of(0, 1, 2, 3),
        weights: new Float32Array(4),
      };
      expect(await codeOf({ ...two, ...four })).toBe(Code.INVALID_ARGUMENT);
      expect(await codeOf({ ...two, layer: 0 })).toBe(Code.FAILED_PRECONDITION);
      expect(await codeOf({ ...two, dueMs: sharedClock() - 1 })).toBe(Code.DEADLINE_EXCEEDED);
      expect(await codeOf(two)).toBe(0);
    });

    it('takes no batch that is larger than it, and none beyond its slots', () => {
      const most = Array.from({ length: shape.rowsMax + 1 }, (_, row) => row);
      expect(rows.post(batchOf(most.length, most))).toBeUndefined();
      const posted = [post(batchOf(2, [0, 1])), post(batchOf(2, [0, 1]))];
      expect(rows.post(batchOf(2, [0, 1]))).toBeUndefined();
      for (const { slot } of posted) rows.release(slot);
    });

    it('gives a slot back when the shard is done with what nobody waits for any more', async () => {
      for (let i = 0; i < 2 * shape.slots; i++) {
        await expect.poll(() => rows.post(batchOf(60, [...new Array(60).keys()])), { interval: 1 }).toBeDefined();
        for (let slot = 0; slot < shape.slots; slot++) rows.release(slot);
      }
      await expect.poll(() => codeOf(batchOf(2, [0, 1])).catch(() => undefined), { interval: 1 }).toBe(0);
    });

    it('computes with no expert that is unloaded, and unloads none that is computed with', async () => {
      const batch = batchOf(2, [0, 1]);
      const used = new Set(batch.expertIds);
      expect(host.sharedIdleMs(layer, batch.expertIds[0]!)).toBeGreaterThan(1e9);
      const posted = post(batch);
      const awaited = new AwaitedRows([posted]);
      const [, computed] = await Promise.all([
        host.unload(layer, used),
        awaited.sum(sharedClock() + 5_000, new Float32Array(2 * hidden), 2),
      ]);
      expect(computed ? 0 : awaited.codeOf(0)).toBeOneOf([0, Code.FAILED_PRECONDITION]);
      rows.release(posted.slot);
      expect(await codeOf(batch)).toBe(Code.FAILED_PRECONDITION);
      await host.load(layer, used);
      expect(await codeOf(batch)).toBe(0);
      expect(host.sharedIdleMs(layer, batch.expertIds[0]!)).toBeLessThan(5_000);
    });

    it('wakes who waits for a shard that has left', async () => {
      await taken.leave();
      expect(rows.post(batchOf(2, [0, 1]))).toBeUndefined();
      const late = OfferedRows.make(shape)!;
      const leaving = take(late.offer);
      await expect.poll(() => late.post(batchOf(2, [0, 1])), { interval: 1 }).toBeDefined();
      const awaited = new AwaitedRows([{ rows: late, slot: 0, batch: batchOf(2, [0, 1]) }]);
      const [, answered] = await Promise.all([
        leaving.leave(),
        awaited.sum(sharedClock() + 5_000, new Float32Array(2 * hidden), 2),
      ]);
      expect(answered ? 0 : awaited.codeOf(0)).toBeOneOf([0, Code.UNAVAILABLE]);
      late.close();
      late.release(0);
    });

    it('wakes who waits when it is closed, when the time is over, and when the call is cancelled', async () => {
      await taken.leave();
      // Nobody computes in this memory: its process, this one, does not take it.
      const quiet = OfferedRows.make(shape)!;
      const nobody = () => new AwaitedRows([{ rows: quiet, slot: 0, batch: batchOf(2, [0, 1]) }]);
      const total = new Float32Array(2 * hidden);
      const startedMs = sharedClock();
      const late = nobody();
      expect(await late.sum(startedMs + 20, total, 2)).toBe(false);
      expect(late.codeOf(0)).toBeUndefined();
      const cancelled = nobody();
      const waiting = cancelled.sum(startedMs + 60_000, total, 2);
      cancelled.cancel();
      expect(await waiting).toBe(false);
      const closed = nobody();
      const open = closed.sum(startedMs + 60_000, total, 2);
      quiet.close();
      expect(await open).toBe(false);
      expect(closed.codeOf(0)).toBe(Code.UNAVAILABLE);
      expect(sharedClock() - startedMs).toBeLessThan(2_000);
    });

    it('is refused where it is not what it is said to be', () => {
      const { offer } = OfferedRows.make(shape)!;
      const refusal = (over: Partial<RowsOffer>) => host.shareRows({ ...offer, ...over });
      expect(refusal({ machine: 'another' })).toBe('it is another machine');
      expect(refusal({ secret: Buffer.alloc(16) })).toBe("its memory is another's, or of another version");
      expect(refusal({ secret: Buffer.alloc(4) })).toBe('its secret is not of 16 bytes');
      expect(refusal({ descriptor: 0 })).toBe('its process is not to be seen from here');
      expect(refusal({ pid: 2 ** 22 + 1 })).toBe('its process is not to be seen from here');
      expect(refusal({ shape: { ...shape, slots: 3 } })).toContain('not of the size');
      expect(refusal({ shape: { ...shape, slots: 0 } })).toBe('its sizes are out of bounds');
      expect(refusal({ shape: { ...shape, hidden: 512 } })).toBe('its rows have 512 values, not 256');
    });
  },
);
