// A few reusable workspaces, each used by one job at a time; jobs beyond their number wait in order.

export class SpacePool<Space extends { close(): void }> {
  readonly #make: () => Space;
  readonly #max: number;
  readonly #free: Space[] = [];
  readonly #waiting: ((space: Space) => void)[] = [];
  #made = 0;

  /** Makes at most `max` workspaces, when they are needed. */
  constructor(max: number, make: () => Space) {
    this.#max = max;
    this.#make = make;
  }

  /** Runs a job on a workspace of its own. */
  async use<T>(job: (space: Space) => Promise<T>): Promise<T> {
    const space = await this.#acquire();
    try {
      return await job(space);
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#free.push(space);
      else next(space);
    }
  }

  /** Frees the workspaces once the jobs that run or wait are done. */
  async close(): Promise<void> {
    for (; this.#made > 0; this.#made--) (await this.#acquireUsed()).close();
  }

  #acquire(): Promise<Space> | Space {
    const free = this.#free.pop();
    if (free !== undefined) return free;
    if (this.#made < this.#max) {
      const space = this.#make();
      this.#made++;
      return space;
    }
    return this.#acquireUsed();
  }

  #acquireUsed(): Promise<Space> | Space {
    return this.#free.pop() ?? new Promise((resolve) => this.#waiting.push(resolve));
  }
}
