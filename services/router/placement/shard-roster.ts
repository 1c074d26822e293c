// Which expert shards may be given experts: those that are there, fit the model, and have behaved.
//
// Invariants
// 1. A shard that vanishes, restarts over and over or fails to load is barred for a while that doubles with each strike.
// 2. A shard that is there but not ready keeps what it has for `unreadyMs`; it gets nothing new.
// 3. A shard that leaves in order (draining first) is not held to account for it.
import type { Clock } from '../../../lib/actor/clock.ts';
import type { Member, MemberDirectory } from '../../../lib/cluster/members.ts';

export interface ShardRosterOptions {
  readonly directory: MemberDirectory;
  readonly clock: Clock;
  readonly fingerprint: string;
  readonly unreadyMs: number;
  /** First bar after a strike, and the longest. */
  readonly barMs: { readonly first: number; readonly most: number };
  readonly onRefused?: (member: Member) => void;
}

export type Strike = 'vanished' | 'restarted' | 'load_timeout';

interface Standing {
  readonly firstSeenMs: number;
  readonly startedUnixMs: number;
  readonly draining: boolean;
  /** When it was last ready, or first seen. */
  readonly readyMs: number;
}

interface Record {
  strikes: number;
  lastMs: number;
  barredUntilMs: number;
  why: Strike;
}

/** A shard that gave no trouble for this long starts with a clean record. */
const forgiveMs = 300_000;
const seenMost = 4_096;

export class ShardRoster {
  readonly #options: ShardRosterOptions;
  readonly #standings = new Map<string, Standing>();
  readonly #records = new Map<string, Record>();
  /** Shards that were ever there, the latest `seenMost`. */
  readonly #seen = new Set<string>();
  readonly #startedMs: number;

  constructor(options: ShardRosterOptions) {
    this.#options = options;
    this.#startedMs = options.clock.now();
  }

  /** Takes notice of who came, went and restarted. */
  observe(): void {
    const now = this.#options.clock.now();
    const present = new Map(this.#options.directory.of('expert-shard').map((member) => [member.id, member]));
    for (const [id, standing] of this.#standings) {
      if (present.has(id)) continue;
      this.#standings.delete(id);
      if (!standing.draining) this.strike(id, 'vanished');
    }
    for (const [id, member] of present) {
      this.#remember(id);
      const before = this.#standings.get(id);
      if (before !== undefined && before.startedUnixMs !== member.startedUnixMs && !before.draining) {
        this.strike(id, 'restarted');
      }
      if (before === undefined && !this.#fits(member)) this.#options.onRefused?.(member);
      this.#standings.set(id, {
        firstSeenMs: before?.firstSeenMs ?? now,
        startedUnixMs: member.startedUnixMs,
        draining: member.draining,
        readyMs: member.ready || before === undefined ? now : before.readyMs,
      });
    }
    for (const [id, record] of this.#records) if (now - record.lastMs > forgiveMs) this.#records.delete(id);
  }

  /** Holds something against a shard. One restart is forgiven: the shard loads again what it had. */
  strike(id: string, why: Strike): void {
    const { clock, barMs } = this.#options;
    const now = clock.now();
    const strikes = (this.#records.get(id)?.strikes ?? 0) + 1;
    const waitMs = why === 'restarted' && strikes === 1 ? 0 : Math.min(barMs.first * 2 ** (strikes - 1), barMs.most);
    this.#records.set(id, { strikes, lastMs: now, barredUntilMs: now + waitMs, why });
  }

  /** Shards that may keep experts: sorted by id. */
  usable(): Member[] {
    const now = this.#options.clock.now();
    return this.#options.directory.of('expert-shard').filter((member) => {
      if (!this.#fits(member) || member.draining || this.#barred(member.id)) return false;
      const readyMs = this.#standings.get(member.id)?.readyMs ?? now;
      return member.ready || now - readyMs < this.#options.unreadyMs;
    });
  }

  /** Whether a shard was not there yet since this router started, less than `waitMs` ago: a whole cluster may be starting. */
  mayStillCome(id: string, waitMs: number): boolean {
    return !this.#seen.has(id) && this.#options.clock.now() - this.#startedMs < waitMs;
  }

  /** Whether a shard that has no experts yet may get some. */
  admissible(member: Member): boolean {
    return member.ready && this.#standings.has(member.id);
  }

  /** Milliseconds since the latest arrival among `members`; Infinity without any. */
  quietMs(members: readonly Member[]): number {
    const now = this.#options.clock.now();
    const ages = members.map(({ id }) => now - (this.#standings.get(id)?.firstSeenMs ?? now));
    return Math.min(Number.POSITIVE_INFINITY, ...ages);
  }

  /** Milliseconds since the first of `members` arrived; 0 without any. */
  waitedMs(members: readonly Member[]): number {
    const now = this.#options.clock.now();
    return Math.max(0, ...members.map(({ id }) => now - (this.#standings.get(id)?.firstSeenMs ?? now)));
  }

  /** Why a shard that is not usable is not. */
  whyNot(id: string): 'drain' | 'load_timeout' | 'leave' {
    if (this.#options.directory.get('expert-shard', id)?.draining) return 'drain';
    return this.#barred(id) && this.#records.get(id)?.why === 'load_timeout' ? 'load_timeout' : 'leave';
  }

  #remember(id: string): void {
    this.#seen.add(id);
    if (this.#seen.size > seenMost) for (const oldest of this.#seen) return void this.#seen.delete(oldest);
  }

  #barred(id: string): boolean {
    return this.#options.clock.now() < (this.#records.get(id)?.barredUntilMs ?? 0);
  }

  #fits(member: Member): boolean {
    return member.modelFingerprint === this.#options.fingerprint;
  }
}
