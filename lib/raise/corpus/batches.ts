// A corpus cut into batches of whole documents, in order, each with the place behind it: where a run may go on after it
// was killed.
import { Code, FulgurError } from '../../wire/errors.ts';
import type { InputFile } from './input-files.ts';
import { parquetBatches } from './parquet-rows.ts';
import { unpack } from './unpack.ts';

/** What lies before it has been read. */
export interface Place {
  readonly file: number;
  /** Unpacked bytes; rows in a Parquet file. */
  readonly offset: number;
  /** Line (or row) of the next document, from 1. */
  readonly line: number;
}

export interface Batch {
  readonly file: number;
  /** Line of the first document, from 1. */
  readonly line: number;
  /** Whole lines of JSON, or whole paragraphs; in memory of their own, which may be given away. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly format: 'jsonl' | 'text';
  readonly next: Place;
  /** Bytes of the file on disk read so far, for progress. */
  readonly packedOffset: number;
}

/** Documents of this much text go to a worker at once. */
const BATCH_BYTES = 256 * 1024;
const NEWLINE = 0x0a;
const PARAGRAPH = Buffer.from('\n\n');

export async function* batches(files: readonly InputFile[], from: Place, rowBytesMax: number): AsyncGenerator<Batch> {
  for (let index = from.file; index < files.length; index++) {
    const file = files[index]!;
    const start = index === from.file ? from : { file: index, offset: 0, line: 1 };
    if (file.format === 'parquet') yield* parquetBatches(file, start, rowBytesMax);
    else yield* lineBatches(file, file.format, start, rowBytesMax);
  }
}

async function* lineBatches(
  file: InputFile,
  format: 'jsonl' | 'text',
  start: Place,
  rowBytesMax: number,
): AsyncGenerator<Batch> {
  let { offset, line } = start;
  let parts: Buffer[] = [];
  let held = 0;
  let packedOffset = 0;
  const refuse = (at: number) => {
    const what = format === 'jsonl' ? 'line' : 'paragraph';
    const why = `a ${what} of more than ${rowBytesMax} bytes; raise --row-megabytes-max or split it`;
    return new FulgurError(Code.RESOURCE_EXHAUSTED, `${file.path}:${at}: ${why}`, { field: 'input' });
  };
  const take = (bytes: Buffer): Batch => {
    const lines = newlinesOf(bytes);
    if (bytes.length > rowBytesMax) {
      const long = longLine(lines, bytes.length, rowBytesMax);
      if (long !== undefined) throw refuse(line + long);
    }
    const batch = { file: start.file, line, bytes: new Uint8Array(bytes), format, packedOffset };
    offset += bytes.length;
    line += lines.length;
    return { ...batch, next: { file: start.file, offset, line } };
  };
  for await (const unpacked of unpack(file, start.offset)) {
    parts.push(unpacked.bytes);
    held += unpacked.bytes.length;
    packedOffset = unpacked.packedOffset;
    if (held < BATCH_BYTES) continue;
    const all = parts.length === 1 ? parts[0]! : Buffer.concat(parts);
    const cut = lastDocumentEnd(all, format);
    if (cut > 0) yield take(all.subarray(0, cut));
    parts = [all.subarray(cut)];
    held = all.length - cut;
    if (held > rowBytesMax) throw refuse(line);
  }
  if (held > 0) yield take(Buffer.concat(parts));
}

/** Index behind the last whole document; 0 when there is none. */
function lastDocumentEnd(bytes: Buffer, format: 'jsonl' | 'text'): number {
  if (format === 'jsonl') return bytes.lastIndexOf(NEWLINE) + 1;
  const at = bytes.lastIndexOf(PARAGRAPH);
  return at < 0 ? 0 : at + PARAGRAPH.length;
}

/** Offsets of line ends. */
function newlinesOf(bytes: Buffer): number[] {
  const ends: number[] = [];
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) ends.push(at);
  return ends;
}

/** Index of the first line that is longer than `bytesMax`. */
function longLine(ends: readonly number[], length: number, bytesMax: number): number | undefined {
  let from = 0;
  for (const [i, end] of [...ends, length].entries()) {
    if (end - from > bytesMax) return i;
    from = end + 1;
  }
  return undefined;
}
