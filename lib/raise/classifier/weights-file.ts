// The file of a trained model: "FULGURT1", header length (u32), header (JSON), bucket numbers as varint differences,
// int8 weights [rows, categories], CRC-32 of everything before it (u32). Numbers are little-endian. The same model gives
// the same bytes.
import { crc32 } from 'node:zlib';
import { z } from 'zod';
import { Code, FulgurError } from '../../wire/errors.ts';
import { CATEGORIES_MAX } from './example-set.ts';
import { BUCKET_BITS, FEATURE_VERSION } from './features.ts';

const MAGIC = Buffer.from('FULGURT1', 'latin1');
/** Larger files are not ours. */
export const WEIGHTS_BYTES_MAX = 64 * 1024 * 1024;

const finite = z.number();
const calibration = z.strictObject({ slope: finite, offset: finite });
const threshold = z.number().min(0).max(1);

const category = z.strictObject({
  name: z.string().min(1).max(64),
  bias: finite,
  /** A weight is its int8 times this. */
  scale: finite,
  /** By script: Chinese text and everything else score differently. */
  calibration: z.strictObject({ latin: calibration, chinese: calibration }),
  /** Probabilities at which, on texts not seen in training, F1 is best and one benign text in a hundred is above. */
  thresholds: z.strictObject({ bestF1: threshold, onePercent: threshold }),
});

const header = z.strictObject({
  name: z.string().max(200),
  featureVersion: z.literal(FEATURE_VERSION),
  bucketBits: z.literal(BUCKET_BITS),
  rows: z
    .number()
    .int()
    .min(0)
    .max(1 << BUCKET_BITS),
  categories: z.array(category).min(1).max(CATEGORIES_MAX),
});

export type ModelHeader = z.output<typeof header>;
export type ModelCategory = z.output<typeof category>;

export interface QuantisedModel {
  readonly header: ModelHeader;
  /** Ascending bucket numbers, one per row. */
  readonly buckets: Uint32Array;
  /** [rows, categories], row-major. */
  readonly weights: Int8Array;
}

export function encodeModel(model: QuantisedModel): Buffer {
  const head = Buffer.from(JSON.stringify(model.header));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(head.length);
  const { buffer, byteOffset, byteLength } = model.weights;
  const body = Buffer.concat([
    MAGIC,
    length,
    head,
    encodeBuckets(model.buckets),
    Buffer.from(buffer, byteOffset, byteLength),
  ]);
  const sum = Buffer.alloc(4);
  sum.writeUInt32LE(crc32(body));
  return Buffer.concat([body, sum]);
}

/** @throws FulgurError DATA_LOSS naming `source` and what is wrong with it */
export function decodeModel(bytes: Uint8Array, source: string): QuantisedModel {
  const refuse = (why: string) =>
    new FulgurError(Code.DATA_LOSS, `classifier weights ${source}: ${why}; train again with 'fulgur guard train'`);
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.length > WEIGHTS_BYTES_MAX) throw refuse(`${file.length} bytes, more than ${WEIGHTS_BYTES_MAX}`);
  if (file.length < MAGIC.length + 8 || !file.subarray(0, MAGIC.length).equals(MAGIC)) {
    throw refuse('not a file of classifier weights');
  }
  const end = file.length - 4;
  if (crc32(file.subarray(0, end)) !== file.readUInt32LE(end))
    throw refuse('checksum does not fit: damaged or cut off');
  const headEnd = MAGIC.length + 4 + file.readUInt32LE(MAGIC.length);
  if (headEnd > end) throw refuse('header longer than the file');
  let parsed: ModelHeader;
  try {
    parsed = header.parse(JSON.parse(file.toString('utf8', MAGIC.length + 4, headEnd)));
  } catch (error) {
    const issue = error instanceof z.ZodError ? error.issues[0] : undefined;
    throw refuse(`header: ${issue ? `${issue.path.join('.')}: ${issue.message}` : (error as Error).message}`);
  }
  const { buckets, next } = decodeBuckets(file, headEnd, end, parsed.rows);
  const weightBytes = parsed.rows * parsed.categories.length;
  if (buckets === undefined || end - next !== weightBytes) throw refuse('tables do not fit the header');
  return {
    header: parsed,
    buckets,
    weights: Int8Array.from(new Int8Array(file.buffer, file.byteOffset + next, weightBytes)),
  };
}

function encodeBuckets(buckets: Uint32Array): Buffer {
  const bytes: number[] = [];
  let previous = -1;
  for (const bucket of buckets) {
    let difference = bucket - previous - 1;
    previous = bucket;
    while (difference >= 0x80) {
      bytes.push((difference & 0x7f) | 0x80);
      difference >>>= 7;
    }
    bytes.push(difference);
  }
  return Buffer.from(bytes);
}

function decodeBuckets(file: Buffer, from: number, end: number, rows: number) {
  const buckets = new Uint32Array(rows);
  let at = from;
  let previous = -1;
  for (let row = 0; row < rows; row++) {
    let difference = 0;
    for (let shift = 0; ; shift += 7) {
      if (at >= end || shift > 28) return { buckets: undefined, next: at };
      const byte = file[at++]!;
      difference += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) break;
    }
    previous += difference + 1;
    if (previous >= 1 << BUCKET_BITS) return { buckets: undefined, next: at };
    buckets[row] = previous;
  }
  return { buckets, next: at };
}
