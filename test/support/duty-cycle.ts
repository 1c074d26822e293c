// A process that gets little of its time: stopped and let run in turn, as one starved of processor time is.

export interface DutyCycle {
  readonly runMs: number;
  readonly stopMs: number;
}

/** Until it is disposed of; then the process runs as before. */
export function starve(pid: number, { runMs, stopMs }: DutyCycle): Disposable {
  let timer: NodeJS.Timeout;
  const stop = () => {
    process.kill(pid, 'SIGSTOP');
    timer = setTimeout(run, stopMs);
  };
  const run = () => {
    process.kill(pid, 'SIGCONT');
    timer = setTimeout(stop, runMs);
  };
  stop();
  return {
    [Symbol.dispose]() {
      clearTimeout(timer);
      process.kill(pid, 'SIGCONT');
    },
  };
}
