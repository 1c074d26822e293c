// A Fulgur that is being measured: the command started as a user would start it, and where it answers.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { Channel } from '../../lib/wire/client.ts';
import { Code, FulgurError } from '../../lib/wire/errors.ts';

export interface Target {
  readonly name: string;
  readonly channel: Channel;
  readonly grpcAddress: string;
  readonly httpUrl: string;
  readonly pid: number;
  stop(): Promise<void>;
}

const startTimeoutMs = 120_000;
const stopTimeoutMs = 20_000;

/** All services in one process. */
export function startEmbedded(model: string, flags: readonly string[] = []): Promise<Target> {
  return start('embedded', ['up', '--model', model, ...flags]);
}

/** Every service as its own process, with a real nats-server. */
export function startCluster(model: string, flags: readonly string[] = []): Promise<Target> {
  return start('clustered', ['cluster', '--model', model, ...flags]);
}

async function start(name: string, args: readonly string[]): Promise<Target> {
  const child = spawn(process.execPath, [commandPath(), ...args, '--http-port', '0', '--grpc-port', '0'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  try {
    const { http, grpc } = await readyAddresses(child, name);
    const channel = new Channel(grpc);
    await channel.waitReady(5_000);
    const stop = async () => {
      channel.close();
      await end(child);
    };
    return { name, channel, grpcAddress: grpc, httpUrl: http, pid: child.pid!, stop };
  } catch (error) {
    await end(child);
    throw error;
  }
}

/** The compiled command: beside the compiled benchmark, or in dist/ when the benchmark runs from source. */
function commandPath(): string {
  const candidates = ['../../cli/main.js', '../../dist/cli/main.js'];
  const found = candidates.map((file) => path.resolve(import.meta.dirname, file)).find((file) => existsSync(file));
  if (found !== undefined) return found;
  throw new FulgurError(Code.FAILED_PRECONDITION, 'the fulgur command is not built: run `npm run build`');
}

/** Waits for the lines in which the command says where it listens. */
function readyAddresses(child: ChildProcess, name: string): Promise<{ http: string; grpc: string }> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new FulgurError(Code.UNAVAILABLE, `the ${name} target did not start: ${why}`));
    const timer = setTimeout(() => fail(`not ready within ${startTimeoutMs} ms`), startTimeoutMs);
    let stderr = '';
    child.stderr!.on('data', (chunk: Buffer) => {
      stderr = (stderr + chunk.toString('utf8')).slice(-2_000);
    });
    child.once('exit', (code) => fail(`exit code ${code}, ${stderr.trim().split('\n').at(-1) ?? ''}`));
    let http = '';
    createInterface({ input: child.stdout! }).on('line', (line) => {
      http = /OpenAI HTTP\s+(http:\S+)\/v1/.exec(line)?.[1] ?? http;
      const grpc = /gRPC\s+(\S+:\d+)/.exec(line)?.[1];
      if (grpc === undefined || http === '') return;
      clearTimeout(timer);
      resolve({ http, grpc });
    });
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const insist = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs);
  await exited;
  clearTimeout(insist);
}
