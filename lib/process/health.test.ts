import { describe, expect, it } from 'vitest';
import { Health } from './health.ts';

describe('readiness', () => {
  it('waits for the first component, then for all of them', () => {
    const health = new Health();
    expect([health.ready, health.reasons]).toEqual([false, ['starting']]);
    health.set('model', 'loading');
    health.set('bus', undefined);
    expect([health.ready, health.reasons]).toEqual([false, ['model: loading']]);
    health.set('model', undefined);
    expect([health.ready, health.reasons]).toEqual([true, []]);
  });

  it('tells listeners of changes only, until they leave', () => {
    const health = new Health();
    let changes = 0;
    const leave = health.onChange(() => changes++);
    health.set('model', 'loading');
    health.set('model', 'loading');
    expect(changes).toBe(1);
    health.set('model', undefined);
    health.set('model', undefined);
    expect(changes).toBe(2);
    leave();
    health.set('model', 'gone');
    expect(changes).toBe(2);
  });
});
