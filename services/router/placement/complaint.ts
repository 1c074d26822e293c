// A standing trouble, told to the log once and not each time that it is met.
import type { Logger } from 'pino';

export class StandingComplaint {
  readonly #log: Logger;
  #said = '';

  constructor(log: Logger) {
    this.#log = log;
  }

  say(complaint: string): void {
    if (complaint !== this.#said) this.#log.warn(complaint);
    this.#said = complaint;
  }

  /** The trouble is over: the next one is told even when it is the same. */
  clear(): void {
    this.#said = '';
  }
}
