// Reads the header of one GGUF file (metadata and tensor table) and trusts nothing in it.
//
// Format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md, versions 2 and 3, little-endian.
// Every count and length is checked against what is left of the file before anything is read or allocated, so that a
// truncated or corrupt file costs one clear line and no memory.
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { Code, FulgurError } from '../wire/errors.ts';
import { type GgmlTypeInfo, ggmlTypes } from './dtype.ts';

export type GgufArray =
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

export interface GgufTensor {
  readonly name: string;
  /** Dimensions in ggml's order: the first is contiguous. One to four of them. */
  readonly shape: readonly number[];
  /** ggml's number for the type, and what it means. */
  readonly type: number;
  readonly typeInfo: GgmlTypeInfo;
  /** Path of the file that holds it, offset of its first byte from the start of that file, and its size. */
  readonly path: string;
  readonly offset: number;
  readonly bytes: number;
}

export interface GgufHeader {
  readonly version: number;
  readonly metadata: ReadonlyMap<string, GgufValue>;
  readonly tensors: readonly GgufTensor[];
  readonly fileBytes: number;
}

const chunkBytes = 1 << 20;
const maxKeyBytes = 1 << 16;

/** Bytes of a scalar of each GGUF value type; undefined for string (8) and array (9). */
const scalarBytes = [1, 1, 2, 2, 4, 4, 4, 1, undefined, undefined, 8, 8, 8] as const;
const stringType = 8;
const arrayType = 9;

/** @throws FulgurError that names the file, what is wrong with it and where. */
export function readGgufHeader(path: string): GgufHeader {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (cause) {
    const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    const why = missing ? 'no such file' : (cause as Error).message;
    throw new FulgurError(missing ? Code.NOT_FOUND : Code.FAILED_PRECONDITION, `cannot open model ${path}: ${why}`, {
      cause,
      field: 'model',
    });
  }
  try {
    const status = fstatSync(file);
    if (!status.isFile()) throw corrupt(path, 0, 'it is not a regular file');
    return readHeader(new HeaderReader(path, file, status.size));
  } finally {
    closeSync(file);
  }
}

function readHeader(reader: HeaderReader): GgufHeader {
  const magic = reader.u32('the magic number');
  if (magic !== 0x46554747) throw reader.error('it does not start with "GGUF"', 0);
  const version = reader.u32('the version');
  if (version >>> 16 !== 0 && (version & 0xffff) === 0) throw reader.error('it is big-endian: convert it', 4);
  if (version !== 2 && version !== 3) throw reader.error(`it has GGUF version ${version}; 2 and 3 are read`, 4);
  // The smallest tensor record is 24 bytes, the smallest key-value record 13.
  const tensorCount = reader.count('the number of tensors', 24);
  const keyCount = reader.count('the number of keys', 13);
  const metadata = new Map<string, GgufValue>();
  for (let i = 0; i < keyCount; i++) {
    const at = reader.offset;
    const key = reader.string(`key ${i}`, maxKeyBytes);
    if (metadata.has(key)) throw reader.error(`key ${quote(key)} occurs twice`, at);
    metadata.set(key, reader.value(key, reader.u32(`the type of ${quote(key)}`)));
  }
  return { version, metadata, tensors: readTensors(reader, tensorCount, metadata), fileBytes: reader.size };
}

interface TensorRecord {
  readonly name: string;
  readonly shape: number[];
  readonly type: number;
  readonly typeInfo: GgmlTypeInfo;
  readonly relativeOffset: number;
  readonly bytes: number;
  readonly at: number;
}

function readTensors(reader: HeaderReader, count: number, metadata: Map<string, GgufValue>): GgufTensor[] {
  const alignment = metadata.get('general.alignment') ?? 32;
  if (typeof alignment !== 'number' || alignment < 1 || !Number.isInteger(Math.log2(alignment))) {
    throw reader.error(`general.alignment is ${String(alignment)}, not a power of two`, reader.offset);
  }
  const names = new Set<string>();
  const records: TensorRecord[] = [];
  for (let i = 0; i < count; i++) {
    const record = readTensorRecord(reader, i, alignment);
    if (names.has(record.name)) throw reader.error(`tensor ${quote(record.name)} occurs twice`, record.at);
    names.add(record.name);
    records.push(record);
  }
  const dataStart = Math.ceil(reader.offset / alignment) * alignment;
  return records.map(({ name, shape, type, typeInfo, relativeOffset, bytes, at }) => {
    const offset = dataStart + relativeOffset;
    if (offset + bytes > reader.size) {
      throw reader.error(
        `tensor ${quote(name)} ends at byte ${offset + bytes} but the file has ${reader.size}: it is truncated`,
        at,
      );
    }
    return { name, shape, type, typeInfo, path: reader.path, offset, bytes };
  });
}

function readTensorRecord(reader: HeaderReader, index: number, alignment: number): TensorRecord {
  const at = reader.offset;
  const name = reader.string(`the name of tensor ${index}`, maxKeyBytes);
  const dimensions = reader.u32(`the dimensions of ${quote(name)}`);
  if (dimensions < 1 || dimensions > 4) {
    throw reader.error(`tensor ${quote(name)} has ${dimensions} dimensions; 1 to 4 are read`, at);
  }
  const shape: number[] = [];
  let elements = 1;
  for (let d = 0; d < dimensions; d++) {
    const size = reader.u64(`dimension ${d} of ${quote(name)}`);
    elements *= Number(size);
    if (size < 1 || !Number.isSafeInteger(elements)) {
      throw reader.error(`tensor ${quote(name)} has an impossible dimension ${size}`, at);
    }
    shape.push(Number(size));
  }
  const type = reader.u32(`the type of ${quote(name)}`);
  const typeInfo = ggmlTypes.get(type);
  if (typeInfo === undefined) throw reader.error(`tensor ${quote(name)} has the unknown type ${type}`, at);
  if (shape[0]! % typeInfo.block !== 0) {
    throw reader.error(
      `rows of ${shape[0]} in tensor ${quote(name)} are no whole number of ${typeInfo.name} blocks`,
      at,
    );
  }
  const relativeOffset = Number(reader.u64(`the offset of ${quote(name)}`));
  if (!Number.isSafeInteger(relativeOffset) || relativeOffset % alignment !== 0) {
    throw reader.error(`tensor ${quote(name)} lies at ${relativeOffset}, which is no multiple of ${alignment}`, at);
  }
  return { name, shape, type, typeInfo, relativeOffset, bytes: (elements / typeInfo.block) * typeInfo.bytes, at };
}

/** A cursor over the file that reads it in chunks and knows how much is left. */
class HeaderReader {
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

function corrupt(path: string, at: number, what: string): FulgurError {
  return new FulgurError(Code.DATA_LOSS, `model ${path} cannot be read: ${what} (at byte ${at})`, {
    field: 'model',
    reason: 'model_corrupt',
  });
}

/** A name from the file, safe to print: printable, in one line, not long. */
function quote(name: string): string {
  const text = JSON.stringify(name);
  return text.length > 100 ? `${text.slice(0, 100)}..."` : text;
}
