// The screens of one router on one stream, each told as a stream of its own.
//
// Invariants
// 1. What the screens say while one message is read leaves as one message.
// 2. A screen that fails is answered with its failure and forgotten; the others go on.
// 3. When the stream ends, every screen hears of it once.
import type { BidiStream } from '../../lib/wire/bidi-stream.ts';
import { Code, FulgurError } from '../../lib/wire/errors.ts';
import { failureOf } from '../../lib/wire/failure.ts';
import { asFulgurError } from '../../lib/wire/status.ts';
import { TurnBatch } from '../../lib/wire/turn-batch.ts';
import type { fulgur } from '../../proto/gen/fulgur.js';

type Bundle = BidiStream<fulgur.v1.IScreenReleases, fulgur.v1.ScreenDeltas>;
export type ScreenStream = BidiStream<fulgur.v1.IOutputRelease, fulgur.v1.OutputDelta>;

export class ScreenBundle {
  readonly #stream: Bundle;
  readonly #open: (screen: ScreenStream) => void;
  readonly #screens = new Map<number, BundledScreen>();
  readonly #releases = new TurnBatch<fulgur.v1.IScreenRelease>((releases) => this.#send(releases));
  #draining = false;

  /** `open` takes each new screen; what it throws is that screen's failure. */
  constructor(stream: Bundle, open: (screen: ScreenStream) => void) {
    this.#stream = stream;
    this.#open = open;
    stream.onMessage(({ deltas }) => {
      for (const delta of deltas) this.#take(delta);
    });
    stream.onDrain(() => stream.resume());
    stream.onEnd(() => stream.end());
    stream.onClose((error) => {
      for (const screen of this.#screens.values()) screen.close(error);
      this.#screens.clear();
    });
  }

  /** Ends the stream as soon as no screen is open. */
  drain(): void {
    this.#draining = true;
    this.#endWhenIdle();
  }

  #take({ screen: id, delta, cancel }: fulgur.v1.IScreenDelta): void {
    const key = id ?? 0;
    let screen = this.#screens.get(key);
    if (cancel || !delta) {
      this.#forget(key, new FulgurError(Code.CANCELLED, 'the router has given up the choice'));
      return;
    }
    try {
      if (screen === undefined) {
        screen = new BundledScreen(
          (release) => this.#releases.add({ screen: key, release }),
          (error) => this.#ended(key, error),
        );
        this.#screens.set(key, screen);
        this.#open(screen);
      }
      screen.receive(delta as fulgur.v1.OutputDelta);
    } catch (error) {
      this.#ended(key, asFulgurError(error, 'the screen of a choice'));
    }
  }

  #ended(key: number, error: FulgurError | undefined): void {
    if (!this.#screens.has(key)) return;
    if (error !== undefined) {
      this.#releases.add({ screen: key, failure: failureOf(error) });
    }
    this.#forget(key, error);
  }

  #forget(key: number, error: FulgurError | undefined): void {
    const screen = this.#screens.get(key);
    this.#screens.delete(key);
    screen?.close(error);
    this.#endWhenIdle();
  }

  #send(releases: fulgur.v1.IScreenRelease[]): void {
    if (!this.#stream.closed && !this.#stream.send({ releases })) this.#stream.pause();
    this.#endWhenIdle();
  }

  #endWhenIdle(): void {
    if (this.#draining && this.#screens.size === 0 && this.#releases.empty) this.#stream.end();
  }
}

/** One screen's end of the bundle. Backpressure is the bundle's: a screen always has room. */
class BundledScreen implements ScreenStream {
  readonly queuedBytes = 0;
  readonly #say: (release: fulgur.v1.IOutputRelease) => void;
  readonly #over: (error: FulgurError | undefined) => void;
  #onMessage: ((delta: fulgur.v1.OutputDelta) => void) | undefined;
  #onClose: ((error?: FulgurError) => void) | undefined;
  #closed = false;

  constructor(say: (release: fulgur.v1.IOutputRelease) => void, over: (error: FulgurError | undefined) => void) {
    this.#say = say;
    this.#over = over;
  }

  get closed(): boolean {
    return this.#closed;
  }

  receive(delta: fulgur.v1.OutputDelta): void {
    if (!this.#closed) this.#onMessage?.(delta);
  }

  close(error: FulgurError | undefined): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#onClose?.(error);
  }

  send(release: fulgur.v1.IOutputRelease): boolean {
    if (!this.#closed) this.#say(release);
    return true;
  }

  async write(release: fulgur.v1.IOutputRelease): Promise<void> {
    this.send(release);
  }

  onMessage(listener: (delta: fulgur.v1.OutputDelta) => void): void {
    this.#onMessage = listener;
  }

  reuse(): void {}

  onEnd(): void {}

  onDrain(): void {}

  onClose(listener: (error?: FulgurError) => void): void {
    this.#onClose = listener;
  }

  pause(): void {}

  resume(): void {}

  end(): void {
    this.#over(undefined);
  }

  cancel(error?: FulgurError): void {
    this.#over(error ?? new FulgurError(Code.CANCELLED, 'the guard has given up the screen'));
  }
}
