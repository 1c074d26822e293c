// How far the heap of a process may grow before V8 looks for garbage in it.
//
// V8 reads the setting after each marking; what is set last counts for the whole process.
import { setFlagsFromString } from 'node:v8';
import { collectAll } from './collector.ts';

/** By how much the heap may grow beyond what was alive in it, in percent, until what is dead is looked for. */
const growthPercent = { tight: 25, roomy: 400 } as const;

/**
 * A heap that stays near what is held: for a process that waits more than it computes, and holds thousands of things for
 * as long as it waits. V8 lets a small heap grow to several times its size, and a new one to hundreds of megabytes,
 * before it looks for garbage in it for the first time. What a burst of requests leaves behind would take several times
 * what the requests themselves do. To be called when the service has started: what starting needed goes, and from what
 * is left the heap's limit follows.
 */
export function keepHeapTight(): void {
  setFlagsFromString(`--heap-growing-percent=${growthPercent.tight}`);
  collectAll();
}

/**
 * A heap that is rarely marked: for a small one beside which large messages come and go. V8 weighs the memory of buffers
 * as if it lay in the heap; beside 20 MB of it every second block of 4 MB that came had the whole heap marked, half of
 * what a kv-store spent on the block.
 */
export function markHeapRarely(): void {
  setFlagsFromString(`--heap-growing-percent=${growthPercent.roomy}`);
}
