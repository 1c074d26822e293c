// Which router leads: a lease on the bus, renewed by its holder and taken over when it is stale.
//
// Invariants
// 1. At most one router believes that it leads: the lease changes by compare-and-set only, and its holder stops believing
//    `staleMs` after it began its last successful renewal, when others may first begin to take it.
// 2. Nobody leads while the bus is away, and nobody takes a lease that could not be renewed because of that.
import type { Logger } from 'pino';
import { fulgur } from '../../proto/gen/fulgur.js';
import type { Clock, Timer } from '../actor/clock.ts';
import type { EventBus, KeyValue, KvChange, Subscription } from './bus.ts';
import { Bucket, defaultStaleMs, LeaderKey } from './subjects.ts';

export interface LeaderElectionOptions {
  readonly bus: EventBus;
  readonly clock: Clock;
  readonly routerId: string;
  /** Age at which a lease may be taken over; it is renewed three times as often. 3,000 by default. */
  readonly staleMs?: number;
  readonly log?: Logger;
}

interface Lease {
  readonly routerId: string;
  readonly revision: number;
  seenMs: number;
}

export class LeaderElection {
  readonly #bus: EventBus;
  readonly #clock: Clock;
  readonly #log: Logger | undefined;
  readonly #routerId: string;
  readonly #staleMs: number;
  readonly #listeners = new Set<(isLeader: boolean) => void>();
  #leases: KeyValue | undefined;
  #lease: Lease | undefined;
  #leaderId = '';
  #heldUntilMs = Number.NEGATIVE_INFINITY;
  #told = { isLeader: false, leaderId: '' };
  #attempt: Promise<void> | undefined;
  #subscriptions: Subscription[] = [];
  #timer: Timer | undefined;
  #stopped = false;

  constructor(options: LeaderElectionOptions) {
    this.#bus = options.bus;
    this.#clock = options.clock;
    this.#log = options.log;
    this.#routerId = options.routerId;
    this.#staleMs = options.staleMs ?? defaultStaleMs;
  }

  get isLeader(): boolean {
    return !this.#stopped && this.#bus.connected && this.#clock.now() < this.#heldUntilMs;
  }

  /** The router that leads as far as is known here; empty when none was seen. Kept while the bus is away. */
  get leaderId(): string {
    return this.#leaderId;
  }

  /** Calls `fn` when this router gains or loses the lead, or another takes it. Returns what ends that. */
  onChange(fn: (isLeader: boolean) => void): () => void {
    this.#listeners.add(fn);
    return () => this.#listeners.delete(fn);
  }

  /** Resolves after the first attempt to lead. Rejects when the bus is away. */
  async start(): Promise<void> {
    this.#leases = await this.#bus.keyValue(Bucket.leader, { ttlMs: 2 * this.#staleMs });
    const present = await this.#leases.get(LeaderKey);
    if (present !== undefined) this.#see(present);
    this.#subscriptions = [
      this.#leases.watch((change) => this.#see(change)),
      this.#bus.onConnection((connected) => this.#onConnection(connected)),
    ];
    this.#timer = this.#clock.every(this.#staleMs / 3, () => void this.#try());
    await this.#try();
  }

  /** Resigns, so that another router leads at once. Never rejects. */
  async stop(): Promise<void> {
    if (this.#stopped) return;
    const held = this.isLeader;
    this.#stopped = true;
    this.#timer?.cancel();
    for (const subscription of this.#subscriptions) subscription.close();
    await this.#attempt;
    if (held) {
      await this.#leases
        ?.delete(LeaderKey)
        .catch((error) => this.#log?.warn({ err: error }, 'the lease was not given up'));
    }
    this.#tell();
    this.#listeners.clear();
  }

  #onConnection(connected: boolean): void {
    if (!connected) {
      // The server may forget the lease, or give it to another: it is asked again before this router leads on.
      this.#heldUntilMs = Number.NEGATIVE_INFINITY;
      this.#tell();
      return;
    }
    if (this.#lease !== undefined) this.#lease.seenMs = this.#clock.now();
    void this.#try();
  }

  #see(change: KvChange): void {
    if (change.value === undefined) {
      this.#lease = undefined;
      void this.#try();
      return;
    }
    if (change.revision === this.#lease?.revision) return;
    const { routerId } = fulgur.v1.LeaderLease.decode(change.value);
    this.#lease = { routerId, revision: change.revision, seenMs: this.#clock.now() };
    this.#leaderId = routerId;
    if (routerId !== this.#routerId) this.#heldUntilMs = Number.NEGATIVE_INFINITY;
    this.#tell();
  }

  async #try(): Promise<void> {
    this.#attempt ??= this.#tryOnce().finally(() => {
      this.#attempt = undefined;
    });
    await this.#attempt;
  }

  async #tryOnce(): Promise<void> {
    try {
      if (!this.#stopped && this.#bus.connected) await this.#renewOrTake();
    } catch (error) {
      this.#log?.warn({ err: error }, 'the leader lease could not be written');
    }
    this.#tell();
  }

  async #renewOrTake(): Promise<void> {
    const lease = this.#lease;
    if (lease !== undefined && lease.routerId !== this.#routerId && this.#clock.now() - lease.seenMs < this.#staleMs)
      return;
    const startMs = this.#clock.now();
    const value = fulgur.v1.LeaderLease.encode({
      routerId: this.#routerId,
      renewedUnixMs: this.#clock.unixMs(),
    }).finish();
    const leases = this.#leases!;
    const revision =
      lease === undefined
        ? await leases.create(LeaderKey, value)
        : await leases.update(LeaderKey, value, lease.revision);
    if (revision !== undefined) {
      this.#lease = { routerId: this.#routerId, revision, seenMs: startMs };
      this.#leaderId = this.#routerId;
      if (this.#bus.connected) this.#heldUntilMs = startMs + this.#staleMs;
      return;
    }
    // Someone else was first, or the lease has expired, or an earlier write succeeded unheard: look, and act next time.
    this.#heldUntilMs = Number.NEGATIVE_INFINITY;
    const present = await leases.get(LeaderKey);
    if (present !== undefined) this.#see(present);
    else this.#lease = undefined;
    if (present === undefined || this.#lease?.routerId === this.#routerId) this.#clock.after(0, () => void this.#try());
  }

  #tell(): void {
    const now = { isLeader: this.isLeader, leaderId: this.#leaderId };
    if (now.isLeader === this.#told.isLeader && now.leaderId === this.#told.leaderId) return;
    if (now.isLeader !== this.#told.isLeader) {
      this.#log?.info({ leader: now.leaderId }, now.isLeader ? 'this router leads' : 'this router leads no more');
    }
    this.#told = now;
    for (const listener of [...this.#listeners]) {
      try {
        listener(now.isLeader);
      } catch (error) {
        this.#log?.error({ err: error }, 'a leadership listener failed');
      }
    }
  }
}
