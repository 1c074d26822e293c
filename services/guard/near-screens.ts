// The screens of routers in the guard's own process: a delta is judged as soon as it is given.
//
// Invariants
// 1. Screens that are open when the guard drains go on to their end within the time that it has; then they are lost as one
//    on a broken connection is, and another guard reads on.
// 2. A connection that was lost takes nothing any more.
import type { ScreenConnection, ScreenDoor, ScreenListener } from '../../lib/raise/screen-door.ts';
import { Code, RetryableError } from '../../lib/wire/errors.ts';
import { type ScreenStream, Screens } from './screens.ts';

interface Connected {
  readonly screens: Screens;
  readonly listener: ScreenListener;
}

export class NearScreens implements ScreenDoor {
  readonly #open: (screen: ScreenStream) => void;
  readonly #connections = new Set<Connected>();
  #onEnded: (() => void) | undefined;

  /** `open` takes each new screen; what it throws is that screen's failure. */
  constructor(open: (screen: ScreenStream) => void) {
    this.#open = open;
  }

  connect(listener: ScreenListener): ScreenConnection {
    const screens = new Screens({ open: this.#open, say: listener.onRelease, onEnded: () => this.#onEnded?.() });
    const connection = { screens, listener };
    this.#connections.add(connection);
    return {
      take: (delta) => {
        if (this.#connections.has(connection)) screens.take(delta);
      },
    };
  }

  async drain(timeoutMs: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      timer = setTimeout(resolve, timeoutMs);
      this.#onEnded = () => {
        if (this.#screening === 0) resolve();
      };
      this.#onEnded();
    });
    clearTimeout(timer);
    const reason = { reason: 'connection_lost' };
    const error = new RetryableError(Code.UNAVAILABLE, 'the guard in this process has stopped', reason);
    const connections = [...this.#connections];
    this.#connections.clear();
    for (const { screens, listener } of connections) {
      screens.close(error);
      listener.onLost(error);
    }
  }

  get #screening(): number {
    return Array.from(this.#connections).reduce((sum, { screens }) => sum + screens.size, 0);
  }
}
