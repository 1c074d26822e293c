// Who is next: what waits of several tenants, in lanes of falling urgency, fair between the tenants of a lane.
//
// Each tenant has a counter of the work done for it, in tokens. Of the tenants that wait in the most urgent lane the one
// with the least work is next, with its oldest item (the virtual token counter of Sheng et al., "Fairness in Serving
// Large Language Models", OSDI 2024). Whoever does the work charges it, when it is known.
//
// Invariants
// 1. Items of one tenant and lane leave in the order of their tickets; an item that is put back has its old place.
// 2. A tenant that comes back gains nothing by its absence: its counter is lifted to the least of those that wait. Of two
//    tenants that wait without a pause, neither is given more than the other by more than twice what one item costs.
// 3. Nothing starves: an item that has waited `agingMs` in all moves up a lane, and again after the same time.
export interface FairQueueOptions {
  /** Lane 0 is the most urgent. */
  readonly lanes: number;
  readonly agingMs: number;
  /** Monotonic milliseconds. */
  readonly now: () => number;
}

/** An item's place in the order, waiting or not. */
export interface Ticket<Item> {
  readonly item: Item;
  readonly tenant: string;
  /** Grows with each item. */
  readonly order: number;
  /** Falls with age. */
  readonly lane: number;
}

interface Place<Item> extends Ticket<Item> {
  lane: number;
  /** Waiting that has not moved it up yet. */
  waitedMs: number;
  sinceMs: number;
}

interface Tenant<Item> {
  work: number;
  readonly waiting: Set<Place<Item>>;
}

/** Counters of tenants that wait for nothing; the least of more are forgotten. */
const idleTenantsMax = 4096;

export class FairQueue<Item> {
  readonly #options: FairQueueOptions;
  readonly #tenants = new Map<string, Tenant<Item>>();
  /** Work of the tenant that was served last, for those who come when nobody waits. */
  #lastServed: Tenant<Item> | undefined;
  #nextOrder = 0;
  #size = 0;

  constructor(options: FairQueueOptions) {
    this.#options = options;
  }

  /** Items that wait. */
  get size(): number {
    return this.#size;
  }

  push(item: Item, tenant: string, lane: number): Ticket<Item> {
    const order = this.#nextOrder++;
    const ticket = { item, tenant, order, lane: Math.min(lane, this.#options.lanes - 1), waitedMs: 0, sinceMs: 0 };
    this.#lift(this.#of(tenant));
    this.putBack(ticket);
    return ticket;
  }

  /** An item that was removed waits again, where its ticket says. */
  putBack(ticket: Ticket<Item>): void {
    const place = ticket as Place<Item>;
    const { waiting } = this.#of(place.tenant);
    if (waiting.has(place)) return;
    place.sinceMs = this.#options.now();
    waiting.add(place);
    this.#size += 1;
  }

  /** Ends its waiting, whether it is served now or not. False when it does not wait. */
  remove(ticket: Ticket<Item>): boolean {
    const place = ticket as Place<Item>;
    const tenant = this.#tenants.get(place.tenant);
    if (!tenant?.waiting.delete(place)) return false;
    this.#age(place);
    this.#size -= 1;
    this.#lastServed = tenant;
    this.#forget();
    return true;
  }

  /** The item that is to be served first; it goes on waiting until it is removed. */
  next(): Ticket<Item> | undefined {
    let best: Place<Item> | undefined;
    for (const { waiting } of this.#tenants.values()) {
      for (const place of waiting) {
        this.#age(place);
        if (best === undefined || this.before(place, best)) best = place;
      }
    }
    return best;
  }

  /** Whether `a` is to be served before `b`, waiting or not. */
  before(a: Ticket<Item>, b: Ticket<Item>): boolean {
    if (a.lane !== b.lane) return a.lane < b.lane;
    if (a.tenant !== b.tenant) {
      const difference = this.workOf(a.tenant) - this.workOf(b.tenant);
      if (difference !== 0) return difference < 0;
    }
    return a.order < b.order;
  }

  /** Counts work that was done for a tenant, in tokens. */
  charge(tenant: string, tokens: number): void {
    this.#of(tenant).work += tokens;
  }

  workOf(tenant: string): number {
    return this.#tenants.get(tenant)?.work ?? 0;
  }

  /**
   * Who has to go when there is no room for one more item of `tenant`: the last item of the tenant that waits with most;
   * undefined when that is `tenant` itself, or waits with no more than it would.
   */
  crowding(tenant: string, may: (item: Item) => boolean = () => true): Ticket<Item> | undefined {
    let most: Tenant<Item> | undefined;
    for (const one of this.#tenants.values()) {
      if (most === undefined || one.waiting.size > most.waiting.size) most = one;
    }
    if (most === undefined || most.waiting.size <= (this.#tenants.get(tenant)?.waiting.size ?? 0) + 1) return undefined;
    let last: Place<Item> | undefined;
    for (const place of most.waiting) {
      if (!may(place.item)) continue;
      if (last === undefined || place.lane > last.lane || (place.lane === last.lane && place.order > last.order)) {
        last = place;
      }
    }
    return last;
  }

  #of(name: string): Tenant<Item> {
    let tenant = this.#tenants.get(name);
    if (tenant === undefined) {
      tenant = { work: 0, waiting: new Set() };
      this.#tenants.set(name, tenant);
    }
    return tenant;
  }

  #lift(tenant: Tenant<Item>): void {
    if (tenant.waiting.size > 0) return;
    let least = Number.POSITIVE_INFINITY;
    for (const { work, waiting } of this.#tenants.values()) if (waiting.size > 0) least = Math.min(least, work);
    if (least === Number.POSITIVE_INFINITY) least = this.#lastServed?.work ?? 0;
    tenant.work = Math.max(tenant.work, least);
  }

  #age(place: Place<Item>): void {
    const { agingMs, now } = this.#options;
    const nowMs = now();
    place.waitedMs += nowMs - place.sinceMs;
    place.sinceMs = nowMs;
    while (place.lane > 0 && place.waitedMs >= agingMs) {
      place.lane -= 1;
      place.waitedMs -= agingMs;
    }
  }

  #forget(): void {
    if (this.#tenants.size <= idleTenantsMax) return;
    let least: [string, number] | undefined;
    for (const [name, { work, waiting }] of this.#tenants) {
      if (waiting.size === 0 && (least === undefined || work < least[1])) least = [name, work];
    }
    if (least !== undefined) this.#tenants.delete(least[0]);
  }
}
