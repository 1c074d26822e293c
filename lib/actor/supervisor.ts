// Watches actors and decides what happens when one fails: start a new one, leave it stopped, or hand the failure up.
//
// Owns the actors that it spawned. Invariants
// 1. A `Ref` outlives the actors behind it: whoever holds it sees the replacement.
// 2. Restarts of one name are spaced by a backoff that starts anew once an actor has lived for `stableMs`.
// 3. After `stop` nothing is started again.
import type { Actor } from './actor.ts';
import { Backoff, type BackoffOptions } from './backoff.ts';
import type { Clock, Timer } from './clock.ts';

export type Strategy = 'restart' | 'stop' | 'escalate';

export interface SpawnOptions {
  readonly strategy: Strategy;
  readonly backoff?: BackoffOptions;
  readonly stableMs?: number;
}

/** What became of an actor, and the failure that led to it. */
export interface ActorFailure {
  readonly name: string;
  readonly error: unknown;
}

export interface SupervisorEvents {
  onRestart?(failure: ActorFailure): void;
  onStop?(failure: ActorFailure): void;
  /** Without it, an escalated failure is an uncaught exception: the process ends and its own supervisor takes over. */
  onEscalate?(failure: ActorFailure): void;
}

/** The address of a supervised actor. */
export interface Ref<Message> {
  readonly name: string;
  /** False when the mailbox is full or no actor is alive at the moment. */
  tell(message: Message): boolean;
  /** Calls `fn` when the actor fails, before any restart. */
  watch(fn: (error: unknown) => void): () => void;
  readonly alive: boolean;
  stop(): Promise<void>;
}

const backoffDefault: BackoffOptions = { firstMs: 50, mostMs: 5_000 };
const stableMsDefault = 30_000;

export class Supervisor {
  readonly #clock: Clock;
  readonly #events: SupervisorEvents;
  readonly #children = new Set<Child<never>>();
  #restarts = 0;

  constructor(clock: Clock, events: SupervisorEvents = {}) {
    this.#clock = clock;
    this.#events = events;
  }

  get restartsTotal(): number {
    return this.#restarts;
  }

  /** Starts an actor under `name`; the promise rejects when its first start fails. */
  async spawn<Message>(name: string, create: () => Actor<Message>, options: SpawnOptions): Promise<Ref<Message>> {
    const child = new Child<Message>(name, create, options, this.#clock, {
      onRestart: (failure) => {
        this.#restarts += 1;
        this.#events.onRestart?.(failure);
      },
      onStop: (failure) => this.#events.onStop?.(failure),
      onEscalate: (failure) => {
        if (this.#events.onEscalate) this.#events.onEscalate(failure);
        else queueMicrotask(() => throwEscalated(failure));
      },
    });
    this.#children.add(child as unknown as Child<never>);
    await child.start();
    return child;
  }

  /** Waits until every mailbox is empty, at most `timeoutMs`. True when all were. */
  async drain(timeoutMs: number): Promise<boolean> {
    let timer: Timer | undefined;
    const late = new Promise<false>((resolve) => {
      timer = this.#clock.after(timeoutMs, () => resolve(false));
    });
    const done = Promise.all([...this.#children].map((child) => child.idle())).then(() => true as const);
    const drained = await Promise.race([done, late]);
    timer?.cancel();
    return drained;
  }

  async stop(): Promise<void> {
    const children = [...this.#children];
    this.#children.clear();
    await Promise.all(children.map((child) => child.stop()));
  }
}

function throwEscalated({ name, error }: ActorFailure): never {
  throw new Error(`actor '${name}' failed: ${error instanceof Error ? error.message : error}`, { cause: error });
}

class Child<Message> implements Ref<Message> {
  readonly name: string;
  readonly #create: () => Actor<Message>;
  readonly #options: SpawnOptions;
  readonly #clock: Clock;
  readonly #events: Required<SupervisorEvents>;
  readonly #backoff: Backoff;
  readonly #watchers = new Set<(error: unknown) => void>();
  #actor: Actor<Message> | undefined;
  #restartTimer: Timer | undefined;
  #startedMs = 0;
  #isStopped = false;

  constructor(
    name: string,
    create: () => Actor<Message>,
    options: SpawnOptions,
    clock: Clock,
    events: Required<SupervisorEvents>,
  ) {
    this.name = name;
    this.#create = create;
    this.#options = options;
    this.#clock = clock;
    this.#events = events;
    this.#backoff = new Backoff(options.backoff ?? backoffDefault);
  }

  get alive(): boolean {
    return this.#actor !== undefined;
  }

  tell(message: Message): boolean {
    return this.#actor?.tell(message) ?? false;
  }

  watch(fn: (error: unknown) => void): () => void {
    this.#watchers.add(fn);
    return () => this.#watchers.delete(fn);
  }

  idle(): Promise<void> {
    return this.#actor?.idle() ?? Promise.resolve();
  }

  async start(): Promise<void> {
    const actor = this.#create();
    this.#startedMs = this.#clock.now();
    await actor.start((error) => this.#failed(error));
    if (this.#isStopped) await actor.stop();
    else this.#actor = actor;
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#restartTimer?.cancel();
    const actor = this.#actor;
    this.#actor = undefined;
    await actor?.stop();
  }

  #failed(error: unknown): void {
    this.#actor = undefined;
    for (const watcher of this.#watchers) watcher(error);
    if (this.#isStopped) return;
    if (this.#options.strategy === 'stop') this.#events.onStop({ name: this.name, error });
    else if (this.#options.strategy === 'escalate') this.#events.onEscalate({ name: this.name, error });
    else this.#restartLater(error);
  }

  #restartLater(error: unknown): void {
    if (this.#clock.now() - this.#startedMs >= (this.#options.stableMs ?? stableMsDefault)) this.#backoff.reset();
    this.#events.onRestart({ name: this.name, error });
    this.#restartTimer = this.#clock.after(this.#backoff.next(), () => {
      if (this.#isStopped) return;
      this.start().catch((startError: unknown) => this.#failed(startError));
    });
  }
}
