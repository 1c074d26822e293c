// What is on disk, in order of use: kept in memory, with a record beside each block for the next start.
import type { Database } from 'lmdb';
import type { BlockName } from './block.ts';

interface Entry {
  readonly bytes: number;
}

/** Record of a block: f64 last use (Unix ms), f64 bytes occupied. */
const recordBytes = 16;

export class DiskIndex {
  readonly #records: Database<Buffer, Buffer>;
  /** In order of use: the first is the next to leave. */
  readonly #entries = new Map<BlockName, Entry>();
  /** Read since their record was written; name -> Unix ms. */
  readonly #touched = new Map<BlockName, number>();
  #bytes = 0;

  constructor(records: Database<Buffer, Buffer>) {
    this.#records = records;
    const found: { name: BlockName; bytes: number; usedAt: number }[] = [];
    for (const { key, value } of records.getRange({})) {
      if (value.length !== recordBytes) continue;
      found.push({ name: key.toString('latin1'), usedAt: value.readDoubleLE(0), bytes: value.readDoubleLE(8) });
    }
    found.sort((a, b) => a.usedAt - b.usedAt);
    for (const { name, bytes } of found) this.remember(name, bytes);
  }

  get size(): number {
    return this.#entries.size;
  }

  get bytes(): number {
    return this.#bytes;
  }

  has(name: BlockName): boolean {
    return this.#entries.has(name);
  }

  names(): Iterable<BlockName> {
    return this.#entries.keys();
  }

  /** The least recently used blocks that together occupy at least `bytes`. */
  oldest(bytes: number): BlockName[] {
    const names: BlockName[] = [];
    let sum = 0;
    for (const [name, entry] of this.#entries) {
      if (sum >= bytes) break;
      names.push(name);
      sum += entry.bytes;
    }
    return names;
  }

  touch(name: BlockName, unixMs: number): void {
    const entry = this.#entries.get(name);
    if (entry === undefined) return;
    this.#entries.delete(name);
    this.#entries.set(name, entry);
    this.#touched.set(name, unixMs);
  }

  remember(name: BlockName, bytes: number): void {
    this.forget(name);
    this.#entries.set(name, { bytes });
    this.#bytes += bytes;
  }

  forget(name: BlockName): void {
    const entry = this.#entries.get(name);
    if (entry === undefined) return;
    this.#entries.delete(name);
    this.#touched.delete(name);
    this.#bytes -= entry.bytes;
  }

  /** Inside the caller's transaction. */
  putRecord(name: BlockName, bytes: number, unixMs: number): void {
    const record = Buffer.alloc(recordBytes);
    record.writeDoubleLE(unixMs, 0);
    record.writeDoubleLE(bytes, 8);
    this.#records.putSync(Buffer.from(name, 'latin1'), record);
  }

  /** Inside the caller's transaction. */
  removeRecord(name: BlockName): void {
    this.#records.removeSync(Buffer.from(name, 'latin1'));
  }

  /** Inside the caller's transaction: writes when each block was last read. */
  saveTouched(): void {
    for (const [name, unixMs] of this.#touched) {
      this.putRecord(name, this.#entries.get(name)!.bytes, unixMs);
    }
    this.#touched.clear();
  }
}
