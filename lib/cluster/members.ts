// Who is in the cluster: each service announces one record, everyone reads all of them.
//
// Invariants
// 1. A record counts until it is `staleMs` old by the reader's own clock, or deleted. Clocks of two machines are never compared.
// 2. Nobody expires while the bus is away or does not answer, nor for `staleMs` after it came back: silence says nothing then.
// 3. An announcer writes its whole record each time, so a bus that lost its state is whole again one interval later.
import type { Logger } from 'pino';
import { fulgur } from '../../proto/gen/fulgur.js';
import type { Clock, Timer } from '../actor/clock.ts';
import type { ServiceHost } from '../process/host.ts';
import { advertised } from '../wire/address.ts';
import { invalid } from '../wire/errors.ts';
import type { EventBus, KeyValue, KeyValueOptions, KvChange, Subscription } from './bus.ts';
import { Bucket, defaultStaleMs, subjectToken } from './subjects.ts';

export type Member = fulgur.v1.Member;

const heartbeatMs = 1_000;
/** Longer than any reader's patience: only spares a new reader the records of the long dead. */
const bucketOptions: KeyValueOptions = { ttlMs: 2 * defaultStaleMs };

const keyOf = (service: string, id: string) => `${service}.${id}`;

export interface AnnouncerOptions {
  readonly bus: EventBus;
  readonly clock: Clock;
  readonly log?: Logger;
  readonly member: fulgur.v1.IMember;
  /** Between two writes of an unchanged record; 1,000 by default. */
  readonly intervalMs?: number;
}

/** Keeps one membership record on the bus. */
export class Announcer {
  readonly #options: AnnouncerOptions;
  readonly #key: string;
  #member: fulgur.v1.IMember;
  #members: KeyValue | undefined;
  #timer: Timer | undefined;
  #connection: Subscription | undefined;
  #writing: Promise<void> | undefined;
  #changed = false;
  #stopped = false;
  #failing = false;

  /** Refuses an id that cannot be part of a key, naming it. */
  constructor(options: AnnouncerOptions) {
    const { service, id } = options.member;
    if (!service || !id || subjectToken(id) !== id || id.length > 128) {
      throw invalid(
        'id',
        `id ${JSON.stringify(id)} is not 1 to 128 characters of [A-Za-z0-9_-]: choose another with --id`,
      );
    }
    this.#options = options;
    this.#member = options.member;
    this.#key = keyOf(service, id);
  }

  get member(): fulgur.v1.IMember {
    return this.#member;
  }

  /** Resolves after the first write was tried; a bus that is away gets the record when it returns. */
  async start(): Promise<void> {
    const { bus, clock, intervalMs } = this.#options;
    this.#connection = bus.onConnection((connected) => {
      if (connected) void this.#publish();
    });
    this.#timer = clock.every(intervalMs ?? heartbeatMs, () => void this.#publish());
    await this.#publish();
  }

  /** Changes the record and publishes it at once; several calls in a row make one write. Load alone waits for its turn. */
  update(patch: Partial<fulgur.v1.IMember>): void {
    const loadOnly = Object.keys(patch).every((name) => name === 'load');
    this.#member = { ...this.#member, ...patch };
    if (loadOnly || this.#timer === undefined) return;
    queueMicrotask(() => void this.#publish());
  }

  /** Deletes the record: the others know at once. Never rejects. */
  async stop(): Promise<void> {
    if (this.#stopped) return;
    this.#stopped = true;
    this.#timer?.cancel();
    this.#connection?.close();
    await this.#writing;
    try {
      if (this.#options.bus.connected) await this.#members?.delete(this.#key);
    } catch (error) {
      this.#options.log?.warn({ err: error }, 'the membership record was not deleted: it expires by age');
    }
  }

  async #publish(): Promise<void> {
    if (this.#stopped) return;
    this.#changed = true;
    this.#writing ??= this.#writeWhileChanged().finally(() => {
      this.#writing = undefined;
      // A change that came between the last look at it and this moment does not wait for the next interval.
      return this.#changed && this.#options.bus.connected ? this.#publish() : undefined;
    });
    await this.#writing;
  }

  async #writeWhileChanged(): Promise<void> {
    const { bus, log } = this.#options;
    while (this.#changed && !this.#stopped && bus.connected) {
      this.#changed = false;
      try {
        this.#members ??= await bus.keyValue(Bucket.members, bucketOptions);
        await this.#members.put(this.#key, fulgur.v1.Member.encode(this.#member).finish());
        this.#failing = false;
      } catch (error) {
        if (!this.#failing)
          log?.warn({ err: error }, 'the membership record was not written; the next interval tries again');
        this.#failing = true;
      }
    }
  }
}

/** Announces the service of `host` and keeps `ready` and `reason` equal to its health. Resolves once announced. */
export async function announce(
  host: ServiceHost,
  record: Partial<fulgur.v1.IMember> & { readonly address: string },
): Promise<Announcer> {
  const health = () => ({ ready: host.health.ready, reason: host.health.reasons.join('; ') });
  const announcer = new Announcer({
    bus: host.bus,
    clock: host.clock,
    log: host.log,
    member: {
      service: host.service,
      id: host.id,
      adminAddress: host.adminAddress,
      pid: process.pid,
      restarts: host.restarts,
      startedUnixMs: host.clock.unixMs(),
      ...health(),
      ...record,
      address: advertised(record.address, host.advertiseHost),
    },
  });
  host.health.onChange(() => announcer.update(health()));
  await announcer.start();
  return announcer;
}

export interface MemberDirectoryOptions {
  readonly bus: EventBus;
  readonly clock: Clock;
  readonly staleMs?: number;
  readonly log?: Logger;
}

interface Record {
  readonly member: Member;
  /** The record without its load: what a change is measured by. */
  readonly identity: string;
  readonly revision: number;
  seenMs: number;
}

/** The members that are alive, as this process sees them. */
export class MemberDirectory {
  readonly #bus: EventBus;
  readonly #clock: Clock;
  readonly #log: Logger | undefined;
  readonly #staleMs: number;
  readonly #records = new Map<string, Record>();
  readonly #listeners = new Set<() => void>();
  #members: KeyValue | undefined;
  #subscriptions: Subscription[] = [];
  #timer: Timer | undefined;
  #expiring = false;
  #wasSilent = false;

  constructor(options: MemberDirectoryOptions) {
    this.#bus = options.bus;
    this.#clock = options.clock;
    this.#log = options.log;
    this.#staleMs = options.staleMs ?? defaultStaleMs;
  }

  /** Resolves when every record that is there now is known. Rejects when the bus is away. */
  async start(): Promise<void> {
    const members = await this.#bus.keyValue(Bucket.members, bucketOptions);
    this.#members = members;
    for (const entry of await members.entries()) this.#apply(entry);
    this.#subscriptions = [
      members.watch((change) => this.#apply(change)),
      this.#bus.onConnection((connected) => {
        if (connected) for (const record of this.#records.values()) record.seenMs = this.#clock.now();
      }),
    ];
    this.#timer = this.#clock.every(this.#staleMs / 6, () => void this.#expire());
  }

  stop(): void {
    this.#timer?.cancel();
    for (const subscription of this.#subscriptions) subscription.close();
    this.#listeners.clear();
  }

  /** Sorted by service and id. */
  all(): Member[] {
    return [...this.#records.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, record]) => record.member);
  }

  of(service: string): Member[] {
    return this.all().filter((member) => member.service === service);
  }

  get(service: string, id: string): Member | undefined {
    return this.#records.get(keyOf(service, id))?.member;
  }

  /** Calls `fn` when members came, went or changed in anything but their load. Returns what ends that. */
  onChange(fn: () => void): () => void {
    this.#listeners.add(fn);
    return () => this.#listeners.delete(fn);
  }

  /** Counts a member as gone until its next heartbeat: for whoever knows better than to wait for its record to age. */
  markGone(service: string, id: string): void {
    if (this.#records.delete(keyOf(service, id))) this.#notify();
  }

  #apply(change: KvChange): void {
    const { key, value, revision } = change;
    if (value === undefined) {
      if (this.#records.delete(key)) this.#notify();
      return;
    }
    const known = this.#records.get(key);
    if (known?.revision === revision) return;
    let member: Member;
    try {
      member = fulgur.v1.Member.decode(value);
    } catch (error) {
      this.#log?.warn({ err: error, key }, 'a membership record does not decode');
      return;
    }
    const identity = JSON.stringify(member, (name, field) => (name === 'load' ? undefined : field));
    this.#records.set(key, { member, identity, revision, seenMs: this.#clock.now() });
    if (known?.identity !== identity) this.#notify();
  }

  /** A hung bus is silent about everyone while it still counts as connected: it must answer before anyone is given up. */
  async #expire(): Promise<void> {
    if (!this.#bus.connected || this.#expiring || this.#members === undefined) return;
    const isStale = ({ seenMs }: Record) => this.#clock.now() - seenMs >= this.#staleMs;
    const stale = [...this.#records].filter(([, record]) => isStale(record));
    this.#expiring = true;
    try {
      for (const [key, record] of stale) {
        const latest = await this.#members.get(key);
        if (this.#wasSilent) {
          this.#wasSilent = false;
          for (const known of this.#records.values()) known.seenMs = this.#clock.now();
          return;
        }
        if (latest !== undefined && latest.revision !== record.revision) this.#apply(latest);
        else if (this.#records.get(key) === record && isStale(record)) this.#giveUp(key, record);
      }
    } catch {
      this.#wasSilent = true;
    } finally {
      this.#expiring = false;
    }
  }

  #giveUp(key: string, record: Record): void {
    this.#records.delete(key);
    const ageMs = Math.round(this.#clock.now() - record.seenMs);
    this.#log?.warn({ member: key, ageMs }, 'a member is silent and counts as gone');
    this.#notify();
  }

  #notify(): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener();
      } catch (error) {
        this.#log?.error({ err: error }, 'a membership listener failed');
      }
    }
  }
}
