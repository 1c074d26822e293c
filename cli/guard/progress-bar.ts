// A progress bar on a terminal; elsewhere a line now and then.

const WIDTH = 24;
const TERMINAL_EVERY_MS = 100;
const PLAIN_EVERY_MS = 10_000;

export class ProgressBar {
  readonly #stream: NodeJS.WriteStream;
  #shownMs = 0;
  /** Where the work began, and when: what came before, such as starting, says nothing about what is left. */
  #firstShare: number | undefined;
  #firstMs = 0;
  #lastLength = 0;

  constructor(stream: NodeJS.WriteStream = process.stderr) {
    this.#stream = stream;
  }

  /** `share`: 0 to 1. `text`: what to say beside the bar. */
  show(share: number, text: string): void {
    const now = Date.now();
    if (this.#firstShare === undefined) {
      this.#firstShare = share;
      this.#firstMs = now;
    }
    if (now - this.#shownMs < (this.#stream.isTTY ? TERMINAL_EVERY_MS : PLAIN_EVERY_MS)) return;
    this.#shownMs = now;
    const filled = Math.round(Math.min(1, share) * WIDTH);
    const percent = `${(100 * share).toFixed(1)}%`.padStart(6);
    const line = `${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)} ${percent}  ${text}${this.#remaining(share, now)}`;
    if (this.#stream.isTTY) this.#stream.write(`\r${line.padEnd(this.#lastLength)}`);
    else this.#stream.write(`${line}\n`);
    this.#lastLength = line.length;
  }

  end(): void {
    if (this.#stream.isTTY && this.#lastLength > 0) this.#stream.write(`\r${' '.repeat(this.#lastLength)}\r`);
  }

  #remaining(share: number, now: number): string {
    const done = share - this.#firstShare!;
    if (done < 0.005) return '';
    const seconds = Math.round(((1 - share) / done) * ((now - this.#firstMs) / 1000));
    return `, ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')} left`;
  }
}
