// A policy's text as it lies in the cluster's bucket: as it is, or gzip where it is long, because NATS takes a megabyte at most
// unless told otherwise. Whoever writes the bucket by hand may do either.
import { promisify } from 'node:util';
import * as zlib from 'node:zlib';

const gzip = promisify(zlib.gzip);
const gunzip: (bytes: Uint8Array, options: zlib.ZlibOptions) => Promise<Buffer> = promisify(zlib.gunzip);

const PACKED_FROM_BYTES = 256 << 10;
/** Of what is unpacked: the longest text that could be a policy, and no bomb. */
const UNPACKED_BYTES_MAX = 16 << 20;

export async function packPolicy(yaml: string): Promise<Buffer> {
  const bytes = Buffer.from(yaml, 'utf8');
  return bytes.length < PACKED_FROM_BYTES ? bytes : gzip(bytes);
}

/** Rejects when it is no text. */
export async function unpackPolicy(value: Uint8Array): Promise<string> {
  const packed = value[0] === 0x1f && value[1] === 0x8b;
  let bytes = value;
  try {
    if (packed) bytes = await gunzip(value, { maxOutputLength: UNPACKED_BYTES_MAX });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ERR_BUFFER_TOO_LARGE') throw new Error(`unpacks to more than ${UNPACKED_BYTES_MAX} bytes`);
    throw new Error('damaged gzip');
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Error('not UTF-8');
  }
}
