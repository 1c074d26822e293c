// Rows and sums of experts in memory that two processes of a machine share (native/exchange.h): attention's end.
//
// Invariants
// 1. A slot holds one batch, from `post` to `release`; what is passed to `post` is copied before it returns.
// 2. The memory is there until it is closed, every slot is released and nobody waits for one.
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type Address, addressOf, type NativeFunction, native, type Pointer } from './ffi.ts';
import { nativeLibrary } from './native.ts';
import { once } from './once.ts';

export interface RowsShape {
  /** Values of a row; a multiple of 32. */
  readonly hidden: number;
  /** Of one batch. */
  readonly rowsMax: number;
  readonly pairsMax: number;
  /** Batches at a time. */
  readonly slots: number;
}

/** Where another process of the same machine finds the memory. */
export interface RowsOffer {
  readonly machine: string;
  readonly pid: number;
  readonly descriptor: number;
  readonly secret: Uint8Array;
  readonly shape: RowsShape;
}

/** Some rows for the experts of a layer. Row i is row places[i] of `hidden` [all rows, hidden]. */
export interface RowsBatch {
  readonly layer: number;
  readonly rows: Uint32Array;
  readonly hidden: Float32Array;
  /** Whether `rows` are all of them. */
  readonly isWhole: boolean;
  /** [pairs] each. */
  readonly rowIndex: Uint32Array;
  readonly expertIds: Uint32Array;
  readonly weights: Float32Array;
  /** By `sharedClock`. */
  readonly dueMs: number;
}

interface SenderFunctions {
  readonly clock: () => number;
  readonly offer: (shape: Address, secret: Address, descriptor: Address) => Pointer | null;
  readonly close: (rows: Pointer) => void;
  readonly free: (rows: Pointer) => void;
  readonly post: (rows: Pointer, slot: number, batch: Address) => number;
  readonly isFree: (rows: Pointer, slot: number) => number;
  readonly await: NativeFunction<
    (batches: Address, count: number, untilMs: number, cancelled: Address, total: Address, totalRows: number) => number
  >;
  readonly wake: (rows: Pointer, slot: number) => void;
  readonly read: (rows: Pointer, slot: number, count: number, sums: Address) => void;
  readonly release: (rows: Pointer, slot: number) => void;
}

const sender = once((): SenderFunctions | undefined => {
  const library = nativeLibrary();
  if (library === undefined || process.platform !== 'linux') return undefined;
  return {
    clock: native(library, 'double fulgur_rows_clock()'),
    offer: native(library, 'void *fulgur_rows_offer(void *shape, void *secret, void *descriptor)'),
    close: native(library, 'void fulgur_rows_close(void *rows)'),
    free: native(library, 'void fulgur_rows_free(void *rows)'),
    post: native(library, 'int32_t fulgur_rows_post(void *rows, int32_t slot, void *batch)'),
    isFree: native(library, 'int32_t fulgur_rows_is_free(void *rows, int32_t slot)'),
    await: native(
      library,
      'int32_t fulgur_rows_await(void *batches, int64_t count, double until_ms, void *cancelled, void *total, int64_t total_rows)',
    ),
    wake: native(library, 'void fulgur_rows_wake(void *rows, int32_t slot)'),
    read: native(library, 'void fulgur_rows_read(void *rows, int32_t slot, int64_t count, void *sums)'),
    release: native(library, 'void fulgur_rows_release(void *rows, int32_t slot)'),
  };
});

/** Milliseconds of a clock that all processes of this machine share; 0 where there are no native kernels. */
export function sharedClock(): number {
  return sender()?.clock() ?? 0;
}

/** The same for all processes that one kernel runs, and another after it has started anew; empty where there is none. */
export function thisMachine(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return '';
  }
}

export function shapeStruct({ hidden, rowsMax, pairsMax, slots }: RowsShape): BigInt64Array {
  return BigInt64Array.from([hidden, rowsMax, pairsMax, slots], BigInt);
}

/** Of `RowsOffer.secret`. */
export const rowsSecretBytes = 16;
const batchBytes = 72;

export class OfferedRows {
  readonly offer: RowsOffer;
  readonly #native: SenderFunctions;
  readonly #rows: Pointer;
  readonly #inUse: boolean[];
  #waiting = 0;
  #open = true;
  #freed = false;

  private constructor(functions: SenderFunctions, rows: Pointer, offer: RowsOffer) {
    this.#native = functions;
    this.#rows = rows;
    this.offer = offer;
    this.#inUse = new Array<boolean>(offer.shape.slots).fill(false);
  }

  /** Undefined where memory cannot be shared. */
  static make(shape: RowsShape): OfferedRows | undefined {
    const functions = sender();
    const machine = thisMachine();
    if (functions === undefined || machine === '' || shape.hidden % 32 !== 0) return undefined;
    const secret = randomBytes(rowsSecretBytes);
    const descriptor = new Int32Array(1);
    const rows = functions.offer(shapeStruct(shape), secret, descriptor);
    if (rows === null) return undefined;
    return new OfferedRows(functions, rows, { machine, pid: process.pid, descriptor: descriptor[0]!, secret, shape });
  }

  get address(): Pointer {
    return this.#rows;
  }

  /** Puts a batch where the shard finds it; undefined where there is no room for it, or nobody. */
  post({ layer, rows, hidden, isWhole, rowIndex, expertIds, weights, dueMs }: RowsBatch): number | undefined {
    const slot = this.#open ? this.#inUse.findIndex((used, i) => !used && this.#isFree(i)) : -1;
    if (slot < 0) return undefined;
    const batch = new DataView(new ArrayBuffer(batchBytes));
    batch.setInt32(0, layer, true);
    batch.setBigInt64(8, BigInt(rows.length), true);
    batch.setBigInt64(16, BigInt(rowIndex.length), true);
    const arrays = [hidden, isWhole ? undefined : rows, rowIndex, expertIds, weights];
    for (const [i, array] of arrays.entries()) {
      batch.setBigUint64(24 + 8 * i, array === undefined ? 0n : addressOf(array), true);
    }
    batch.setFloat64(64, dueMs, true);
    if (this.#native.post(this.#rows, slot, batch) === 0) return undefined;
    this.#inUse[slot] = true;
    return slot;
  }

  /** The sums of an answered batch of `count` rows. */
  read(slot: number, count: number, sums: Float32Array): Float32Array {
    this.#native.read(this.#rows, slot, count, sums);
    return sums;
  }

  wake(slot: number): void {
    if (!this.#freed) this.#native.wake(this.#rows, slot);
  }

  /** A thread waits for a batch from now on; `endWait` has to follow. */
  beginWait(): void {
    this.#waiting++;
  }

  endWait(): void {
    this.#waiting--;
    this.#freeUnused();
  }

  /** Nobody waits for the batch any more. */
  release(slot: number): void {
    this.#native.release(this.#rows, slot);
    this.#inUse[slot] = false;
    this.#freeUnused();
  }

  /** No batch is taken any more, and whoever waits for one goes on. */
  close(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#native.close(this.#rows);
    this.#freeUnused();
  }

  #isFree(slot: number): boolean {
    return this.#native.isFree(this.#rows, slot) === 1;
  }

  #freeUnused(): void {
    if (this.#open || this.#freed || this.#waiting > 0 || this.#inUse.includes(true)) return;
    this.#freed = true;
    this.#native.free(this.#rows);
  }
}

/** A batch that was posted. */
export interface PostedRows {
  readonly rows: OfferedRows;
  readonly slot: number;
  readonly batch: RowsBatch;
}

const awaitedBytes = 40;

/** Batches whose sums are wanted together. */
export class AwaitedRows {
  readonly #native = sender()!;
  readonly #posted: readonly PostedRows[];
  readonly #structs: DataView;
  readonly #cancelled = new Int32Array(1);

  /** Sums are added in the order of `posted`. */
  constructor(posted: readonly PostedRows[]) {
    this.#posted = posted;
    this.#structs = new DataView(new ArrayBuffer(awaitedBytes * posted.length));
    for (const [i, { rows, slot, batch }] of posted.entries()) {
      const at = awaitedBytes * i;
      this.#structs.setBigUint64(at, rows.address, true);
      this.#structs.setBigInt64(at + 8, BigInt(slot), true);
      this.#structs.setBigUint64(at + 16, batch.isWhole ? 0n : addressOf(batch.rows), true);
      this.#structs.setBigInt64(at + 24, BigInt(batch.rows.length), true);
      this.#structs.setInt32(at + 32, -1, true);
    }
  }

  /** Waits until `untilMs` (`sharedClock`) at most; true when all sums are there, added up in `total` [rows, hidden]. */
  async sum(untilMs: number, total: Float32Array, rows: number): Promise<boolean> {
    const count = this.#posted.length;
    for (const { rows: memory } of this.#posted) memory.beginWait();
    try {
      return (await this.#native.await.async(this.#structs, count, untilMs, this.#cancelled, total, rows)) === 1;
    } finally {
      for (const { rows: memory } of this.#posted) memory.endWait();
    }
  }

  /** What became of a batch: 0, a code of gRPC's, or undefined while there is no answer. */
  codeOf(i: number): number | undefined {
    const code = this.#structs.getInt32(awaitedBytes * i + 32, true);
    return code < 0 ? undefined : code;
  }

  /** Milliseconds that a shard computed. */
  computedMs(i: number): number {
    return this.#structs.getInt32(awaitedBytes * i + 36, true) / 1000;
  }

  /** Whoever waits goes on. */
  cancel(): void {
    Atomics.store(this.#cancelled, 0, 1);
    for (const { rows, slot } of this.#posted) rows.wake(slot);
  }
}
