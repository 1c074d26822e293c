// Sees to it that child processes end with this one: when it exits, and when it is killed without the time to stop them.
//
// Owns a process beside this one (`orphan-watch-main.ts`) that is told who is alive, and stops whoever still is when the
// channel to it closes.
import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import type { OrphanWatchMessage } from './orphan-watch-main.ts';

export class OrphanWatch {
  readonly #alive = new Map<number, string>();
  readonly #watch: ChildProcess;
  readonly #killAll = () => {
    for (const pid of this.#alive.keys()) kill(pid);
  };

  /** `graceMs`: the time that each child has to finish its work. `onError` is told why nobody watches. */
  constructor(graceMs: number, onError: (error: Error) => void) {
    process.once('exit', this.#killAll);
    const program = path.join(import.meta.dirname, 'orphan-watch-main.js');
    this.#watch = fork(program, [String(graceMs)], { detached: true, stdio: 'ignore' });
    this.#watch.once('error', onError);
    this.#watch.unref();
    this.#watch.channel?.unref();
  }

  started(pid: number, service: string): void {
    this.#alive.set(pid, service);
    this.#tell({ kind: 'started', pid, service });
  }

  ended(pid: number | undefined): void {
    if (pid === undefined) return;
    this.#alive.delete(pid);
    this.#tell({ kind: 'ended', pid });
  }

  /** Every child has ended. Resolves when the watching process has, too. */
  async close(): Promise<void> {
    process.off('exit', this.#killAll);
    if (!this.#watch.connected) return;
    const ended = new Promise((resolve) => this.#watch.once('exit', resolve));
    this.#watch.ref();
    this.#watch.disconnect();
    await ended;
  }

  #tell(message: OrphanWatchMessage): void {
    if (this.#watch.connected) this.#watch.send(message);
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
