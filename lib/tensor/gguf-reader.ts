// A cursor over a GGUF file that gives its strings, numbers, arrays, and trusts no length that the file names.
import { readSync } from 'node:fs';
import { Code, FulgurError } from '../wire/errors.ts';

type GgufArray =
  | string[]
  | boolean[]
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | Float32Array
  | Float64Array
  | BigUint64Array
  | BigInt64Array;

/** 64-bit integers are numbers where a number holds them exactly, bigints beyond. */
export type GgufValue = string | number | bigint | boolean | GgufArray;

const chunkBytes = 1 << 20;

/** Bytes of a scalar of each GGUF value type; undefined for string (8) and array (9). */
const scalarBytes = [1, 1, 2, 2, 4, 4, 4, 1, undefined, undefined, 8, 8, 8] as const;
const stringType = 8;
const arrayType = 9;

/** A cursor over the file that reads it in chunks and knows how much is left. */
export class GgufReader {
  readonly path: string;
  readonly size: number;
  readonly #file: number;
  #chunk = Buffer.alloc(0);
  #chunkStart = 0;
  offset = 0;

  constructor(path: string, file: number, size: number) {
    this.path = path;
    this.#file = file;
    this.size = size;
  }

  error(what: string, at: number): FulgurError {
    return corrupt(this.path, at, what);
  }

  /** `length` bytes at the cursor; valid until the next call. */
  #take(length: number, what: string): Buffer {
    const at = this.offset;
    if (length > this.size - at) {
      throw this.error(`the file ends in ${what} (${this.size} bytes, ${at + length} needed): it is truncated`, at);
    }
    let start = at - this.#chunkStart;
    if (start + length > this.#chunk.length) {
      this.#chunk = Buffer.allocUnsafe(Math.min(Math.max(length, chunkBytes), this.size - at));
      this.#chunkStart = at;
      start = 0;
      for (let filled = 0; filled < this.#chunk.length; ) {
        const read = readSync(this.#file, this.#chunk, filled, this.#chunk.length - filled, at + filled);
        if (read === 0) throw this.error(`the file ends in ${what}: it was shortened while being read`, at);
        filled += read;
      }
    }
    this.offset = at + length;
    return this.#chunk.subarray(start, start + length);
  }

  u32(what: string): number {
    return this.#take(4, what).readUInt32LE();
  }

  u64(what: string): bigint {
    return this.#take(8, what).readBigUInt64LE();
  }

  /** A number of records of at least `recordBytes` each, all of which the rest of the file could hold. */
  count(what: string, recordBytes: number): number {
    const at = this.offset;
    const count = this.u64(what);
    if (count * BigInt(recordBytes) > BigInt(this.size - this.offset)) {
      throw this.error(`${what} is ${count}, more than the rest of the file can hold`, at);
    }
    return Number(count);
  }

  string(what: string, maxBytes = Number.POSITIVE_INFINITY): string {
    const at = this.offset;
    const length = this.count(`the length of ${what}`, 1);
    if (length > maxBytes) throw this.error(`${what} has ${length} bytes; ${maxBytes} are allowed`, at);
    return this.#take(length, what).toString('utf8');
  }

  value(key: string, valueType: number): GgufValue {
    const what = `the value of ${quote(key)}`;
    if (valueType === stringType) return this.string(what);
    if (valueType === arrayType) return this.#array(what);
    const bytes = scalarBytes[valueType];
    if (bytes === undefined) throw this.error(`${what} has the unknown type ${valueType}`, this.offset - 4);
    const array = typedArray(valueType, this.#take(bytes, what), 1);
    const value = array[0]!;
    return typeof value === 'bigint' && value <= 2n ** 53n && value >= -(2n ** 53n) ? Number(value) : value;
  }

  #array(what: string): GgufArray {
    const at = this.offset;
    const elementType = this.u32(`the element type of ${what}`);
    if (elementType === stringType) {
      const length = this.count(`the length of ${what}`, 8);
      const strings: string[] = [];
      for (let i = 0; i < length; i++) strings.push(this.string(what));
      return strings;
    }
    const bytes = scalarBytes[elementType];
    if (bytes === undefined) throw this.error(`${what} is an array of the unsupported type ${elementType}`, at);
    const length = this.count(`the length of ${what}`, bytes);
    return typedArray(elementType, this.#take(length * bytes, what), length);
  }
}

/** A copy of `length` little-endian scalars of a GGUF value type. */
function typedArray(valueType: number, raw: Buffer, length: number): Exclude<GgufArray, string[]> {
  const buffer = new ArrayBuffer(raw.length);
  new Uint8Array(buffer).set(raw);
  switch (valueType) {
    case 0:
      return new Uint8Array(buffer, 0, length);
    case 1:
      return new Int8Array(buffer, 0, length);
    case 2:
      return new Uint16Array(buffer, 0, length);
    case 3:
      return new Int16Array(buffer, 0, length);
    case 4:
      return new Uint32Array(buffer, 0, length);
    case 5:
      return new Int32Array(buffer, 0, length);
    case 6:
      return new Float32Array(buffer, 0, length);
    case 7:
      return Array.from(new Uint8Array(buffer, 0, length), (byte) => byte !== 0);
    case 10:
      return new BigUint64Array(buffer, 0, length);
    case 11:
      return new BigInt64Array(buffer, 0, length);
    default:
      return new Float64Array(buffer, 0, length);
  }
}

/** The error about a file that cannot be read, with the place. */
export function corrupt(path: string, at: number, what: string): FulgurError {
  return new FulgurError(Code.DATA_LOSS, `model ${path} cannot be read: ${what} (at byte ${at})`, {
    field: 'model',
    reason: 'model_corrupt',
  });
}

/** A name from the file, safe to print: printable, in one line, not long. */
export function quote(name: string): string {
  const text = JSON.stringify(name);
  return text.length > 100 ? `${text.slice(0, 100)}..."` : text;
}
