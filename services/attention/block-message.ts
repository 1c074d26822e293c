// A block on its way to a kv-store: a KvBlock that is encoded around its payload, in memory that serves one block after
// another. A block may have megabytes; encoded as other messages are it would be copied twice, into memory of four times
// its size that V8 takes for pressure on the heap.
import { createHash } from 'node:crypto';
import { EncodedMessage } from '../../lib/wire/method.ts';
import { fulgur } from '../../proto/gen/fulgur.js';

const { KvBlock } = fulgur.v1;

/** Field 2 (payload) of a KvBlock, as a length-delimited field. */
const payloadTag = (2 << 3) | 2;
/** More than the name, the checksum and the lengths take. */
const frameBytes = 128;

export const checksumBytes = 16;

export class BlockMessage {
  /** To be filled by whoever began the message. */
  readonly payload: Uint8Array;
  /** May serve the next message once this one was sent. */
  readonly memory: Buffer;
  readonly #payloadAt: number;

  /** Begins in `memory` where that is large enough, else in memory of its own. */
  constructor(id: fulgur.v1.IBlockId, payloadBytes: number, memory?: Buffer) {
    const bytes = payloadBytes + frameBytes;
    this.memory = memory !== undefined && memory.length >= bytes ? memory : Buffer.allocUnsafeSlow(bytes);
    const head = KvBlock.encode({ id }).uint32(payloadTag).uint32(payloadBytes).finish();
    this.memory.set(head);
    this.#payloadAt = head.length;
    this.payload = this.memory.subarray(head.length, head.length + payloadBytes);
  }

  /** The whole message, with the checksum of the payload as it is now. */
  seal(): EncodedMessage {
    const end = this.#payloadAt + this.payload.length;
    const tail = KvBlock.encode({ checksum: checksumOf(this.payload) }).finish();
    this.memory.set(tail, end);
    return new EncodedMessage(this.memory.subarray(0, end + tail.length));
  }
}

/** First bytes of the payload's SHA-256. */
export function checksumOf(payload: Uint8Array): Uint8Array {
  return createHash('sha256').update(payload).digest().subarray(0, checksumBytes);
}
