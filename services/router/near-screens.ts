// The way of texts to a guard of this process, for a link to it: what a turn brings is judged before the turn ends, one delta
// after the other, and each verdict is told before the next delta is looked at.
//
// Invariants
// 1. The guard is not entered while whoever sends is still at work, and is not told anything while it judges: neither
//    finds itself changed from within.
// 2. A connection that was lost is opened again by what is sent next; `onLost` hears of it once.
// 3. What ends a screen is judged after all else of the turn: it takes several times as long, with the verdict on the whole
//    text, and no text is to wait for another one's end.
import { AsyncResource } from 'node:async_hooks';
import type { ScreenConnection, ScreenDoor } from '../../lib/raise/screen-door.ts';
import { Code, type FulgurError, RetryableError } from '../../lib/wire/errors.ts';
import { asFulgurError } from '../../lib/wire/status.ts';
import { TurnBatch } from '../../lib/wire/turn-batch.ts';
import type { fulgur } from '../../proto/gen/fulgur.js';

export interface NearScreensOptions {
  /** Of the guard; undefined when it is not, or no longer, in this process. */
  readonly door: () => ScreenDoor | undefined;
  readonly onRelease: (release: fulgur.v1.IScreenRelease) => void;
  readonly onLost: (error: FulgurError) => void;
}

export class NearScreens {
  readonly #options: NearScreensOptions;
  /** Bound here, so that the trace of one request does not become that of all whose text is judged in the same turn. */
  readonly #batch = new TurnBatch<fulgur.v1.IScreenDelta>(AsyncResource.bind((deltas) => this.#judge(deltas)));
  #connection: ScreenConnection | undefined;
  /** What the guard says of the delta that it judges now. */
  #said: fulgur.v1.IScreenRelease[] | undefined;

  constructor(options: NearScreensOptions) {
    this.#options = options;
  }

  send(delta: fulgur.v1.IScreenDelta): void {
    this.#batch.add(delta);
  }

  #judge(deltas: readonly fulgur.v1.IScreenDelta[]): void {
    try {
      for (const delta of deltas) if (!isLast(delta)) this.#take(delta);
      for (const delta of deltas) if (isLast(delta)) this.#take(delta);
    } catch (error) {
      this.#connection = undefined;
      this.#options.onLost(asFulgurError(error, 'the screens of a guard in this process'));
    }
  }

  #take(delta: fulgur.v1.IScreenDelta): void {
    this.#connection ??= this.#connect();
    const said: fulgur.v1.IScreenRelease[] = [];
    this.#said = said;
    this.#connection.take(delta);
    this.#said = undefined;
    for (const release of said) this.#options.onRelease(release);
  }

  #connect(): ScreenConnection {
    const { door, onRelease } = this.#options;
    const connection = door()?.connect({
      onRelease: (release) => {
        if (this.#said === undefined) onRelease(release);
        else this.#said.push(release);
      },
      onLost: (error) => {
        if (this.#connection !== connection) return;
        this.#connection = undefined;
        this.#options.onLost(error);
      },
    });
    if (connection !== undefined) return connection;
    const reason = { reason: 'connection_lost' };
    throw new RetryableError(Code.UNAVAILABLE, 'the guard in this process has stopped', reason);
  }
}

/** Nothing of its screen follows. */
function isLast({ delta, cancel }: fulgur.v1.IScreenDelta): boolean {
  return cancel === true || delta?.end === true;
}
