// Who is next: what waits of several tenants, in lanes that have shares, fair between the tenants of a lane.
//
// Work is counted in tokens, by lane and by tenant. Of the lanes in which something waits the one that was given least
// for its share is next, in it the tenant that was given least of all, with its oldest item (the virtual token counter of
// Sheng et al., "Fairness in Serving Large Language Models", OSDI 2024, in two levels). Whoever does the work charges it.
//
// Invariants
// 1. Items of one tenant and lane leave in the order of their tickets; an item that is put back has its old place.
// 2. A tenant or a lane that comes back gains nothing by its absence: its counter is lifted to the least of those that
//    wait. Of two tenants that wait without a pause, neither is given more than the other by more than what is being
//    done at one time.
// 3. Nothing starves: every lane has a share. Lanes are compared by what they would have with one more item, so that the
//    urgent one is next at once when it was idle, and stays so up to its share.

export interface FairQueueOptions {
  /** Of each lane, the most urgent first. */
  readonly shares: readonly number[];
  /** Work of a typical item, in tokens: what a lane is thought to be given next when lanes are compared. */
  readonly quantum: number;
}

/** An item's place in the order, waiting or not. */
export interface Ticket<Item> {
  readonly item: Item;
  readonly tenant: string;
  readonly lane: number;
  /** Grows with each item. */
  readonly order: number;
}

class Party<Item> {
  /** What it was given, for a lane divided by its share. */
  work = 0;
  readonly waiting = new Set<Ticket<Item>>();
  /** What one more item would add. */
  readonly next: number;

  constructor(next = 0) {
    this.next = next;
  }
}

/** Counters of tenants that wait for nothing; the least of more are forgotten. */
const idleTenantsMax = 4096;

export class FairQueue<Item> {
  readonly #shares: readonly number[];
  readonly #lanes: readonly Party<Item>[];
  readonly #tenants = new Map<string, Party<Item>>();
  /** Whom those are lifted to who come when nobody waits. */
  #lastServed: { readonly tenant: Party<Item>; readonly lane: Party<Item> } | undefined;
  #nextOrder = 0;
  #size = 0;

  constructor({ shares, quantum }: FairQueueOptions) {
    this.#shares = shares;
    this.#lanes = shares.map((share) => new Party(quantum / share));
  }

  /** Items that wait. */
  get size(): number {
    return this.#size;
  }

  push(item: Item, tenant: string, lane: number): Ticket<Item> {
    const ticket = { item, tenant, lane: Math.min(lane, this.#lanes.length - 1), order: this.#nextOrder++ };
    lift(this.#lanes[ticket.lane]!, this.#lanes, this.#lastServed?.lane);
    lift(this.#of(tenant), this.#tenants.values(), this.#lastServed?.tenant);
    this.putBack(ticket);
    return ticket;
  }

  /** An item that was removed waits again, where its ticket says. */
  putBack(ticket: Ticket<Item>): void {
    const { waiting } = this.#of(ticket.tenant);
    if (waiting.has(ticket)) return;
    waiting.add(ticket);
    this.#lanes[ticket.lane]!.waiting.add(ticket);
    this.#size += 1;
  }

  /** Ends its waiting, whether it is served now or not. False when it does not wait. */
  remove(ticket: Ticket<Item>): boolean {
    const tenant = this.#tenants.get(ticket.tenant);
    if (!tenant?.waiting.delete(ticket)) return false;
    const lane = this.#lanes[ticket.lane]!;
    lane.waiting.delete(ticket);
    this.#size -= 1;
    this.#lastServed = { tenant, lane };
    this.#forget();
    return true;
  }

  /** What waits, in no order. */
  *[Symbol.iterator](): Iterator<Ticket<Item>> {
    for (const { waiting } of this.#lanes) yield* waiting;
  }

  /** The item that is to be served first; it goes on waiting until it is removed. */
  next(): Ticket<Item> | undefined {
    const lane = first(this.#lanes);
    let best: Ticket<Item> | undefined;
    for (const ticket of lane?.waiting ?? []) if (best === undefined || this.before(ticket, best)) best = ticket;
    return best;
  }

  /** Whether `a` is to be served before `b`, waiting or not. */
  before(a: Ticket<Item>, b: Ticket<Item>): boolean {
    if (a.lane !== b.lane) {
      const [one, other] = [this.#lanes[a.lane]!, this.#lanes[b.lane]!];
      const difference = one.work + one.next - other.work - other.next;
      return difference === 0 ? a.lane < b.lane : difference < 0;
    }
    const difference = a.tenant === b.tenant ? 0 : this.workOf(a.tenant) - this.workOf(b.tenant);
    return difference === 0 ? a.order < b.order : difference < 0;
  }

  /** Counts work that was done for an item, in tokens. */
  charge({ tenant, lane }: Pick<Ticket<Item>, 'tenant' | 'lane'>, tokens: number): void {
    this.#of(tenant).work += tokens;
    this.#lanes[lane]!.work += tokens / this.#shares[lane]!;
  }

  workOf(tenant: string): number {
    return this.#tenants.get(tenant)?.work ?? 0;
  }

  /**
   * Who has to go when there is no room for one more item of `tenant`: the last item of the tenant that waits with most;
   * undefined when that is `tenant` itself, or waits with no more than it would.
   */
  crowding(tenant: string, may: (item: Item) => boolean = () => true): Ticket<Item> | undefined {
    let most: Party<Item> | undefined;
    for (const one of this.#tenants.values()) {
      if (most === undefined || one.waiting.size > most.waiting.size) most = one;
    }
    if (most === undefined || most.waiting.size <= (this.#tenants.get(tenant)?.waiting.size ?? 0) + 1) return undefined;
    let last: Ticket<Item> | undefined;
    for (const ticket of most.waiting) {
      if (!may(ticket.item)) continue;
      if (last === undefined || ticket.lane > last.lane || (ticket.lane === last.lane && ticket.order > last.order)) {
        last = ticket;
      }
    }
    return last;
  }

  #of(name: string): Party<Item> {
    let tenant = this.#tenants.get(name);
    if (tenant === undefined) {
      tenant = new Party();
      this.#tenants.set(name, tenant);
    }
    return tenant;
  }

  #forget(): void {
    if (this.#tenants.size <= idleTenantsMax) return;
    let idle: [string, number] | undefined;
    for (const [name, { work, waiting }] of this.#tenants) {
      if (waiting.size === 0 && (idle === undefined || work < idle[1])) idle = [name, work];
    }
    if (idle !== undefined) this.#tenants.delete(idle[0]);
  }
}

/** Of those that wait for something, the one that would have least with one more; the first of equals. */
function first<Item>(parties: Iterable<Party<Item>>): Party<Item> | undefined {
  let found: Party<Item> | undefined;
  for (const party of parties) {
    if (party.waiting.size === 0) continue;
    if (found === undefined || party.work + party.next < found.work + found.next) found = party;
  }
  return found;
}

function lift<Item>(party: Party<Item>, all: Iterable<Party<Item>>, lastServed: Party<Item> | undefined): void {
  if (party.waiting.size > 0) return;
  party.work = Math.max(party.work, (first(all) ?? lastServed)?.work ?? 0);
}
