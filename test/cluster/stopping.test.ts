// How a cluster ends: by Ctrl-C in a terminal, through npm, and by the death of the process that started it.
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { eventually, fulgurMain } from '../support/fulgur-process.ts';

interface Started {
  readonly child: ChildProcess;
  readonly closed: Promise<number | null>;
  /** Of every process of the cluster but its own. */
  readonly pids: readonly number[];
  output(): string;
}

let running: Started | undefined;
afterEach(() => {
  running?.child.kill('SIGKILL');
  for (const pid of running?.pids ?? []) if (isAlive(pid)) process.kill(pid, 'SIGKILL');
});

/** `fulgur cluster` in a process group of its own, as a shell starts it. */
async function start(...flags: string[]): Promise<Started> {
  const args = [fulgurMain, 'cluster', '--http-port', '0', '--grpc-port', '0', ...flags];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const closed = new Promise<number | null>((resolve) => child.once('close', resolve));
  await eventually(30_000, `the cluster is ready: ${output}`, async () => /^try:$/m.test(output) || undefined);
  const pids = [...output.matchAll(/^ {2}\S+ +pid (\d+)$/gm)].map((match) => Number(match[1]));
  running = { child, closed, pids, output: () => output };
  return running;
}

/** A process that has ended and that nobody has taken notice of yet counts as gone. */
function isAlive(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/** Ctrl-C reaches every process of the terminal's group. */
const groupOf = (pid: number) =>
  Number(/^\d+ \(.*\) \S \d+ (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1]);

const allGone = (pids: readonly number[]) => async () => (pids.some(isAlive) ? undefined : true);

describe('a cluster of processes', () => {
  it('ends in order with code 0 when Ctrl-C reaches the whole process group', async () => {
    const { child, closed, pids, output } = await start('--expert-shards', '2');
    expect(pids).toHaveLength(7);
    expect(pids.map(groupOf)).not.toContain(child.pid);
    process.kill(-child.pid!, 'SIGINT');
    expect(await closed).toBe(0);
    expect(pids.filter(isAlive)).toEqual([]);
    expect(output()).not.toContain('starting it again');
  });

  it('takes a signal that comes twice at once, as through npm, for one', async () => {
    const { child, closed, pids } = await start();
    process.kill(-child.pid!, 'SIGINT');
    process.kill(child.pid!, 'SIGINT');
    expect(await closed).toBe(0);
    expect(pids.filter(isAlive)).toEqual([]);
  });

  it('ends at once at the second Ctrl-C, and leaves nothing behind', async () => {
    const { child, closed, pids } = await start();
    // A service that does not react keeps the first Ctrl-C from coming to an end.
    const router = pids.at(-1)!;
    process.kill(router, 'SIGSTOP');
    process.kill(-child.pid!, 'SIGINT');
    await delay(500);
    process.kill(-child.pid!, 'SIGINT');
    expect(await closed).toBe(130);
    await eventually(2_000, 'every process is gone', allGone(pids));
  });

  it('leaves no process behind when it is killed itself', async () => {
    const { child, closed, pids } = await start('--expert-shards', '2', '--drain-timeout-ms', '2000');
    child.kill('SIGKILL');
    await closed;
    await eventually(10_000, 'every process is gone', allGone(pids));
  });

  it('starts nothing more when it is asked to stop while it starts', async () => {
    const args = [fulgurMain, 'cluster', '--http-port', '0', '--grpc-port', '0'];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], detached: true });
    const closed = new Promise<number | null>((resolve) => child.once('close', resolve));
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    await eventually(10_000, 'processes are there', async () => /started \d+ processes/.test(output) || undefined);
    process.kill(-child.pid!, 'SIGINT');
    expect(await closed).toBe(0);
    expect(output).not.toMatch(/starting it again|^try:/m);
  });
});
