// A real nats-server for tests: started on a free port, stopped, killed and restarted at will.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect as dial } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { freePort } from '../../cli/free-port.ts';

export interface NatsServer {
  readonly url: string;
  readonly port: number;
  /** Of the server that runs now; undefined while it is stopped. */
  readonly pid: number | undefined;
  /** SIGTERM; resolves when the process is gone. A store folder that `startNats` made is removed. */
  stop(): Promise<void>;
  /** SIGKILL; resolves when the process is gone. `restart` starts it again. */
  kill(): Promise<void>;
  /** Kills the server if it runs and starts it again on the same port; `lose` empties its store first. */
  restart(options?: { lose?: boolean }): Promise<void>;
}

export interface NatsOptions {
  readonly jetstream: boolean;
  readonly port?: number;
  readonly storeDir?: string;
}

/** Path of nats-server: from PATH, else where Debian puts it. */
export function findNatsServer(): string {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/bin'];
  for (const folder of folders.filter((name) => name !== '')) {
    const path = join(folder, 'nats-server');
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // not in this folder
    }
  }
  throw new Error('nats-server not found on PATH or in /usr/sbin: install it (Debian: apt-get install nats-server)');
}

export async function startNats(options: NatsOptions): Promise<NatsServer> {
  const binary = findNatsServer();
  const port = options.port ?? (await freePort());
  const storeDir = options.storeDir ?? (await mkdtemp(join(tmpdir(), 'fulgur-nats-')));
  let running: ChildProcess | undefined = await launch(binary, port, storeDir, options.jetstream);

  const end = async (signal: NodeJS.Signals) => {
    const child = running;
    running = undefined;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  };
  return {
    url: `nats://127.0.0.1:${port}`,
    port,
    get pid() {
      return running?.pid;
    },
    async stop() {
      await end('SIGTERM');
      if (options.storeDir === undefined) await rm(storeDir, { recursive: true, force: true });
    },
    kill: () => end('SIGKILL'),
    async restart({ lose = false } = {}) {
      await end('SIGKILL');
      if (lose) await rm(storeDir, { recursive: true, force: true });
      running = await launch(binary, port, storeDir, options.jetstream);
    },
  };
}

async function launch(binary: string, port: number, storeDir: string, jetstream: boolean): Promise<ChildProcess> {
  const args = ['-a', '127.0.0.1', '-p', String(port), ...(jetstream ? ['-js', '-sd', storeDir] : [])];
  const child = spawn(binary, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let output = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    output = (output + chunk.toString()).slice(-4_000);
  });
  const exit = { happened: false };
  child.once('exit', () => {
    exit.happened = true;
  });
  // A test run that dies takes its server along.
  const reap = () => child.kill('SIGKILL');
  process.once('exit', reap);
  child.once('exit', () => process.off('exit', reap));
  for (let attempt = 0; attempt < 200; attempt++) {
    if (exit.happened) throw new Error(`nats-server on port ${port} ended at once: ${output}`);
    if (output.includes('Server is ready') && (await answers(port))) return child;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  child.kill('SIGKILL');
  throw new Error(`nats-server on port ${port} did not answer within 5 s: ${output}`);
}

async function answers(port: number): Promise<boolean> {
  const socket = dial(port, '127.0.0.1');
  try {
    await once(socket, 'data');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
