// Collects young garbage at moments that suit a process which exchanges large messages.
//
// V8 weighs the memory of buffers as if it lay in the old heap. Messages of 100 KB and more make it mark the whole heap
// several times per step, on threads that computing needs: a tenth of two cores, and layers that take five times as long.
// A young collection frees the same buffers in about a millisecond, while attention waits for shards anyway.
import { collectYoung } from './collector.ts';

/** Memory of messages between two collections: far less than what makes V8 mark the heap. */
const bytesBetween = 4 << 20;
/** Behind what this turn of the event loop has yet to write: a message that was just sent would wait for the collection. */
function collectSoon(): void {
  setImmediate(collectYoung);
}

export class YoungGarbage {
  readonly #collect: () => void;
  #bytes = 0;

  constructor(collect: () => void = collectSoon) {
    this.#collect = collect;
  }

  /** Tells of buffers that were needed and no longer are, such as received ones; collects them when they have become many. */
  add(bytes: number): void {
    this.#bytes += bytes;
    if (this.#bytes < bytesBetween) return;
    this.#bytes = 0;
    this.#collect();
  }
}
