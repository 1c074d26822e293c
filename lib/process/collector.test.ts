import { expect, it } from 'vitest';
import { collectAll } from './collector.ts';

it('frees what is held no longer, old or young', () => {
  let held: object[] | undefined = Array.from({ length: 500_000 }, (_, i) => ({ i }));
  const whenHeld = process.memoryUsage().heapUsed;
  expect(held).toHaveLength(500_000);
  held = undefined;
  collectAll();
  expect(process.memoryUsage().heapUsed).toBeLessThan(whenHeld - 10_000_000);
});
