// A file's bytes, unpacked as they are read. What unpacks to far more than it could honestly hold is refused.
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { Decompress } from 'fzstd';
import { Code, FulgurError } from '../../wire/errors.ts';
import type { InputFile } from './input-files.ts';

/** Text packs about 3 to 10 times; repetitive logs 50. */
export const EXPANSION_MAX = 200;
/** Small files may expand more: a page of zeros is no attack. */
const EXPANSION_FREE_BYTES = 16 * 1024 * 1024;
/** A block of zstd unpacks to at most 128 KiB and takes at least 4 bytes: a slice gives at most 16 MiB at once. */
const ZSTD_SLICE_BYTES = 512;

export interface Unpacked {
  readonly bytes: Buffer;
  /** Bytes of the file read so far. */
  readonly packedOffset: number;
}

/**
 * Unpacked bytes from `offset` on. @throws FulgurError naming the file when it cannot be read, is damaged, or unpacks to
 * more than EXPANSION_MAX times its size
 */
export async function* unpack(file: InputFile, offset: number): AsyncGenerator<Unpacked> {
  // An unpacked file is entered at the offset; a packed one has to be unpacked up to it.
  let skip = file.packing === 'none' ? 0 : offset;
  let unpackedBytes = 0;
  const limit = Math.max(EXPANSION_FREE_BYTES, file.bytes * EXPANSION_MAX);
  const start = file.packing === 'none' ? offset : 0;
  const source = createReadStream(file.path, { start, highWaterMark: 1 << 18 });
  try {
    for await (const bytes of file.packing === 'zstd' ? unzstd(source) : unzipped(source, file)) {
      unpackedBytes += bytes.length;
      if (file.packing !== 'none' && unpackedBytes > limit) {
        const why = `unpacks to more than ${limit} bytes, ${EXPANSION_MAX} times its size`;
        throw new FulgurError(Code.RESOURCE_EXHAUSTED, `${file.path}: ${why}; unpack it yourself if that is right`, {
          field: 'input',
        });
      }
      const packedOffset = start + source.bytesRead;
      if (skip >= bytes.length) skip -= bytes.length;
      else if (skip > 0) {
        yield { bytes: bytes.subarray(skip), packedOffset };
        skip = 0;
      } else yield { bytes, packedOffset };
    }
  } catch (error) {
    if (error instanceof FulgurError) throw error;
    const why = (error as Error).message;
    throw new FulgurError(
      Code.DATA_LOSS,
      `${file.path}: cannot be read at byte ${start + source.bytesRead}: ${why}; the file is cut off, damaged, or not what its name says`,
      {
        cause: error,
        field: 'input',
      },
    );
  } finally {
    source.destroy();
  }
}

async function* unzipped(source: ReturnType<typeof createReadStream>, file: InputFile): AsyncGenerator<Buffer> {
  if (file.packing === 'none') {
    for await (const chunk of source) yield chunk as Buffer;
    return;
  }
  const gunzip = createGunzip({ chunkSize: 1 << 18 });
  source.on('error', (error) => gunzip.destroy(error));
  try {
    for await (const chunk of source.pipe(gunzip)) yield chunk as Buffer;
  } finally {
    gunzip.destroy();
  }
}

async function* unzstd(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const ready: Buffer[] = [];
  const decompress = new Decompress((chunk) => ready.push(Buffer.from(chunk)));
  for await (const chunk of source) {
    for (let at = 0; at < chunk.length; at += ZSTD_SLICE_BYTES) {
      decompress.push(chunk.subarray(at, at + ZSTD_SLICE_BYTES));
      yield* ready.splice(0);
    }
  }
  decompress.push(new Uint8Array(0), true);
  yield* ready.splice(0);
}
