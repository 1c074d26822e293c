// One service process on its own, started as a container starts it.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { ServiceName } from '../../lib/process/host.ts';

const distDir = path.resolve(import.meta.dirname, '../../dist');

export interface SpawnedService {
  readonly child: ChildProcess;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** The exit code, once the process has ended. */
  readonly exit: Promise<number | null>;
  /** Resolves when it has logged that it serves; rejects with its stderr when it ends before. */
  readonly serving: Promise<{ readonly address: string; readonly admin: string }>;
  /** SIGTERM, then the exit code. */
  stop(): Promise<number | null>;
}

export function spawnService(
  service: ServiceName,
  flags: readonly string[],
  env: Readonly<Record<string, string>> = {},
): SpawnedService {
  const main = path.join(distDir, 'services', service, 'main.js');
  const child = spawn(process.execPath, [main, ...flags], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  const exit = once(child, 'close').then(([code]) => code as number | null);
  const serving = new Promise<{ address: string; admin: string }>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      stdout += chunk;
      const line = stdout.split('\n').find((text) => text.includes('"message":"serving"'));
      if (line?.endsWith('}')) resolve(JSON.parse(line));
    });
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      stderr += chunk;
    });
    void exit.then((code) => reject(new Error(`${service} ended with code ${code}: ${stderr}`)));
  });
  serving.catch(() => {});
  return {
    child,
    stdout: () => stdout,
    stderr: () => stderr,
    exit,
    serving,
    stop() {
      child.kill('SIGTERM');
      return exit;
    },
  };
}
