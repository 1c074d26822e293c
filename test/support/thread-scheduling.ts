// How Linux schedules the threads of a process, by what it says in /proc.
import { readdirSync, readFileSync } from 'node:fs';

export interface ThreadScheduling {
  readonly thread: number;
  /** As a list such as 0-3,6. */
  readonly cores: string;
  /** 0 is SCHED_OTHER, 3 SCHED_BATCH. */
  readonly policy: number;
}

export function threadsOf(process: number | 'self'): ThreadScheduling[] {
  return readdirSync(`/proc/${process}/task`).map((thread) => {
    const file = (name: string) => readFileSync(`/proc/${process}/task/${thread}/${name}`, 'utf8');
    const cores = /Cpus_allowed_list:\s*(\S+)/.exec(file('status'))![1]!;
    // The 41st field, counted behind the name in brackets, which may hold spaces.
    const policy = Number(file('stat').split(') ')[1]!.split(' ')[38]);
    return { thread: Number(thread), cores, policy };
  });
}
