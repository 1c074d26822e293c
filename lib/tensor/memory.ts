// Native memory that ggml computes on in place: files mapped for reading, and zeroed pages that cost nothing until
// they are touched. Node has no mmap, so libc's is called.
import { closeSync, fstatSync, openSync } from 'node:fs';
import { Code, FulgurError } from '../wire/errors.ts';
import { cLibrary, type NativeFunction, native, type Pointer } from './ffi.ts';

const protectRead = 1;
const protectWrite = 2;
const mapShared = 1;
const mapPrivate = 2;
const mapAnonymous = process.platform === 'darwin' ? 0x1000 : 0x20;
const mapNoReserve = process.platform === 'darwin' ? 0x40 : 0x4000;
const adviseWillNeed = 3;
const adviseDontNeed = 4;
/** Linux 5.14: reads pages as if they had been touched, and fails where touching them would end the process. */
const advisePopulateRead = 22;
const adviseHugePages = 14;
const adviseSmallPages = 15;
const hugePageBytes = 1 << 21;
const mapFailed = 0xffffffffffffffffn;
/** The unit in which memory is given back; no page is larger on the platforms that are served. */
export const pageBytes = 16384;

interface LibC {
  mmap: NativeFunction<
    (at: null, bytes: number, protection: number, flags: number, file: number, offset: number) => Pointer
  >;
  munmap: NativeFunction<(at: Pointer, bytes: number) => number>;
  madvise: NativeFunction<(at: Pointer, bytes: number, advice: number) => number>;
  pread: NativeFunction<(file: number, at: Pointer, bytes: number, offset: number) => number>;
}

let functions: LibC | undefined;

function libc(): LibC {
  if (functions !== undefined) return functions;
  const library = cLibrary();
  functions = {
    mmap: native(library, 'void *mmap(void *addr, size_t length, int prot, int flags, int fd, int64_t offset)'),
    munmap: native(library, 'int munmap(void *addr, size_t length)'),
    madvise: native(library, 'int madvise(void *addr, size_t length, int advice)'),
    pread: native(library, 'int64_t pread(int fd, void *buf, size_t count, int64_t offset)'),
  };
  return functions;
}

function map(bytes: number, protection: number, flags: number, file: number, what: string): Pointer {
  const address = libc().mmap(null, bytes, protection, flags, file, 0);
  if (BigInt.asUintN(64, address) !== mapFailed) return address;
  throw new FulgurError(Code.RESOURCE_EXHAUSTED, `cannot map ${bytes} bytes of ${what}: out of address space`);
}

/** Zeroed memory, in which only touched pages take room. */
export class Memory {
  readonly address: Pointer;
  readonly bytes: number;
  readonly #sparse: boolean;
  #open = true;

  /** `sparse` memory is filled here and there: no page is huge but those that a single `fill` covers whole. */
  constructor(bytes: number, { sparse = false } = {}) {
    this.#sparse = sparse;
    this.bytes = Math.max(pageBytes, Math.ceil(bytes / pageBytes) * pageBytes);
    this.address = map(this.bytes, protectRead | protectWrite, mapPrivate | mapAnonymous | mapNoReserve, -1, 'memory');
    if (sparse) this.#advise(0, this.bytes, adviseSmallPages);
    else if (bytes >= 1 << 25) this.#advise(0, this.bytes, adviseHugePages);
  }

  /** Huge pages mean fewer page-table walks while weights stream through the cache, but come whole when touched. */
  #advise(from: number, to: number, advice: number): void {
    // Refused where the kernel has no such pages, which does no harm.
    if (process.platform === 'linux' && to > from) libc().madvise(this.address + BigInt(from), to - from, advice);
  }

  /** Gives the whole pages inside the range back to the system; their content is zero afterwards. */
  release(offset: number, bytes: number): void {
    const from = Math.ceil(offset / pageBytes) * pageBytes;
    const to = Math.floor((offset + bytes) / pageBytes) * pageBytes;
    if (this.#open && to > from) libc().madvise(this.address + BigInt(from), to - from, adviseDontNeed);
  }

  /** Fills [offset, offset + bytes) from an open file, off the event loop. */
  async fill(offset: number, file: number, fileOffset: number, bytes: number): Promise<void> {
    if (this.#sparse) this.#adviseWhole(offset, bytes);
    for (let done = 0; done < bytes; ) {
      const read = await libc().pread.async(
        file,
        this.address + BigInt(offset + done),
        Math.min(bytes - done, 1 << 28),
        fileOffset + done,
      );
      if (read <= 0) {
        const why = read === 0 ? 'the file ends there: it was truncated' : 'the file cannot be read';
        throw new FulgurError(Code.DATA_LOSS, `reading ${bytes} bytes at ${fileOffset} of the model failed: ${why}`);
      }
      done += read;
    }
  }

  close(): void {
    if (!this.#open) return;
    this.#open = false;
    libc().munmap(this.address, this.bytes);
  }

  /** Says that every byte of the range will be filled, so that huge pages waste nothing there. */
  expect(offset: number, bytes: number): void {
    this.#adviseWhole(offset, bytes);
  }

  #adviseWhole(offset: number, bytes: number): void {
    const shift = Number(this.address % BigInt(hugePageBytes));
    const from = Math.ceil((shift + offset) / hugePageBytes) * hugePageBytes - shift;
    const to = Math.floor((shift + offset + bytes) / hugePageBytes) * hugePageBytes - shift;
    this.#advise(from, to, adviseHugePages);
  }
}

/**
 * A file mapped for reading: pages are read when touched, dropped by the system when memory is short, and shared with
 * every process that maps the same file. Memory holds what was touched, whatever the size of the file.
 * The file must not be shortened while it is mapped (the kernel ends a process that reads past the end).
 */
export class MappedFile {
  readonly path: string;
  readonly address: Pointer;
  readonly bytes: number;
  /** Calls on other threads, which the mapping has to outlive. */
  #calls = 0;
  #open = true;

  private constructor(path: string, address: Pointer, bytes: number) {
    this.path = path;
    this.address = address;
    this.bytes = bytes;
  }

  static open(path: string): MappedFile {
    const file = openSync(path, 'r');
    try {
      const bytes = fstatSync(file).size;
      return new MappedFile(path, map(bytes, protectRead, mapShared, file, path), bytes);
    } finally {
      closeSync(file);
    }
  }

  /** Asks the system to begin reading [offset, offset + bytes); nothing waits for it. */
  prefetch(offset: number, bytes: number): void {
    void this.#advise(offset, bytes, adviseWillNeed);
  }

  /**
   * Reads [offset, offset + bytes) into memory, off the event loop.
   * @throws FulgurError DATA_LOSS when the file has been shortened or cannot be read.
   */
  async populate(offset: number, bytes: number): Promise<void> {
    if (!populates(this.address)) return this.prefetch(offset, bytes);
    if ((await this.#advise(offset, bytes, advisePopulateRead)) === 0) return;
    throw new FulgurError(
      Code.DATA_LOSS,
      `reading ${bytes} bytes at ${offset} of ${this.path} failed: it was truncated or cannot be read`,
      { field: 'model' },
    );
  }

  /** Lets the whole pages inside the range go; they are read again when they are touched. */
  release(offset: number, bytes: number): void {
    const from = Math.ceil(offset / pageBytes) * pageBytes;
    const to = Math.floor((offset + bytes) / pageBytes) * pageBytes;
    if (this.#open && to > from) libc().madvise(this.address + BigInt(from), to - from, adviseDontNeed);
  }

  /** Ends the mapping once no other thread works on it. Idempotent. */
  close(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#unmapWhenIdle();
  }

  /** Advice on all pages that the range touches; resolves to what madvise returns. */
  async #advise(offset: number, bytes: number, advice: number): Promise<number> {
    if (!this.#open) return -1;
    const from = Math.floor(offset / pageBytes) * pageBytes;
    this.#calls += 1;
    const result = await libc().madvise.async(this.address + BigInt(from), offset + bytes - from, advice);
    this.#calls -= 1;
    this.#unmapWhenIdle();
    return result;
  }

  #unmapWhenIdle(): void {
    if (!this.#open && this.#calls === 0) libc().munmap(this.address, this.bytes);
  }
}

let canPopulate: boolean | undefined;

/** Whether this kernel reads pages on request; asked with an empty range. */
function populates(address: Pointer): boolean {
  canPopulate ??= process.platform === 'linux' && libc().madvise(address, 0, advisePopulateRead) === 0;
  return canPopulate;
}
