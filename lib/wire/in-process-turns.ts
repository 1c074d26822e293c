// Lets the ends of in-process calls take turns on the event loop: what is sent arrives in a later turn, as it does over a
// socket, so that no listener runs within `send` and messages that answer each other never keep timers and sockets waiting.
import { AsyncResource } from 'node:async_hooks';

export interface Turn {
  take(): void;
}

export class Turns {
  #waiting: Turn[] = [];
  /** Bound here, so that the context of one sender does not become that of whoever receives in the same turn. */
  readonly #flush = AsyncResource.bind(() => this.#run());

  add(turn: Turn): void {
    if (this.#waiting.push(turn) === 1) setImmediate(this.#flush);
  }

  #run(): void {
    const turns = this.#waiting;
    this.#waiting = [];
    let next = 0;
    try {
      while (next < turns.length) turns[next++]!.take();
    } finally {
      // One that throws, which is a defect, does not keep the others from their turn.
      for (const turn of turns.slice(next)) this.add(turn);
    }
  }
}
