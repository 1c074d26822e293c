// A model in GGUF form: its metadata, where each tensor lies, and a fingerprint. Split files are read as one.
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { Code, FulgurError } from '../wire/errors.ts';
import type { GgufHeader, GgufTensor } from './gguf-header.ts';
import { isSplitKey, readParts } from './gguf-parts.ts';
import type { GgufValue } from './gguf-reader.ts';

export type { GgufTensor } from './gguf-header.ts';

const sampleBytes = 4096;

export class GgufModel {
  /** Path as given to `open`: of the first file when the model is split. */
  readonly path: string;
  /** All files of the model, in their order. */
  readonly paths: readonly string[];
  readonly metadata: ReadonlyMap<string, GgufValue>;
  /** All tensors of all files, by name. */
  readonly tensors: ReadonlyMap<string, GgufTensor>;
  /** Size of all files in bytes. */
  readonly fileBytes: number;
  /**
   * SHA-256 (hex) over the metadata, the tensor table and samples of every tensor's data. Two processes with the same
   * fingerprint serve the same model, whether it is split into several files or not; a change in the bytes between the
   * samples would go unseen.
   */
  readonly fingerprint: string;

  private constructor(path: string, headers: readonly GgufHeader[], fingerprint: string) {
    this.path = path;
    this.paths = headers.map((header) => header.path);
    this.metadata = headers[0]!.metadata;
    this.tensors = tensorsOf(path, headers);
    this.fileBytes = headers.reduce((sum, header) => sum + header.fileBytes, 0);
    this.fingerprint = fingerprint;
  }

  /** @throws FulgurError naming the file, what is wrong with it and where. */
  static async open(path: string): Promise<GgufModel> {
    const headers = readParts(path);
    return new GgufModel(path, headers, await fingerprintOf(headers));
  }

  /** The tensor called `name`. @throws FulgurError when the model lacks it. */
  tensor(name: string): GgufTensor {
    const tensor = this.tensors.get(name);
    if (tensor !== undefined) return tensor;
    throw this.error(`it lacks the tensor ${name}`);
  }

  string(key: string): string | undefined {
    return this.#typed(key, 'string');
  }

  number(key: string): number | undefined {
    return this.#typed(key, 'number');
  }

  boolean(key: string): boolean | undefined {
    return this.#typed(key, 'boolean');
  }

  /** An array of numbers (of any width) or booleans as plain numbers. */
  numbers(key: string): number[] | undefined {
    const value = this.metadata.get(key);
    if (value === undefined) return undefined;
    if (typeof value === 'object' && typeof value[0] !== 'string')
      return Array.from(value as ArrayLike<number>, Number);
    throw this.error(`${key} is not an array of numbers`);
  }

  /** An error about what this model says, in one line. */
  error(what: string): FulgurError {
    return new FulgurError(Code.FAILED_PRECONDITION, `model ${this.path} cannot be served: ${what}`, {
      field: 'model',
      reason: 'model_unsupported',
    });
  }

  /** Nothing is held open between reads; here so that owners can treat models like other resources. */
  close(): void {}

  #typed(key: string, kind: 'string'): string | undefined;
  #typed(key: string, kind: 'number'): number | undefined;
  #typed(key: string, kind: 'boolean'): boolean | undefined;
  #typed(key: string, kind: 'string' | 'number' | 'boolean'): GgufValue | undefined {
    const value = this.metadata.get(key);
    if (value === undefined || typeof value === kind) return value;
    throw this.error(`${key} is not a ${kind}`);
  }
}

function tensorsOf(path: string, headers: readonly GgufHeader[]): Map<string, GgufTensor> {
  const tensors = new Map<string, GgufTensor>();
  for (const tensor of headers.flatMap((header) => header.tensors)) {
    if (tensors.has(tensor.name)) {
      throw new FulgurError(
        Code.DATA_LOSS,
        `model ${path} cannot be read: tensor ${tensor.name} is in two of its files (again in ${tensor.path})`,
        { field: 'model', reason: 'model_corrupt' },
      );
    }
    tensors.set(tensor.name, tensor);
  }
  return tensors;
}

async function fingerprintOf(headers: readonly GgufHeader[]): Promise<string> {
  const hash = createHash('sha256');
  for (const header of headers) {
    for (const [key, value] of header.metadata) {
      if (isSplitKey(key)) continue;
      hash.update(`${key}\0`);
      if (ArrayBuffer.isView(value)) hash.update(value);
      else hash.update(Array.isArray(value) ? value.join('\0') : String(value));
    }
    const file = await open(header.path);
    try {
      const sample = new Uint8Array(sampleBytes);
      for (const { name, shape, type, offset, bytes } of header.tensors) {
        hash.update(`\0${name}\0${type}\0${shape.join('x')}\0`);
        for (const start of new Set([0, Math.floor((bytes - sampleBytes) / 2), bytes - sampleBytes])) {
          const length = Math.min(sampleBytes, bytes);
          await file.read(sample, 0, length, offset + Math.max(0, start));
          hash.update(sample.subarray(0, length));
        }
      }
    } finally {
      await file.close();
    }
  }
  return hash.digest('hex');
}
