// Rows of a Parquet file as batches of JSON lines. A row group is in memory at a time, so its size is bounded.
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { decompress } from 'fzstd';
import { asyncBufferFromFile, type Compressors, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { Code, FulgurError } from '../../wire/errors.ts';
import type { Batch, Place } from './batches.ts';
import type { InputFile } from './input-files.ts';

/** Unpacked bytes of one row group. */
const GROUP_BYTES_MAX = 256 * 1024 * 1024;
const BATCH_UNITS = 256 * 1024;

/** @throws FulgurError naming the file and the row group or row at fault */
export async function* parquetBatches(file: InputFile, start: Place, rowBytesMax: number): AsyncGenerator<Batch> {
  const refuse = (where: string, why: string, cause?: unknown) =>
    new FulgurError(Code.DATA_LOSS, `${file.path}${where}: ${why}`, { cause, field: 'input' });
  const buffer = await asyncBufferFromFile(file.path);
  const metadata = await parquetMetadataAsync(buffer).catch((error) => {
    throw refuse('', `not a Parquet file that can be read: ${(error as Error).message}`, error);
  });
  let first = 0;
  for (const [index, group] of metadata.row_groups.entries()) {
    const rows = Number(group.num_rows);
    const end = first + rows;
    if (end <= start.offset) {
      first = end;
      continue;
    }
    const bytes = group.columns.reduce(
      (sum, { meta_data }) => sum + Number(meta_data?.total_uncompressed_size ?? 0),
      0,
    );
    if (bytes > GROUP_BYTES_MAX) {
      throw refuse(
        `: row group ${index}`,
        `${bytes} bytes unpacked; at most ${GROUP_BYTES_MAX}: write smaller row groups`,
      );
    }
    const rowStart = Math.max(first, start.offset);
    const objects = await parquetReadObjects({ file: buffer, metadata, rowStart, rowEnd: end, compressors }).catch(
      (error) => {
        throw refuse(`: row group ${index}`, (error as Error).message, error);
      },
    );
    const packedOffset = Math.floor((file.bytes * end) / Math.max(1, Number(metadata.num_rows)));
    yield* jsonBatches(objects, rowStart, start.file, packedOffset, (row, length) => {
      if (length > rowBytesMax)
        throw refuse(`:${row}`, `a row of ${length} bytes; raise --row-megabytes-max (${rowBytesMax})`);
    });
    first = end;
  }
}

function* jsonBatches(
  objects: readonly Record<string, unknown>[],
  firstRow: number,
  file: number,
  packedOffset: number,
  check: (row: number, length: number) => void,
): Generator<Batch> {
  let lines: string[] = [];
  let units = 0;
  let from = firstRow;
  for (const [i, object] of objects.entries()) {
    const text = JSON.stringify(object, (_, value) => (typeof value === 'bigint' ? plainNumber(value) : value));
    check(firstRow + i + 1, text.length);
    lines.push(text, '\n');
    units += text.length;
    if (units < BATCH_UNITS && i + 1 < objects.length) continue;
    const next = { file, offset: firstRow + i + 1, line: firstRow + i + 2 };
    yield {
      file,
      line: from + 1,
      bytes: new TextEncoder().encode(lines.join('')),
      format: 'jsonl',
      next,
      packedOffset,
    };
    lines = [];
    units = 0;
    from = firstRow + i + 1;
  }
}

function plainNumber(value: bigint): number | string {
  return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
}

/** A page says how long it is unpacked; one that says more than a row group may hold is refused. */
function bounded(unpack: (input: Uint8Array, length: number) => Uint8Array) {
  return (input: Uint8Array, length: number): Uint8Array => {
    if (length > GROUP_BYTES_MAX) throw new Error(`a page of ${length} bytes; at most ${GROUP_BYTES_MAX}`);
    const output = unpack(input, length);
    if (output.length !== length) throw new Error(`a page unpacks to ${output.length} bytes instead of ${length}`);
    return output;
  };
}

const compressors: Compressors = {
  GZIP: bounded((input, length) => gunzipSync(input, { maxOutputLength: Math.max(1, length) })),
  BROTLI: bounded((input, length) => brotliDecompressSync(input, { maxOutputLength: Math.max(1, length) })),
  ZSTD: bounded((input, length) => decompress(input, new Uint8Array(length))),
};
