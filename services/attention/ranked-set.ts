// What runs, in an order that does not change while it runs: the more urgent first, then the older.
import type { Ticket } from '../../lib/queue/fair-queue.ts';

export class RankedSet<Item> {
  readonly #members: Ticket<Item>[] = [];

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
    const at = this.#members.findIndex((other) => outranks(ticket, other));
    this.#members.splice(at < 0 ? this.#members.length : at, 0, ticket);
  }

  delete(ticket: Ticket<Item>): void {
    const at = this.#members.indexOf(ticket);
    if (at >= 0) this.#members.splice(at, 1);
  }

  filter(condition: (ticket: Ticket<Item>) => boolean): Ticket<Item>[] {
    return this.#members.filter(condition);
  }
}

function outranks<Item>(a: Ticket<Item>, b: Ticket<Item>): boolean {
  return a.lane === b.lane ? a.order < b.order : a.lane < b.lane;
}
