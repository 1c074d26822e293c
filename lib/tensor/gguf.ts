// A model in GGUF form: its metadata, where each tensor lies, and a fingerprint. Split files are read as one.
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { Code, FulgurError } from '../wire/errors.ts';
import { type GgufHeader, type GgufTensor, type GgufValue, readGgufHeader } from './gguf-header.ts';

export type { GgufArray, GgufTensor, GgufValue } from './gguf-header.ts';

const maxSplits = 1000;
const sampleBytes = 4096;

export class GgufModel {
  /** Path as given to `open`: of the first file when the model is split. */
  readonly path: string;
  readonly metadata: ReadonlyMap<string, GgufValue>;
  /** All tensors of all files, by name. */
  readonly tensors: ReadonlyMap<string, GgufTensor>;
  /** Size of all files in bytes. */
  readonly fileBytes: number;
  /**
   * SHA-256 (hex) over the metadata, the tensor table and samples of every tensor's data. Two processes with the same
   * fingerprint serve the same model; a change in the bytes between the samples would go unseen.
   */
  readonly fingerprint: string;

  private constructor(path: string, headers: readonly GgufHeader[], fingerprint: string) {
    this.path = path;
    this.metadata = headers[0]!.metadata;
    this.tensors = tensorsOf(path, headers);
    this.fileBytes = headers.reduce((sum, header) => sum + header.fileBytes, 0);
    this.fingerprint = fingerprint;
  }

  /** @throws FulgurError naming the file, what is wrong with it and where. */
  static async open(path: string): Promise<GgufModel> {
    const headers = readSplits(path);
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

function readSplits(path: string): GgufHeader[] {
  const first = readGgufHeader(path);
  const count = first.metadata.get('split.count');
  if (count === undefined || count === 0 || count === 1) return [first];
  const bad = (what: string): FulgurError =>
    new FulgurError(Code.FAILED_PRECONDITION, `model ${path} cannot be read: ${what}`, { field: 'model' });
  if (typeof count !== 'number' || count > maxSplits) throw bad(`split.count is ${String(count)}`);
  if (first.metadata.get('split.no') !== 0) throw bad('it is not the first of its split files: name the first');
  const digits = (n: number): string => String(n).padStart(5, '0');
  const suffix = `-${digits(1)}-of-${digits(count)}.gguf`;
  if (!path.endsWith(suffix)) throw bad(`it is one of ${count} split files, so its name must end in ${suffix}`);
  const headers = [first];
  for (let n = 2; n <= count; n++) {
    const other = `${path.slice(0, -suffix.length)}-${digits(n)}-of-${digits(count)}.gguf`;
    const header = readGgufHeader(other);
    if (header.metadata.get('split.no') !== n - 1 || header.metadata.get('split.count') !== count) {
      throw bad(`${basename(other)} says that it is another part of another model`);
    }
    headers.push(header);
  }
  const expected = first.metadata.get('split.tensors.count');
  const found = headers.reduce((sum, header) => sum + header.tensors.length, 0);
  if (expected !== undefined && expected !== found) {
    throw bad(`its ${count} files hold ${found} tensors, not ${String(expected)}`);
  }
  return headers;
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
      hash.update(`${key}\0`);
      if (ArrayBuffer.isView(value)) hash.update(value);
      else hash.update(Array.isArray(value) ? value.join('\0') : String(value));
    }
    const path = header.tensors[0]?.path;
    if (path === undefined) continue;
    const file = await open(path);
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
