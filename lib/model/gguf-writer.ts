// Writes a GGUF file (version 3): metadata, then tensors one after the other, with no more than one buffer in memory.
//
// Invariants
// 1. Sizes are known before the first byte is written, so the header is written once and never patched.
// 2. The file appears under its name only when it is whole: until then it is `<path>.part`.
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { Code, FulgurError } from '../wire/errors.ts';

/** A metadata value with the type that the file records. */
export type GgufEntry =
  | { readonly type: 'uint16' | 'uint32' | 'int32' | 'float32' | 'uint64'; readonly value: number }
  | { readonly type: 'bool'; readonly value: boolean }
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'uint32[]' | 'int32[]' | 'float32[]'; readonly value: readonly number[] }
  | { readonly type: 'bool[]'; readonly value: readonly boolean[] }
  | { readonly type: 'string[]'; readonly value: readonly string[] };

export interface TensorSpec {
  readonly name: string;
  /** Sizes with the innermost (contiguous) dimension first, as ggml has them. */
  readonly shape: readonly number[];
  /** ggml's number of the element type. */
  readonly type: number;
  readonly bytes: number;
}

const typeNumbers = { uint16: 2, uint32: 4, int32: 5, float32: 6, bool: 7, string: 8, uint64: 10 } as const;
const arrayNumber = 9;
const alignment = 32;

/**
 * Writes a file of `tensors`, whose bytes `content(tensor)` yields piece by piece.
 * @throws FulgurError INTERNAL when a tensor's content is not as long as its spec says.
 */
export async function writeGguf(
  path: string,
  metadata: ReadonlyMap<string, GgufEntry>,
  tensors: readonly TensorSpec[],
  content: (tensor: TensorSpec) => Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): Promise<void> {
  const part = `${path}.part`;
  const file = await open(part, 'w').catch((cause: unknown) => {
    throw new FulgurError(Code.INVALID_ARGUMENT, `cannot write ${path}: ${(cause as Error).message}`, { cause });
  });
  try {
    await writeAll(file, ggufHeader(metadata, tensors));
    for (const tensor of tensors) await writeTensor(file, tensor, content(tensor));
    await file.close();
    await rename(part, path);
  } catch (error) {
    await file.close().catch(() => {});
    await rm(part, { force: true });
    throw error;
  }
}

/** The bytes of the file before its tensor data, padded to the alignment. */
export function ggufHeader(metadata: ReadonlyMap<string, GgufEntry>, tensors: readonly TensorSpec[]): Uint8Array {
  const out: Buffer[] = [Buffer.from('GGUF'), u32(3), u64(tensors.length), u64(metadata.size)];
  for (const [key, value] of metadata) out.push(text(key), ...encodeValue(value));
  let offset = 0;
  for (const tensor of tensors) {
    out.push(text(tensor.name), u32(tensor.shape.length), ...tensor.shape.map(u64), u32(tensor.type), u64(offset));
    offset += padded(tensor.bytes);
  }
  const header = Buffer.concat(out);
  return Buffer.concat([header], padded(header.length));
}

async function writeTensor(
  file: FileHandle,
  tensor: TensorSpec,
  content: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): Promise<void> {
  let written = 0;
  for await (const bytes of content) {
    written += bytes.length;
    await writeAll(file, bytes);
  }
  if (written !== tensor.bytes) {
    throw new FulgurError(
      Code.INTERNAL,
      `tensor ${tensor.name} has ${written} bytes, its type and shape ask for ${tensor.bytes}`,
    );
  }
  await writeAll(file, new Uint8Array(padded(written) - written));
}

async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    done += (await file.write(bytes, done, bytes.length - done)).bytesWritten;
  }
}

function encodeValue(entry: GgufEntry): Buffer[] {
  if (!entry.type.endsWith('[]')) {
    const type = entry.type as keyof typeof typeNumbers;
    return [u32(typeNumbers[type]), encodeScalar(type, entry.value as number | boolean | string)];
  }
  const type = entry.type.slice(0, -2) as keyof typeof typeNumbers;
  const items = entry.value as readonly (number | boolean | string)[];
  return [
    u32(arrayNumber),
    u32(typeNumbers[type]),
    u64(items.length),
    ...items.map((item) => encodeScalar(type, item)),
  ];
}

function encodeScalar(type: keyof typeof typeNumbers, value: number | boolean | string): Buffer {
  if (type === 'string') return text(value as string);
  if (type === 'bool') return Buffer.from([value ? 1 : 0]);
  if (type === 'uint64') return u64(value as number);
  if (type === 'uint16') return Buffer.from(Uint16Array.of(value as number).buffer);
  const out = Buffer.alloc(4);
  if (type === 'float32') out.writeFloatLE(value as number);
  else if (type === 'int32') out.writeInt32LE(value as number);
  else out.writeUInt32LE(value as number);
  return out;
}

function text(value: string): Buffer {
  const utf8 = Buffer.from(value, 'utf8');
  return Buffer.concat([u64(utf8.length), utf8]);
}

function u32(value: number): Buffer {
  const out = Buffer.alloc(4);
  out.writeUInt32LE(value);
  return out;
}

function u64(value: number): Buffer {
  const out = Buffer.alloc(8);
  out.writeBigUInt64LE(BigInt(value));
  return out;
}

function padded(length: number): number {
  return Math.ceil(length / alignment) * alignment;
}
