// One long-lived stream to a guard that many requests share.
//
// Invariants
// 1. What is sent within one turn of the event loop leaves as few messages.
// 2. A stream that broke, or that the guard ended, is opened again by what is sent next; `onLost` hears of it once.
import type { BidiStream } from '../../lib/wire/bidi-stream.ts';
import { Code, type FulgurError, RetryableError } from '../../lib/wire/errors.ts';
import { TurnBatch } from '../../lib/wire/turn-batch.ts';

export interface GuardStreamOptions<Item, Out, In> {
  readonly open: () => BidiStream<Out, In>;
  readonly pack: (items: Item[]) => Out;
  /** Of the texts of an item, for the bound of a message. */
  readonly charactersOf: (item: Item) => number;
  readonly onMessage: (message: In) => void;
  readonly onLost: (error: FulgurError) => void;
}

/** Of one message: what several choices say again to another guard can be much. */
export const messageCharactersMax = 256 << 10;

export class GuardStream<Item, Out, In> {
  readonly #options: GuardStreamOptions<Item, Out, In>;
  readonly #batch = new TurnBatch<Item>((items) => this.#flush(items));
  #stream: BidiStream<Out, In> | undefined;

  constructor(options: GuardStreamOptions<Item, Out, In>) {
    this.#options = options;
  }

  send(item: Item): void {
    this.#batch.add(item);
  }

  #flush(items: readonly Item[]): void {
    try {
      this.#stream ??= this.#connect();
      for (const part of this.#parts(items)) this.#stream.send(this.#options.pack(part));
    } catch (error) {
      const stream = this.#stream;
      this.#stream = undefined;
      stream?.cancel();
      this.#options.onLost(error as FulgurError);
    }
  }

  #connect(): BidiStream<Out, In> {
    const { open, onMessage, onLost } = this.#options;
    const stream = open();
    stream.onMessage(onMessage);
    stream.onClose((error) => {
      if (this.#stream !== stream) return;
      this.#stream = undefined;
      onLost(error ?? new RetryableError(Code.UNAVAILABLE, 'the guard ended a stream', { reason: 'connection_lost' }));
    });
    return stream;
  }

  *#parts(items: readonly Item[]): Generator<Item[]> {
    let part: Item[] = [];
    let characters = 0;
    for (const item of items) {
      part.push(item);
      characters += this.#options.charactersOf(item);
      if (characters < messageCharactersMax) continue;
      yield part;
      part = [];
      characters = 0;
    }
    if (part.length > 0) yield part;
  }
}
