import { describe, expect, it } from 'vitest';
import { SpacePool } from './space-pool.ts';

class Space {
  readonly number: number;
  closed = false;
  constructor(number: number) {
    this.number = number;
  }
  close(): void {
    this.closed = true;
  }
}

function pool(max: number): { pool: SpacePool<Space>; made: Space[] } {
  const made: Space[] = [];
  const make = (): Space => {
    const space = new Space(made.length);
    made.push(space);
    return space;
  };
  return { pool: new SpacePool(max, make), made };
}

/** A job that holds its space until it is told to end. */
function holding() {
  const { promise, resolve } = deferred<void>();
  const { promise: started, resolve: start } = deferred<Space>();
  const job = async (space: Space): Promise<number> => {
    start(space);
    await promise;
    return space.number;
  };
  return { job, started, end: () => resolve() };
}

function deferred<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve!: (value: T) => void;
  const promise = new Promise<T>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

describe('a pool of workspaces', () => {
  it('makes one only when all others are in use, and never more than it may', async () => {
    const { pool: spaces, made } = pool(2);
    expect(await spaces.use(async ({ number }) => number)).toBe(0);
    expect(await spaces.use(async ({ number }) => number)).toBe(0);
    const [a, b] = [holding(), holding()];
    const running = [spaces.use(a.job), spaces.use(b.job), spaces.use(async ({ number }) => number)];
    await Promise.all([a.started, b.started]);
    expect(made).toHaveLength(2);
    b.end();
    expect(await running[2]).toBe(1);
    a.end();
    expect(await Promise.all(running)).toEqual([0, 1, 1]);
    await spaces.close();
  });

  it('serves those that wait in the order of their arrival', async () => {
    const { pool: spaces } = pool(1);
    const first = holding();
    const order: number[] = [];
    const jobs = [spaces.use(first.job), ...[1, 2, 3].map((n) => spaces.use(async () => order.push(n)))];
    first.end();
    await Promise.all(jobs);
    expect(order).toEqual([1, 2, 3]);
    await spaces.close();
  });

  it('gives a workspace on when a job fails', async () => {
    const { pool: spaces, made } = pool(1);
    await expect(spaces.use(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await spaces.use(async ({ number }) => number)).toBe(0);
    expect(made).toHaveLength(1);
    await spaces.close();
  });

  it('that cannot make a workspace says so and can still be closed', async () => {
    const spaces = new SpacePool<Space>(1, () => {
      throw new Error('no memory');
    });
    await expect(spaces.use(async () => 1)).rejects.toThrow('no memory');
    await spaces.close();
  });

  it('closes its workspaces once the jobs that run or wait are done', async () => {
    const { pool: spaces, made } = pool(1);
    const first = holding();
    const jobs = [spaces.use(first.job), spaces.use(async ({ closed }) => expect(closed).toBe(false))];
    const closing = spaces.close();
    expect(made[0]!.closed).toBe(false);
    first.end();
    await Promise.all([...jobs, closing]);
    expect(made[0]!.closed).toBe(true);
  });
});
