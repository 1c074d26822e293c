// Verdict events on their way into the kept stream.
//
// Invariants
// 1. Verdicts never wait for the journal: at most EVENTS_MAX events queue while the bus is away, the oldest go first, and a metric
//    counts them.
// 2. An event is in the queue until the stream has confirmed it; it may be kept twice, it is not lost silently.
// 3. Events gather for GATHER_MS, unless they fill a batch or the guard stops: each that is sent alone costs a system call to
//    write it, one to read its confirmation, and a wake-up between tokens.
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Clock } from '../../lib/actor/clock.ts';
import type { EventBus } from '../../lib/cluster/bus.ts';
import type { EventStream, KeptEvent } from '../../lib/cluster/event-stream.ts';
import { verdictStreamOptions } from '../../lib/cluster/subjects.ts';
import { Code, RetryableError } from '../../lib/wire/errors.ts';
import type { GuardMetrics } from './metrics.ts';

export interface VerdictJournalOptions {
  readonly bus: EventBus;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: GuardMetrics;
}

interface QueuedEvent {
  readonly subject: string;
  readonly payload: Uint8Array;
}

const EVENTS_MAX = 20_000;
const BATCH_EVENTS = 64;
const GATHER_MS = 50;
const RETRY_MS = 500;

export class VerdictJournal {
  readonly #options: VerdictJournalOptions;
  #queue: QueuedEvent[] = [];
  #stream: Promise<EventStream> | undefined;
  #sending: Promise<void> | undefined;
  /** Ends the gathering of a batch. */
  #gathered: (() => void) | undefined;
  #closing = false;
  #closed = false;

  constructor(options: VerdictJournalOptions) {
    this.#options = options;
  }

  append(subject: string, payload: Uint8Array): void {
    if (this.#queue.length >= EVENTS_MAX) {
      this.#queue.shift();
      this.#options.metrics.eventsDropped.inc();
    }
    this.#queue.push({ subject, payload });
    if (this.#queue.length >= BATCH_EVENTS) this.#gathered?.();
    this.#sending ??= this.#send().finally(() => {
      this.#sending = undefined;
    });
  }

  /** The newest `max` verdicts since then, oldest first. Rejects when the bus is away. */
  async read(sinceUnixMs: number, max: number): Promise<KeptEvent[]> {
    return (await this.#open()).read(sinceUnixMs, max);
  }

  /** Gives what is queued `timeoutMs` to be kept. */
  async close(timeoutMs: number): Promise<void> {
    const { clock, log, metrics } = this.#options;
    const sending = this.#sending ?? Promise.resolve();
    this.#closing = true;
    this.#gathered?.();
    let giveUp: (() => void) | undefined;
    const late = new Promise<void>((resolve) => {
      giveUp = resolve;
    });
    const timer = clock.after(timeoutMs, () => giveUp?.());
    await Promise.race([sending, late]);
    timer.cancel();
    this.#closed = true;
    const lost = this.#queue.length;
    if (lost === 0) return;
    metrics.eventsDropped.inc(lost);
    log.error({ events: lost, timeoutMs }, 'verdict events were not kept before the guard stopped');
  }

  async #send(): Promise<void> {
    const { clock, log } = this.#options;
    let warned = false;
    while (this.#queue.length > 0 && !this.#closed) {
      await this.#gather();
      const batch = this.#queue.slice(0, BATCH_EVENTS);
      try {
        const stream = await this.#open();
        await Promise.all(batch.map(({ subject, payload }) => stream.append(subject, payload)));
        const sent = new Set(batch);
        this.#queue = this.#queue.filter((event) => !sent.has(event));
      } catch (error) {
        if (!warned) log.warn({ err: error, queued: this.#queue.length }, 'verdict events wait for the event bus');
        warned = true;
        await new Promise<void>((resolve) => clock.after(RETRY_MS, resolve));
      }
    }
  }

  async #gather(): Promise<void> {
    if (!this.#closing && this.#queue.length < BATCH_EVENTS) {
      await new Promise<void>((resolve) => {
        const timer = this.#options.clock.after(GATHER_MS, resolve);
        this.#gathered = () => {
          timer.cancel();
          resolve();
        };
      });
      this.#gathered = undefined;
    }
    // The answer that the newest verdict is about leaves first.
    await nextTurn();
  }

  #open(): Promise<EventStream> {
    const { bus } = this.#options;
    if (bus.eventStream === undefined) {
      return Promise.reject(new RetryableError(Code.UNAVAILABLE, 'this event bus keeps no events'));
    }
    this.#stream ??= bus.eventStream(verdictStreamOptions).catch((error) => {
      this.#stream = undefined;
      throw error;
    });
    return this.#stream;
  }
}
