// Reads the header of one GGUF file (metadata and tensor table) and trusts nothing in it.
//
// Format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md, versions 2 and 3, little-endian.
// Every count and length is checked against what is left of the file before anything is read or allocated, so that a
// truncated or corrupt file costs one clear line and no memory.
import { closeSync, fstatSync, openSync } from 'node:fs';
import { Code, FulgurError } from '../wire/errors.ts';
import { type GgmlTypeInfo, ggmlTypes } from './dtype.ts';
import { corrupt, GgufReader, type GgufValue, quote } from './gguf-reader.ts';

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
  readonly path: string;
  readonly version: number;
  readonly metadata: ReadonlyMap<string, GgufValue>;
  readonly tensors: readonly GgufTensor[];
  readonly fileBytes: number;
}

const maxKeyBytes = 1 << 16;

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
    return readHeader(new GgufReader(path, file, status.size));
  } finally {
    closeSync(file);
  }
}

function readHeader(reader: GgufReader): GgufHeader {
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
  const tensors = readTensors(reader, tensorCount, metadata);
  return { path: reader.path, version, metadata, tensors, fileBytes: reader.size };
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

function readTensors(reader: GgufReader, count: number, metadata: Map<string, GgufValue>): GgufTensor[] {
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

function readTensorRecord(reader: GgufReader, index: number, alignment: number): TensorRecord {
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
