import { constants, PerformanceObserver } from 'node:perf_hooks';
import { expect, it } from 'vitest';
import { YoungGarbage } from './young-garbage.ts';

it('is collected each time that a few megabytes have come together', () => {
  let collections = 0;
  const garbage = new YoungGarbage(() => collections++);
  for (let i = 0; i < 3; i++) garbage.add(1 << 20);
  expect(collections).toBe(0);
  garbage.add(1 << 20);
  expect(collections).toBe(1);
  for (let i = 0; i < 4; i++) garbage.add(1 << 20);
  expect(collections).toBe(2);
});

it('is collected by a young collection of V8', async () => {
  const collected = new Promise<void>((resolve) => {
    const observer = new PerformanceObserver((list) => {
      const kinds = list.getEntries().map((entry) => (entry as { detail?: { kind?: number } }).detail?.kind);
      if (!kinds.includes(constants.NODE_PERFORMANCE_GC_MINOR)) return;
      observer.disconnect();
      resolve();
    });
    observer.observe({ entryTypes: ['gc'] });
  });
  new YoungGarbage().add(1 << 30);
  await collected;
});
