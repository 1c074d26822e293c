// What runs, in an order that does not change while it runs: the more urgent first, then the older. Each time that
// something is taken out for another it is ranked as more urgent by one, so that nothing is displaced for ever.
import type { Ticket } from '../../lib/queue/fair-queue.ts';

export class RankedSet<Item> {
  readonly #members: Ticket<Item>[] = [];
  readonly #displaced = new WeakMap<Ticket<Item>, number>();

  get size(): number {
    return this.#members.length;
  }

  get first(): Ticket<Item> | undefined {
    return this.#members[0];
  }

  get last(): Ticket<Item> | undefined {
    return this.#members.at(-1);
  }

  has(ticket: Ticket<Item>): boolean {
    return this.#members.includes(ticket);
  }

  add(ticket: Ticket<Item>): void {
    const at = this.#members.findIndex((other) => this.#outranks(ticket, other));
    this.#members.splice(at < 0 ? this.#members.length : at, 0, ticket);
  }

  delete(ticket: Ticket<Item>): void {
    const at = this.#members.indexOf(ticket);
    if (at >= 0) this.#members.splice(at, 1);
  }

  displace(ticket: Ticket<Item>): void {
    this.delete(ticket);
    this.#displaced.set(ticket, (this.#displaced.get(ticket) ?? 0) + 1);
  }

  /** Its lane, less what it has risen. */
  urgencyOf(ticket: Ticket<Item>): number {
    return Math.max(0, ticket.lane - (this.#displaced.get(ticket) ?? 0));
  }

  [Symbol.iterator](): Iterator<Ticket<Item>> {
    return this.#members.values();
  }

  filter(condition: (ticket: Ticket<Item>) => boolean): Ticket<Item>[] {
    return this.#members.filter(condition);
  }

  #outranks(a: Ticket<Item>, b: Ticket<Item>): boolean {
    const difference = this.urgencyOf(a) - this.urgencyOf(b);
    return difference === 0 ? a.order < b.order : difference < 0;
  }
}
