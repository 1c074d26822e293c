// A heap that stays near what is held: for a process that waits more than it computes, and holds thousands of things for
// as long as it waits.
//
// V8 lets a small heap grow to several times its size, and a new one to hundreds of megabytes, before it looks for
// garbage in it for the first time. What a burst of requests leaves behind would take several times what the requests
// themselves do.
import { setFlagsFromString } from 'node:v8';
import { collectAll } from './collector.ts';

/** By how much the heap may grow beyond what was alive in it, until what is dead is looked for. */
const growthPercent = 25;

/** Called when a service has started: what starting needed goes, and from what is left the heap's limit follows. */
export function keepHeapTight(): void {
  setFlagsFromString(`--heap-growing-percent=${growthPercent}`);
  collectAll();
}
