// llama.cpp as its own server would drive it: a slot per client, what is generated and the prompts in one batch per step.
// Called in this process, so that it pays for no HTTP; a prompt is computed whole, without a cache of prefixes.
import type { LlamaRow, LlamaRunner } from '../../lib/tensor/llama-runner.ts';
import type { SeenAnswer } from './latencies.ts';
import type { TraceRequest } from './trace.ts';

interface Slot {
  readonly request: TraceRequest;
  readonly sequence: number;
  readonly startedMs: number;
  readonly times: number[];
  readonly done: (answer: SeenAnswer) => void;
  readonly failed: (error: unknown) => void;
  /** Prompt tokens that have been read. */
  read: number;
  last: number;
}

export class LlamaSlots {
  readonly #runner: LlamaRunner;
  readonly #forbidden: ReadonlySet<number>;
  readonly #free: number[];
  readonly #slots = new Set<Slot>();
  #running = false;

  /** `runner` has at least `slots` sequences. */
  constructor(runner: LlamaRunner, slots: number, forbidden: ReadonlySet<number>) {
    this.#runner = runner;
    this.#forbidden = forbidden;
    this.#free = Array.from({ length: slots }, (_, sequence) => sequence);
  }

  /** Greedy, and never shorter than the request says. At most as many at once as there are slots. */
  answer(request: TraceRequest): Promise<SeenAnswer> {
    return new Promise((resolve, reject) => {
      const sequence = this.#free.pop() as number;
      const startedMs = performance.now();
      this.#slots.add({ request, sequence, startedMs, times: [], done: resolve, failed: reject, read: 0, last: 0 });
      if (!this.#running) void this.#run();
    });
  }

  async #run(): Promise<void> {
    this.#running = true;
    try {
      while (this.#slots.size > 0) await this.#step();
    } catch (error) {
      for (const { failed } of this.#slots) failed(error);
      this.#slots.clear();
    }
    // In the same turn as the last look at the slots: who comes now must find that nobody runs.
    this.#running = false;
  }

  async #step(): Promise<void> {
    const { batchTokens } = this.#runner.options;
    const rows: LlamaRow[] = [];
    const answering: Slot[] = [];
    for (const slot of this.#slots) {
      const { promptIds } = slot.request;
      if (slot.read < promptIds.length) continue;
      const position = promptIds.length + slot.times.length - 1;
      rows.push({ token: slot.last, position, sequence: slot.sequence, output: true });
      answering.push(slot);
    }
    for (const slot of this.#slots) {
      const { promptIds } = slot.request;
      while (slot.read < promptIds.length && rows.length < batchTokens) {
        const output = slot.read === promptIds.length - 1;
        rows.push({ token: promptIds[slot.read] as number, position: slot.read, sequence: slot.sequence, output });
        slot.read += 1;
        if (output) answering.push(slot);
      }
    }
    const logits = await this.#runner.decode(rows);
    for (const [index, slot] of answering.entries()) await this.#take(slot, logits, index);
  }

  async #take(slot: Slot, logits: Float32Array, index: number): Promise<void> {
    slot.last = this.#largest(logits, index * this.#runner.vocabularySize);
    slot.times.push(performance.now());
    if (slot.times.length < slot.request.maxTokens) return;
    this.#slots.delete(slot);
    await this.#runner.forget(slot.sequence);
    this.#free.push(slot.sequence);
    slot.done(seen(slot.startedMs, slot.times));
  }

  #largest(logits: Float32Array, start: number): number {
    let best = 0;
    let value = Number.NEGATIVE_INFINITY;
    for (let id = 0; id < this.#runner.vocabularySize; id += 1) {
      const logit = logits[start + id] as number;
      if (logit <= value || this.#forbidden.has(id)) continue;
      value = logit;
      best = id;
    }
    return best;
  }
}

/** `times`: when each piece of text came. */
export function seen(startedMs: number, times: readonly number[]): SeenAnswer {
  return {
    firstTextMs: (times[0] ?? performance.now()) - startedMs,
    gapsMs: times.slice(1).map((time, i) => time - (times[i] as number)),
    totalMs: (times.at(-1) ?? performance.now()) - startedMs,
  };
}
