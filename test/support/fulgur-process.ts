// Starts the built `fulgur` command as a user would, and waits for what it prints when it is ready.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import type { StatusReport } from '../../cli/status.ts';

const root = path.resolve(import.meta.dirname, '../..');
export const fulgurMain = path.join(root, 'dist/cli/main.js');
export const demoModel = path.join(root, 'models/fulgur-tiny.gguf');

export interface FulgurProcess {
  readonly child: ChildProcess;
  /** http://host:port */
  readonly http: string;
  /** host:port */
  readonly grpc: string;
  readonly output: () => string;
  status(): Promise<StatusReport>;
  /** Kills a service's process (SIGKILL) and resolves when the one that replaces it is ready. */
  killed(id: string): Promise<void>;
  /** SIGTERM, then the exit code. */
  stop(): Promise<number | null>;
}

/** `fulgur up` or `fulgur cluster` on free ports. Rejects with everything it printed when it ends before it is ready. */
export function startFulgur(command: 'up' | 'cluster', ...flags: string[]): Promise<FulgurProcess> {
  return startFulgurWith({}, command, ...flags);
}

/** As `startFulgur`, with variables for the processes of the services: `FULGUR_RAM_BYTES` and so on. */
export async function startFulgurWith(
  env: Readonly<Record<string, string>>,
  command: 'up' | 'cluster',
  ...flags: string[]
): Promise<FulgurProcess> {
  if (!existsSync(fulgurMain)) throw new Error('dist/ is missing: run "npm run build" first');
  const args = [fulgurMain, command, '--http-port', '0', '--grpc-port', '0', ...flags];
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const closed = new Promise<number | null>((resolve) => child.once('close', resolve));
  await new Promise<void>((resolve, reject) => {
    const onData = (chunk: Buffer) => {
      output += chunk.toString('utf8');
      if (/^try:$/m.test(output)) resolve();
    };
    child.stdout.on('data', onData);
    child.stderr.on('data', onData);
    void closed.then((code) =>
      reject(new Error(`fulgur ${command} ended with code ${code} before it was ready:\n${output}`)),
    );
  });
  const http = /OpenAI HTTP +(http:\S+)\/v1/.exec(output)?.[1] ?? '';
  const grpc = /gRPC +(\S+)/.exec(output)?.[1] ?? '';
  const status = async (): Promise<StatusReport> =>
    JSON.parse((await runFulgur('status', '--endpoint', grpc, '--json')).stdout);
  return {
    child,
    http,
    grpc,
    output: () => output,
    status,
    async killed(id) {
      const find = async () => (await status()).members.find((member) => member.id === id);
      const pid = (await find())?.pid;
      if (pid === undefined) throw new Error(`${id} is not in the status`);
      process.kill(pid, 'SIGKILL');
      await eventually(20_000, `${id} is ready again`, async () => {
        const now = await find();
        return now?.ready && now.pid !== pid ? now : undefined;
      });
    },
    async stop() {
      child.kill('SIGTERM');
      return closed;
    },
  };
}

/** Runs a subcommand to its end. */
export async function runFulgur(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [fulgurMain, ...args]);
    return { code: 0, stdout, stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, stdout, stderr };
  }
}

/** Calls `check` until it returns a value, at most `timeoutMs`; for state of other processes that no event announces. */
export async function eventually<T>(timeoutMs: number, what: string, check: () => Promise<T | undefined>): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  let last: unknown;
  while (performance.now() < deadline) {
    try {
      const value = await check();
      if (value !== undefined) return value;
    } catch (error) {
      last = error;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`not within ${timeoutMs} ms: ${what}${last === undefined ? '' : ` (${last})`}`);
}
