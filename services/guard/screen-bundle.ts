// The screens of one router on one stream.
//
// Invariant: what the screens say while one message is read leaves as one message.
import type { BidiStream } from '../../lib/wire/bidi-stream.ts';
import { TurnBatch } from '../../lib/wire/turn-batch.ts';
import type { fulgur } from '../../proto/gen/fulgur.js';
import { type ScreenStream, Screens } from './screens.ts';

type Bundle = BidiStream<fulgur.v1.IScreenReleases, fulgur.v1.ScreenDeltas>;

export class ScreenBundle {
  readonly #stream: Bundle;
  readonly #screens: Screens;
  readonly #releases = new TurnBatch<fulgur.v1.IScreenRelease>((releases) => this.#send(releases));
  #draining = false;

  /** `open` takes each new screen; what it throws is that screen's failure. */
  constructor(stream: Bundle, open: (screen: ScreenStream) => void) {
    this.#stream = stream;
    this.#screens = new Screens({
      open,
      say: (release) => this.#releases.add(release),
      onEnded: () => this.#endWhenIdle(),
    });
    stream.onMessage(({ deltas }) => {
      for (const delta of deltas) this.#screens.take(delta);
    });
    stream.onDrain(() => stream.resume());
    stream.onEnd(() => stream.end());
    stream.onClose((error) => this.#screens.close(error));
  }

  /** Ends the stream as soon as no screen is open. */
  drain(): void {
    this.#draining = true;
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
