// One child process that is started again when it dies.
//
// Owns the child, its log file and the count of restarts. Does not know what the child does.
// Invariants
// 1. At most one child is alive at a time.
// 2. After `stop` no child is started again.
// 3. A child that lived for `stableMs` resets the backoff: one crash a day restarts at once, a crash loop slows down.
import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, type WriteStream } from 'node:fs';

export interface ProcessSpec {
  readonly id: string;
  readonly service: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly logFile: string;
}

export interface ProcessExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The last line that the child wrote to stderr. */
  readonly lastError: string;
  readonly livedMs: number;
}

const backoffFirstMs = 100;
const backoffMostMs = 5_000;
const stableMs = 10_000;

export class SupervisedProcess {
  readonly spec: ProcessSpec;
  restarts = 0;
  readonly #onExit: (exit: ProcessExit) => void;
  readonly #log: WriteStream;
  #child: ChildProcess | undefined;
  #restartTimer: NodeJS.Timeout | undefined;
  #delayMs = backoffFirstMs;
  #stopping = false;
  #exited: Promise<void> = Promise.resolve();

  constructor(spec: ProcessSpec, onExit: (exit: ProcessExit) => void) {
    this.spec = spec;
    this.#onExit = onExit;
    this.#log = createWriteStream(spec.logFile, { flags: 'a' });
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  start(): void {
    const startedAt = performance.now();
    const child = spawn(this.spec.command, this.spec.args, {
      env: { ...this.spec.env, FULGUR_RESTARTS: String(this.restarts) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let lastError = '';
    child.stdout?.pipe(this.#log, { end: false });
    child.stderr?.pipe(this.#log, { end: false });
    child.stderr?.on('data', (chunk: Buffer) => {
      lastError = chunk.toString('utf8').trimEnd().split('\n').at(-1) ?? lastError;
    });
    this.#child = child;
    this.#exited = new Promise((resolve) => {
      child.once('error', (error) => {
        lastError = error.message;
      });
      child.once('close', (code, signal) => {
        this.#child = undefined;
        resolve();
        this.#onExit({ code, signal, lastError, livedMs: performance.now() - startedAt });
        if (!this.#stopping) this.#startLater(performance.now() - startedAt);
      });
    });
  }

  /** Asks with SIGTERM, insists with SIGKILL after `timeoutMs`; resolves when the child is gone. */
  async stop(timeoutMs: number): Promise<void> {
    this.#stopping = true;
    clearTimeout(this.#restartTimer);
    const child = this.#child;
    if (child !== undefined) {
      child.kill('SIGTERM');
      const insist = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
      await this.#exited;
      clearTimeout(insist);
    }
    await new Promise<void>((resolve) => this.#log.end(() => resolve()));
  }

  #startLater(livedMs: number): void {
    if (livedMs >= stableMs) this.#delayMs = backoffFirstMs;
    this.#restartTimer = setTimeout(() => {
      this.restarts += 1;
      this.start();
    }, this.#delayMs);
    this.#delayMs = Math.min(this.#delayMs * 2, backoffMostMs);
  }
}
