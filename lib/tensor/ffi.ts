// The door to native code: the only file that imports koffi.
//
// It finds ggml's shared libraries, loads them once per process and declares their C functions with TypeScript types.
//
// Invariants
// 1. A pointer is a bigint; a C null comes back as null and is passed as null.
// 2. Typed arrays are passed by address and without a copy (declare the parameter as `void *`). They must stay alive
//    during the call, which is certain for a synchronous call only: asynchronous calls take pointers and numbers.
// 3. Asynchronous calls run on libuv's pool (UV_THREADPOOL_SIZE threads) and leave the event loop free.
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import koffi, { type LibraryHandle, type TypeObject } from 'koffi';
import { Code, FulgurError } from '../wire/errors.ts';

/** The address of native memory. */
export type Pointer = bigint;

/** A struct or array passed by address: a typed array, or a pointer got from native code. */
export type Address = Pointer | ArrayBufferView | null;

// biome-ignore lint/suspicious/noExplicitAny: the constraint that admits every function type
type AnyFunction = (...args: any[]) => unknown;

/** A C function: called directly it blocks; `async` runs it on libuv's pool. */
export type NativeFunction<F extends AnyFunction> = F & {
  async(...args: Parameters<F>): Promise<ReturnType<F>>;
};

type KoffiFunction = ReturnType<LibraryHandle['func']>;

export type NativeLibrary = LibraryHandle;

export interface GgmlLibraries {
  /** The folder that they came from; ggml's back ends are loaded from it. */
  readonly folder: string;
  /** libggml-base: tensors, graphs, allocators. */
  readonly base: NativeLibrary;
  /** libggml: the registry of back ends. */
  readonly ggml: NativeLibrary;
  /** libllama: tokenizer and reference model. */
  readonly llama: NativeLibrary;
}

// Thread 0 of a graph computes on the stack that koffi gives to an asynchronous call, and libllama's pre-tokenizers
// recurse with the length of a word. 16 MiB is the most that koffi allows; pages that are not touched take no memory.
const stackBytes = 16 << 20;
koffi.config({ sync_stack_size: stackBytes, async_stack_size: stackBytes, resident_async_pools: 8 });

let loaded: GgmlLibraries | undefined;

/**
 * Loads ggml and libllama, once per process. `folder` (the operator's own build) wins over the npm packages.
 * @throws FulgurError FAILED_PRECONDITION when there is no such library, naming the folders looked at.
 */
export function ggmlLibraries(folder?: string): GgmlLibraries {
  if (loaded !== undefined) {
    if (folder === undefined || folder === loaded.folder) return loaded;
    throw new FulgurError(
      Code.FAILED_PRECONDITION,
      `ggml is already loaded from ${loaded.folder}; ${folder} cannot be loaded beside it in one process`,
    );
  }
  const from = folder ?? libraryFolder();
  const open = (stem: string): NativeLibrary => {
    const path = libraryFile(from, stem);
    try {
      return koffi.load(path, { global: true });
    } catch (cause) {
      throw new FulgurError(Code.FAILED_PRECONDITION, `cannot load ${path}: ${message(cause)}`, { cause });
    }
  };
  // The order matters: each library resolves its symbols in those before it.
  loaded = { folder: from, base: open('libggml-base'), ggml: open('libggml'), llama: open('libllama') };
  return loaded;
}

/** A library of our own. @throws what the loader says. */
export function loadLibrary(path: string): NativeLibrary {
  return koffi.load(path);
}

/** Why a library cannot be loaded; undefined when it can. */
export function loadProblem(path: string): string | undefined {
  try {
    koffi.load(path);
    return undefined;
  } catch (cause) {
    return message(cause);
  }
}

/** The C library of this process. */
export function cLibrary(): NativeLibrary {
  return koffi.load(null);
}

/**
 * Declares a C function from its prototype: `native<(n: number) => Pointer>(lib, 'void *make(int n)')`.
 * `from` is the library that exports it, or its address.
 */
export function native<F extends AnyFunction>(from: NativeLibrary | Pointer, prototype: string): NativeFunction<F> {
  const fn = typeof from === 'bigint' ? functionAt(from, prototype) : from.func(prototype);
  const call = fn as unknown as F & { async: unknown };
  const start = fn.async;
  call.async = (...args: unknown[]) =>
    new Promise((resolve, reject) => {
      start(...args, (error: unknown, result: unknown) => (error ? reject(error) : resolve(result)));
    });
  return call as NativeFunction<F>;
}

function functionAt(address: Pointer, prototype: string): KoffiFunction {
  return koffi.decode(address, koffi.proto(prototype)) as KoffiFunction;
}

/** The address of a symbol: a C function to hand to native code as a callback. */
export function symbol(library: NativeLibrary, name: string): Pointer {
  return library.symbol(name) as Pointer;
}

export type StructFields = Record<string, string | TypeObject>;

/** Declares a C struct, once per process, under a name that prototypes may use. */
export function struct(name: string, fields: StructFields): TypeObject {
  return koffi.struct(name, fields);
}

/** The address of the memory of a typed array; valid while the array is alive. */
export function addressOf(array: ArrayBufferView): Pointer {
  return koffi.address(array);
}

/** Where the npm package for this platform put the libraries: a GPU build, where one is installed, wins. */
function libraryFolder(): string {
  const platform = `${process.platform === 'darwin' ? 'mac' : process.platform}-${process.arch}`;
  const names = [`${platform}-cuda`, `${platform}-vulkan`, platform, `${platform}-metal`];
  for (const name of names) {
    const folder = packageBins(name);
    if (folder !== undefined) return folder;
  }
  throw new FulgurError(
    Code.FAILED_PRECONDITION,
    `no ggml libraries: install @node-llama-cpp/${platform}, or set FULGUR_GGML_PATH to a folder that holds libggml-base, libggml and libllama`,
  );
}

function packageBins(name: string): string | undefined {
  try {
    const entry = createRequire(import.meta.url).resolve(`@node-llama-cpp/${name}`);
    const folder = join(dirname(entry), '..', 'bins', name);
    return existsSync(folder) ? folder : undefined;
  } catch {
    return undefined;
  }
}

/** The file of a library whose name may carry a device and a version: libllama.so, libllama.cuda.v0.5.0.so, libllama.so.1. */
function libraryFile(folder: string, stem: string): string {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  const pattern = new RegExp(`^${stem}(\\.(cuda|vulkan|metal))?(\\.v?[0-9][0-9.]*)?\\.(so|dylib)(\\.[0-9.]+)?$`);
  const found = names.filter((name) => pattern.test(name)).sort();
  const file = found[0];
  if (file !== undefined) return join(folder, file);
  throw new FulgurError(
    Code.FAILED_PRECONDITION,
    `no ${stem} in ${folder}: --ggml-path (FULGUR_GGML_PATH) must name a folder that holds libggml-base, libggml and libllama`,
  );
}

function message(cause: unknown): string {
  return cause instanceof Error ? cause.message.split('\n', 1)[0]! : String(cause);
}
