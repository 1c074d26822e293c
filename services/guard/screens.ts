// The screens of one router, by the numbers that it gives them, each told as a stream of its own.
//
// Invariants
// 1. A screen that fails is answered with its failure and forgotten; the others go on.
// 2. When the router is gone, every screen hears of it once.
import type { BidiStream } from '../../lib/wire/bidi-stream.ts';
import { Code, FulgurError } from '../../lib/wire/errors.ts';
import { failureOf } from '../../lib/wire/failure.ts';
import { asFulgurError } from '../../lib/wire/status.ts';
import { fulgur } from '../../proto/gen/fulgur.js';

export type ScreenStream = BidiStream<fulgur.v1.IOutputRelease, fulgur.v1.OutputDelta>;

export interface ScreensOptions {
  /** Takes each new screen; what it throws is that screen's failure. */
  readonly open: (screen: ScreenStream) => void;
  readonly say: (release: fulgur.v1.IScreenRelease) => void;
  /** A screen has ended. */
  readonly onEnded: () => void;
}

export class Screens {
  readonly #options: ScreensOptions;
  readonly #screens = new Map<number, NumberedScreen>();

  constructor(options: ScreensOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#screens.size;
  }

  take({ screen: id, delta, cancel }: fulgur.v1.IScreenDelta): void {
    const key = id ?? 0;
    let screen = this.#screens.get(key);
    if (cancel || !delta) {
      this.#forget(key, new FulgurError(Code.CANCELLED, 'the router has given up the choice'));
      return;
    }
    try {
      if (screen === undefined) {
        screen = new NumberedScreen(
          (release) => this.#options.say({ screen: key, release }),
          (error) => this.#ended(key, error),
        );
        this.#screens.set(key, screen);
        this.#options.open(screen);
      }
      // Within the process it comes as it was written, without what is left at its default.
      screen.receive(delta instanceof fulgur.v1.OutputDelta ? delta : fulgur.v1.OutputDelta.create(delta));
    } catch (error) {
      this.#ended(key, asFulgurError(error, 'the screen of a choice'));
    }
  }

  /** The router is gone. */
  close(error: FulgurError | undefined): void {
    for (const screen of this.#screens.values()) screen.close(error);
    this.#screens.clear();
  }

  #ended(key: number, error: FulgurError | undefined): void {
    if (!this.#screens.has(key)) return;
    if (error !== undefined) this.#options.say({ screen: key, failure: failureOf(error) });
    this.#forget(key, error);
  }

  #forget(key: number, error: FulgurError | undefined): void {
    const screen = this.#screens.get(key);
    this.#screens.delete(key);
    screen?.close(error);
    this.#options.onEnded();
  }
}

/** One of the screens. Backpressure is the router's connection's: a screen always has room. */
class NumberedScreen implements ScreenStream {
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
