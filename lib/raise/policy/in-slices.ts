// Long work beside other work of a process: in slices, between which the event loop turns.
import { setImmediate as nextTurn } from 'node:timers/promises';

const SLICE_MS = 4;

export interface SliceOptions {
  readonly signal?: AbortSignal;
  /** Milliseconds that a slice may take; it ends with the first step behind them. */
  readonly sliceMs?: number;
}

/** Takes the steps of `work` to its end. Rejects when `signal` aborts, or with what a step throws. */
export async function inSlices<T>(work: Generator<void, T>, { signal, sliceMs = SLICE_MS }: SliceOptions = {}) {
  for (let begun = performance.now(); ; ) {
    const step = work.next();
    if (step.done) return step.value;
    if (performance.now() - begun < sliceMs) continue;
    await nextTurn();
    signal?.throwIfAborted();
    begun = performance.now();
  }
}

/** The same in one go. */
export function atOnce<T>(work: Generator<void, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}
