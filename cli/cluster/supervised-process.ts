// One child process that is started again when it dies.
//
// Owns the child, its log file and the count of restarts. Does not know what the child does.
// Invariants
// 1. At most one child is alive at a time.
// 2. After `retire` no child is started again.
// 3. A child that lived for `stableMs` resets the backoff: one crash a day restarts at once, a crash loop slows down.
// 4. A child leads its own process group: Ctrl-C in the terminal reaches its supervisor alone, which decides who stops when.
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

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
  /** The last line of the child's log that is not JSON, such as a failure on stderr; empty when there is none. */
  readonly lastError: string;
  readonly livedMs: number;
}

export interface ProcessListener {
  readonly onStart: (pid: number) => void;
  readonly onExit: (pid: number | undefined, exit: ProcessExit) => void;
}

const backoffFirstMs = 100;
const backoffMostMs = 5_000;
const stableMs = 10_000;
/** Of the end of a log: enough for one line. */
const lastErrorBytes = 4_096;

export class SupervisedProcess {
  readonly spec: ProcessSpec;
  restarts = 0;
  readonly #listener: ProcessListener;
  #child: ChildProcess | undefined;
  #restartTimer: NodeJS.Timeout | undefined;
  #delayMs = backoffFirstMs;
  #retired = false;
  #exited: Promise<void> = Promise.resolve();

  constructor(spec: ProcessSpec, listener: ProcessListener) {
    this.spec = spec;
    this.#listener = listener;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  start(): void {
    const startedAt = performance.now();
    // Straight into the file, not through this process: the child's log goes on when its supervisor dies.
    const log = openSync(this.spec.logFile, 'a+');
    const logStart = fstatSync(log).size;
    const child = spawn(this.spec.command, this.spec.args, {
      env: { ...this.spec.env, FULGUR_RESTARTS: String(this.restarts) },
      stdio: ['ignore', log, log],
      detached: true,
    });
    this.#child = child;
    const { pid } = child;
    if (pid !== undefined) this.#listener.onStart(pid);
    this.#exited = new Promise((resolve) => {
      const onEnd = (code: number | null, signal: NodeJS.Signals | null, failure?: Error) => {
        if (this.#child !== child) return;
        this.#child = undefined;
        const lastError = failure?.message ?? lastPlainLine(log, logStart);
        closeSync(log);
        resolve();
        const livedMs = performance.now() - startedAt;
        this.#listener.onExit(pid, { code, signal, lastError, livedMs });
        if (!this.#retired) this.#startLater(livedMs);
      };
      child.once('error', (error) => onEnd(null, null, error));
      child.once('exit', (code, signal) => onEnd(code, signal));
    });
  }

  /** The child that runs is the last one. */
  retire(): void {
    this.#retired = true;
    clearTimeout(this.#restartTimer);
  }

  /** Asks with SIGTERM, insists with SIGKILL after `timeoutMs`; resolves when the child is gone for good. */
  async stop(timeoutMs: number): Promise<void> {
    this.retire();
    const child = this.#child;
    if (child === undefined) return;
    child.kill('SIGTERM');
    const insist = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
    await this.#exited;
    clearTimeout(insist);
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

/** Of what stands in the log behind `start`: services log JSON, and say in plain text why they end. */
function lastPlainLine(log: number, start: number): string {
  const { size } = fstatSync(log);
  const from = Math.max(start, size - lastErrorBytes);
  const buffer = Buffer.alloc(size - from);
  readSync(log, buffer, 0, buffer.length, from);
  const lines = buffer.toString('utf8').split('\n');
  return lines.findLast((line) => line.trim() !== '' && !line.startsWith('{'))?.trimEnd() ?? '';
}
