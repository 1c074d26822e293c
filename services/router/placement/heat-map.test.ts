import { describe, expect, it } from 'vitest';
import { ManualClock } from '../../../lib/actor/manual-clock.ts';
import { HeatMap } from './heat-map.ts';

const model = {
  fingerprint: 'm',
  nExperts: 3,
  layers: [
    { layer: 1, bytesPerExpert: 10 },
    { layer: 3, bytesPerExpert: 20 },
  ],
};

describe('the heat map', () => {
  it('adds up what every replica reports and halves it with each half-life', async () => {
    const clock = new ManualClock();
    const heat = new HeatMap(model, clock, 1_000);
    heat.add({ attentionId: 'a', layers: [{ layer: 1, tokens: [8, 0, 4] }] });
    heat.add({ attentionId: 'b', layers: [{ layer: 3, tokens: [1, 2, 3] }] });
    await clock.advance(1_000);
    heat.add({ attentionId: 'a', layers: [{ layer: 1, tokens: [0, 6, 0] }] });
    expect(heat.loads()).toEqual([
      { layer: 1, bytesPerExpert: 10, load: [4, 6, 2] },
      { layer: 3, bytesPerExpert: 20, load: [0.5, 1, 1.5] },
    ]);
    expect(heat.rowsLeast).toBe(3);
  });

  it('ignores layers, experts and counts that the model does not have', () => {
    const heat = new HeatMap(model, new ManualClock(), 1_000);
    heat.add({
      layers: [
        { layer: 2, tokens: [1, 1, 1] },
        { layer: 1, tokens: [1] },
        { layer: 3, tokens: [Number.NaN, -5, 2] },
      ],
    });
    heat.add({});
    expect(heat.loads().map(({ load }) => load)).toEqual([
      [0, 0, 0],
      [0, 0, 2],
    ]);
  });
});
