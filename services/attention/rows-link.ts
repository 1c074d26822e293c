// Memory that is shared with one expert shard of this machine: offered whenever the link opens, over a stream whose end is
// the end of the sharing. A shard elsewhere, or one that computes otherwise, refuses; batches then go over the link.
import type { Logger } from 'pino';
import { OfferedRows, type RowsShape } from '../../lib/tensor/shared-rows.ts';
import type { BidiStream } from '../../lib/wire/bidi-stream.ts';
import type { Channel } from '../../lib/wire/client.ts';
import { ExpertShardMethods } from '../../lib/wire/methods.ts';
import type { fulgur } from '../../proto/gen/fulgur.js';

export class RowsLink {
  readonly #shape: RowsShape;
  readonly #log: Logger;
  #taken: OfferedRows | undefined;
  #stream: BidiStream<fulgur.v1.IRowsOffer, fulgur.v1.RowsAnswer> | undefined;

  constructor(shape: RowsShape, log: Logger) {
    this.#shape = shape;
    this.#log = log;
  }

  /** What the shard has taken. */
  get rows(): OfferedRows | undefined {
    return this.#taken;
  }

  /** Makes an offer to the peer of a channel, which `end` takes back. */
  offer(channel: Channel): void {
    // Who is in this process needs no memory beside its own.
    if (channel.transport === 'in_process') return;
    const rows = OfferedRows.make(this.#shape);
    if (rows === undefined) return;
    const stream = channel.bidi(ExpertShardMethods.shareRows, { deadlineMs: Number.POSITIVE_INFINITY });
    stream.onMessage(({ refusal }) => {
      if (refusal === '') this.#taken = rows;
      else this.#log.debug({ address: channel.address, refusal }, 'an expert shard does not share memory');
    });
    stream.onClose(() => {
      if (this.#taken === rows) this.#taken = undefined;
      if (this.#stream === stream) this.#stream = undefined;
      rows.close();
    });
    this.#stream = stream;
    const { machine, pid, descriptor, secret, shape } = rows.offer;
    const { hidden, rowsMax, pairsMax, slots } = shape;
    stream.send({ machine, pid, descriptor, secret, hidden, rowsMax, pairsMax, slots });
  }

  /** Whoever waits for the shard goes on at once. */
  end(): void {
    this.#taken?.close();
    this.#taken = undefined;
    this.#stream?.cancel();
  }
}
