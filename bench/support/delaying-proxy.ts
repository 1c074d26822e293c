// A TCP relay that delivers every byte a fixed time after it came, in both directions: a network between machines.
//
// It is a process of its own, so that nothing that is measured holds it up.
import { type ChildProcess, fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { Code, FulgurError } from '../../lib/wire/errors.ts';

/** Changes the delay, one way, of what comes from now on; the relay answers with how late deliveries were before. */
export interface RelayCommand {
  readonly delayMs: number;
}

export interface RelayReport {
  /** host:port, once it listens. */
  readonly address?: string;
  readonly lateMs?: readonly number[];
}

/** Compiled beside a compiled benchmark, a source file beside a source file. */
const extension = path.extname(import.meta.filename);
const relayMain = path.resolve(import.meta.dirname, `delaying-relay${extension}`);
/** Sleeping takes a thread for each direction of each connection. */
const sleepersMin = 16;

/** Runs a command before everything else on the machine: a network does not wait for a core. Only root may. */
const realTime = ['chrt', '--rr', '1'] as const;
let mayRunFirst: boolean | undefined;

/** How to start the relay: ahead of everything where that may be; else it is a little late on a busy machine. */
function runtime(): { execPath: string; execArgv: string[] } {
  const [program, ...flags] = realTime;
  mayRunFirst ??= spawnSync(program, [...flags, 'true']).status === 0;
  const node = extension === '.ts' ? ['--import', 'tsx'] : [];
  if (!mayRunFirst) return { execPath: process.execPath, execArgv: node };
  return { execPath: program, execArgv: [...flags, process.execPath, ...node] };
}

export class DelayingProxy {
  /** host:port of the relay. */
  readonly address: string;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, address: string) {
    this.#child = child;
    this.address = address;
  }

  /** Listens on `listen` and relays to `target`, without delay at first. */
  static async start(
    listen: { readonly host: string; readonly port: number },
    target: { readonly host: string; readonly port: number },
  ): Promise<DelayingProxy> {
    const child = fork(relayMain, [listen.host, String(listen.port), target.host, String(target.port)], {
      ...runtime(),
      env: { ...process.env, UV_THREADPOOL_SIZE: String(Math.max(sleepersMin, availableParallelism())) },
    });
    const { address } = await answerOf(child);
    return new DelayingProxy(child, address!);
  }

  /**
   * Holds back by so much, one way, what comes from now on. Resolves when that is so, with the milliseconds that each
   * delivery since the last change was later than its delay.
   */
  async delay(delayMs: number): Promise<readonly number[]> {
    const answer = answerOf(this.#child);
    this.#child.send({ delayMs } satisfies RelayCommand);
    return (await answer).lateMs!;
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const exited = once(this.#child, 'exit');
    this.#child.disconnect();
    await exited;
  }
}

/** The next thing that the relay says; rejects when it ends instead. */
function answerOf(child: ChildProcess): Promise<RelayReport> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => {
      child.off('message', said);
      reject(new FulgurError(Code.UNAVAILABLE, `the relay ended with code ${code}`));
    };
    const said = (report: RelayReport) => {
      child.off('exit', ended);
      resolve(report);
    };
    child.once('message', said);
    child.once('exit', ended);
  });
}
