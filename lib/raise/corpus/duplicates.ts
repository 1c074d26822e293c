// Whether a document repeats one that was kept: exactly, or nearly. Keys of kept documents are also written to a file, so
// that a resumed run knows what the killed one knew.
import { DuplicateIndex } from './duplicate-index.ts';
import { BANDS } from './min-hash.ts';
import type { Judgement } from './verdict.ts';

/** Bytes of a key in the table. */
const KEY_BYTES = 8;
/** Of the memory, what exact keys get: one key a document beside BANDS. */
const EXACT_SHARE = 1 / 8;
/** A record: the number of keys, then the exact key and the band keys, 8 bytes each, little-endian. */
const RECORD_KEYS_MAX = BANDS + 1;

export class Duplicates {
  readonly #exact: DuplicateIndex;
  readonly #near: DuplicateIndex;

  constructor(memoryBytes: number) {
    this.#exact = new DuplicateIndex((memoryBytes * EXACT_SHARE) / KEY_BYTES);
    this.#near = new DuplicateIndex((memoryBytes * (1 - EXACT_SHARE)) / KEY_BYTES);
  }

  get forgotten(): number {
    return this.#exact.forgotten + this.#near.forgotten;
  }

  find({ exactKey, bandKeys }: Judgement): 'exact' | 'near' | undefined {
    if (this.#exact.has(exactKey)) return 'exact';
    return bandKeys.some((key) => this.#near.has(key)) ? 'near' : undefined;
  }

  /** Remembers a kept document; returns its record for the file. */
  add({ exactKey, bandKeys }: Pick<Judgement, 'exactKey' | 'bandKeys'>): Buffer {
    this.#exact.add(exactKey);
    for (const key of bandKeys) this.#near.add(key);
    const record = Buffer.alloc(1 + (1 + bandKeys.length) * KEY_BYTES);
    record.writeUInt8(bandKeys.length + 1, 0);
    record.writeDoubleLE(exactKey, 1);
    for (const [i, key] of bandKeys.entries()) record.writeDoubleLE(key, 1 + (i + 1) * KEY_BYTES);
    return record;
  }

  /** Reads the file of records again. */
  async restore(pieces: AsyncIterable<Buffer>): Promise<void> {
    let rest = Buffer.alloc(0);
    for await (const piece of pieces) {
      const bytes = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
      let at = 0;
      while (at < bytes.length) {
        const keys = Math.min(bytes.readUInt8(at), RECORD_KEYS_MAX);
        const end = at + 1 + keys * KEY_BYTES;
        if (end > bytes.length) break;
        const bandKeys = Float64Array.from({ length: keys - 1 }, (_, i) =>
          bytes.readDoubleLE(at + 1 + (i + 1) * KEY_BYTES),
        );
        this.add({ exactKey: bytes.readDoubleLE(at + 1), bandKeys });
        at = end;
      }
      rest = Buffer.from(bytes.subarray(at));
    }
  }
}
