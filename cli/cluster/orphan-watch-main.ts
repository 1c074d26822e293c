// A process beside `fulgur cluster` that stops the services when the cluster's own process dies without having done so.
//
// Owns nothing but the list of processes that are alive, which it is told. Told and not asked to stop: when the channel to
// the cluster closes, whoever is still on the list has been orphaned.
import { setTimeout as delay } from 'node:timers/promises';

export type OrphanWatchMessage =
  | { readonly kind: 'started'; readonly pid: number; readonly service: string }
  | { readonly kind: 'ended'; readonly pid: number };

const pollMs = 50;
/** Argument of the program: time that each process has to finish its work. */
const graceMs = Number(process.argv[2]);
const alive = new Map<number, string>();

process.on('message', (message: OrphanWatchMessage) => {
  if (message.kind === 'started') alive.set(message.pid, message.service);
  else alive.delete(message.pid);
});

process.on('disconnect', async () => {
  // The services leave the cluster in order while its bus is still there.
  const orphans = [...alive.keys()];
  const isBus = (pid: number) => alive.get(pid) === 'nats-server';
  await end(orphans.filter((pid) => !isBus(pid)));
  await end(orphans.filter(isBus));
  process.exit(0);
});

async function end(pids: readonly number[]): Promise<void> {
  for (const pid of pids) signal(pid, 'SIGTERM');
  const deadline = performance.now() + graceMs;
  while (pids.some((pid) => signal(pid, 0)) && performance.now() < deadline) await delay(pollMs);
  for (const pid of pids) signal(pid, 'SIGKILL');
}

/** False when the process is gone. */
function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}
