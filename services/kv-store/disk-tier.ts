// The slow tier: blocks in an LMDB file, bounded by bytes, kept across restarts of the service.
//
// It owns its folder: the LMDB file and a state file. It holds the index (name, size, order of use) in memory.
//
// Invariants
// 1. A block that comes out has passed its checksum; one that has not is deleted and reported by `onCorrupt`.
// 2. Payload and index entry of a block are written in one transaction: a killed process leaves both or neither.
// 3. The file stays under `limitBytes`: pages that are counted stay under `fillFraction` of it, the rest is room for
//    LMDB's own pages and for gaps between blocks of different sizes (measured: 14% with random sizes).
// 4. LMDB runs without fsync, which a killed process survives and a machine that lost power may not. After such a loss
//    (the machine's boot id has changed and the file was not closed) the tier starts empty rather than trust the file.
import { rmSync, statfsSync } from 'node:fs';
import { open as openFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Database, open, type RootDatabase } from 'lmdb';
import { Code, RetryableError } from '../../lib/wire/errors.ts';
import { type Block, type BlockName, checksumBytes, isIntact } from './block.ts';
import { isWholeDatabase } from './disk-file.ts';
import { DiskIndex } from './disk-index.ts';
import { DiskState } from './disk-state.ts';

const fillFraction = 0.75;
const pageBytes = 4096;
/** LMDB's header of a run of pages. */
const pageHeaderBytes = 16;

export interface DiskTierOptions {
  /** Folder of this tier alone; created when it is not there. */
  readonly path: string;
  /** Largest size of the file. */
  readonly limitBytes: number;
  readonly unixMs: () => number;
  /** A block failed its checksum and has been deleted. */
  readonly onCorrupt: (name: BlockName) => void;
}

export class DiskTier {
  readonly #path: string;
  readonly #budgetBytes: number;
  readonly #unixMs: () => number;
  readonly #onCorrupt: (name: BlockName) => void;
  readonly #state: DiskState;
  readonly #environment: RootDatabase<Buffer, Buffer>;
  readonly #payloads: Database<Buffer, Buffer>;
  readonly #index: DiskIndex;

  /** Opens the folder, or throws an error that names it. A file that LMDB cannot read is thrown away: it is a cache. */
  static open(options: DiskTierOptions): DiskTier {
    try {
      const state = new DiskState(options.path);
      if (!state.trusted || !isWholeDatabase(join(options.path, 'data.mdb'))) discardFiles(options.path);
      state.markOpen();
      return new DiskTier(options, state);
    } catch (error) {
      throw diskError('open', options.path, error);
    }
  }

  private constructor(options: DiskTierOptions, state: DiskState) {
    this.#path = options.path;
    this.#budgetBytes = Math.floor(options.limitBytes * fillFraction);
    this.#unixMs = options.unixMs;
    this.#onCorrupt = options.onCorrupt;
    this.#state = state;
    this.#environment = open<Buffer, Buffer>({
      path: options.path,
      mapSize: Math.ceil(options.limitBytes / pageBytes) * pageBytes,
      noSubdir: false,
      maxDbs: 2,
      noSync: true,
      overlappingSync: false,
      encoding: 'binary',
      keyEncoding: 'binary',
    });
    this.#payloads = this.#environment.openDB('blocks', { encoding: 'binary', keyEncoding: 'binary' });
    this.#index = new DiskIndex(this.#environment.openDB('index', { encoding: 'binary', keyEncoding: 'binary' }));
  }

  get count(): number {
    return this.#index.size;
  }

  /** Bytes of the pages that blocks occupy. */
  get bytes(): number {
    return this.#index.bytes;
  }

  names(): Iterable<BlockName> {
    return this.#index.names();
  }

  has(name: BlockName): boolean {
    return this.#index.has(name);
  }

  /** The block, in memory of its own, or undefined when it is not here or damaged. */
  read(name: BlockName): Block | undefined {
    if (!this.#index.has(name)) return undefined;
    return this.#guarded('read', () => {
      const value = this.#payloads.getBinary(lmdbKey(name));
      const block = value === undefined ? undefined : parseValue(name, value);
      if (block === undefined || !isIntact(block)) {
        this.#remove([name]);
        this.#onCorrupt(name);
        return undefined;
      }
      this.#index.touch(name, this.#unixMs());
      return block;
    });
  }

  fits(payloadBytes: number): boolean {
    return occupiedBytes(payloadBytes) <= this.#budgetBytes;
  }

  /** Writes `block`, which must fit, and returns the names of those that left for it. */
  write(block: Block): BlockName[] {
    if (this.#index.has(block.name)) {
      this.#index.touch(block.name, this.#unixMs());
      return [];
    }
    const cost = occupiedBytes(block.payload.length);
    const evicted = this.#index.oldest(this.#index.bytes + cost - this.#budgetBytes);
    this.#guarded('write', () => {
      this.#environment.transactionSync(() => {
        for (const name of evicted) {
          this.#payloads.removeSync(lmdbKey(name));
          this.#index.removeRecord(name);
        }
        this.#payloads.putSync(lmdbKey(block.name), Buffer.concat([block.checksum, block.payload]));
        this.#index.putRecord(block.name, cost, this.#unixMs());
      });
    });
    for (const name of evicted) this.#index.forget(name);
    this.#index.remember(block.name, cost);
    return evicted;
  }

  /** Writes the order of use of what has been read since the last call, so that a restart keeps it roughly. */
  saveOrder(): void {
    this.#guarded('write', () => this.#environment.transactionSync(() => this.#index.saveTouched()));
  }

  /** Throws unless a page can be written and deleted. */
  probe(): void {
    const key = Buffer.from('probe');
    this.#guarded('write', () => {
      this.#environment.transactionSync(() => this.#payloads.putSync(key, Buffer.alloc(16 * pageBytes)));
      this.#environment.transactionSync(() => this.#payloads.removeSync(key));
    });
  }

  /** Closes the file; with `flush`, what it holds survives even a loss of power. */
  async close(flush: boolean): Promise<void> {
    await this.#environment.close();
    if (!flush) return;
    const file = await openFile(join(this.#path, 'data.mdb'), 'r+');
    try {
      await file.datasync();
    } finally {
      await file.close();
    }
    this.#state.markClosed();
  }

  #remove(names: readonly BlockName[]): void {
    this.#environment.transactionSync(() => {
      for (const name of names) {
        this.#payloads.removeSync(lmdbKey(name));
        this.#index.removeRecord(name);
      }
    });
    for (const name of names) this.#index.forget(name);
  }

  #guarded<T>(what: string, action: () => T): T {
    try {
      return action();
    } catch (error) {
      throw diskError(what, this.#path, error);
    }
  }
}

function lmdbKey(name: BlockName): Buffer {
  return Buffer.from(name, 'latin1');
}

function parseValue(name: BlockName, value: Buffer): Block | undefined {
  if (value.length < checksumBytes) return undefined;
  return { name, checksum: value.subarray(0, checksumBytes), payload: value.subarray(checksumBytes) };
}

/** Bytes on disk of a payload: LMDB keeps a long value in whole pages. */
function occupiedBytes(payloadBytes: number): number {
  return Math.ceil((payloadBytes + checksumBytes + pageHeaderBytes) / pageBytes) * pageBytes;
}

function discardFiles(path: string): void {
  for (const file of ['data.mdb', 'lock.mdb']) rmSync(join(path, file), { force: true });
}

function diskError(what: string, path: string, error: unknown): RetryableError {
  const text = error instanceof Error ? error.message : String(error);
  let free = '';
  try {
    const file = statfsSync(path);
    free = ` (${file.bavail * file.bsize} bytes are free there)`;
  } catch {
    // The folder itself cannot be read; the first error says why.
  }
  return new RetryableError(Code.UNAVAILABLE, `cannot ${what} the disk tier at ${path}: ${text}${free}`, {
    cause: error,
  });
}
